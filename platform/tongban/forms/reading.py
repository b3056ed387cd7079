"""Read what was posted, over what was there before.

What is not on the posted page stays as it was. A value for a field that was shown neither before this post nor after it
is refused; a field that this post hides is dropped with its value. What is wrong is kept as it was typed, so that
nothing a person wrote is lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from functools import cached_property

from tongban.conditions import NEVER
from tongban.definitions.model import Definition, Field, Section
from tongban.fields import EMPTY, FieldError, Typed, blank, by_field, placed, storable, under
from tongban.fields.types.file import FileReference
from tongban.forms.answers import Answers
from tongban.forms.asked import Asked, form_of
from tongban.forms.finding import Finding
from tongban.forms.rows import TypedRows, read_rows, shown_columns, table_options
from tongban.forms.standing import Standing, stand

_ACTION = re.compile(r"(add_row|remove_row):([a-z][a-z0-9_]*)(?::([0-9]{1,3}))?")

NOT_SHOWN = "在您的办理情形下不需要填写这一项，所填内容没有保存。如果情形选错了，请先修改办理情形。"


@dataclass(frozen=True, slots=True)
class Action:
    """A row to add or to remove, asked for by a button that needs no script."""

    kind: str  # add_row, remove_row
    field: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `typed` holds the texts as they were typed, by posted name, for the draft and the next page."""

    answers: Answers
    findings: tuple[Finding, ...] = ()
    typed: Typed = made_by(default_factory=dict)
    actions: tuple[Action, ...] = ()


def read(
    definition: Definition,
    posted: Mapping[str, Sequence[str]],
    previous: Answers,
    *,
    typed: Typed = EMPTY,
    today: date | None = None,
    settled: Collection[str] = (),
    uploads: Collection[FileReference] = (),
) -> Reading:
    """Read a post. `typed` is what the draft held as typed; `settled` are ids that nobody may change here.

    `uploads` are the files that the floor above received with this very post; a token of any other file, but the one
    that the field already holds, is refused, so that nobody can lay hands on a stranger's file by naming it.
    """
    return _Reader(definition, posted, previous, typed, today, frozenset(settled), uploads).reading()


class _Reader:
    """One post being read; lives no longer than `read`."""

    def __init__(
        self,
        definition: Definition,
        posted: Typed,
        previous: Answers,
        typed: Typed,
        today: date | None,
        settled: frozenset[str],
        uploads: Collection[FileReference],
    ) -> None:
        self.uploads = {each.token: each for each in uploads}
        self.definition, self.previous, self.today, self.settled = definition, previous, today, settled
        self.posted, self.typed_before = by_field(posted), by_field(typed)
        self.asked = form_of(definition).asked
        # of a long form, one answer is saved at a time: all else is passed over
        self.places = [each for each in self.asked if each.word in self.posted]
        self.actions = _actions(posted)
        self.texts: dict[str, Typed] = {}
        self.errors: dict[str, FieldError] = {}
        self.hidden: list[Finding] = []
        self.candidate = dict(previous)

    @cached_property
    def before(self) -> Standing:
        """How things stood before this post; asked only where a field may be read-only or is not shown."""
        return stand(self.definition, self.previous)

    def reading(self) -> Reading:
        for each in self.places:
            if not each.field.columns:
                self._take(each)
        tables = [each for each in self.places if each.field.columns and self._posted(each.field)]
        values = stand(self.definition, self.candidate).values if tables else {}
        for each in tables:
            self._take_rows(each.section, each.field, values)
        after = stand(self.definition, self.candidate)
        findings = tuple(found for each in self.places for found in self._findings(each, after))
        return Reading(self._answers(after), findings, self._typed(after), self.actions)

    def _posted(self, field: Field) -> Typed | None:
        """Give what was posted into a field that may be changed, or None."""
        texts = _under(self.posted, field)
        if not texts:
            return None
        fixed = field.id in self.settled or field.computed is not None or self._read_only(field)
        return None if fixed else texts

    def _read_only(self, field: Field) -> bool:
        return field.readonly is not NEVER and self.before.holds(field.readonly)

    def _take(self, asked: Asked) -> None:
        field = asked.field
        texts = self._posted(field)
        if texts is None:
            return
        self.texts[field.id] = texts
        value = asked.type.parse(texts, asked.options)
        self._put(field, self._known(field, value) if isinstance(value, FileReference) else value)

    def _known(self, field: Field, named: FileReference) -> FileReference | FieldError:
        """Give the file that a token stands for, as it was received: never as the post calls it."""
        held = self.previous.get(field.id)
        own = {held.token: held} if isinstance(held, FileReference) else {}
        return (self.uploads | own).get(named.token) or FieldError("unknown_file", "请重新选择文件上传。")

    def _put(self, field: Field, value: object) -> None:
        self.candidate.pop(field.id, None)
        if isinstance(value, FieldError):
            self.errors[field.id] = value
        elif value is not None:
            self.candidate[field.id] = value

    def _take_rows(self, section: Section, field: Field, values: Mapping[str, object]) -> None:
        texts = self._posted(field)
        if texts is None:
            return
        options = table_options(field)
        removed = next((each.row for each in self.actions if each == Action("remove_row", field.id, each.row)), None)
        added = Action("add_row", field.id) in self.actions
        rows = TypedRows.of(texts, without=removed, least=max(options.min_rows, 1))
        if added and len(rows.rows) < options.max_rows:
            rows = TypedRows((*rows.rows, {}))
        elif added:
            message = f"最多填写 {options.max_rows} 行，不能再增加。"
            self.hidden.append(_finding(section, field, FieldError("too_many_rows", message)))
        found = read_rows(field, rows, values)
        self._put(field, FieldError.joined(found.errors) or found.rows or None)
        self.texts[field.id] = self._without_hidden(section, field, rows, found.hidden)

    def _without_hidden(self, section: Section, field: Field, rows: TypedRows, hidden: Sequence[str]) -> Typed:
        """Drop the hidden cells; refuse those whose column no row showed before."""
        shown_before = self._columns_before(field)
        for cell in hidden:
            if cell.split(".")[1] not in shown_before:
                self.hidden.append(_finding(section, field, FieldError("hidden_field", NOT_SHOWN, cell)))
        return {
            part: texts
            for part, texts in rows.typed().items()
            if not any(part == cell or part.startswith(f"{cell}.") for cell in hidden)
        }

    def _columns_before(self, field: Field) -> frozenset[str]:
        rows = self.before.answers.get(field.id)
        known = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, tuple) else []
        return frozenset(each for row in known for each in shown_columns(field, row, self.before.values))

    def _findings(self, asked: Asked, after: Standing) -> list[Finding]:
        section, field = asked.section, asked.field
        texts = self.texts.get(field.id)
        if texts is None:
            return []
        if field.id not in after.shown:
            refused = field.id not in self.before.shown and not blank(texts)
            return [_finding(section, field, FieldError("hidden_field", NOT_SHOWN))] if refused else []
        value = self.candidate.get(field.id)
        wrong = self.errors.get(field.id)
        if wrong is None and value is not None:
            wrong = asked.type.check(after.answers.get(field.id, value), asked.options, self.today)
        judged = [_finding(section, field, each) for each in wrong.each()] if wrong else []
        return [*judged, *(each for each in self.hidden if each.field == field.id)]

    def _answers(self, after: Standing) -> Answers:
        computed = form_of(self.definition).computed
        return (
            {key: value for key, value in after.answers.items() if key not in computed} if computed else after.answers
        )

    def _typed(self, after: Standing) -> Typed:
        """Give what is typed now: this post's texts, and those that were kept before, which were storable then."""
        kept: dict[str, Sequence[str]] = {}
        for each in self.asked:
            name = each.id
            if name not in after.shown:
                continue
            if name in self.texts:
                kept.update(storable(placed(self.texts[name], name)))
            elif before := self.typed_before.get(each.word):
                kept.update(before if name == each.word else placed(under(before, name), name))
        return kept


def _under(sorted_texts: Mapping[str, Typed], field: Field) -> Typed:
    own = sorted_texts.get(field.id.partition(".")[0])
    return under(own, field.id) if own else EMPTY


def _finding(section: Section, field: Field, error: FieldError) -> Finding:
    return Finding(error.code, error.message, field.id, error.part, field.label, section.id)


def _actions(posted: Typed) -> tuple[Action, ...]:
    found = (_ACTION.fullmatch(text) for text in posted.get("action", ()))
    return tuple(Action(each[1], each[2], int(each[3]) if each[3] else None) for each in found if each)
