"""Run all claims over one definition, each in its own file, and gather what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tongban.assurance.prove import Origins
from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.causes import gather_causes, lost_steps
from tongban.assurance.prove.codes import Findings
from tongban.assurance.prove.consistent import prove_consistent
from tongban.assurance.prove.constant import prove_conditions
from tongban.assurance.prove.dead_ends import prove_satisfiable
from tongban.assurance.prove.duration import prove_durations, without_limit
from tongban.assurance.prove.limits import limits_of
from tongban.assurance.prove.notices import prove_notices
from tongban.assurance.prove.paths import Path, paths_of
from tongban.assurance.prove.process import prove_order, prove_process
from tongban.assurance.prove.proof import Certificate, Claim, Duration, Proof, Withheld, Witness
from tongban.assurance.prove.reach import Examination, prove_reachable
from tongban.assurance.prove.retold import prove_examples
from tongban.assurance.prove.staffed import prove_staffed, staffed_roles
from tongban.assurance.prove.tables import prove_tables
from tongban.assurance.prove.walk import Ground, Walk, walk
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Example
from tongban.definitions.rulebook import Rulebook

MOST_WALKS = 16
#: what is claimed of the paths that somebody takes says too little where an error keeps everybody from a step
ON_PATHS = frozenset({Claim.PROCESS, Claim.NOTICES, Claim.DURATION})
DAYS = (date(2000, 1, 1), date(2099, 12, 31))  # where no calendar says otherwise


def prove(
    definition: Definition,
    rulebook: Rulebook,
    calendar: WorkingCalendar,
    *,
    staffing: Mapping[str, int] | None = None,
    origins: Origins | None = None,
    examples: tuple[Example, ...] = (),
) -> Proof:
    """Prove a definition; see `tongban.assurance.prove.prove`."""
    return _Run(definition, rulebook, calendar, staffing, origins, examples).proof()


def witnesses(definition: Definition, calendar: WorkingCalendar | None = None) -> tuple[Witness, ...]:
    """Give a few applicants who between them reach everything that anybody can reach."""
    exam = _examination(definition, calendar)
    prove_reachable(exam, Findings(definition))
    return fewest(each.witness for each in exam.found)


def _examination(definition: Definition, calendar: WorkingCalendar | None) -> Examination:
    days = (calendar.covered_from, calendar.covered_until) if calendar else DAYS
    today = date(days[1].year if calendar else 2026, 3, 2)
    while calendar is not None and not calendar.is_working(today):
        today += timedelta(days=1)
    return Examination(SymbolicApplicant(definition, days), today)


def fewest(found: Iterable[Witness]) -> tuple[Witness, ...]:
    """Leave out whoever reaches nothing that the others do not reach."""
    kept = sorted(found, key=lambda each: -len(each.reaches))
    for each in reversed(list(kept)):
        others = {key for other in kept if other is not each for key in other.reaches}
        if len(kept) > 1 and set(each.reaches) <= others:
            kept.remove(each)
    return tuple(kept)


@dataclass(slots=True)
class _Done:
    """How much a claim looked at."""

    claim: Claim
    title: str
    elements: int
    cases: int = 0
    notes: tuple[str, ...] = ()


class _Run:
    """One proof, from the first question to the last certificate."""

    def __init__(
        self,
        definition: Definition,
        rulebook: Rulebook,
        calendar: WorkingCalendar,
        staffing: Mapping[str, int] | None,
        origins: Origins | None,
        examples: tuple[Example, ...],
    ) -> None:
        self.definition, self.rulebook, self.calendar, self.staffing = definition, rulebook, calendar, staffing
        self.findings, self.examples = Findings(definition, origins), examples
        self.exam = _examination(definition, calendar)
        self.done: list[_Done] = []
        self.durations: tuple[Duration, ...] = ()
        self.lost: tuple[str, ...] = ()  # steps that nobody reaches

    def proof(self) -> Proof:
        """Prove claim after claim; each later one leans on the applicants that the earlier ones found."""
        self._form()
        self._process()
        self._retold()
        for title in dict.fromkeys(self.exam.unsettled):
            self.findings.add("TB350", (), f"没有证明：{title}。")
        held, why = [each for each in self.done if not self.findings.of(each.claim)], self._why_withheld()
        book = f"{self.rulebook.id}/{self.rulebook.version}"
        return Proof(
            item=self.definition.item,
            tenant=self.definition.tenant,
            definition=self.definition.hash,
            rulebook=book,
            calendar=self.calendar.version,
            found=tuple(self.findings.listed),
            certificates=tuple(self._certificate(each, book) for each in held if each.claim not in ON_PATHS or not why),
            witnesses=fewest(each.witness for each in self.exam.found),
            durations=self.durations,
            limits=limits_of(self.exam),
            withheld=tuple(Withheld(each.claim, each.title, why) for each in held if each.claim in ON_PATHS and why),
        )

    def _why_withheld(self) -> str:
        """Say why nothing is certified of paths: an error found keeps everybody from some of them."""
        return f"上面的错误使{'、'.join(self.lost)}走不到。" if self.lost else ""

    def _form(self) -> None:
        exam, findings = self.exam, self.findings
        prove_reachable(exam, findings)
        situations = prove_satisfiable(exam, findings)
        excluded = tuple(dict.fromkeys(exam.excluded.values()))
        elements = len(exam.elements)
        self._say(Claim.REACHABLE, "每个问题、字段、材料、环节和结果都有申请人用得到。", elements, len(exam.found))
        self._say(Claim.SATISFIABLE, "每一种办理情形都有能够通过的申请。", elements, situations, excluded)
        rules = prove_consistent(exam, findings)
        self._say(Claim.CONSISTENT, "核对规则都能满足，没有两条规则要求相反的内容。", rules)
        rows = prove_tables(exam, findings)
        if rows:
            self._say(Claim.TABLES, "决策表既不重叠，也没有遗漏。", rows)
        self._say(Claim.CONDITIONS, "没有总是成立的条件。", prove_conditions(exam, findings))
        self.lost = lost_steps(findings)
        gather_causes(exam, findings)

    def _process(self) -> None:
        exam, findings, definition = self.exam, self.findings, self.definition
        prove_order(exam, findings)
        needs = prove_staffed(definition, self.staffing, findings)
        self._say(Claim.STAFFED, "每个环节都有人办理。", len(definition.process), notes=needs)
        paths = paths_of(exam)
        ended = tuple(self._walks(paths)) if any(each.decides for each in definition.process) else ()
        places = prove_process(exam, ended, findings)
        self._say(Claim.PROCESS, "办件从任何状态都能走到办结。", places, len(paths), _walked(paths, ended))
        kinds, count = prove_notices(definition, ended, findings)
        self._say(Claim.NOTICES, "每份文书都有文字中用到的值。", kinds, count)
        self.durations = prove_durations(definition, paths, self.rulebook, self.calendar, findings)
        free = without_limit(definition)
        notes = (f"没有写时限的环节按当日办完计算：{'、'.join(free)}。",) if free else ()
        self._say(Claim.DURATION, "最慢的路径也不超过承诺期限和法定期限。", len(self.durations), len(paths), notes)

    def _retold(self) -> None:
        count = prove_examples(self.definition, self.examples, self.rulebook, self.calendar, self.findings)
        if count:
            self._say(Claim.EXAMPLES, "每个示例都按写明的经过和结果办成。", count)

    def _walks(self, paths: tuple[Path, ...]) -> Iterable[Walk]:
        """Walk every path by one channel, and the first by all; of very many paths the longest."""
        staffed = staffed_roles(self.staffing) or staffed_roles(None)
        ground = Ground(self.definition, self.rulebook, self.calendar, staffed)
        channels = [
            each for each in self.definition.channels if each != "online" or self.definition.online_depth != "consult"
        ]
        longest = sorted(paths, key=lambda path: -len(path.steps))[:MOST_WALKS]
        for number, path in enumerate(longest):
            for channel in channels if number == 0 else channels[:1]:
                yield walk(ground, path, channel)

    def _say(self, claim: Claim, title: str, elements: int, cases: int = 0, notes: tuple[str, ...] = ()) -> None:
        self.done.append(_Done(claim, title, elements, cases, notes))

    def _certificate(self, done: _Done, book: str) -> Certificate:
        return Certificate(
            claim=done.claim,
            title=done.title,
            elements=done.elements,
            cases=done.cases,
            rulebook=book,
            calendar=self.calendar.version,
            definition=self.definition.hash,
            notes=done.notes,
        )


def _walked(paths: tuple[Path, ...], walks: tuple[Walk, ...]) -> tuple[str, ...]:
    walked = len({each.path.stages for each in walks})
    return (f"共有 {len(paths)} 条路径，走完了其中环节最多的 {walked} 条。",) if walked < len(paths) else ()
