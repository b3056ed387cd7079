"""What is handed to the applicant on paper: one notice of all to bring, one receipt of all taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from flask import Response, send_file, url_for
from flask_babel import gettext as _

from one_thing.language.compiling import FACTS
from one_thing.pages.desk import blueprint as desk
from one_thing.pages.desk import own_office
from one_thing.pages.guide import asked_again, asked_in
from one_thing.pages.progress import stand_words
from one_thing.pages.room import blueprint, here, library
from one_thing.pages.told import SITUATION, ItemTold, ToBring, Told, told_of
from one_thing.running import window
from one_thing.running.advancing import parts_of
from one_thing.running.course import Stand
from one_thing.running.finding import bundle_in_scope, own_bundle
from one_thing.running.plans import Plan, kept, plan_now
from one_thing.running.received import Received, received
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office
from tongban.kit.drafts import answers
from tongban.kit.forms import Answers, stand, summary_view
from tongban.kit.printing import GuideSheet, SheetEntry, SheetPart, brand_of, print_guide
from tongban.kit.web import books, day, db, house, permitted, public, the_applicant


@blueprint.get("/<bundle>/notice.pdf", endpoint="notice")
@public
def notice(tenant: str, bundle: str) -> Response:
    """Print the guide for the answers in the address."""
    office = here(tenant)
    plan = plan_now(office.session, library(), bundle, tenant)
    where = url_for("one_thing.guide", tenant=tenant, bundle=bundle, **asked_again(plan))  # type: ignore[arg-type]  # texts only
    return _printed(_notice(office, plan, asked_in(plan.merged), where))


@desk.get("/intake/<draft>/notice.pdf", endpoint="intake_sheet")
@permitted("case.take_in")
def intake_sheet(draft: str) -> Response:
    """Print the same at a window, for the answers that were typed in there."""
    office = own_office()
    row = window.draft_of(office, draft)
    plan = kept(db(), office.tenant, row.definition_hash)
    where = url_for("one_thing.guide", tenant=office.tenant, bundle=plan.merged.bundle.id)
    return _printed(_notice(office, plan, answers(db(), row), where))


@blueprint.get("/cases/<number>/receipt.pdf", endpoint="receipt")
@permitted("one_thing.apply")
def receipt(tenant: str, number: str) -> Response:
    office = here(tenant)
    return _printed(_receipt(office, own_bundle(db(), the_applicant().id, number)))


@desk.get("/<number>/receipt.pdf", endpoint="receipt")
@permitted("one_thing.lead")
def receipt_at_desk(number: str) -> Response:
    office = own_office()
    return _printed(_receipt(office, bundle_in_scope(db(), number)))


def _printed(sheet: GuideSheet) -> Response:
    name = f"{sheet.title}（{sheet.kind}）.pdf"
    return send_file(BytesIO(print_guide(sheet)), mimetype="application/pdf", download_name=name)


def _sheet(office: Office, plan: Plan, kind: str, where: str, **said: object) -> GuideSheet:
    address, theme = f"{house().settings.public_url}{where}", books().shelf.tenant(office.tenant).theme
    values: dict[str, object] = {
        "title": plan.merged.bundle.title, "kind": kind, "authority": plan.merged.bundle.lead, "labels": (),
        "yours": _("您的情形："), "flow": "", "flow_title": "", "address": address, "foot": (address,),
        "colour": brand_of(books().themes / theme), **said,
    }  # fmt: skip
    return GuideSheet(**values)  # type: ignore[arg-type]  # its own fields, by name


def _notice(office: Office, plan: Plan, given: Answers, where: str) -> GuideSheet:
    told = told_of(office, plan, given, stand(plan.merged.form, given))
    bring = [each for each in told.materials if not each.spared and each.needed]
    keys = [(_("要办的事项"), _("%(count)s 项", count=len(told.items)), "")]
    keys.append((_("要带的材料"), _("%(count)s 份", count=len(bring)), ""))
    if told.due is not None:
        keys.append((_("今天提交的，最迟办结"), day(told.due), ""))
    bundle = plan.merged.bundle
    return _sheet(
        office,
        plan,
        _("一次性告知单"),
        where,
        summary=bundle.summary,
        keys=tuple(keys),
        situation=_situation(plan, given),
        parts=tuple(each for each in _told_parts(told, bundle.notes) if each.lines or each.entries or each.rows),
        scan=_("扫码看最新内容"),
    )


def _situation(plan: Plan, given: Answers) -> str:
    asked = [each for each in summary_view(plan.merged.form, given) if each.id in (SITUATION, FACTS)]
    rows = [row for section in asked for row in section.rows if row.answered]
    return "；".join(f"{row.label}：{row.text}" for row in rows)


def _told_parts(told: Told, notes: Sequence[str]) -> Iterator[SheetPart]:
    yield SheetPart(_("要办的事项"), entries=tuple(map(_item, told.items)), numbered=True)
    yield SheetPart(_("一套材料"), entries=tuple(map(_material, told.materials)), numbered=True)
    if told.saving is not None:
        one, many = told.saving.together, told.saving.apart
        words = _("分开办要 %(apart)s，一次办 %(together)s")
        named = (
            (_("申请次数"), many.applications, one.applications),
            (_("要填的项"), many.fields, one.fields),
            (_("要带的材料"), many.materials, one.materials),
            (_("跑窗口次数"), many.visits, one.visits),
        )
        rows = tuple((label, words % {"apart": apart, "together": together}) for label, apart, together in named)
        yield SheetPart(_("比分开办省了多少"), rows=rows)
    yield SheetPart(_("请注意"), tuple(notes))


def _item(each: ItemTold) -> SheetEntry:
    rows = ((_("办理单位"), each.office), (_("承诺时限"), each.limit), (_("收费"), each.fees))
    return SheetEntry(each.title, lines=tuple(text for text in (each.condition, each.after) if text), rows=rows)


def _material(each: ToBring) -> SheetEntry:
    mark = _("免提交") if each.spared else "" if each.needed else _("选交")
    of = _("用于：%(items)s", items="、".join(each.of))
    return SheetEntry(each.name, mark, tuple(text for text in (of, "；".join(each.criteria)) if text))


def _receipt(office: Office, row: BundleRow) -> GuideSheet:
    plan, rows = kept(db(), office.tenant, row.form), parts_of(office, row.number)
    keys = [(_("申请人"), row.applicant_name, ""), (_("收件日期"), day(row.begun_at), "")]
    if row.due_on:
        keys.append((_("最迟办结"), day(row.due_on), ""))
    return _sheet(
        office,
        plan,
        _("收件回执"),
        url_for("one_thing.progress", tenant=office.tenant, number=row.number),
        summary=_("下列事项已经一起收件，收件凭证由各办理单位分别出具。每一项分别依法决定，全部办结后一次送达。"),
        labels=(_("编号：%(number)s", number=row.number),),
        keys=tuple(keys),
        situation="",
        parts=tuple(each for each in _receipt_parts(rows, received(office, plan, row)) if each.lines or each.entries),
        scan=_("扫码看办理进度"),
    )


def _receipt_parts(rows: Sequence[PartRow], got: Received) -> Iterator[SheetPart]:
    titles = {each.part: each.title for each in rows}
    yield SheetPart(_("收到的事项"), entries=tuple(_part(each, titles) for each in rows), numbered=True)
    counted = [SheetEntry(name, _("%(count)s 个文件", count=count)) for name, count in got.files]
    on_paper = [SheetEntry(name, _("纸质件")) for name in got.paper]
    spared = [SheetEntry(name, _("由电子证照代替")) for name in got.spared]
    yield SheetPart(_("收到的材料"), entries=(*counted, *on_paper, *spared), numbered=True)
    yield SheetPart(_("还没有交的材料"), entries=tuple(SheetEntry(name) for name in got.missing), numbered=True)


def _part(row: PartRow, titles: dict[str, str]) -> SheetEntry:
    facts = [(_("办理单位"), row.office), (_("办理情况"), stand_words(Stand(row.state)))]
    if row.case_number:
        facts.append((_("办件编号"), row.case_number))
    before = "”“".join(titles[each] for each in row.waits_for if each in titles)
    lines = (_("“%(before)s”办结后自动开始，不用再申请。", before=before),) if row.state == Stand.WAITING else ()
    return SheetEntry(row.title, lines=lines, rows=tuple(facts))
