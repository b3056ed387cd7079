"""What a lint rule is: a code, an article, a check, and two samples that are both its tests and its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from tongban.definitions.compiler import condition_faults
from tongban.definitions.compiling import Fault
from tongban.definitions.examples import Example
from tongban.definitions.finding import Finding, Severity
from tongban.definitions.lint.conditions import conditions_in
from tongban.definitions.lint.texts import texts_for_people
from tongban.definitions.load_items import ItemSource
from tongban.definitions.provenance import Origin
from tongban.definitions.resolve import Resolved
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.strict_yaml import Path
from tongban.definitions.tenants import TenantSpec
from tongban.definitions.workspace import Workspace


class Of(StrEnum):
    """What a rule judges: the item as its department wrote it, or the item as worked out for each claimant."""

    ITEM = "item"
    CLAIM = "claim"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Sample:
    """What is laid over the sample item: keys of the item, keys of the claim, whole files; and files taken away.

    `published` is what stands in force of it already, for rules that compare.
    """

    item: str = ""
    claim: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    published: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """A mend that is certain: set the value at a path of the item; None takes it away."""

    where: Path
    value: object


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a rule: where, and what exactly. The hint is the rule's, unless there is a better one."""

    where: Path | Origin
    message: str
    hint: str = ""
    shift: int = 0  # characters to the right of where the value begins
    article: str = ""
    mend: Mend | None = None


@dataclass(frozen=True)
class Subject:
    """An item under examination; `tenant` is None while it is judged as its department wrote it.

    `published` is the resolved data of the version in force, where there is one; `today` is the day in the law's zone,
    None where the caller has no clock.
    """

    workspace: Workspace
    item: ItemSource
    resolved: Resolved
    tenant: TenantSpec | None
    rulebooks: tuple[Rulebook, ...]
    published: Mapping[str, Any] | None = None
    today: date | None = None

    @property
    def data(self) -> Mapping[str, Any]:
        return self.resolved.data

    @property
    def examples(self) -> tuple[Example, ...]:
        return self.workspace.examples.get(self.item.id, ())

    def listed(self, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the entries of a list such as `materials`, numbered; nothing where it is absent or `none`."""
        found = self.data.get(key)
        yield from enumerate(found if isinstance(found, list) else ())

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Return each text that people read, with its path."""
        return tuple(texts_for_people(self.data))

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """Return the text of every condition and computed value."""
        return tuple(conditions_in(self.data))

    @cached_property
    def condition_faults(self) -> tuple[Fault, ...]:
        """Return what the compiler refuses of conditions and fields."""
        return condition_faults(self.data)

    def origin(self, where: Path) -> Origin:
        return self.resolved.origin(*where)


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
    of: Of = Of.ITEM
    exemptible: bool = True  # False: the law itself fixes it, and no reason excuses
    fixable: bool = False  # True: its problems may carry a mend that is certain

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Judge one subject; each problem becomes a finding at its origin."""
        for problem in self.check(subject):
            yield self.finding(subject, problem)

    def finding(self, subject: Subject, problem: Problem) -> Finding:
        origin = problem.where if isinstance(problem.where, Origin) else subject.origin(problem.where)
        return Finding(
            code=self.code,
            severity=self.severity,
            path=origin.path,
            line=origin.line,
            column=origin.column + problem.shift,
            message=problem.message,
            article=problem.article or self.article,
            hint=problem.hint or self.hint,
        )
