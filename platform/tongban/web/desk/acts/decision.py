"""The decision (335 §26)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as lazy

from tongban.law import Action, Actor, Command, Grant, GrantInPart, Refuse
from tongban.law.licences import to_enter
from tongban.web.desk.acts.act import ACTS, Act, Asked, Sheet
from tongban.web.desk.acts.fields import lines_of

_ENTERED = "entered."  # how a control of what the decision adds begins


def _opinion_fields(sheet: Sheet) -> list[Asked]:
    return [Asked("opinion", _("“%(step)s”的办理意见", step=sheet.step_name))]


def _grant_fields(sheet: Sheet) -> list[Asked]:
    """Ask for the opinion, and for what the decision itself adds to the licence."""
    return [*_opinion_fields(sheet), *_entry_fields(sheet)]


def _entry_fields(sheet: Sheet) -> list[Asked]:
    told = _("随决定写入证照，后续事项可以直接取用。")
    return [
        Asked(f"{_ENTERED}{each.field.id}", each.field.label, "line", help=told, required=not each.optional)
        for each in to_enter(sheet.case, sheet.definition)
    ]


def _entered(sheet: Sheet) -> dict[str, str]:
    """Give what was typed; the law says what may not be empty."""
    names = [each.field.id for each in to_enter(sheet.case, sheet.definition)]
    return {name: sheet.text(f"{_ENTERED}{name}") for name in names}


def _grant(actor: Actor, sheet: Sheet) -> Command:
    return Grant(actor, sheet.text("opinion"), entered=_entered(sheet))


def _refuse_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reasons", _("不予批准的理由"), help=_("写明事实、依据和理由，申请人会原样看到。"), lines=6)]


def _part_fields(sheet: Sheet) -> list[Asked]:
    return [
        Asked("granted", _("准予的内容"), help=_("每行一项。"), lines=3),
        Asked("refused", _("不予的内容"), help=_("每行一项。"), lines=3),
        Asked("reasons", _("不予的理由"), help=_("写明事实、依据和理由，申请人会原样看到。"), lines=6),
        *_opinion_fields(sheet),
        *_entry_fields(sheet),
    ]


def _grant_in_part(actor: Actor, sheet: Sheet) -> Command:
    granted, refused = lines_of(sheet.text("granted")), lines_of(sheet.text("refused"))
    return GrantInPart(actor, granted, refused, sheet.text("reasons"), sheet.text("opinion"), entered=_entered(sheet))


ACTS[Action.GRANT] = Act(
    permission="case.decide",
    label=lazy("准予"),
    submit=lazy("作出准予决定"),
    done=lazy("准予决定已经作出，决定书随即送达申请人。"),
    basis="335 §26",
    asks=_grant_fields,
    command=_grant,
)

ACTS[Action.REFUSE] = Act(
    permission="case.decide",
    label=lazy("不予批准"),
    submit=lazy("作出不予决定"),
    done=lazy("不予决定已经作出，决定书写明了理由和救济途径。"),
    basis="335 §26; ORD §16",
    help=lazy("不予办理的决定应当说明理由，并告知申请人救济途径。没有理由不得作出。"),
    kind="warning",
    asks=_refuse_fields,
    command=lambda actor, sheet: Refuse(actor, sheet.text("reasons")),
)

ACTS[Action.GRANT_IN_PART] = Act(
    permission="case.decide",
    label=lazy("部分准予"),
    submit=lazy("作出部分准予决定"),
    done=lazy("部分准予决定已经作出，决定书写明了不予部分的理由和救济途径。"),
    basis="335 §26; ORD §16",
    help=lazy("分别写明准予和不予的内容；不予的部分应当说明理由。"),
    kind="second",
    asks=_part_fields,
    command=_grant_in_part,
)
