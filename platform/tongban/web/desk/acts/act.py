"""What an act at the desk is: its words, its permission, what its page asks for, and the command that comes of it.

A path of the law adds its acts in a file of its own here. The law judges; this only reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict

from tongban.definitions.model import Definition, Span, Step
from tongban.errors import TongbanError
from tongban.law import Action, Actor, Case, Command
from tongban.law.notice_values import UNIT_NAMES

Posted = ImmutableMultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was uploaded for an act and waits for it."""

    id: str
    name: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of an act's page. `kind` is area, line, date, choice or files."""

    name: str
    label: str
    kind: str = "area"
    value: str = ""
    help: str = ""
    required: bool = True
    lines: int = 4
    options: tuple[Option, ...] = ()
    files: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an act's page is about: the case, its definition, its present step (if any), and what was typed."""

    case: Case
    definition: Definition
    step_id: str | None
    posted: Posted
    files: tuple[Kept, ...] = ()

    @property
    def step(self) -> Step | None:
        return self.definition.step(self.step_id) if self.step_id else None

    @property
    def step_name(self) -> str:
        return self.step.name if self.step else ""

    @property
    def longest(self) -> Span | None:
        """Give the most that the step's special procedure may take."""
        procedure = self.step.special_procedure if self.step else None
        return procedure.maximum if procedure else None

    def text(self, name: str) -> str:
        return self.posted.get(name, "").strip()


def _asks_nothing(_sheet: Sheet) -> list[Asked]:
    return []


def _has_a_page_of_its_own(_actor: Actor, _sheet: Sheet) -> Command:
    raise TongbanError(_("这项操作有自己的页面。"))


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. `notice` says that a document goes out with it, which can be looked at before."""

    permission: str
    label: str
    submit: str
    done: str
    basis: str
    help: str = ""
    kind: str = ""
    notice: bool = True
    asks: Callable[[Sheet], list[Asked]] = _asks_nothing
    command: Callable[[Actor, Sheet], Command] = _has_a_page_of_its_own


#: every act by its name in the law; each file here enters its own
ACTS: dict[Action, Act] = {}


def asked_for(action: Action, sheet: Sheet) -> list[Asked]:
    """Give the fields of an act's page, with what was typed in them."""
    return [replace(each, value=sheet.posted.get(each.name, each.value)) for each in ACTS[action].asks(sheet)]


def command_of(action: Action, actor: Actor, sheet: Sheet) -> Command:
    """Make the command that was asked for; raises TongbanError for what cannot be read."""
    return ACTS[action].command(actor, sheet)


def amount(name: str, label: str, span: Span, told: str) -> Asked:
    """Ask for a number of days or months, beginning with the usual one."""
    return Asked(
        name, _("%(name)s（%(more)s）", name=label, more=_(UNIT_NAMES[span.unit])), "line", str(span.amount), told
    )


def span_of(sheet: Sheet, name: str, usual: Span | None) -> Span | None:
    """Read such a number; None where nothing was typed."""
    typed = sheet.text(name)
    if not typed or usual is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and int(typed) >= 1):
        raise TongbanError(_("时限应为 1 至 9999 之间的整数，请重新填写。"))
    return Span(int(typed), usual.unit)
