"""The repository's own definitions, loaded once."""

from pathlib import Path

import pytest

from tongban.definitions import Definition, FolderSources, Workspace, compile_resolved, load_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def city() -> Workspace:
    return load_workspace(FolderSources(ROOT))


@pytest.fixture(scope="session")
def every(city: Workspace) -> list[Definition]:
    """Each item as worked out for each of its claimants."""
    return [compile_resolved(city.resolve(item, tenant).data) for item in city.items for tenant in city.claimants(item)]
