"""What a rule for agreements is: a code, an article, a check, and two samples that are its tests and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sichuan_chongqing.agreements.lint.facts import CatalogueFacts
from sichuan_chongqing.agreements.model import AgreedItem, Agreement
from tongban.kit.definitions import Document, Finding, Path, Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """An agreement under examination. A side whose facts are absent is not judged: its own installation does that."""

    agreement: Agreement
    document: Document
    catalogues: Mapping[str, CatalogueFacts]
    today: date | None = None

    def sides_of(self, item: AgreedItem) -> Iterator[tuple[str, str, CatalogueFacts]]:
        """Yield each side that is known, with the item's id there and the facts."""
        for side, local in item.items.items():
            facts = self.whole(side)
            if facts is not None:
                yield side, local, facts

    def whole(self, side: str) -> CatalogueFacts | None:
        """Give the facts of a side of which everything is known here."""
        facts = self.catalogues.get(side)
        return facts if facts is not None and facts.whole else None


@dataclass(frozen=True, slots=True)
class Problem:
    where: Path
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A change to the sample agreement: keys laid over it, as YAML; `null` takes one away."""

    change: str = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    name: str
    title: str
    article: str
    hint: str
    check: Callable[[Subject], Iterable[Problem]]
    failing: Sample
    passing: Sample = Sample()
    severity: Severity = Severity.ERROR

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for each in self.check(subject):
            mark, path = subject.document.mark(each.where), subject.document.path
            hint = each.hint or self.hint
            yield Finding(self.code, self.severity, path, mark.line, mark.column, each.message, self.article, hint)
