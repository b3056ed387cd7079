"""A tenant's own item has its catalogue entry beside it, within what an office may set up."""

from __future__ import annotations

import pytest

from tongban.definitions import FolderSources, LayeredSources, MemorySources, load_workspace
from tongban.settings import REPOSITORY

SOURCES = FolderSources(REPOSITORY)
PATH = "item_defs/yunyang/changdi/catalogue.yaml"
ENTRY = """\
entries:
  {item}:
    name: 场地借用登记
    kind: "{kind}"
    department: 民政局{more}
    basis: [{{law: 示例公共场地管理办法, article: 第三条}}]
"""


def load(item="changdi", kind="20", more="", path=PATH):
    text = ENTRY.format(item=item, kind=kind, more=more)
    return load_workspace(LayeredSources((MemorySources({path: text}), SOURCES)))


@pytest.mark.parametrize("kind", ["10", "20"])
def test_a_public_service_or_another_power_with_a_basis_may_be_entered(kind):
    workspace = load(kind=kind)
    assert workspace.findings == ()
    assert workspace.catalogue["changdi"].data["kind"] == kind


@pytest.mark.parametrize("kind", ["01", "05", "07", "08", "09"])
def test_an_office_may_not_set_up_a_licence(kind):
    workspace = load(kind=kind)
    (finding,) = workspace.findings
    assert (finding.code, finding.article, finding.path) == ("TB025", "335 §13", PATH)
    assert "changdi" not in workspace.catalogue


def test_an_own_entry_has_no_code_of_the_citys():
    (finding,) = load(more='\n    base_code: "002017022000"').findings
    assert (finding.code, finding.article) == ("TB025", "36 §6")


def test_an_own_entry_is_its_items_alone():
    (finding,) = load(item="other").findings
    assert finding.code == "TB024"


def test_an_own_entry_does_not_stand_before_the_citys():
    path = "item_defs/yunyang/occupy-road/catalogue.yaml"
    workspace = load(item="occupy-road", path=path)
    assert [each.code for each in workspace.findings] == ["TB024"]
    assert workspace.catalogue["occupy-road"].document.path == "item_defs/_shared/catalogue.yaml"


def test_what_a_claimant_inherits_holds_nothing_of_its_own():
    workspace = load_workspace(SOURCES)
    inherited = workspace.inherited("occupy-road", "yunyang").data
    assert "service" not in inherited or "address" not in inherited["service"]
    assert "address" in workspace.resolve("occupy-road", "yunyang").data["service"]
