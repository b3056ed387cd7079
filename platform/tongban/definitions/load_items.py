"""Load items and their wordings: identity, references, inheritance without circles, completeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from tongban.definitions.complete import lacking_in_item
from tongban.definitions.expand import Shared, fields_in
from tongban.definitions.layer import Layer
from tongban.definitions.limits import refuse_too_large
from tongban.definitions.load_shared import ELEMENTS
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.reading import KEPT, Reading
from tongban.definitions.refused_policies import refused_policies
from tongban.definitions.resolve import Working
from tongban.definitions.strict_yaml import Document, Path
from tongban.definitions.vocabulary import ItemEntry, dotted, nearest


@dataclass(frozen=True, slots=True)
class ItemSource:
    """One item as its folder says it."""

    id: str
    department: str  # the folder of the department that keeps it
    folder: str  # item_defs/<department>/<item>
    document: Document

    @property
    def standard(self) -> str:
        """Say what people call it where it is a standard: extended, never claimed; empty where it is an item."""
        if self.document.data.get("standard") is not True:
            return ""
        of = "全国统一标准" if self.department == NATIONAL else "统一标准"
        return f"{of}“{self.document.data.get('title', self.id)}”"

    @property
    def extends(self) -> str | None:
        base = self.document.data.get("extends")
        return base if isinstance(base, str) else None


Items = Mapping[str, ItemSource]

#: Folders of `item_defs/` that begin with `_` and hold standards.
NATIONAL = "_national"
STANDARDS = (NATIONAL, "_city")


@dataclass(frozen=True, slots=True)
class WordingSource:
    """One wording file: which kind, where, and whose (None: the city's standard or the item's own)."""

    kind: str
    path: str
    text: str
    tenant: str | None = None


def load_items(
    reading: Reading,
    catalogue: Mapping[str, Shared],
    elements: Mapping[str, Shared],
    licences: Mapping[str, Shared],
    shared_data: Mapping[str, Shared],
) -> Items:
    """Return the items without an error of loading."""
    found = _read(reading)
    for name in [name for name, item in found.items() if refused_policies(item.document, item.department, reading)]:
        del found[name]
    wrong = {
        name
        for name, item in found.items()
        if _refers_wrongly(item, reading, catalogue, elements, licences, shared_data)
    }
    wrong |= {name for name, item in found.items() if _inherits_wrongly(item, found, reading)}
    wrong = {name for name in found if any(each in wrong or each not in found for each in bases(name, found))}
    extended = {item.extends for item in found.values()} | {name for name, item in found.items() if item.standard}
    wrong |= {name for name in found if name not in wrong | extended and _incomplete(name, found, reading)}
    return {name: item for name, item in found.items() if name not in wrong}


def bases(name: str, items: Mapping[str, ItemSource]) -> tuple[str, ...]:
    """Return the item and the items that it begins from, the outermost base first."""
    line = [name]
    while (item := items.get(line[0])) is not None and item.extends is not None and item.extends not in line:
        line.insert(0, item.extends)
    return tuple(line)


def load_wordings(
    reading: Reading, *parts: str, tenant: str | None = None, language: str = ""
) -> dict[str, WordingSource]:
    """Return the wordings of one folder by kind, or their translations (`<kind>.en.md`); an unknown kind is refused."""
    found: dict[str, WordingSource] = {}
    for path, names in reading.under(*parts, "*.md"):
        kind, _, found_language = names[-1].removesuffix(".md").partition(".")
        if found_language != language:
            continue
        if kind not in notice_kinds:
            reading.refuse(
                "TB045", path, f"没有“{kind}”这种文书。", hint=nearest(kind, tuple(notice_kinds)), article="335 §17–20"
            )
        elif (text := reading.text(path)) is not None:
            found[kind] = WordingSource(kind, path, text, tenant)
    return found


def _read(reading: Reading) -> dict[str, ItemSource]:
    found: dict[str, ItemSource] = {}
    folders = (reading.under("item_defs", folder, "*", "item.yaml") for folder in ("*", *STANDARDS))
    for path, parts in chain.from_iterable(folders):
        if (document := reading.document(path, ItemEntry)) is None or refuse_too_large(reading, document):
            continue
        name = str(document.data["item"])
        if name != parts[2]:
            hint = f"请把文件夹改名为 {name}。"
            reading.refuse_at("TB021", document, ("item",), f"编号“{name}”与文件夹名“{parts[2]}”不一致。", hint=hint)
        elif name in found:
            other = found[name].document.path
            reading.refuse_at("TB023", document, ("item",), f"编号“{name}”已由 {other} 使用。", hint="请换一个编号。")
        else:
            found[name] = ItemSource(name, parts[1], path.rsplit("/", 1)[0], document)
    return found


def _inherits_wrongly(item: ItemSource, items: Items, reading: Reading) -> bool:
    if item.extends is None:
        return False
    if item.extends not in items:
        hint = nearest(item.extends, tuple(items))
        reading.refuse_at("TB040", item.document, ("extends",), f"没有事项“{item.extends}”可以继承。", hint=hint)
        return True
    way = [item.id]
    while (base := items[way[-1]].extends) is not None and base in items:
        if base in way:
            told = " → ".join((*way[way.index(base) :], base))
            reading.refuse_at(
                "TB041", item.document, ("extends",), f"继承关系成了一个圈：{told}。", hint="请改正其中一个 extends。"
            )
            return True
        way.append(base)
    return False


def _refers_wrongly(
    item: ItemSource,
    reading: Reading,
    catalogue: Mapping[str, Shared],
    elements: Mapping[str, Shared],
    licences: Mapping[str, Shared],
    shared_data: Mapping[str, Shared],
) -> bool:
    before = len(reading.findings)
    document = item.document
    entry = document.data.get("catalogue")
    if isinstance(entry, str) and entry not in catalogue:
        if not catalogue:
            return True  # the catalogue itself has a finding
        hint = nearest(entry, tuple(catalogue))
        reading.refuse_at("TB042", document, ("catalogue",), f"基本目录中没有“{entry}”。", hint=hint, article="36 §6")
    for below, field in fields_in(document.data.get("form")):
        used = field.get("use")
        if isinstance(used, str) and used not in elements:
            if not elements and ELEMENTS in reading.paths:
                return True  # the file of elements itself has a finding
            hint = nearest(used, tuple(elements))
            reading.refuse_at(
                "TB043", document, ("form", *below, "use"), f"没有数据元“{used}”。", hint=hint, article="7 §17"
            )
    materials = document.data.get("materials", [])
    for number, material in enumerate(materials if isinstance(materials, list) else ()):
        if "licence" in material and material["licence"] not in licences:
            _refuse_licence(reading, document, ("materials", number, "licence"), str(material["licence"]), licences)
        if "shared_data" in material and material["shared_data"] not in shared_data:
            where, hint = ("materials", number, "shared_data"), nearest(material["shared_data"], tuple(shared_data))
            message = f"没有编号为“{material['shared_data']}”的共享数据。"
            reading.refuse_at("TB049", document, where, message, hint=hint, article="335 §32")
    result = document.data.get("result")
    for number, each in enumerate(result if isinstance(result, list) else [result]):
        if isinstance(each, dict) and "licence" in each and each["licence"] not in licences:
            at = ("result", number, "licence") if isinstance(result, list) else ("result", "licence")
            _refuse_licence(reading, document, at, str(each["licence"]), licences)
    return len(reading.findings) > before


def _refuse_licence(
    reading: Reading, document: Document, where: tuple[str | int, ...], name: str, licences: Mapping[str, Shared]
) -> None:
    hint = nearest(name, tuple(licences))
    reading.refuse_at("TB044", document, where, f"没有电子证照类型“{name}”。", hint=hint, article="335 §30")


def _incomplete(name: str, items: Items, reading: Reading) -> bool:
    lacking = _lacking(tuple((items[each].document, items[each].standard) for each in bases(name, items)))
    for where in lacking:
        path = dotted(where)
        hint = "请补上这个键，或用 extends 从另一个事项继承。"
        reading.refuse_at("TB012", items[name].document, where[:1], f"事项缺少“{path}”。", hint=hint, article="36 §6")
    return bool(lacking)


@lru_cache(maxsize=KEPT)
def _lacking(line: tuple[tuple[Document, str], ...]) -> tuple[Path, ...]:
    """Tell what an item lacks when those from which it begins have spoken. One draft changes few of many lines."""
    working = Working()
    for document, standard in line:
        working.lay_item(Layer(document), standard)
    return lacking_in_item(working.data)
