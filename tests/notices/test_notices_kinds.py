"""The city's standard wordings of all kinds that the spine sends, checked against the values that exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tongban.definitions.notice_kinds import OWN_KINDS
from tongban.notices import (
    Document,
    DocumentError,
    check_notice,
    fill_notice,
    kind,
    kinds,
    notice_markdown,
    to_html,
    to_pdf,
)

VALUES: dict[str, object] = {
    "applicant_name": "龚䶮",
    "item_title": "占道施工审批",
    "case_number": "500235-20260928-000012-7",
    "authority": "云阳县城市管理局",
    "tenant_name": "云阳县",
    "received_on": date(2026, 9, 28),
    "date": date(2026, 9, 29),
    "number": "云阳政务告〔2026〕12号",
    "basis": [{"law": "甲法", "article": "第一条"}, {"law": "乙法", "article": "第二条"}],
    "phone": "023-55187618",
    "complaints": "023-55163608",
    "address": "云阳县政务服务中心",
    "hours": "工作日9:00—17:00",
    "materials": ["占用位置图", "交通疏导方案"],
    "channel": "网上平台",
    "review_due": date(2026, 9, 29),
    "accepted_on": date(2026, 9, 29),
    "due_on": date(2026, 10, 13),
    "promise_days": 5,
    "due_note": "（放假安排公布后可能调整）",
    "deemed": False,
    "deficiencies": [{"name": "占用位置图", "missing": "未标明四至"}, {"name": "方案", "missing": "未签章"}],
    "supplement_days": 10,
    "supplement_due": date(2026, 10, 16),
    "reasons": "占用范围影响消防通道。",
    "where_to_go": "云阳县住房和城乡建设委员会",
    "procedure": "现场勘验",
    "procedure_days": 3,
    "procedure_basis": "《中华人民共和国行政许可法》第三十四条",
    "procedure_note": "勘验时请打开检查井。",
    "counting": "依照《中华人民共和国行政许可法》第四十五条的规定，上述时间不计入法定办结期限。",
    "decided_on": date(2026, 10, 10),
    "opinion": "同意占用。",
    "result_name": "占道许可决定书",
    "validity_note": "到期清场。",
    "valid_until": date(2027, 1, 9),
    "closed_on": date(2026, 10, 19),
    "delivery_method": "电子送达",
    "receiver": "龚䶮",
    "signed_on": date(2026, 10, 11),
    "document_title": "准予决定书",
    "document_number": "云阳政务准〔2026〕3号",
    "remedies": "如不服本决定，可以自收到之日起六十日内申请行政复议。",
}

#: What the law asks each of them to say.
MUST_SAY = {
    "receipt": ("已经收到", "占用位置图", "最迟于2026年9月29日"),
    "acceptance_notice": ("予以受理", "5个工作日", "2026年10月13日"),
    "supplement_notice": ("一次性告知", "未标明四至", "未签章", "10个工作日", "2026年10月16日", "视为撤回申请"),
    "non_acceptance_notice": ("不予受理", "影响消防通道", "住房和城乡建设委员会"),
    "special_procedure_notice": ("现场勘验", "3个工作日", "书面告知", "第三十四条", "打开检查井", "第四十五条"),
    "grant_decision": ("准予", "占道许可决定书", "2027年1月9日", "到期清场", "行政复议"),
    "refusal_decision": ("不予办理", "影响消防通道", "行政复议"),
    "withdrawal_notice": ("终止办理", "2026年10月19日"),
    "delivery_receipt": ("准予决定书", "云阳政务准〔2026〕3号", "电子送达", "受送达人"),
}


def wording(folder: Path, kind_id: str) -> str:
    return (folder / f"{kind_id}.md").read_text("utf-8")


def values_of(kind_id: str, **changes: object) -> dict[str, object]:
    known = {name.split("[")[0] for name in kind(kind_id).values}
    return {name: value for name, value in {**VALUES, **changes}.items() if name in known}


def test_every_kind_has_a_standard_wording_and_no_file_is_without_kind(standard_wordings: Path) -> None:
    names = {each.name.removesuffix(".md") for each in standard_wordings.glob("*.md")}
    assert {each for each in names if "." not in each} == set(OWN_KINDS)
    assert {each.removesuffix(".en") for each in names if "." in each} <= set(kinds)
    assert {each.id for each in kinds.values() if each.ordinary} == set(MUST_SAY)


@pytest.mark.row("N1")
@pytest.mark.parametrize("kind_id", MUST_SAY)
def test_a_standard_wording_uses_only_values_that_exist(standard_wordings: Path, kind_id: str) -> None:
    assert check_notice(kind_id, wording(standard_wordings, kind_id)) == ()


@pytest.mark.row("N1")
@pytest.mark.row("L2")
@pytest.mark.parametrize("where", ["县住房城乡建委", "请先补办居民身份证，在同一窗口提交"])
def test_where_to_go_reads_well_as_a_name_and_as_a_sentence(standard_wordings: Path, where: str) -> None:
    values = {**values_of("non_acceptance_notice"), "where_to_go": where}
    text = notice_markdown("non_acceptance_notice", wording(standard_wordings, "non_acceptance_notice"), values)
    assert f"\n办理去向：{where}。\n" in text


@pytest.mark.row("N1")
@pytest.mark.parametrize("kind_id", MUST_SAY)
def test_a_standard_wording_says_what_the_law_asks(
    standard_wordings: Path, make_document: Callable[..., Document], kind_id: str
) -> None:
    blocks = fill_notice(kind_id, wording(standard_wordings, kind_id), values_of(kind_id))
    document = make_document(kind=kind_id, title=kind(kind_id).title, blocks=blocks)
    html = to_html(document)
    for words in MUST_SAY[kind_id]:
        assert words in html, words
    if kind_id != "withdrawal_notice":
        assert "《甲法》第一条、《乙法》第二条" in html
    pages = PdfReader(BytesIO(to_pdf(document))).pages
    assert len(pages) == 1
    assert kind(kind_id).title in pages[0].extract_text()


@pytest.mark.parametrize("kind_id", MUST_SAY)
def test_a_standard_wording_reads_well_with_the_least_there_is(standard_wordings: Path, kind_id: str) -> None:
    least = {"item_title", "case_number", "received_on", "reasons", "accepted_on", "decided_on", "closed_on"}
    values = {name: value for name, value in values_of(kind_id).items() if name in least}
    html = to_html(_document_of(kind_id, fill_notice(kind_id, wording(standard_wordings, kind_id), values)))
    assert "None" not in html
    assert "《》" not in html
    if kind_id not in ("receipt", "withdrawal_notice"):
        assert "《重庆市政务服务管理办法》第" in html


@pytest.mark.row("N1")
def test_a_refusal_without_given_remedies_still_names_both(standard_wordings: Path) -> None:
    for kind_id in ("non_acceptance_notice", "refusal_decision", "grant_decision"):
        blocks = fill_notice(kind_id, wording(standard_wordings, kind_id), values_of(kind_id, remedies=None))
        html = to_html(_document_of(kind_id, blocks))
        assert "六十日内依法申请行政复议" in html
        assert "六个月内依法直接向有管辖权的人民法院提起行政诉讼" in html


def test_deemed_acceptance_and_deemed_withdrawal_have_their_own_words(standard_wordings: Path) -> None:
    accepted = fill_notice(
        "acceptance_notice",
        wording(standard_wordings, "acceptance_notice"),
        values_of("acceptance_notice", deemed=True),
    )
    assert "自收到申请材料之日起即为受理" in to_html(_document_of("acceptance_notice", accepted))
    withdrawn = fill_notice(
        "withdrawal_notice",
        wording(standard_wordings, "withdrawal_notice"),
        values_of("withdrawal_notice", deemed=True),
    )
    assert "视为撤回申请" in to_html(_document_of("withdrawal_notice", withdrawn))


def test_each_part_of_a_standard_wording_is_a_paragraph_of_its_own(standard_wordings: Path) -> None:
    blocks = fill_notice(
        "supplement_notice", wording(standard_wordings, "supplement_notice"), values_of("supplement_notice")
    )
    assert [type(each).__name__ for each in blocks] == ["Paragraph", "Listing", "Paragraph", "Paragraph", "Paragraph"]


@pytest.mark.row("N2")
def test_each_kind_has_a_mark_of_its_own_as_each_is_counted_on_its_own() -> None:
    assert len({each.mark for each in kinds.values()}) == len(kinds)


def test_an_unknown_kind_is_refused_with_those_there_are() -> None:
    with pytest.raises(DocumentError, match="supplement_notice"):
        kind("letter")


def _document_of(kind_id: str, blocks: tuple[object, ...]) -> Document:
    return Document(kind_id, "题", "", "龚䶮", blocks, "云阳县城市管理局", date(2026, 9, 29))  # type: ignore[arg-type]
