"""Put the data element in the place of each `use:` (F2), and the catalogue entry in the place of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongban.definitions.layer import as_json
from tongban.definitions.provenance import Origin, Part
from tongban.definitions.resolve import Working
from tongban.definitions.strict_yaml import Document, Path


@dataclass(frozen=True, slots=True)
class Shared:
    """One entry of a shared file: a data element, a catalogue entry, a licence type."""

    id: str
    document: Document
    at: Path

    @property
    def data(self) -> Mapping[str, object]:
        found: object = self.document.data
        for part in self.at:
            found = found[part]  # type: ignore[index]
        assert isinstance(found, dict)
        return found

    def origin(self, where: Path, said: str = "") -> Origin:
        mark = self.document.mark((*self.at, *where))
        return Origin(self.document.path, mark.line, mark.column, None, said)


def fields_in(form: object) -> Iterator[tuple[Path, dict[str, object]]]:
    """Yield each field of a form, and each column of its tables, with its path below `form`."""
    for number, section in enumerate(form if isinstance(form, list) else ()):
        listed = section.get("fields") if isinstance(section, dict) else None
        for place, entry in enumerate(listed if isinstance(listed, list) else ()):
            where: Path = (number, "fields", place)
            if isinstance(entry, dict):
                yield where, entry
                columns = entry.get("columns")
                for each, column in enumerate(columns if isinstance(columns, list) else ()):
                    if isinstance(column, dict):
                        yield (*where, "columns", each), column


def expand_elements(working: Working, elements: Mapping[str, Shared]) -> None:
    """Replace each `use:` by what the element says and what the field says of its own."""
    for below, entry in list(fields_in(working.data.get("form"))):
        used = entry.get("use")
        if not isinstance(used, str) or used not in elements:
            continue
        element = elements[used]
        said = f"数据元 {used}"
        own = {key: value for key, value in entry.items() if key != "use"}
        entry.clear()
        entry.update({"id": used.rsplit(".", 1)[-1], "element": used})
        where: Path = ("form", *below)
        named = working.provenance.of((*where, "use"))
        for key in ("element", "id"):
            if key not in own:
                working.provenance.note((*where, key), named)
        for key, value in element.data.items():
            if key != "source":
                entry[key] = as_json(value)
                if key not in own:
                    working.provenance.note((*where, key), Part(element, said, len(where)))
        entry.update(own)


def expand_shared_data(working: Working, shared: Mapping[str, Shared]) -> None:
    """Put what is shared in the place of its id, so that the resolved data stands alone."""
    materials = working.data.get("materials")
    for place, entry in enumerate(materials if isinstance(materials, list) else ()):
        name = entry.get("shared_data") if isinstance(entry, dict) else None
        if isinstance(name, str) and name in shared:
            entry["shared_data"] = {"id": name} | {key: as_json(value) for key, value in shared[name].data.items()}
            where: Path = ("materials", place, "shared_data")
            said = Part(shared[name], f"共享数据 {name}", len(where))
            for key in shared[name].data:
                working.provenance.note((*where, key), said)


def expand_trust(working: Working, trust: Shared | None) -> None:
    """Lay what each level of trust allows beside the materials, so that a published version keeps its policy."""
    if trust is None or not working.data.get("materials"):
        return
    working.data["trust"] = as_json(trust.data)
    working.provenance.note(("trust",), Part(trust, "可信程度", 1))


def expand_licences(working: Working, licences: Mapping[str, Shared]) -> None:
    """Lay the licence types that materials and results name beside them, so that a published version stands alone."""
    result = working.data.get("result")
    listed = [*_entries(working.data.get("materials")), *_entries(result if isinstance(result, list) else [result])]
    named = sorted({str(each["licence"]) for each in listed if each.get("licence") in licences})
    if not named:
        return
    working.data["licences"] = {name: as_json(licences[name].data) for name in named}
    for name in named:
        working.provenance.note(("licences", name), Part(licences[name], f"电子证照类型 {name}", 2))


def _entries(listed: object) -> list[dict[str, object]]:
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def expand_catalogue(working: Working, catalogue: Mapping[str, Shared]) -> None:
    """Put the entry in the place of its name, so that the resolved data stands alone."""
    name = working.data.get("catalogue")
    if isinstance(name, str) and name in catalogue:
        entry = catalogue[name]
        working.data["catalogue"] = {"id": name} | {key: as_json(value) for key, value in entry.data.items()}
        working.provenance.note(("catalogue", "id"), working.provenance.of(("catalogue",)))
        for key in entry.data:
            working.provenance.note(("catalogue", key), Part(entry, "基本目录", 1))
