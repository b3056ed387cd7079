"""Before submitting one sees the points that the reviewer goes through: one source for both (F6; 7 §21)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal_visitor import Portal
from tongban.forms import guide_view, load, precheck
from tongban.web.portal.guide_materials import guide_material


@pytest.mark.row("F6")
def test_the_page_before_submitting_shows_every_point_of_every_step_that_applies(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    page = visitor.get(f"drafts/{draft}/review").text
    section = page[page.index("审查时会看什么") :]
    described, row = portal.definition(), portal.draft(draft)
    judged = precheck(described, load(described, row.answers))
    shown = (*judged.in_order, *judged.to_be_seen)
    of_steps = {point.text for step in described.process for point in step.points}
    assert {each.text for each in shown if not each.material}
    assert {each.text for each in shown if not each.material} <= of_steps
    assert all(each.text in section for each in shown)


@pytest.mark.row("F6")
def test_every_point_is_in_order_in_doubt_or_for_a_person_and_in_one_place_only(portal: Portal) -> None:
    described = portal.definition()
    for situation in ("stacking", "works"):
        judged = precheck(described, {"purpose": situation}, [each.id for each in described.materials])
        groups = (judged.in_order, judged.doubtful, judged.to_be_seen)
        assert sum(map(len, groups)) == len(judged.points)
        assert not set(groups[0]) & set(groups[1]) | set(groups[1]) & set(groups[2])


@pytest.mark.row("F5")
def test_a_blank_form_with_an_address_can_be_fetched_and_one_with_a_name_is_named(portal: Portal) -> None:
    view = next(each for each in guide_view(portal.definition(), {}).materials if each.brought)
    with portal.visitor().client.application.test_request_context():
        address = guide_material(replace(view, material=replace(view.material, blank_form="https://example.invalid/a")))
        named = guide_material(replace(view, material=replace(view.material, blank_form="示范文本")))
        unsafe = guide_material(replace(view, material=replace(view.material, blank_form="javascript:alert(1)")))
    assert address.blank_form == "https://example.invalid/a"
    assert "空白表格" not in {each.label for each in address.facts}
    assert (named.blank_form, unsafe.blank_form) == ("", "")
    assert "示范文本" in {each.value for each in named.facts}
