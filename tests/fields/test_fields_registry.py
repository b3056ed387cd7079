"""A new field type is one new file."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from tongban.fields import field_types, types
from tongban.fields.registry import OWN_TYPES, types_in

ROW_F1 = [
    "text",
    "number",
    "money",
    "date",
    "period",
    "choice",
    "multi_choice",
    "address",
    "id_number",
    "uscc",
    "phone",
    "table",
    "file",
    "signature",
    "declaration",
    "yes_no",
    "email",
]


@pytest.mark.row("F1")
def test_every_type_of_the_language_is_there() -> None:
    assert sorted(ROW_F1) == sorted(OWN_TYPES)


def test_every_file_registers_the_type_of_its_name() -> None:
    files = {each.stem for each in Path(types.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(OWN_TYPES)
    assert all(kind.name == name for name, kind in field_types.items())


def test_every_type_has_a_chinese_label_and_a_sample() -> None:
    for kind in field_types.values():
        assert all("\u4e00" <= character <= "\u9fff" for character in kind.label)
        assert kind.samples


PLATE = """
from tongban.fields.code_text import CodeText


class Plate(CodeText):
    name = "{name}"
    label = "号牌"
    schema = {{}}
    samples = ()

    def read_code(self, text):
        return text
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "local_types"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [each for each in sys.modules if each.startswith("local_types")]:
        monkeypatch.delitem(sys.modules, name)
    return folder


def test_one_new_file_is_a_new_type(package: Path) -> None:
    (package / "plate.py").write_text(PLATE.format(name="plate"))
    found = types_in(importlib.import_module("local_types"))
    assert found["plate"].parse({"": ["渝A 12345"]}, None) == "渝A12345"


def test_a_file_whose_type_has_another_name_is_refused(package: Path) -> None:
    (package / "plate.py").write_text(PLATE.format(name="number_plate"))
    with pytest.raises(TypeError, match="name of its file"):
        types_in(importlib.import_module("local_types"))
