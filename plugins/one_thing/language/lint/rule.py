"""What a rule for bundles is: a code, an article, a check, and two samples that are both its tests and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from one_thing.language.library import BundleSource, Library
from tongban.kit.definitions import NotFound
from tongban.kit.language import Document, Finding, Resolved, Severity, Workspace

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is laid over the sample bundle: top-level keys, each in place of its namesake; and the offers."""

    bundle: str = ""
    offer: str = ""


#: the parts of the sample bundle, as they are right
PARTS = """\
parts:
  - part: works
    item: occupy-road
    given: {purpose: works}
    same: {area: area}
  - part: board
    item: works-sign
    when: sign == "yes" || area >= large
    takes: [{from: works, field: permit_number, fact: case_number}]
"""


def parts_with(right: str, wrong: str) -> Sample:
    """Give the sample bundle's parts with one thing wrong."""
    return Sample(bundle=PARTS.replace(right, wrong))


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach: where in the bundle, or in another document, and what exactly."""

    where: Path
    message: str
    hint: str = ""
    document: Document | None = None  # None: the bundle's own
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A bundle under examination, with everything that it names."""

    library: Library
    source: BundleSource

    @property
    def data(self) -> Mapping[str, Any]:
        return self.source.document.data

    @property
    def workspace(self) -> Workspace:
        return self.library.workspace

    @property
    def parts(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        yield from enumerate(self.data["parts"])

    @property
    def part_ids(self) -> tuple[str, ...]:
        return tuple(each["part"] for each in self.data["parts"])

    def item_of(self, part: str) -> Mapping[str, Any] | None:
        """Return the item that a part is, worked out for nobody yet; None where there is none."""
        name = next((each["item"] for each in self.data["parts"] if each["part"] == part), "")
        try:
            found: Resolved = self.workspace.resolve(name)
        except NotFound:
            return None
        return found.data

    def offers(self) -> Iterator[tuple[str, Mapping[str, Any], Document]]:
        """Yield what each tenant says of this bundle, with the document in which it stands."""
        for (tenant, bundle), (_, document) in self.library.offers.items():
            if bundle == self.source.id:
                said: Any = document.data["offers"]
                yield tenant, said[bundle], document


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    name: str
    title: str  # one Chinese sentence: what must be
    article: str
    hint: str  # how to mend it
    check: Callable[[Subject], Iterable[Problem]]
    failing: Sample
    passing: Sample
    severity: Severity = Severity.ERROR

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for each in self.check(subject):
            document = each.document or subject.source.document
            mark = document.key_mark(each.where) if each.on_key else document.mark(each.where)
            yield Finding(
                self.code,
                self.severity,
                document.path,
                mark.line,
                mark.column,
                each.message,
                self.article,
                each.hint or self.hint,
            )


def asked_ids(item: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the questions and fields of an item by id."""
    found = {each["id"]: each for each in item.get("situation", ())}
    return found | {each["id"]: each for section in item.get("form", ()) for each in section["fields"]}


def material_ids(item: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each["id"] for each in item.get("materials", ()))


def licence_of(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the type of the licence that an item yields, where it yields one."""
    result = item.get("result")
    for each in result if isinstance(result, list) else [result]:
        if isinstance(each, Mapping) and each.get("licence"):
            types = item.get("licences", {})
            named: Mapping[str, Any] | None = types.get(each["licence"])
            return named
    return None
