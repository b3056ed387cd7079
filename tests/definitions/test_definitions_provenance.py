"""Who set a value is noted for the part that it is in; its line is looked up when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tongban.definitions.provenance import Origin, Part, Provenance
from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Text:
    """A text in which a value stands as deep as its path is long."""

    name: str

    def origin(self, where: Path, said: str = "") -> Origin:
        return Origin(f"{self.name}{list(where)}", len(where), 1, None, said)


@pytest.mark.row("C2", part="origin of each value")
def test_of_two_that_hold_a_value_the_inner_one_set_it() -> None:
    found = Provenance()
    found.note(("form",), Part(Text("item")))
    found.note(("form", 0, "label"), Part(Text("element"), "数据元", own=2))

    assert found.of(("form", 0, "id")) == Origin("item['form', 0, 'id']", 3, 1)
    assert found.of(("form", 0, "label", "zh")) == Origin("element['label', 'zh']", 2, 1, None, "数据元")


def test_an_origin_is_told_for_its_own_path_and_for_what_nobody_set_below_it() -> None:
    found = Provenance()
    found.note((), Origin("item.yaml", 1, 1))
    found.note(("wording", "acceptance"), Origin("acceptance.md", 1, 1))

    assert found.of(("wording", "acceptance")).path == "acceptance.md"
    assert found.of(("wording", "refusal")).path == "item.yaml"
    assert Provenance().of(("wording",)) == Origin("", 0, 0)


def test_what_is_set_anew_forgets_who_set_it_and_all_within_it() -> None:
    found = Provenance()
    found.note((), Origin("item.yaml", 1, 1))
    found.note(("form", 0), Part(Text("element")))
    found.forget(("form",))
    found.note_if_none(("form",), Origin("claim.yaml", 3, 3))
    found.note_if_none(("form",), Origin("later.yaml", 9, 9))

    assert found.of(("form", 0)).path == "claim.yaml"
