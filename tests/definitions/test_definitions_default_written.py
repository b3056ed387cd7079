"""What TB149 calls a default is what the compiled definition takes where nothing is written."""

from dataclasses import fields

from tongban.definitions.lint.rules.default_written import MATERIAL
from tongban.definitions.model import Material


def test_the_defaults_of_a_material_are_those_of_the_definition() -> None:
    taken = {each.name: each.default for each in fields(Material)}
    for key in MATERIAL.keys() - {"optional", "required", "when"}:
        default = taken[key]
        assert MATERIAL[key] == (list(default) if isinstance(default, tuple) else default), key


def test_every_plain_default_of_a_material_is_told_when_it_is_written() -> None:
    plain = {each.name for each in fields(Material) if isinstance(each.default, bool | int) or each.default in _WORDS}
    assert plain <= MATERIAL.keys()


_WORDS = ("applicant", "uploaded", "both")
