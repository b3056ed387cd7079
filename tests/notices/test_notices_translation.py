"""A notice in English beside the Chinese one, where the tenant offers it: a translation, without legal effect."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tongban.definitions import FolderSources, load_workspace
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.tenants import TenantSpec, languages_of
from tongban.notices import check_notice, notice_markdown, translation_of
from tongban.settings import REPOSITORY
from tongban.wording import render_wording

TRANSLATED = sorted((REPOSITORY / "item_defs" / "_shared" / "notices").glob("*.en.md"))
FILLED: dict[str, object] = {
    "item_title": "占道施工审批",
    "case_number": "A-1",
    "received_on": date(2026, 9, 28),
    "accepted_on": date(2026, 9, 29),
    "decided_on": date(2026, 10, 9),
    "closed_on": date(2026, 10, 9),
    "review_due": date(2026, 9, 29),
    "due_on": date(2026, 10, 13),
    "promise_days": "5个工作日",
    "supplement_days": "10个工作日",
    "procedure_days": "1个工作日",
    "procedure": "听证",
    "reasons": "占用范围影响消防通道。",
    "basis": [{"law": "甲法", "article": "第一条"}],
    "deficiencies": [{"name": "占用位置图", "missing": "未标明四至"}],
    "extended_days": "10个工作日",
    "hearing_days": "5个工作日",
    "payment_days": "5个工作日",
    "rectify_days": "10个工作日",
    "days_late": 2,
    "days_left": 2,
}
DAYS = (
    "supplied_on",
    "checked_on",
    "rectify_due",
    "extended_due",
    "suspended_on",
    "resumed_on",
    "survey_on",
    "paid_on",
)
DAYS += ("announced_on", "corrected_on", "revoked_on", "hearing_due", "cancelled_on", "reissued_on")
FILLED |= dict.fromkeys(
    (*DAYS, "renewed_until", "promised_on", "payment_due", "signed_on", "supplement_due"), date(2026, 10, 20)
)
#: those that tell of no day of their own
WITHOUT_A_DAY = {"special_procedure_notice", "later_missed_notice", "complaint_answer"}


@pytest.mark.row("N2")
@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.name)
def test_a_translation_names_only_values_that_exist_and_reads_as_english(path: Path) -> None:
    kind, text = path.name.removesuffix(".en.md"), path.read_text("utf-8")
    assert check_notice(kind, text) == ()
    markdown = notice_markdown(kind, text, {**FILLED, "remedies": None})
    translation = translation_of(markdown)
    assert translation is not None
    assert translation.title
    assert "None" not in markdown
    for chinese in ("工作日", "年9月"):
        assert chinese not in markdown
    assert re.search(r"\b\d{1,2} (September|October) 2026\b", markdown) or kind in WITHOUT_A_DAY


@pytest.mark.row("N1", part="in English")
def test_every_notice_to_a_person_has_its_english() -> None:
    to_persons = {each.id for each in notice_kinds.values() if each.reader != "department" and not each.further}
    assert {path.name.removesuffix(".en.md") for path in TRANSLATED} == to_persons


def test_spans_and_days_are_said_in_english() -> None:
    text = "{{ a|英文期限 }}; {{ b|英文期限 }}; {{ c|英文期限 }}; {{ d|英文日期 }}; {{ e|英文期限 }}"
    values = {"a": "1个工作日", "b": 5, "c": "6个月", "d": date(2026, 3, 1), "e": "当场"}
    assert render_wording(text, values) == "1 working day; 5 working days; 6 months; 1 March 2026; 当场"


@pytest.mark.row("N2")
def test_a_tenant_offers_the_languages_that_it_says_or_that_one_above_says() -> None:
    city = TenantSpec("a", "甲市", "city", languages=("zh", "en"))
    county = TenantSpec("b", "乙县", "county", parent="a")
    own = TenantSpec("c", "丙县", "county", parent="a", languages=("zh",))
    assert languages_of((city, county)) == ("zh", "en")
    assert languages_of((city, own)) == ("zh",)
    assert languages_of((county,)) == ("zh",)


@pytest.mark.row("N2")
def test_only_the_city_that_offers_english_has_translations_in_its_definitions() -> None:
    workspace = load_workspace(FolderSources(REPOSITORY))
    found = {
        tenant: bool(workspace.resolve(workspace.claims[tenant][1][0], tenant).data.get("translations"))
        for tenant in ("yunyang", "shifan-qu")
    }
    assert found == {"yunyang": False, "shifan-qu": True}
