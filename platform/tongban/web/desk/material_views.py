"""The materials of a case as the clerk checks them: criteria, files by revision, and the verdict so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from tongban.cases.licences.used import Used
from tongban.cases.tables import FileRow
from tongban.definitions.model import Definition, Material
from tongban.law import Case, MaterialState, Verdict, applicable
from tongban.web.portal.files_view import source_told
from tongban.web.trust_words import trust_told
from tongban.web.view_words import law_in_full, moment, size

#: media types that a browser shows by itself; anything else is for downloading
SHOWN = {"application/pdf": "pdf", "image/jpeg": "image", "image/png": "image"}
#: what the page calls a verdict
WORDS = {Verdict.OK: "accepted", Verdict.DEFICIENT: "rejected"}
VERDICTS = {word: verdict for verdict, word in WORDS.items()}


@dataclass(frozen=True, slots=True)
class FileView:
    """One file. `old` was replaced by a later hand-in; `current` is the one beside the list."""

    id: str
    name: str
    size: str
    at: str
    href: str
    kind: str  # pdf, image or empty
    view_href: str
    current: bool
    old: bool
    source: str  # the earlier case from which the applicant took it


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material that applies. `handed_in` ones have a verdict; of the others `status` says why there is none."""

    id: str
    name: str
    criteria: tuple[str, ...]
    files: tuple[FileView, ...]
    handed_in: bool
    verdict: str
    note: str
    changed: bool
    status: str
    tone: str
    trust: str
    trust_told: str
    trust_article: str
    licence: str = ""  # the licence that stands for it: name, number, issuer
    licence_warning: str = ""  # why it does no longer


def material_lines(
    case: Case,
    definition: Definition,
    files: Mapping[str, tuple[FileRow, ...]],
    shown: str,
    used: Mapping[str, Used],
) -> list[MaterialLine]:
    """List every material that applies in this situation; `shown` is the id of the file beside the list."""
    values = applicable.values_of(case, definition)
    demanded = {each.id for each in applicable.demanded(definition, values)}
    lines = (
        (each, _line(each, case.material(each.id), case.number, files.get(each.id, ()), shown, each.id in demanded))
        for each in applicable.materials(definition, values)
    )
    return [_with_licence(line, used[each.id]) if each.id in used else line for each, line in lines]


def _with_licence(line: MaterialLine, used: Used) -> MaterialLine:
    """Say which licence stands for a material, and warn where it no longer holds (335 §30)."""
    taken = used.taken
    told = _("%(name)s（%(number)s），%(issuer)s颁发", name=taken.name, number=taken.number, issuer=taken.issuer)
    return replace(line, status=_("取自电子证照"), tone="green", licence=told, licence_warning=licence_warning(used))


def licence_warning(used: Used) -> str:
    if used.standing is None:
        return _("提交以后，这份证照已经查不到了，请核实后再作决定。")
    if not used.standing.in_force:
        state = _(used.standing.name)
        return _("提交以后，这份证照%(state)s。%(why)s请核实后再作决定。", state=state, why=used.standing.reason)
    return _("提交以后，这份证照的内容有变动，请核对。") if used.changed else ""


def first_shown(case: Case, files: Mapping[str, tuple[FileRow, ...]]) -> str:
    """Choose the file to show first: the newest that a browser can show, of the first material not yet in order."""
    waiting = [each.id for each in case.materials if each.verdict is not Verdict.OK]
    for material in [*waiting, *(each.id for each in case.materials)]:
        for row in reversed(files.get(material, ())):
            if row.media_type in SHOWN:
                return row.id
    return ""


def _line(
    material: Material, state: MaterialState | None, number: str, files: tuple[FileRow, ...], shown: str, demanded: bool
) -> MaterialLine:
    newest = max((row.revision for row in files), default=0)
    status, tone = _status(material, state, bool(files), demanded)
    return MaterialLine(
        id=material.id,
        name=material.name,
        criteria=material.criteria,
        files=tuple(_file(row, number, shown, row.revision < newest) for row in reversed(files)),
        handed_in=state is not None,
        verdict=WORDS[state.verdict] if state and state.verdict else "",
        note=state.note if state else "",
        changed=state is not None and state.revision > 1,
        status=status,
        tone=tone,
        trust=_(material.trust_level.name),
        trust_told=trust_told(material),
        trust_article=law_in_full(material.trust_level.article),
    )


def _status(material: Material, state: MaterialState | None, filed: bool, demanded: bool) -> tuple[str, str]:
    if state is not None:
        return ("", "") if filed else (_("纸质材料，请核对原件"), "brand")
    if material.source == "government":
        return _("政府部门共享，不需要提交"), "green"
    return (_("未提交"), "red") if demanded else (_("未提交，非必要"), "")


def _file(row: FileRow, number: str, shown: str, old: bool) -> FileView:
    return FileView(
        id=row.id,
        name=row.name,
        size=size(row.size),
        at=moment(row.uploaded_at),
        href=url_for("desk.file", number=number, file_id=row.id),
        kind=SHOWN.get(row.media_type, ""),
        view_href=url_for("desk.case", number=number, show=row.id, _anchor="pane-document"),
        current=row.id == shown,
        old=old,
        source=source_told(row),
    )
