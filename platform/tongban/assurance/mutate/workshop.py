"""A small workspace with one item in it, cut out of the whole, in which the item can be broken quickly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tongban.assurance.mutate.places import Data
from tongban.assurance.play import stage_of
from tongban.definitions import Sources, Workspace, load_workspace
from tongban.definitions.house_writing import write_yaml
from tongban.definitions.sources import MemorySources
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import NotFound

CATALOGUE = "item_defs/_shared/catalogue.yaml"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The files that one item needs, as text, and the data of those that can be broken."""

    item: str
    tenant: str  # the claimant at which the item is judged
    texts: dict[str, str]
    files: dict[str, tuple[str, Data]]  # "item", "claim", "catalogue": path and data

    def workspace(self, file: str = "", data: Data | None = None) -> Workspace:
        """Load the workspace, with one file as it is after a break."""
        texts = self.texts if data is None else {**self.texts, **self._written(file, data)}
        return load_workspace(MemorySources(texts))

    def _written(self, file: str, data: Data) -> dict[str, str]:
        path, _data = self.files[file]
        wrapped: dict[str, Any] = {"claim": {"claims": {self.item: data}}, "catalogue": self._entry(data)}
        return {path: write_yaml(wrapped.get(file, data))}

    def _entry(self, data: Data) -> Data:
        entry = next(iter(_data_of(self.texts[CATALOGUE], CATALOGUE)["entries"]))
        return {"entries": {entry: data}}


def workshop(sources: Sources, item: str) -> Workshop:
    """Cut one item out of the whole: its folder, those it begins from, what all share, tenants and only its claims."""
    whole = load_workspace(sources)
    if item not in whole.items:
        raise NotFound(f"没有可用的事项“{item}”。")
    folders = tuple(f"{each.folder}/" for each in whole.line_of(item))
    tenant = _busiest(whole, item)
    texts = {path: sources.read(path) for path in sources.paths() if _concerns(path, folders)}
    texts |= _claims(sources, item)
    texts[CATALOGUE] = _one_entry(sources, whole, item)
    own = f"{whole.items[item].folder}/item.yaml"
    files = {"item": (own, _data_of(texts[own], own))}
    claim = f"tenants/{tenant}/items.yaml"
    if claim in texts:
        files["claim"] = (claim, _data_of(texts[claim], claim)["claims"][item])
    entry = next(iter(_data_of(texts[CATALOGUE], CATALOGUE)["entries"].values()))
    files["catalogue"] = (CATALOGUE, entry)
    return Workshop(item, tenant, texts, files)


def _busiest(whole: Workspace, item: str) -> str:
    """Give the claimant at which most of the item's examples are played."""
    played = Counter(stage_of(whole, each) for each in whole.examples.get(item, ()))
    return max(whole.claimants(item), key=lambda each: played[each])


def _concerns(path: str, folders: tuple[str, ...]) -> bool:
    if path.startswith("tenants/"):  # who entrusts what to whom is said of claims that are not here
        return not path.endswith(("/items.yaml", "/delegations.yaml")) and "/_" not in path
    return path.startswith(("item_defs/_shared/", *folders)) and path != CATALOGUE


def _claims(sources: Sources, item: str) -> dict[str, str]:
    found = {}
    for path in sources.paths():
        if path.startswith("tenants/") and path.endswith("/items.yaml"):
            claims = _data_of(sources.read(path), path).get("claims") or {}
            if item in claims:
                found[path] = write_yaml({"claims": {item: claims[item]}})
    return found


def _one_entry(sources: Sources, whole: Workspace, item: str) -> str:
    entry: Any = whole.resolve(item).data["catalogue"]
    name = entry["id"]
    entries: Data = _data_of(sources.read(CATALOGUE), CATALOGUE)["entries"]
    return write_yaml({"entries": {name: entries[name]}})


def _data_of(text: str, path: str) -> Data:
    document, findings = read_yaml(text, path)
    if document is None:
        raise NotFound(f"“{path}”读不出来：{findings[0].message}")
    data: Data = dict(document.data)
    return data
