"""A compact but complete workspace in memory; each test changes what it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tongban.definitions import Finding, MemorySources, Workspace, load_workspace
from tongban.definitions.lint import Sample
from tongban.definitions.lint.sample import sample_texts

ITEM = "item_defs/chengguan/occupy-road/item.yaml"
CLAIMS = "tenants/yunyang/items.yaml"

TOWNSHIP = """\
tenant: jiangkou
name: 江口镇
kind: township
parent: yunyang
"""

MakeWorkspace = Callable[..., Workspace]


@pytest.fixture
def workspace_with() -> MakeWorkspace:
    """Load the sample workspace with keys of the item, keys of the claim and whole files laid over it."""

    def make(
        item: str = "", claim: str = "", files: dict[str, str] | None = None, without: tuple[str, ...] = ()
    ) -> Workspace:
        return load_workspace(MemorySources(sample_texts(Sample(item, claim, files or {}, without))))

    return make


@pytest.fixture
def township() -> dict[str, str]:
    """A township below the county, which claims the same item and adds nothing."""
    return {
        "tenants/jiangkou/tenant.yaml": TOWNSHIP,
        "tenants/jiangkou/items.yaml": "claims:\n  occupy-road: {}\n",
    }


@pytest.fixture
def only() -> Callable[[tuple[Finding, ...], str], Finding]:
    """Return the one finding of a code; fail where there are none or several."""

    def find(findings: tuple[Finding, ...], code: str) -> Finding:
        found = [each for each in findings if each.code == code]
        assert len(found) == 1, [str(each) for each in findings]
        return found[0]

    return find
