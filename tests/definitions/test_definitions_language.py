"""The page of the language and the vocabulary say the same keys."""

import re
from pathlib import Path

import pytest

from tongban.definitions.compiler import condition_faults
from tongban.definitions.layer import as_json
from tongban.definitions.strict_yaml import Document, read_yaml
from tongban.definitions.vocabulary import (
    CatalogueFile,
    ClaimsFile,
    ElementsFile,
    Entry,
    ExampleFile,
    ItemEntry,
    LicenceFile,
    SharedDataFile,
    TenantFile,
    TrustFile,
    check_vocabulary,
    keys_of,
)

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
SCHEMAS = [
    ItemEntry,
    ElementsFile,
    CatalogueFile,
    LicenceFile,
    TenantFile,
    ClaimsFile,
    ExampleFile,
    SharedDataFile,
    TrustFile,
    ItemEntry,
]
#: The page leaves out what does not matter by writing `…`.
PLACEHOLDER = re.compile(r"“…”|\.…")
#: What each block of the page begins with.
BEGINS = [
    "item:",
    "elements:",
    "entries:",
    "licence:",
    "tenant:",
    "claims:",
    "title:",
    "shared_data:",
    "trust:",
    "# item_defs/_national",
]


def block_of(begin: str) -> Document:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [each for each in blocks if each.startswith(begin)]
    document, findings = read_yaml(block, "docs/language.md")
    assert document is not None, [str(each) for each in findings]
    return document


@pytest.mark.row("C2")
@pytest.mark.parametrize(("begin", "schema"), list(zip(BEGINS, SCHEMAS, strict=True)))
def test_each_block_of_the_page_is_right_by_the_vocabulary(begin: str, schema: type[Entry]) -> None:
    found = [str(each) for each in check_vocabulary(block_of(begin), schema)]
    assert [each for each in found if not PLACEHOLDER.search(each)] == []


@pytest.mark.parametrize("schema", [ItemEntry, TenantFile, LicenceFile])
def test_the_page_shows_every_key(schema: type[Entry]) -> None:
    begin = BEGINS[SCHEMAS.index(schema)]
    assert set(keys_of(schema)) - set(block_of(begin).data) <= {"plugins"}


@pytest.mark.row("C2")
def test_the_item_of_the_page_compiles_with_all_its_conditions_tables_and_steps() -> None:
    data = as_json(block_of("item:").data)
    assert isinstance(data, dict)
    for section in data["form"]:
        section["fields"] = [plain(each) for each in section["fields"]]
    assert condition_faults(data) == ()


def plain(field: dict[str, object]) -> dict[str, object]:
    """Put a text field in the place of a data element, which the page of one item does not hold."""
    if "use" not in field:
        return field
    own = {key: each for key, each in field.items() if key != "use"}
    return {"id": str(field["use"]).rsplit(".", 1)[-1], "label": "姓名", "type": "text", **own}
