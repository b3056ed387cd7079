"""Make an applicant up with the item's real form: what is typed is read and checked as on the portal, and not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from flask import request
from flask_babel import gettext as _

from tongban.assurance.recording.samples import sample_body, sample_person
from tongban.assurance.simulate import Stage, made_up
from tongban.assurance.simulate.script import YEARS
from tongban.assurance.simulate.written import as_written
from tongban.definitions import Definition
from tongban.definitions.examples import Example, ExampleApplicant
from tongban.fields.types.file import FileReference
from tongban.forms import Finding, check, dump, form_view, in_full, materials_asked, read, stand
from tongban.forms.standing import sole_kind
from tongban.law import applicable
from tongban.law.notice_values import CHANNELS
from tongban.web.field_words import field_words
from tongban.web.studio.own_state import today_here
from tongban.web.studio.simulate_deeds import Option

_OURS = frozenset({"csrf_token", "action", "sim_name", "sim_channel", "sim_begin", "sim_materials", "sim_material"})
_HOUR = time(10, 0)
LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Problem:
    message: str
    href: str


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was typed, what is wrong with it, and the script that comes of it; None while something is wrong."""

    answers: Mapping[str, object]
    typed: Mapping[str, Sequence[str]]
    findings: tuple[Finding, ...]
    name: str
    channel: str
    begin: str
    hand_in: str  # all, or some
    materials: frozenset[str]
    problems: tuple[Problem, ...] = ()
    script: Example | None = None

    @classmethod
    def empty(cls, stage: Stage) -> MadeUp:
        return cls({}, {}, (), "", _channels(stage.definition)[0], today_here().isoformat(), "all", frozenset())

    def refused(self, message: str) -> MadeUp:
        """Give the same with the law's word against it."""
        return replace(self, script=None, problems=(Problem(message, "#main"),))


def read_made_up(stage: Stage) -> MadeUp:
    """Read the page."""
    definition, form = stage.definition, request.form
    posted = {name: texts for name, texts in form.lists() if name not in _OURS}
    posted["action"] = [form.get("action", "")]
    begin = _day(form.get("sim_begin", ""))
    reading = read(definition, posted, {}, today=begin)
    answers = _with_files(definition, reading.answers)
    wrong = check(definition, answers, today=begin, typed=reading.typed) if form.get("action") == "made" else ()
    made = MadeUp(
        answers=answers,
        typed=reading.typed,
        findings=tuple(each for each in (*reading.findings, *wrong) if not each.material),
        name=form.get("sim_name", "").strip()[:LONGEST_NAME],
        channel=form.get("sim_channel", ""),
        begin=form.get("sim_begin", ""),
        hand_in=form.get("sim_materials", "all"),
        materials=frozenset(form.getlist("sim_material")),
    )
    problems = tuple(_problems(definition, made, begin))
    made = replace(made, findings=tuple(dict.fromkeys(made.findings)), problems=problems)
    return made if made.findings or problems or begin is None else replace(made, script=_script(stage, made, begin))


def show_made_up(stage: Stage, made: MadeUp, *, told: bool = True) -> dict[str, Any]:
    """Give the template what it needs; before the form is handed in, nothing is called missing."""
    definition = stage.definition
    findings = made.findings if told else ()
    return {
        "form": form_view(definition, made.answers, made.typed, findings, words=field_words()),
        "made": made,
        "channels": [Option(each, _(CHANNELS[each])) for each in _channels(definition)],
        "hand_in": [Option("all", _("要求的材料全部交齐")), Option("some", _("只交下面勾选的，看看怎样一次性告知"))],
        "materials": [
            Option(each.id, each.name)
            for each in materials_asked(definition, made.answers)
            if each.source != "government"
        ],
        "problems": [
            *(made.problems if told else ()),
            *(Problem(in_full(each, definition), f"#{each.target}") for each in findings),
        ],
    }


def _channels(definition: Definition) -> tuple[str, ...]:
    online = definition.online_depth != "consult"
    return tuple(each for each in ("online", "window") if each in definition.channels and (online or each != "online"))


def _problems(definition: Definition, made: MadeUp, begin: date | None) -> list[Problem]:
    found = []
    if made.channel not in _channels(definition):
        found.append(Problem(_("请选择从哪里提交申请。"), "#f-sim_channel"))
    if begin is None:
        message = _("提交日期应在 %(first)s 年至 %(last)s 年之间。", first=YEARS[0], last=YEARS[-1])
        found.append(Problem(message, "#f-sim_begin"))
    return found


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _with_files(definition: Definition, answers: Mapping[str, object]) -> dict[str, object]:
    """Put a sample where a file belongs: nothing is uploaded in a run."""
    shown = stand(definition, answers).shown
    files = (each for each in definition.fields if each.type == "file" and each.id in shown)
    return {**answers, **{each.id: FileReference("example", "示例文件.pdf") for each in files}}


def _script(stage: Stage, made: MadeUp, begin: date) -> Example:
    definition = stage.definition
    kind = sole_kind(definition, made.answers) or ""
    situation, answers = as_written(definition, dump(definition, made.answers))
    values = applicable.situation(definition, dump(definition, made.answers), kind)
    asked = (
        applicable.materials(definition, values) if made.hand_in == "some" else applicable.demanded(definition, values)
    )
    brought = (each.id for each in asked if made.hand_in != "some" or each.id in made.materials)
    name = made.name or (sample_person(0) if kind == "person" else sample_body(0))
    return made_up(
        definition.item,
        definition.tenant,
        ExampleApplicant(kind, name),
        datetime.combine(begin, _HOUR),
        made.channel,
        situation,
        answers,
        tuple(brought),
    )
