"""What is asked: guided questions, fields, cross-field checks, and the tables that decide by the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongban.conditions import ALWAYS, NEVER, TEXT, Expression, Type


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A guided question; its answer finds the applicant's situation (办理情形)."""

    id: str
    ask: str
    choices: tuple[Choice, ...]
    help: str = ""
    when: Expression = ALWAYS
    label: str = ""  # a noun, for telling conditions in words (占用种类为占道施工); the question itself where absent


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form. `options` is the frozen options object of its field type (`tongban.fields`)."""

    id: str
    label: str
    type: str
    options: object
    help: str = ""
    example: str = ""
    element: str | None = None  # the data element it uses (F2)
    personal: bool = False  # masked in lists and logs
    when: Expression = ALWAYS  # shown
    required: Expression = ALWAYS  # obligatory while shown
    readonly: Expression = NEVER
    computed: Expression | None = None
    columns: tuple[Field, ...] = ()  # of a table of rows; their conditions may name `row.<column>`


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    when: Expression = ALWAYS


@dataclass(frozen=True, slots=True)
class Check:
    """A check across fields: `holds` must be true, else `message` is shown at `at` (a field id).

    With `each` (the id of a table) it is held against every row: `holds` may name `row.<column>`, and `at` is a column.
    """

    id: str
    holds: Expression
    message: str
    at: str | None = None
    when: Expression = ALWAYS
    each: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a decision table: what it gives when its cells hold; `cells` is what was written, in column order."""

    when: Expression
    gives: str | int | Decimal
    cells: tuple[tuple[str, str], ...] = ()  # input and cell in words; a cell that lets anything pass is absent
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Rows as data that give one value (决策表). At most one row may hold for any answers (hit policy unique).

    Its id is a name in conditions. Where no row holds, `otherwise` is given; where there is none, the value is unknown.
    """

    id: str
    title: str
    over: tuple[str, ...]  # inputs, in column order
    gives_type: str  # choice, number, money, text
    rows: tuple[TableRow, ...]
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    otherwise: str | int | Decimal | None = None
    when: Expression = ALWAYS
    type: Type = TEXT  # of its value in conditions

    @property
    def choice_labels(self) -> Mapping[str, str]:
        return {each.value: each.label for each in self.choices}
