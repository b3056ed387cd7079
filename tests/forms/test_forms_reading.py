"""What is posted is read over what was there: nothing shown is lost, nothing hidden is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.definitions import Definition
from tongban.fields.types.file import FileReference
from tongban.forms import Action, Reading, check, dump, effective, form_view, load, read, summary_view

WORKS = {"applicant.kind": "person", "purpose": "works", "lane": "no"}
ROWS = {
    "vehicles.0.plate": ["渝A00001"],
    "vehicles.0.heavy": ["yes"],
    "vehicles.0.permit": ["T-1"],
    "vehicles.1.plate": ["渝A00002"],
    "vehicles.1.heavy": ["no"],
    "vehicles.rows": ["2"],
}


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(each.code, each.at) for each in reading.findings]


@pytest.mark.row("F1")
def test_values_are_typed_and_kept_as_they_were_typed(definition: Definition) -> None:
    reading = read(definition, {"length": ["１２．５"], "night": ["no"]}, WORKS)
    assert reading.answers == {**WORKS, "length": Decimal("12.5"), "night": False}
    assert reading.typed["length"] == ("１２．５",)
    assert reading.findings == ()


def test_what_is_not_on_the_posted_page_stays_as_it_was(definition: Definition) -> None:
    reading = read(definition, {"width": ["2"]}, {**WORKS, "length": Decimal(3), "name": "张三"})
    assert reading.answers["length"] == 3
    assert reading.answers["name"] == "张三"


def test_an_emptied_field_is_unanswered(definition: Definition) -> None:
    assert "name" not in read(definition, {"name": [" "]}, {**WORKS, "name": "张三"}).answers


@pytest.mark.row("F4")
def test_a_wrong_value_is_found_and_kept_as_typed_but_not_taken(definition: Definition) -> None:
    reading = read(definition, {"id_number": ["500000199001010017"], "length": ["很长"]}, WORKS)
    assert codes(reading) == [("wrong_check_digit", "id_number"), ("not_a_number", "length")]
    assert not {"id_number", "length"} & set(reading.answers)
    assert reading.typed["length"] == ("很长",)
    again = form_view(definition, reading.answers, reading.typed, reading.findings)
    assert 'value="很长"' in again.field("length").html
    assert 'value="500000199001010017"' in again.field("id_number").html


@pytest.mark.row("F1")
def test_a_text_that_is_too_long_is_found_and_nothing_of_it_is_lost(definition: Definition) -> None:
    reading = read(definition, {"night": ["yes"], "night_reason": ["长" * 21]}, WORKS)
    assert codes(reading) == [("too_long", "night_reason")]
    assert reading.typed["night_reason"] == ("长" * 21,)


@pytest.mark.row("F1")
def test_a_choice_that_is_not_offered_is_refused(definition: Definition) -> None:
    reading = read(definition, {"purpose": ["parking"]}, {"applicant.kind": "person", "purpose": "building"})
    assert codes(reading) == [("not_offered", "purpose")]
    assert "purpose" not in reading.answers


@pytest.mark.row("F1")
def test_a_hidden_field_that_is_sent_anyway_is_refused_and_not_taken(definition: Definition) -> None:
    reading = read(definition, {"night": ["no"], "night_reason": ["赶工"]}, {**WORKS, "night": False})
    assert codes(reading) == [("hidden_field", "night_reason")]
    assert "night_reason" not in reading.answers
    assert "night_reason" not in reading.typed


def test_a_field_that_this_very_post_shows_is_taken(definition: Definition) -> None:
    reading = read(definition, {"night": ["yes"], "night_reason": ["赶工"]}, WORKS)
    assert reading.findings == ()
    assert reading.answers["night_reason"] == "赶工"


def test_a_field_that_this_very_post_hides_is_dropped_without_a_word(definition: Definition) -> None:
    before = {**WORKS, "night": True, "night_reason": "赶工"}
    reading = read(definition, {"night": ["no"], "night_reason": ["赶工"]}, before)
    assert reading.findings == ()
    assert "night_reason" not in reading.answers
    assert "night_reason" not in reading.typed


def test_an_empty_hidden_field_is_no_matter(definition: Definition) -> None:
    assert read(definition, {"night_reason": [""]}, {**WORKS, "night": False}).findings == ()


def test_a_hidden_section_takes_nothing(definition: Definition) -> None:
    reading = read(definition, {"made": ["made"]}, {"applicant.kind": "person", "purpose": "building"})
    assert codes(reading) == [("hidden_field", "made")]


def test_a_hidden_answer_opens_nothing(definition: Definition) -> None:
    reading = read(definition, {"lane": ["yes"]}, {"applicant.kind": "person", "purpose": "building"})
    assert codes(reading) == [("hidden_field", "lane")]


def test_changing_the_situation_drops_what_only_the_old_one_asked(definition: Definition) -> None:
    before = {**WORKS, "made": True, "vehicles": ({"plate": "渝A00001", "heavy": False},)}
    assert read(definition, {"purpose": ["building"]}, before).answers == {
        "applicant.kind": "person",
        "purpose": "building",
    }


@pytest.mark.row("F1")
def test_a_computed_field_is_worked_out_and_cannot_be_sent(definition: Definition) -> None:
    reading = read(definition, {"length": ["12.5"], "width": ["2.0"], "area": ["1"]}, WORKS)
    assert "area" not in reading.answers
    assert effective(definition, reading.answers)["area"] == Decimal("25.00")


@pytest.mark.row("F1")
def test_a_field_is_read_only_while_its_condition_holds(make: Callable[..., Definition]) -> None:
    fields = [
        {"id": "fixed", "label": "是否核定", "type": "yes_no"},
        {"id": "amount", "label": "金额", "type": "money", "readonly": "fixed"},
    ]
    item = make(form=[{"section": "only", "title": "金额", "fields": fields}], checks=[], materials=[])
    before = {"fixed": True, "amount": Decimal("5.00")}
    assert read(item, {"amount": ["9"]}, before).answers["amount"] == Decimal("5.00")
    assert read(item, {"amount": ["9"]}, {**before, "fixed": False}).answers["amount"] == Decimal("9.00")
    assert form_view(item, before).field("amount").readonly


def test_a_settled_answer_cannot_be_changed_by_a_post(definition: Definition) -> None:
    reading = read(definition, {"applicant.kind": ["enterprise"]}, WORKS, settled={"applicant.kind"})
    assert reading.answers["applicant.kind"] == "person"


@pytest.mark.row("F1")
def test_rows_are_read_with_their_own_conditions(definition: Definition) -> None:
    reading = read(definition, ROWS, WORKS)
    assert reading.findings == ()
    assert reading.answers["vehicles"] == (
        {"plate": "渝A00001", "heavy": True, "permit": "T-1"},
        {"plate": "渝A00002", "heavy": False},
    )


@pytest.mark.row("F1")
def test_a_hidden_cell_that_is_sent_anyway_is_refused(definition: Definition) -> None:
    reading = read(definition, {"vehicles.0.heavy": ["no"], "vehicles.0.permit": ["T-1"]}, WORKS)
    assert codes(reading) == [("hidden_field", "vehicles.0.permit")]
    assert reading.answers["vehicles"] == ({"heavy": False},)
    assert "vehicles.0.permit" not in reading.typed


def test_a_wrong_cell_is_found_in_its_row(definition: Definition) -> None:
    reading = read(definition, {**ROWS, "vehicles.1.plate": ["很长很长很长很长很长很长"]}, WORKS)
    assert codes(reading) == [("too_long", "vehicles.1.plate")]
    reading = read(definition, {**ROWS, "vehicles.1.heavy": ["perhaps"]}, WORKS)
    assert codes(reading) == [("not_offered", "vehicles.1.heavy")]


@pytest.mark.row("F1")
def test_a_row_is_added_and_removed_by_buttons_without_script(definition: Definition) -> None:
    added = read(definition, {**ROWS, "action": ["add_row:vehicles"]}, WORKS)
    assert added.actions == (Action("add_row", "vehicles"),)
    assert added.typed["vehicles.rows"] == ("3",)
    assert 'data-row="2"' in form_view(definition, added.answers, added.typed).field("vehicles").html
    removed = read(definition, {**ROWS, "action": ["remove_row:vehicles:0"]}, WORKS)
    assert removed.answers["vehicles"] == ({"plate": "渝A00002", "heavy": False},)
    assert removed.typed["vehicles.0.plate"] == ("渝A00002",)
    assert removed.typed["vehicles.rows"] == ("1",)


def test_more_rows_than_are_allowed_cannot_be_added(definition: Definition) -> None:
    full = {**ROWS, "vehicles.2.plate": ["渝A00003"], "vehicles.rows": ["3"], "action": ["add_row:vehicles"]}
    assert codes(read(definition, full, WORKS)) == [("too_many_rows", "vehicles")]


def test_the_whole_application_is_checked_as_of_today(definition: Definition) -> None:
    posted = {"begin_on": ["2026-09-27"], "end_on": ["2026-09-30"]}
    assert codes(read(definition, posted, WORKS, today=date(2026, 9, 28))) == [("too_early", "begin_on")]
    assert read(definition, posted, WORKS, today=date(2026, 9, 27)).findings == ()


def test_a_file_that_this_applicant_did_not_upload_cannot_be_named(make: Callable[..., Definition]) -> None:
    section = {"section": "files", "title": "文件", "fields": [{"id": "map", "label": "位置图", "type": "file"}]}
    item = make(form=[section], checks=[], materials=[])
    stolen = {"map.kept": ["of-a-stranger"], "map.kept_name": ["图.pdf"]}
    assert codes(read(item, stolen, {})) == [("unknown_file", "map")]
    mine = FileReference("of-a-stranger", "我的图.pdf")
    assert read(item, stolen, {}, uploads=[mine]).answers == {"map": mine}
    assert read(item, stolen, {"map": mine}).answers == {"map": mine}


def test_a_draft_keeps_nothing_that_a_database_cannot_hold(definition: Definition) -> None:
    posted = {"name": ["张\x00三"], "remark": ["\ud800"], "name.\x00": ["x"], "vehicles.0.Plate;--": ["x"]}
    reading = read(definition, posted, WORKS)
    assert codes(reading) == [("control_characters", "name"), ("control_characters", "remark")]
    assert reading.typed["name"] == ("张\ufffd三",)
    assert all(name.isprintable() for name in reading.typed)
    json.dumps(reading.typed, ensure_ascii=False).encode("utf-8")
    assert codes(read(definition, reading.typed, reading.answers)) == codes(reading)


@pytest.mark.row("F4")
def test_answers_come_back_from_their_json_form(definition: Definition) -> None:
    reading = read(definition, {**ROWS, "length": ["12.5"], "begin_on": ["2026-10-01"], "name": ["张三"]}, WORKS)
    data = dump(definition, reading.answers)
    assert load(definition, data) == reading.answers
    assert data["begin_on"] == "2026-10-01"
    assert load(definition, {**data, "unknown": 1}) == reading.answers


NAMES = ["purpose", "lane", "applicant.kind", "night", "night_reason", "length", "begin_on", "made", "action", "name"]
NAMES += [*ROWS, "vehicles", "vehicles.999.plate", "vehicles..", "id_number", "area", "remark", ""]
TEXTS = ["works", "building", "yes", "no", "person", "12.5", "2026-10-01", "made", "add_row:vehicles", "add_row:name"]
TEXTS += ["remove_row:vehicles:0", "remove_row:vehicles:999", "渝A00001", "\x00", "\ud800", "1e999"]
posts = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=9)), max_size=2)
)


@given(posts=st.lists(posts, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_posted_the_answers_are_of_shown_fields_and_everything_can_be_shown(
    definition: Definition, posts: list[dict[str, list[str]]]
) -> None:
    reading = Reading({})
    for posted in posts:
        reading = read(definition, posted, reading.answers, typed=reading.typed, today=date(2026, 9, 28))
    assert dict(effective(definition, reading.answers)).items() >= dict(reading.answers).items()
    assert load(definition, dump(definition, reading.answers)) == reading.answers
    form_view(definition, reading.answers, reading.typed, reading.findings)
    summary_view(definition, reading.answers)
    check(definition, reading.answers, (), date(2026, 9, 28), typed=reading.typed)
    again = read(definition, reading.typed, reading.answers, today=date(2026, 9, 28))
    assert again.answers == reading.answers
