"""The page of materials: uploaded one by one, refused with a reason at the material, removed again (F4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases import files
from tongban.cases.earlier import Earlier, earlier_uploads, take_earlier
from tongban.cases.files import RefusedUpload
from tongban.cases.licences.offers import Offer
from tongban.cases.tables import FileRow
from tongban.definitions.model import Material
from tongban.errors import TongbanError
from tongban.forms import materials_asked, of_materials
from tongban.web.guard import permitted
from tongban.web.house import db, house, now
from tongban.web.licence_words import until_of
from tongban.web.people import the_applicant, the_law_s
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.files_view import FileView, file_view, inspected, refused_words, send
from tongban.web.portal.my_draft import ErrorLink, MyDraft, again, of_my_draft
from tongban.web.portal.room import blueprint
from tongban.web.trust_words import trust_told
from tongban.web.view_words import WALL, day, span


@dataclass(frozen=True, slots=True)
class FromLicence:
    """The licence that stands for a material, as the page names it."""

    name: str
    number: str
    issuer: str
    until: str
    href: str


@dataclass(frozen=True, slots=True)
class EarlierView:
    """What one handed in before and may take again: `value` is what its button sends."""

    value: str
    told: str
    files: tuple[str, ...]
    until: str


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of the page, with what was uploaded for it and why the last upload was refused."""

    id: str
    name: str
    required: bool
    criteria: tuple[str, ...]
    sample: str
    help: str
    formats: tuple[str, ...]
    max_mb: int
    may_follow: str
    from_library: str
    files: tuple[FileView, ...]
    error: str
    trust: str = ""
    licence: FromLicence | None = None
    earlier: EarlierView | None = None


def material_row(
    material: Material,
    rows: Sequence[FileView],
    error: str = "",
    *,
    required: bool = True,
    licence: FromLicence | None = None,
    earlier: EarlierView | None = None,
) -> MaterialRow:
    limit = span(material.may_follow) if material.may_follow else ""
    library = _("由部门共享取得，不用您提交。") if material.source == "government" else ""
    return MaterialRow(
        id=material.id,
        name=material.name,
        required=required,
        criteria=material.criteria,
        sample=material.sample,
        help=material.help,
        formats=material.formats,
        max_mb=material.max_mb,
        may_follow=_("可以先申请，%(limit)s内补交。", limit=limit) if limit else "",
        from_library=library,
        files=tuple(rows),
        error=error,
        trust=trust_told(material),
        licence=licence,
        earlier=earlier,
    )


def from_licence(offer: Offer | None, tenant: str) -> FromLicence | None:
    """Name the licence that stands for a material: its number, who issued it and how long it holds."""
    if offer is None:
        return None
    row = offer.licence
    until = _("有效期至%(day)s", day=day(row.valid_until)) if row.valid_until else until_of(row)
    return FromLicence(row.name, row.number, row.issuer, until, url_for("portal.licence", tenant=tenant, code=row.code))


@blueprint.route("/drafts/<draft>/materials", methods=["GET", "POST"], endpoint="materials")
@permitted("case.apply")
@of_my_draft
def materials(mine: MyDraft) -> Answer:
    return materials_page(mine)


def materials_page(mine: MyDraft) -> Answer:
    """Show the materials or take uploads, wherever the draft is kept."""
    asked = materials_asked(mine.definition, mine.answers)
    if not asked:
        return redirect(mine.pages[-1].href)
    if request.method == "GET":
        return _show(mine, asked, {})
    removed = request.form.get("remove")
    if removed:
        files.remove(db(), mine.row.id, removed)
        db().commit()
        return redirect(request.path)
    errors = _take_again(mine, asked, wanted) if (wanted := request.form.get("take")) else {}
    errors |= take_uploads(mine.row.id, asked)
    db().commit()
    if errors:
        return _show(again(mine), asked, errors), UNPROCESSABLE
    return redirect(mine.after("materials") if request.form.get("action") == "next" else request.path)


def _earlier(mine: MyDraft, asked: Sequence[Material]) -> dict[str, Earlier]:
    """Find what may be taken again where nothing is there yet; pages of plugins hand in by themselves, so not there."""
    if mine.room != "portal":
        return {}
    lacking = [each for each in asked if each.id not in mine.files and each.id not in mine.offers]
    today = now().astimezone(WALL).date()
    return earlier_uploads(db(), mine.definition, lacking, the_law_s(the_applicant()), today, WALL)


def _take_again(mine: MyDraft, asked: Sequence[Material], wanted: str) -> dict[str, str]:
    """Take one's own earlier files for a material; what is not offered to this person now is not taken."""
    material = wanted.partition(" ")[0]
    offered = _earlier(mine, asked).get(material)
    if material in mine.files:  # the same page sent twice
        return {}
    if offered is None or _value(offered) != wanted:
        return {material: _("这份材料现在不能直接使用以前提交的，请上传文件。")}
    try:
        take_earlier(db(), house().files, offered, draft_id=mine.row.id, now=now())
    except TongbanError as refusal:
        return {material: refusal.message}
    return {}


def _value(earlier: Earlier) -> str:
    return f"{earlier.material} {earlier.case}"


def _earlier_view(earlier: Earlier | None) -> EarlierView | None:
    if earlier is None:
        return None
    told = _("您在%(day)s办件 %(number)s（%(title)s）中提交过。", day=day(earlier.handed_on), number=earlier.case,
             title=earlier.title)  # fmt: skip
    until = _("可以使用到%(day)s。", day=day(earlier.until)) if earlier.until else ""
    return EarlierView(_value(earlier), told, tuple(each.name for each in earlier.files), until)


def take_uploads(place: str, asked: Sequence[Material]) -> dict[str, str]:
    """Take what was uploaded for these materials; return, by material, why something was refused.

    What is right is kept even where its neighbour is refused. Materials that government holds take no upload.
    """
    errors: dict[str, str] = {}
    for material in asked:
        for upload in request.files.getlist(f"material.{material.id}"):
            if not upload.filename or material.source == "government":
                continue
            answer = inspected(upload, material.formats, material.max_mb)
            if isinstance(answer, RefusedUpload):
                errors[material.id] = refused_words(upload, answer)
                continue
            try:
                files.attach(db(), house().files, answer, draft_id=place, material=material.id, now=now())
            except TongbanError as refusal:
                errors[material.id] = refusal.message
    return errors


def _show(mine: MyDraft, asked: Sequence[Material], errors: Mapping[str, str]) -> str:
    earlier = _earlier(mine, asked)
    rows = [
        material_row(
            each,
            views_of(mine.files.get(each.id, ()), mine),
            errors.get(each.id, ""),
            required=mine.standing.holds(each.required),
            licence=from_licence(mine.offers.get(each.id), mine.tenant),
            earlier=_earlier_view(earlier.get(each.id)),
        )
        for each in asked
    ]
    return render_template(
        "portal/materials.html",
        draft=mine.head(),
        steps=mine.steps("materials"),
        materials=rows,
        errors=[ErrorLink(told, f"#m-{each}") for each, told in of_materials(errors, mine.definition).items()],
        back=mine.before("materials"),
    )


def views_of(rows: Sequence[FileRow], mine: MyDraft) -> tuple[FileView, ...]:
    return tuple(file_view(each, mine.href("draft_file", file=each.id)) for each in rows)


@blueprint.get("/drafts/<draft>/files/<file>", endpoint="draft_file")
@permitted("case.apply")
@of_my_draft
def draft_file(mine: MyDraft, file: str) -> Response:
    """Give the applicant their own file back."""
    return send(files.file_of_draft(db(), mine.row.id, file))
