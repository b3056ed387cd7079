"""The page shows what applies, says what is obligatory, and hands the browser the conditions."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from tongban.conditions import from_json
from tongban.definitions import Definition
from tongban.forms import FormView, form_view, guide_view, labels_of, read

WORKS = {"applicant.kind": "person", "purpose": "works", "lane": "no"}


def on_page(view: FormView) -> lxml_html.HtmlElement:
    sections = "".join(
        f"<section{each.attributes}>{''.join(field.html for field in each.fields)}</section>" for each in view.sections
    )
    return lxml_html.fromstring(f"<form{view.attributes}>{sections}</form>")


@pytest.mark.row("F3")
def test_the_guided_questions_come_first(definition: Definition) -> None:
    view = form_view(definition, {})
    assert view.sections[0].id == "situation"
    assert [each.id for each in view.sections[0].fields] == ["applicant.kind", "purpose", "lane"]


@pytest.mark.row("F3")
def test_only_the_fields_of_ones_own_situation_are_shown(definition: Definition) -> None:
    person, enterprise = (form_view(definition, {**WORKS, "applicant.kind": kind}) for kind in ("person", "enterprise"))
    assert (person.field("id_number").shown, person.field("uscc").shown) == (True, False)
    assert (enterprise.field("id_number").shown, enterprise.field("uscc").shown) == (False, True)
    building = form_view(definition, {"purpose": "building"})
    assert "works" not in dict(building.outline)
    assert not building.field("made").shown


@pytest.mark.row("F1")
def test_what_is_hidden_is_neither_seen_nor_posted(definition: Definition) -> None:
    page = on_page(form_view(definition, {"purpose": "building"}))
    [section] = page.xpath("//section[@data-section='works']")
    assert section.get("hidden") is not None
    for template in section.findall(".//template"):
        template.drop_tree()
    assert all(each.get("disabled") is not None for each in section.xpath(".//input | .//textarea | .//button"))


@pytest.mark.row("F1")
def test_the_browser_is_given_the_same_conditions(definition: Definition) -> None:
    view = form_view(definition, WORKS)
    assert from_json(json.loads(view.field("night_reason").when)) == definition.field("night_reason").when
    page = on_page(view)
    [field] = page.xpath("//*[@data-field='permit_note']")
    assert from_json(json.loads(field.get("data-required"))) == definition.field("permit_note").required
    [area] = page.xpath("//*[@data-field='area']")
    assert from_json(json.loads(area.get("data-computed"))) == definition.field("area").computed
    assert area.xpath(".//input")[0].get("readonly") is not None


def test_the_page_of_one_section_carries_the_answers_of_the_others(definition: Definition) -> None:
    view = form_view(definition, WORKS, section="site")
    assert [each.id for each in view.sections] == ["site"]
    assert json.loads(on_page(view).get("data-values")) == WORKS
    assert [each for each, _ in view.outline] == ["situation", "applicant", "site", "works"]


@pytest.mark.row("F1")
def test_each_error_stands_at_its_control_and_can_be_jumped_to(definition: Definition) -> None:
    posted = {"length": ["很长"], "vehicles.0.plate": ["一二三四五六七八九十甲"], "vehicles.0.heavy": ["yes"]}
    reading = read(definition, posted, WORKS)
    page = on_page(form_view(definition, reading.answers, reading.typed, reading.findings))
    for finding in reading.findings:
        [control] = page.xpath(f"//*[@id='{finding.target}']")
        assert control.get("aria-invalid") == "true"
        told = [page.xpath(f"//*[@id='{each}']")[0].text_content() for each in control.get("aria-describedby").split()]
        assert any(finding.message in each for each in told)
    assert {each.at for each in reading.findings} == {"length", "vehicles.0.plate"}


@pytest.mark.row("F1")
def test_ids_are_unique_over_the_whole_form_and_every_control_has_a_label(definition: Definition) -> None:
    page = on_page(form_view(definition, WORKS))
    for template in page.findall(".//template"):
        template.drop_tree()
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    labels = {each.get("for") for each in page.iter("label")}
    assert all(each.get("id") in labels for each in page.xpath("//input[not(@type='hidden')] | //textarea | //select"))


def test_the_row_of_a_table_shows_what_its_own_answers_ask_for(definition: Definition) -> None:
    rows = ({"plate": "渝A00001", "heavy": True}, {"plate": "渝A00002", "heavy": False})
    page = on_page(form_view(definition, {**WORKS, "vehicles": rows}))
    hidden = {
        each.get("data-field"): each.get("hidden") for each in page.xpath("//*[contains(@data-field, '.permit')]")
    }
    assert hidden["vehicles.0.permit"] is None
    assert hidden["vehicles.1.permit"] is not None


def test_the_browser_may_fill_in_what_is_about_the_applicant(definition: Definition) -> None:
    assert 'autocomplete="name"' in form_view(definition, WORKS).field("name").html


def test_a_settled_answer_is_shown_but_not_asked(definition: Definition) -> None:
    view = form_view(definition, WORKS, settled={"applicant.kind"})
    assert view.field("applicant.kind").readonly
    assert "data-readonly" in view.field("applicant.kind").html


@pytest.mark.row("F3")
def test_the_guide_of_ones_own_case_names_its_materials_and_steps(definition: Definition) -> None:
    guide = guide_view(definition, WORKS)
    assert guide.answered
    assert [each.material.id for each in guide.to_bring] == ["location", "plan", "rights"]
    assert [each.material.id for each in guide.spared] == ["licence"]
    assert [each.step.id for each in guide.steps] == ["review", "survey", "decision"]
    building = guide_view(definition, {"applicant.kind": "person", "purpose": "building"})
    assert [each.material.id for each in building.to_bring] == ["location", "rights"]
    assert [each.step.id for each in building.steps] == ["review", "decision"]


@pytest.mark.row("F3")
def test_what_later_answers_decide_is_told_in_words(definition: Definition) -> None:
    [rights] = [each for each in guide_view(definition, WORKS).materials if each.material.id == "rights"]
    assert rights.asked is None
    assert rights.condition == "面积>50㎡"


def test_an_unanswered_guide_covers_every_situation(definition: Definition) -> None:
    guide = guide_view(definition, {})
    assert not guide.answered
    assert [each.material.id for each in guide.to_bring] == ["location", "plan", "rights"]
    [survey] = [each for each in guide.steps if each.step.id == "survey"]
    assert "占道施工" in survey.condition


@pytest.mark.row("C11", part="derived from the definition")
def test_labels_are_computed_from_the_definition(make: Callable[..., Definition]) -> None:
    assert labels_of(make()) == ("全程网办", "最多跑一次")
    spot = make(
        time={"statutory": {"working_days": 20}, "promise": "on_the_spot"},
        materials=[],
        visits=1,
        visits_reason="现场领证。",
    )
    assert labels_of(spot) == ("即办", "最多跑一次", "零材料")
    assert labels_of(make(visits=2, visits_reason="现场核验。")) == ()
    assert "全程网办" not in labels_of(make(delivery=["window"]))


@pytest.mark.row("C11", part="derived from the definition")
def test_what_government_holds_is_no_material_to_bring(make: Callable[..., Definition]) -> None:
    held = [{"id": "licence", "name": "营业执照", "source": "government", "licence": "business-licence"}]
    assert "零材料" in labels_of(make(materials=held))


@pytest.mark.row("C11", part="derived from the definition")
def test_zero_materials_can_be_true_of_one_situation_only(make: Callable[..., Definition]) -> None:
    item = make(materials=[{"id": "plan", "name": "施工方案", "when": 'purpose == "works"'}])
    assert "零材料" not in labels_of(item)
    assert "零材料" not in labels_of(item, WORKS)
    assert "零材料" in labels_of(item, {"purpose": "building"})
