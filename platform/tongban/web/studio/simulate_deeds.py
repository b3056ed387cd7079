"""The deeds on offer in a run: what each asks for on the page, and the deed that comes of what was posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict

from tongban.assurance.simulate import Offer, Simulation, offers
from tongban.assurance.simulate.written import as_written
from tongban.assurance.stock_words import MISSING, OPINIONS, REASONS
from tongban.definitions import Definition
from tongban.definitions.examples import Deed
from tongban.errors import TongbanError
from tongban.forms import dump, form_view, in_full, load, read
from tongban.law import Action, DeficiencyKind, Refusal, returnable
from tongban.law.notice_values import METHODS
from tongban.law.roles import NAMES, STAFF
from tongban.web.desk.acts import ACTS
from tongban.web.desk.named import Point, points_of
from tongban.web.field_words import field_words

Posted = ImmutableMultiDict[str, str]
_NOTHING: Posted = ImmutableMultiDict()
LONGEST = 2000  # characters of an opinion or a reason
MOST_NAME = 100  # of a department's name


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AskedText:
    """One box to write in, filled with stock words so that a run goes on at a press."""

    name: str
    label: str
    value: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class DeedView:
    """One deed on offer: its button and what it asks for."""

    action: str  # what the button posts
    label: str
    who: str
    kind: str
    basis: str
    not_yet: Refusal | None
    texts: tuple[AskedText, ...] = ()
    options: tuple[Option, ...] = ()  # of one choice: the way of delivery, the step to go back to
    option_label: str = ""
    chosen: str = ""
    points: tuple[Point, ...] = ()  # what a one-time notice may name
    materials: tuple[Option, ...] = ()  # what the applicant may hand in now
    fields: tuple[Markup, ...] = ()  # what the applicant may put right now

    @property
    def at_once(self) -> bool:
        """Tell whether nothing is asked."""
        return not (self.texts or self.options or self.points or self.materials or self.fields)


def deed_views(simulation: Simulation, posted: Posted | None = None) -> list[DeedView]:
    """Show what may be done now; of a deed that was refused, as it was typed."""
    typed = posted if posted is not None else _NOTHING
    return [
        _view(each, simulation, typed if typed.get("action") == _action(each) else _NOTHING)
        for each in offers(simulation)
    ]


def posted_deed(action: str, simulation: Simulation, posted: Posted) -> Deed:
    """Make the deed that was asked for; raises TongbanError for one that is not on offer."""
    offer = next((each for each in offers(simulation) if _action(each) == action), None)
    if offer is None:
        raise TongbanError(_("现在不能这样办理，请从页面上列出的操作中选择。"))
    if offer.do == "request_supplement":
        return Deed(offer.do, missing=_named(simulation, posted))
    return _supply(simulation, posted) if offer.do == "supply" else _in_words(offer, posted)


def _in_words(offer: Offer, posted: Posted) -> Deed:
    """Make a deed of what was written and what was chosen; who acts is the offer's to say."""
    opinion, reasons = posted.get("opinion", "").strip()[:LONGEST], posted.get("reasons", "").strip()[:LONGEST]
    deed, option = Deed(offer.do, step=offer.step, opinion=opinion, reasons=reasons), posted.get("option", "")
    match offer.do:
        case "return_step":
            deed = replace(deed, step=option)
        case "deliver":
            deed = replace(deed, method=option)
        case "decline":
            deed = replace(deed, where_to_go=posted.get("where_to_go", "").strip()[:LONGEST])
        case "countersign":
            deed = replace(deed, role=offer.role)
        case "ask_countersign":
            deed = replace(deed, role=option)
        case "ask_opinion":
            deed = replace(deed, department=posted.get("department", "").strip()[:MOST_NAME])
        case "give_opinion":
            deed = replace(deed, department=offer.department, found=option)
    return deed


def _action(offer: Offer) -> str:
    return ":".join(("do", offer.do, offer.step, *([offer.department] if offer.department else [])))


def _view(offer: Offer, simulation: Simulation, typed: Posted) -> DeedView:
    definition = simulation.stage.definition
    step = next((each.name for each in definition.process if each.id == offer.step), "")
    label, kind, basis = _words(offer)
    return DeedView(
        action=_action(offer),
        label=_("%(label)s：%(step)s", label=label, step=step) if step else label,
        who=offer.department or _(NAMES.get(offer.role, offer.role)),
        kind=kind,
        basis=basis,
        not_yet=offer.not_yet,
        texts=tuple(replace(each, value=typed.get(each.name, each.value)) for each in _texts(offer, definition)),
        options=_options(offer, simulation),
        option_label=_option_label(offer.do),
        points=tuple(points_of(simulation.case, definition, typed)) if offer.do == "request_supplement" else (),
        chosen=typed.get("option", ""),
        materials=_open_materials(simulation) if offer.do == "supply" else (),
        fields=_open_fields(simulation) if offer.do == "supply" else (),
    )


def _option_label(do: str) -> str:
    labels = {
        "return_step": _("退回到"),
        "ask_countersign": _("请谁会签"),
        "give_opinion": _("有没有不同意见"),
    }
    return labels.get(do, _("送达方式"))


def _words(offer: Offer) -> tuple[str, str, str]:
    if offer.do == "give_opinion":
        return _("回复意见"), "", "335 §24"
    if offer.do == "supply":
        return _("补齐补正"), "", "335 §18"
    if offer.do == "withdraw":
        return _("撤回申请"), "second", ""
    act = ACTS[Action(offer.do)]
    return str(act.label), act.kind, act.basis


def _texts(offer: Offer, definition: Definition) -> tuple[AskedText, ...]:
    if offer.do == "ask_opinion":
        whose = AskedText("department", _("征求哪个部门的意见"), definition.step(offer.step).department)
        return whose, AskedText("reasons", _("征求意见的内容"), REASONS[offer.do])
    if offer.do in {"give_opinion", "countersign"}:
        return (AskedText("opinion", _("意见"), OPINIONS[offer.do]),)
    if offer.do in OPINIONS:
        return (AskedText("opinion", _("办理意见"), OPINIONS[offer.do]),)
    if offer.do == "decline":
        where = AskedText("where_to_go", _("应当向哪个部门申请"), "", required=False)
        return AskedText("reasons", _("理由"), REASONS[offer.do]), where
    return (AskedText("reasons", _("理由"), REASONS[offer.do]),) if offer.do in REASONS else ()


def _options(offer: Offer, simulation: Simulation) -> tuple[Option, ...]:
    definition = simulation.stage.definition
    if offer.do == "deliver":
        return tuple(Option(each, _(METHODS.get(each, each))) for each in definition.delivery)
    if offer.do == "ask_countersign":
        return tuple(Option(each, _(NAMES[each])) for each in sorted(STAFF))
    if offer.do == "give_opinion":
        return Option("agrees", _("没有不同意见")), Option("objects", _("有不同意见"))
    if offer.do == "return_step":
        return tuple(Option(each, definition.step(each).name) for each in returnable(simulation.case))
    return ()


def _named(simulation: Simulation, posted: Posted) -> dict[str, str]:
    points = points_of(simulation.case, simulation.stage.definition, posted)
    return {each.id.partition(".")[2]: each.reason.strip()[:LONGEST] or MISSING for each in points if each.chosen}


def _waited_for(simulation: Simulation, kind: DeficiencyKind) -> list[str]:
    notice = simulation.case.supplement
    found = notice.deficiencies if notice else ()
    return [each.id for each in found if each.kind is kind and notice and each.id not in notice.supplied]


def _open_materials(simulation: Simulation) -> tuple[Option, ...]:
    definition = simulation.stage.definition
    named = _waited_for(simulation, DeficiencyKind.MATERIAL)
    return tuple(Option(each, definition.material(each).name) for each in named)


def _open_fields(simulation: Simulation) -> tuple[Markup, ...]:
    """Show the controls of the fields that the notice named, as the portal does."""
    named = frozenset(_waited_for(simulation, DeficiencyKind.FIELD))
    definition = simulation.stage.definition
    form = form_view(definition, _answers(simulation), words=field_words())
    return tuple(field.html for section in form.sections for field in section.fields if field.id in named)


def _answers(simulation: Simulation) -> Mapping[str, object]:
    kind = {"applicant.kind": simulation.case.applicant.kind}
    return {**load(simulation.stage.definition, simulation.case.answers), **kind}


def _supply(simulation: Simulation, posted: Posted) -> Deed:
    definition = simulation.stage.definition
    named = frozenset(_waited_for(simulation, DeficiencyKind.FIELD))
    waited = {each.value for each in _open_materials(simulation)}
    materials = tuple(each for each in posted.getlist("material") if each in waited)
    typed = {name: texts for name, texts in posted.lists() if name.split(".")[0] in named}
    reading = read(definition, typed, _answers(simulation))
    if reading.findings:
        raise TongbanError(in_full(reading.findings[0], definition))
    changed = {key: value for key, value in reading.answers.items() if key in named}
    situation, answers = as_written(definition, dump(definition, changed))
    return Deed("supply", materials=materials, answers={**situation, **answers})
