"""A real case made an example: it plays, and nobody in it can be known again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import pytest

from example_stage import EXAMPLES, name_of, played, stage_for
from tongban.assurance import Played, play
from tongban.assurance.recording import Disguise, Recorded, record_case
from tongban.assurance.recording.samples import (
    sample_body,
    sample_id_number,
    sample_person,
    sample_phone,
    sample_uscc,
)
from tongban.assurance.simulate import Stage
from tongban.assurance.stock_words import OPINIONS, REASONS
from tongban.definitions.examples import Example, example_of
from tongban.definitions.strict_yaml import read_yaml
from tongban.definitions.vocabulary import ExampleFile
from tongban.fields import field_types
from tongban.fields.code_text import NoOptions
from tongban.law import Applicant

#: types in which people tell who they are, or write what they like
TELLING = frozenset({"text", "id_number", "uscc", "phone", "email", "address", "signature", "file"})


_RECORDED: dict[str, Recorded] = {}


def recorded_case(example: Example) -> Recorded:
    """Record the case that an example comes to, once for all who look at it."""
    if (name := name_of(example)) not in _RECORDED:
        was, stage = case_like(example)
        _RECORDED[name] = record_case(was.case, was.events, stage)
    return _RECORDED[name]


def case_like(example: Example) -> tuple[Played, Stage]:
    """A case of the engine, as the register would keep it."""
    return played(example), stage_for(example)


@pytest.mark.row("C7")
@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_a_recorded_case_plays_and_ends_as_the_case_did(example: Example) -> None:
    was, stage = case_like(example)
    recorded = recorded_case(example)
    assert recorded.differs == ()
    document, findings = read_yaml(recorded.text, "recorded.yaml")
    assert document is not None, findings
    assert ExampleFile().validate(document.data) == {}
    again = play(example_of(example.item, "recorded", document), stage.definition, stage.rulebook, stage.calendar)
    assert [str(each) for each in again.surprises] == []
    assert (again.case.state, again.case.outcome, again.case.notices) == (
        was.case.state, was.case.outcome, was.case.notices,
    )  # fmt: skip


@pytest.mark.row("C7")
@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_no_value_that_tells_who_somebody_is_survives_anywhere_in_the_file(example: Example) -> None:
    was, stage = case_like(example)
    text = recorded_case(example).text
    told = set(_told(was, stage)) - {""}
    assert len(told) >= 2
    published = "\n".join(_published(stage))
    survived = {each for each in told if each in text and each not in published}
    assert survived == set()


def _told(was: Played, stage: Stage) -> Iterator[str]:
    """Everything personal or free that the case holds: the applicant, answers, opinions, reasons, who acted."""
    yield was.case.applicant.name
    yield was.case.number
    fields = {each.id: each for each in stage.definition.fields}
    for event in was.events:
        for name in ("opinion", "reason", "reasons", "receiver", "where_to_go", "note"):
            yield str(getattr(event, name, ""))
        for each in getattr(event, "deficiencies", ()):
            yield each.missing
        for key, value in getattr(event, "answers", {}).items():
            if key in fields:
                yield from _texts(fields[key].type, fields[key].columns, value)


def _texts(kind: str, columns: tuple[object, ...], value: object) -> Iterator[str]:
    if columns and isinstance(value, list | tuple):
        kinds = {each.id: each.type for each in columns}  # type: ignore[attr-defined]
        for row in value:
            yield from itertools.chain.from_iterable(_texts(kinds[key], (), cell) for key, cell in row.items())
    elif kind in TELLING and isinstance(value, Mapping):
        yield from (str(part) for name, part in value.items() if name in {"detail", "name"})
    elif kind in TELLING:
        yield str(value).removeprefix("+86")


def _published(stage: Stage) -> frozenset[str]:
    """Words that the item itself publishes: the examples of its fields, and the stock words of a recording."""
    fields = [*stage.definition.fields, *(column for each in stage.definition.fields for column in each.columns)]
    return frozenset({*(each.example for each in fields), *OPINIONS.values(), *REASONS.values()})


@pytest.mark.row("C7")
def test_one_person_is_replaced_by_one_sample_wherever_they_stand() -> None:
    example = next(each for each in EXAMPLES if name_of(each) == "occupy-road/supplemented-stacking")
    was, stage = case_like(example)
    document, _findings = read_yaml(record_case(was.case, was.events, stage).text, "x")
    assert document is not None
    again = example_of("occupy-road", "x", document)
    assert again.applicant.name == again.answers["name"] == again.answers["signature"] == "示例甲"


def test_the_same_case_is_recorded_the_same_way_each_time() -> None:
    was, stage = case_like(EXAMPLES[0])
    assert record_case(was.case, was.events, stage) == record_case(was.case, was.events, stage)


def test_the_hour_at_which_somebody_applied_is_not_kept() -> None:
    was, stage = case_like(EXAMPLES[0])
    assert f"begin: {was.case.received_on} 10:00" in record_case(was.case, was.events, stage).text


@pytest.mark.parametrize("number", [*range(40), 335, 336, 999])
def test_samples_are_formally_right(number: int) -> None:
    for kind, sample in (("id_number", sample_id_number), ("uscc", sample_uscc), ("phone", sample_phone)):
        assert isinstance(field_types[kind].parse({"": (sample(number),)}, NoOptions()), str)
    assert sample_id_number(number)[14:17] == "000"  # given to nobody
    assert sample_uscc(number)[2:8] == "000000"  # no division


def test_samples_are_told_apart() -> None:
    for sample in (sample_person, sample_body, sample_id_number, sample_uscc, sample_phone):
        assert len({sample(number) for number in range(300)}) == 300


def test_a_made_up_case_gets_other_samples_than_its_own() -> None:
    stage = stage_for(EXAMPLES[0])
    assert Disguise(stage.definition).applicant(Applicant("1", "person", "示例甲")).name == "示例乙"
