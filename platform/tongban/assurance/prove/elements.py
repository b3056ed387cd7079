"""Everything of a definition that should concern somebody: what it is called, when it does, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import z3

from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.solver import Term
from tongban.assurance.prove.symbols import Picked, Single, Symbol, Truth
from tongban.conditions import Expression
from tongban.definitions.model import Definition, Field
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.fields.types.choice import ChoiceOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.forms import APPLICANT_KIND, Standing, all_sections, options_of
from tongban.forms.rows import shown_columns

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that should concern somebody. `answer` marks an answer that is offered, which a check may refuse."""

    key: str  # field:area, choice:purpose=works, material:plan, step:survey …
    title: str  # 字段“占用面积”
    where: Path  # of the resolved data
    when: Term
    reached: Callable[[Standing], bool]
    condition: Expression | None = None  # its own, where it has one
    answer: bool = False

    @property
    def refusable(self) -> bool:
        """Tell whether a check may be there to refuse it: an answer, or the row of a table that stands for answers."""
        return self.answer or self.key.startswith("row:")


def elements_of(applicant: SymbolicApplicant) -> tuple[Element, ...]:
    """List the elements of a definition in the order of the form."""
    return (*_asked(applicant), *_conditional(applicant))


def _asked(applicant: SymbolicApplicant) -> Iterator[Element]:
    questions = {each.id: place for place, each in enumerate(applicant.definition.situation)}
    for number, section in enumerate(all_sections(applicant.definition)):
        offset = number - (1 if questions or len(applicant.definition.applicants) > 1 else 0)
        for place, field in enumerate(section.fields):
            where: Path = ("form", offset, "fields", place)
            if field.id in questions:
                where = ("situation", questions[field.id])
            elif field.id == APPLICANT_KIND:
                where = ("applicants",)
            yield from _field(applicant, field, where)


def _field(applicant: SymbolicApplicant, field: Field, where: Path) -> Iterator[Element]:
    kind = "问题" if where[0] == "situation" else "字段"

    def shown(standing: Standing) -> bool:
        return field.id in standing.shown

    yield Element(f"field:{field.id}", f"{kind}“{field.label}”", where, applicant.shown[field.id], shown, field.when)
    if field.computed is None:
        yield from _answers(applicant, field.id, field, where)
    for place, column in enumerate(field.columns):
        name = f"{field.id}.{column.id}"
        yield Element(
            f"field:{name}",
            f"表格“{field.label}”的“{column.label}”",
            (*where, "columns", place),
            applicant.shown[name],
            _column_shown(field, column),
            column.when,
        )
        if column.computed is None:
            yield from _answers(applicant, name, column, (*where, "columns", place))


def _column_shown(table: Field, column: Field) -> Callable[[Standing], bool]:
    def shown(standing: Standing) -> bool:
        rows = standing.answers.get(table.id)
        listed = rows if isinstance(rows, tuple) else ()
        return any(column.id in shown_columns(table, row, standing.values) for row in listed)

    return shown


def _answers(applicant: SymbolicApplicant, name: str, field: Field, where: Path) -> Iterator[Element]:
    """List the answers that a field offers; somebody should be able to give each."""
    symbol, given = applicant.domains[name].symbol, applicant.given[name]
    for value, label in _offers(field):
        term = _is(applicant, symbol, value)
        if term is not None:
            title = f"“{field.label}”选“{label}”"
            place = where if field.id != APPLICANT_KIND else (*where, applicant.definition.applicants.index(str(value)))
            key = f"choice:{name}={str(value).lower() if isinstance(value, bool) else value}"
            yield Element(key, title, place, z3.And(given, term), _chosen(name, value), answer=True)


def _offers(field: Field) -> tuple[tuple[object, str], ...]:
    options = options_of(field)
    if isinstance(options, ChoiceOptions | MultiChoiceOptions):
        labels = APPLICANT_LABELS if field.id == APPLICANT_KIND else {}
        return tuple((each.value, labels.get(each.value, each.label)) for each in options.choices)
    return ((True, "是"), (False, "否")) if field.type == "yes_no" else ()


def _is(applicant: SymbolicApplicant, symbol: Symbol, value: object) -> Term:
    match symbol:
        case Truth():
            return symbol.holds if value else symbol.fails
        case Picked():
            return symbol.has[applicant.vocabulary.number(str(value))]
        case Single():
            return symbol.value == applicant.vocabulary.number(str(value))
    return None


def _chosen(name: str, value: object) -> Callable[[Standing], bool]:
    table, _, column = name.rpartition(".") if name != APPLICANT_KIND else ("", "", name)

    def chosen(standing: Standing) -> bool:
        rows = standing.answers.get(table) if table else (standing.answers,)
        answers = (row.get(column) for row in rows) if isinstance(rows, tuple) else ()
        return any(value in each if isinstance(each, tuple) else each == value for each in answers)

    return chosen


def _conditional(applicant: SymbolicApplicant) -> Iterator[Element]:
    definition = applicant.definition
    for key, title, where, condition in _parts(definition):
        yield Element(key, title, where, applicant.holds(condition), _holding(condition), condition)
    for table in definition.tables:
        decided = applicant.tables[table.id]
        place = definition.tables.index(table)
        for number, (row, hit) in enumerate(zip(table.rows, decided.hits, strict=True)):
            title = f"决策表“{table.title}”第 {number + 1} 行"
            where = ("tables", place, "rows", number)
            yield Element(f"row:{table.id}.{number}", title, where, hit, _holding(row.when), row.when)


def _parts(definition: Definition) -> Iterator[tuple[str, str, Path, Expression]]:
    for place, material in enumerate(definition.materials):
        yield f"material:{material.id}", f"材料“{material.name}”", ("materials", place), material.when
    for place, step in enumerate(definition.process):
        if not step.decides:
            yield f"step:{step.id}", f"环节“{step.name}”", ("process", place), step.when
    for place, outcome in enumerate(definition.results):
        yield f"result:{place}", f"办理结果“{outcome.name}”", ("result", place), outcome.when
    for place, condition in enumerate(definition.conditions):
        yield f"condition:{place}", f"受理条件“{condition.text}”", ("conditions", place), condition.when
    if definition.commitment is not None:
        yield "commitment", "告知承诺", ("commitment",), definition.commitment.when
    for place, fee in enumerate(definition.fees):
        if fee.reduction is not None:
            yield f"reduction:{place}", f"“{fee.name}”的减免", ("fees", place, "reduction"), fee.reduction.when


def _holding(condition: Expression) -> Callable[[Standing], bool]:
    return lambda standing: standing.holds(condition)
