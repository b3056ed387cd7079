"""The city's standard wordings of the notices that the paths of the law send, each filled as its path fills it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tongban.notices import Document, check_notice, fill_notice, kind, kinds, to_html, to_pdf

ALWAYS: dict[str, object] = {
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
    "accepted_on": date(2026, 9, 29),
    "decided_on": date(2026, 10, 10),
    "document_title": "准予决定书",
    "document_number": "云阳政务准〔2026〕3号",
    "result_name": "占道许可证",
    "reasons": "占用范围影响消防通道。",
    "due_on": date(2026, 10, 13),
    "promised_on": date(2026, 9, 28),
    "promised_by": "龚䶮",
    "remedies": "如不服本决定，可以自收到本文书之日起60日内申请行政复议。",
    "deficiencies": [{"name": "占用位置图", "missing": "未标明四至"}],
}

#: what each path says of its own, and the words in which the law wants it said
SAID: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "tolerance_promise": (
        {"supplement_days": 5},
        ("未标明四至", "5个工作日", "视为撤回", "承诺人", "龚䶮"),
    ),
    "commitment_statement": (
        {"proofs": [{"name": "无违法记录证明", "content": "近三年内没有违法占道"}]},
        ("无违法记录证明", "可以撤回承诺", "不实承诺的法律责任", "承诺人"),
    ),
    "commitment_check_notice": (
        {"check_by": date(2026, 11, 2), "check_points": ["占用范围", "围挡设置"]},
        ("2026年11月2日", "围挡设置", "2026年9月28日承诺"),
    ),
    "rectification_notice": (
        {"checked_on": date(2026, 11, 2), "rectify_days": "10个工作日", "rectify_due": date(2026, 11, 16)},
        ("影响消防通道", "10个工作日", "2026年11月16日", "撤销", "行政复议"),
    ),
    "supplement_reminder": (
        {"supplement_due": date(2026, 10, 12), "days_left": 2},
        ("2026年10月12日", "2个工作日", "占用位置图：未标明四至", "视为撤回申请"),
    ),
    "supply_receipt": (
        {
            "supplied_on": date(2026, 10, 9),
            "channel": "网上",
            "materials": ["占用位置图"],
            "still_missing": ["方案"],
            "review_due": date(2026, 10, 12),
        },
        ("2026年10月9日", "占用位置图", "方案", "2026年10月12日", "不代表申请已经受理"),
    ),
    "extension_notice": (
        {"extended_days": 10, "extended_due": date(2026, 10, 27), "approved_by": "负责人王某"},
        ("影响消防通道", "负责人王某批准", "10个工作日", "2026年10月27日"),
    ),
    "suspension_notice": (
        {"suspended_on": date(2026, 10, 9), "resume_when": "人民法院作出生效裁判"},
        ("影响消防通道", "2026年10月9日起中止办理", "人民法院作出生效裁判"),
    ),
    "resumption_notice": (
        {"suspended_on": date(2026, 10, 9), "resumed_on": date(2026, 10, 12)},
        ("2026年10月12日起恢复办理", "2026年10月13日"),
    ),
    "termination_notice": (
        {"closed_on": date(2026, 10, 19)},
        ("影响消防通道", "2026年10月19日起终止办理", "行政复议"),
    ),
    "lateness_notice": (
        {"days_late": 2},
        ("超过办理时间2个工作日", "影响消防通道"),
    ),
    "survey_notice": (
        {
            "procedure": "现场勘验",
            "survey_on": date(2026, 10, 9),
            "survey_time": "上午9时",
            "place": "云江大道1号",
            "surveyors": ["王某", "李某"],
        },
        ("2026年10月9日，上午9时", "云江大道1号", "王某、李某", "不少于两人"),
    ),
    "opinion_request": (
        {
            "question": "占用范围是否影响消防通道。",
            "opinion_days": 3,
            "opinion_due": date(2026, 10, 12),
            "silence": "视为没有意见",
            "materials": ["占用位置图"],
        },
        ("征求你单位意见", "是否影响消防通道", "2026年10月12日", "视为没有意见", "附件"),
    ),
    "payment_notice": (
        {
            "fees": [{"name": "占道费", "basis": "示例收费标准", "amount": "300.00"}] * 2,
            "total": "600.00",
            "payment_days": 5,
            "payment_due": date(2026, 10, 19),
            "invoice_number": "500235-1",
        },
        ("占道费", "示例收费标准", "300.00", "合计：600.00元", "2026年10月19日"),
    ),
    "payment_receipt": (
        {
            "fees": [{"name": "占道费", "basis": "示例收费标准", "amount": "600.00"}],
            "total": "600.00",
            "invoice_number": "500235-20260928-000012-7-F1",
            "payment_number": "GW-1",
            "paid_on": date(2026, 10, 9),
            "how_paid": "网上缴费",
        },
        ("占道费", "600.00元", "2026年10月9日缴清", "GW-1", "示例收费标准"),
    ),
    "refund_notice": (
        {"total": "600.00", "paid_on": date(2026, 10, 9)},
        ("退还600.00元", "2026年10月9日缴费", "影响消防通道", "退回原缴费账户"),
    ),
    "partial_grant_decision": (
        {"granted": ["占用人行道"], "refused": ["占用车行道"]},
        ("部分准予办理", "占用人行道", "占用车行道", "影响消防通道", "行政复议"),
    ),
    "announcement_of_delivery": (
        {"announced_on": date(2026, 10, 12), "delivered_on": date(2026, 11, 11)},
        ("《准予决定书》（云阳政务准〔2026〕3号）", "三十日", "2026年11月11日", "视为送达"),
    ),
    "correction_notice": (
        {
            "corrected_on": date(2026, 10, 12),
            "corrections": [{"place": "申请人姓名", "was": "龚奕", "now": "龚䶮"}],
        },
        ("《准予决定书》", "申请人姓名", "龚奕", "2026年10月12日"),
    ),
    "revocation_decision": (
        {"revoked_on": date(2026, 11, 20)},
        ("应当撤销的情形", "影响消防通道", "2026年11月20日起撤销", "占道许可证同时失效", "行政复议"),
    ),
    "hearing_right_notice": (
        {"hearing_days": "5个工作日", "hearing_due": date(2026, 11, 27)},
        ("影响消防通道", "拟撤销上述决定", "陈述和申辩", "要求听证", "5个工作日", "2026年11月27日"),
    ),
    "outcome_suspension_notice": (
        {"suspended_on": date(2026, 11, 20), "resume_when": "消除安全隐患"},
        ("2026年11月20日起暂停占道许可证的使用", "影响消防通道", "消除安全隐患", "行政复议"),
    ),
    "outcome_resumption_notice": (
        {"suspended_on": date(2026, 11, 20), "resumed_on": date(2026, 12, 1)},
        ("2026年11月20日决定暂停使用", "2026年12月1日起恢复占道许可证的使用"),
    ),
    "cancellation_decision": (
        {"cancelled_on": date(2026, 11, 20)},
        ("应当注销的情形", "2026年11月20日起予以注销", "行政复议"),
    ),
    "reissue_notice": ({"reissued_on": date(2026, 11, 20)}, ("占道许可证", "2026年11月20日予以补发", "有效期不变")),
    "renewal_decision": (
        {"valid_until": "2026年12月31日", "renewed_until": date(2027, 12, 31)},
        ("准予延续", "占道许可证", "2027年12月31日"),
    ),
    "complaint_answer": (
        {
            "complaint_number": "T-1",
            "complained_on": date(2026, 10, 9),
            "complaint": "窗口不受理。",
            "answer": "情况属实，已经受理。",
            "measures": "对工作人员进行了培训。",
        },
        ("T-1", "2026年10月9日", "窗口不受理", "情况属实", "已经受理", "培训"),
    ),
}


def filled(folder: Path, kind_id: str, **changes: object) -> Document:
    known = {name.split("[")[0] for name in kind(kind_id).values}
    values = {name: value for name, value in {**ALWAYS, **SAID[kind_id][0], **changes}.items() if name in known}
    text = (folder / f"{kind_id}.md").read_text("utf-8")
    title = kind(kind_id).title
    return Document(
        kind_id, title, "", "龚䶮", fill_notice(kind_id, text, values), "云阳县城市管理局", date(2026, 9, 29)
    )


def test_every_kind_of_a_path_is_filled_here() -> None:
    assert set(SAID) <= {each.id for each in kinds.values() if not each.ordinary}


@pytest.mark.row("N1")
@pytest.mark.parametrize("kind_id", SAID)
def test_the_wording_of_a_path_says_what_the_law_asks_on_one_page(
    standard_wordings: Path, make_document: Callable[..., Document], kind_id: str
) -> None:
    document = filled(standard_wordings, kind_id)
    html = to_html(document)
    for words in SAID[kind_id][1]:
        assert words in html, words
    assert "《甲法》第一条、《乙法》第二条" in html
    pages = PdfReader(BytesIO(to_pdf(document))).pages
    assert len(pages) == 1
    assert kind(kind_id).title in pages[0].extract_text()


@pytest.mark.row("N1")
@pytest.mark.parametrize("kind_id", SAID)
def test_the_wording_of_a_path_names_only_values_that_exist_and_no_city(standard_wordings: Path, kind_id: str) -> None:
    text = (standard_wordings / f"{kind_id}.md").read_text("utf-8")
    assert check_notice(kind_id, text) == ()
    assert "市政务服务" not in text  # every article comes from the rulebook of the city that sends it


@pytest.mark.parametrize("kind_id", SAID)
def test_the_wording_of_a_path_reads_well_with_the_least_there_is(standard_wordings: Path, kind_id: str) -> None:
    least = {"item_title", "case_number", "received_on", "reasons", "applicant_name"}
    nothing = {name: None for name in {**ALWAYS, **SAID[kind_id][0]} if name not in least}
    lists = {name.split("[")[0]: [] for name in kind(kind_id).values if name.endswith("[]")}
    html = to_html(filled(standard_wordings, kind_id, **{**nothing, **lists}))
    for wrong in ("None", "《》第", "根据的", "、的规定", "（）"):
        assert wrong not in html, wrong


@pytest.mark.row("N1")
def test_a_renewal_by_silence_says_so(standard_wordings: Path) -> None:
    html = to_html(filled(standard_wordings, "renewal_decision", deemed=True))
    assert "没有作出是否准予延续的决定" in html
    assert "视为准予延续" in html
    assert "经审查，符合" not in html
