"""A claims file under edit: one claim changes, and every other keeps each letter."""

from __future__ import annotations

import pytest

from tongban.definitions.strict_yaml import read_yaml
from tongban.publishing.claims_text import ClaimsText
from tongban.settings import REPOSITORY

FILE = """# What the county says.
claims:
  occupy-road:
    service:
      hours: 九点   # as the hall opens
      notes: |
        第一行

        # 不是注释
  # the market office
  food-permit: {time: {promise: {working_days: 5}}}

  "quoted":
    authority: {name: 甲}
after: {said: below}
"""


def claims_of(text: str) -> dict[str, object]:
    document, findings = read_yaml(text, "items.yaml")
    assert document is not None, findings
    return document.data["claims"]


def others(text: str, item: str) -> dict[str, object]:
    return {name: claim for name, claim in claims_of(text).items() if name != item}


@pytest.mark.row("C9")
def test_one_value_changes_and_every_other_line_stays() -> None:
    claims = ClaimsText(FILE)
    claims.set("occupy-road", ("service", "hours"), "十点")
    assert claims.text == FILE.replace("九点", "十点")
    assert claims.claim("occupy-road")["service"]["hours"] == "十点"


@pytest.mark.row("C9")
def test_a_value_is_taken_out_and_what_stands_before_the_next_claim_stays() -> None:
    claims = ClaimsText(FILE)
    claims.drop("occupy-road", ("service", "notes"))
    assert "不是注释" not in claims.text
    assert "  # the market office\n  food-permit: {time:" in claims.text
    assert others(claims.text, "occupy-road") == others(FILE, "occupy-road")


@pytest.mark.row("C9")
def test_a_whole_claim_is_taken_out_and_every_other_line_stays() -> None:
    claims = ClaimsText(FILE)
    claims.drop("food-permit")
    assert claims.text == FILE.replace("  food-permit: {time: {promise: {working_days: 5}}}\n", "")
    assert "food-permit" not in claims.items
    assert claims_of(claims.text) == others(FILE, "food-permit")


@pytest.mark.row("C9")
def test_a_new_claim_goes_behind_the_last_and_before_what_follows() -> None:
    claims = ClaimsText(FILE)
    claims.set("signboard-record", ("time", "promise"), {"working_days": 3})
    assert claims.text.index("quoted") < claims.text.index("signboard-record") < claims.text.index("after:")
    assert others(claims.text, "signboard-record") == claims_of(FILE)
    assert claims_of(claims.text) == {each: claims.claim(each) for each in claims.items}


@pytest.mark.row("C9")
def test_a_claim_that_is_laid_out_otherwise_is_edited_all_the_same() -> None:
    claims = ClaimsText(FILE)
    claims.set("quoted", ("authority",), {"name": "乙"})
    assert claims_of(claims.text)["quoted"] == {"authority": {"name": "乙"}}
    flow = ClaimsText("claims: {a: {authority: {name: 甲}}, b: {}}\n")
    flow.set("b", ("authority",), {"name": "乙"})
    assert claims_of(flow.text) == {"a": {"authority": {"name": "甲"}}, "b": {"authority": {"name": "乙"}}}


def test_an_emptied_file_begins_again() -> None:
    claims = ClaimsText("")
    claims.set("a", ("authority",), {"name": "甲"})
    claims.drop("a")
    assert claims.items == ()
    claims.set("b", (), {"authority": {"name": "乙"}})
    assert claims_of(claims.text) == {"b": {"authority": {"name": "乙"}}}


@pytest.mark.parametrize("tenant", ["yunyang", "yuzhong", "jiangbei"])
def test_in_the_files_of_the_house_every_claim_can_be_edited_alone(tenant: str) -> None:
    text = (REPOSITORY / "tenants" / tenant / "items.yaml").read_text("utf-8")
    before = claims_of(text)
    for item in ClaimsText(text).items:
        claims = ClaimsText(text)
        claims.set(item, ("service", "notes"), "示例")
        after = claims_of(claims.text)
        assert after.pop(item)["service"]["notes"] == "示例"
        assert after == {name: claim for name, claim in before.items() if name != item}
