"""Matters between offices are items of the definition language (`item_defs/_catalogue/<matter>/item.yaml`).

Folders that begin with `_` hold no service items, so the workspace passes them over: no portal, window or API offers
them. Here they are compiled for the body at which such a case runs; in a case their id begins with `_` too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from tongban.definitions import Definition, MemorySources, compile_resolved, load_workspace
from tongban.definitions.load_shared import CATALOGUE
from tongban.errors import TongbanError
from tongban.publishing.books import Books
from tongban.publishing.memory import keep_text

FOLDER = "item_defs/_catalogue"
ADJUSTMENT, CLAIM, FILING = "adjustment", "claim-adjustment", "filing"
MATTERS = (ADJUSTMENT, CLAIM, FILING)
VERSION = 1  # of a matter's case: its definition is pinned by its hash, there is no other list of its versions


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter compiled for one body, with the data that makes it again."""

    data: Mapping[str, object]
    definition: Definition


def id_of(matter: str) -> str:
    """Give the id that a matter has in a case: no service item can have it."""
    return f"_{matter}"


def is_internal(item: str) -> bool:
    return item.startswith("_")


def matter_at(books: Books, matter: str, tenant: str) -> Matter:
    """Compile a matter for a body; raises TongbanError with the findings where its definition has a fault."""
    spec = books.shelf.tenant(tenant)
    sources = books.shelf.sources
    texts = tuple((each, sources.read(f"{FOLDER}/{each}/item.yaml")) for each in MATTERS)
    return _compiled(matter, tenant, spec.name, texts, sources.read(f"{FOLDER}/catalogue.yaml"))


def keep_matter(session: Session, found: Matter) -> None:
    """Keep a matter's text under its hash, so that its cases stay on it whatever the folder says later (C5)."""
    keep_text(session, found.data, found.definition)


@lru_cache(maxsize=512)
def _compiled(matter: str, tenant: str, name: str, texts: tuple[tuple[str, str], ...], catalogue: str) -> Matter:
    files = {f"item_defs/catalogue/{each}/item.yaml": text for each, text in texts} | {CATALOGUE: catalogue}
    workspace = load_workspace(MemorySources(files))
    if faults := [str(each) for each in workspace.findings if each.is_error]:
        raise TongbanError("目录调整的定义有误：" + "；".join(faults))
    data = dict(workspace.resolve(matter).data)
    data |= {"item": id_of(matter), "tenant": tenant, "authority": {"name": name}}
    return Matter(data, compile_resolved(data))
