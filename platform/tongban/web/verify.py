"""The public page on which anybody checks a notice: by its code, and its PDF against ours (N2, E4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tongban.cases.documents import by_code
from tongban.cases.tables import DocumentRow
from tongban.errors import NotFound
from tongban.notices import digest, pem_of, verify, verify_apart
from tongban.notices.verify import MAX_BYTES
from tongban.web.guard import public
from tongban.web.house import db, house, now, seal_roots
from tongban.web.masking import masked_name
from tongban.web.view_words import WALL, day, moment

blueprint = Blueprint("verify", __name__)

LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What `portal/verify.html` shows. `state`: valid, waiting, altered, foreign (not our file), unknown."""

    state: str
    message: str
    title: str = ""
    number: str = ""
    authority: str = ""
    date: str = ""
    applicant_masked: str = ""
    seal_text: str = ""
    hash: str = ""
    pdf_matches: bool | None = None
    pdf_text: str = ""


@blueprint.route("/verify", methods=["GET", "POST"])
@public
def page() -> str:
    code = request.values.get("code", "").strip()
    result, error = None, ""
    if len(code) > LONGEST_CODE:
        error = _("验真码是 16 位字母和数字，请核对后重新输入。")
    elif code:
        result = _judge(_tidied(code), request.files.get("file"))
    elif request.method == "POST":
        error = _("请输入文书下方的验真码。")
    return render_template("portal/verify.html", code=code[:LONGEST_CODE], result=result, error=error)


@blueprint.route("/verify/roots.pem")
@public
def roots() -> Response:
    """Give the root certificates, for whoever checks a sealed PDF with a tool of their own."""
    headers = {"Content-Disposition": 'attachment; filename="roots.pem"'}
    return Response(pem_of(seal_roots()), mimetype="application/x-pem-file", headers=headers)


def _tidied(code: str) -> str:
    """Take a code as people copy it: with blanks or hyphens between its groups, in either case."""
    return "".join(each for each in code.upper() if each.isalnum())


def _judge(code: str, upload: FileStorage | None) -> VerifyResult:
    pdf = upload.stream.read(MAX_BYTES + 1) if upload and upload.filename else b""
    try:
        row = by_code(db(), code)
    except NotFound as refusal:
        return VerifyResult("unknown", _("没有查到这份文书"), pdf_text=refusal.message)
    return _of_document(row, pdf)


def _of_document(row: DocumentRow, pdf: bytes) -> VerifyResult:
    state, message, seal_text = _our_file(row)
    matches = (digest(pdf) == row.pdf) if pdf and row.pdf else None
    if state == "valid" and matches is False:
        # Who sends a file asks about that file; a heading that calls the code's document genuine would vouch for it.
        state, message = "foreign", _("您上传的 PDF 不是这份文书的原件")
    return VerifyResult(
        state=state,
        message=message,
        title=row.title,
        number=row.number,
        authority=row.issuer,
        date=day(row.issued_at.astimezone(WALL)),
        applicant_masked=masked_name(row.addressee),
        seal_text=seal_text,
        hash=row.pdf or "",
        pdf_matches=matches,
        pdf_text=_about_upload(pdf, matches),
    )


def _our_file(row: DocumentRow) -> tuple[str, str, str]:
    """Check the file that we keep ourselves: its bytes by their hash, its signature by the seal's root."""
    if row.pdf is None:
        return "waiting", _("这份文书是本平台发出的，正在盖章"), _("电子印章正在制作，请稍后再查。")
    found = verify(house().files.get(row.pdf), seal_roots(), _moment())
    if not found.genuine:
        return "altered", _("本平台保存的文件没有通过签名核验，请拨打咨询电话"), "".join(found.problems)
    sealed = moment(found.sealed_at) if found.sealed_at else ""
    return "valid", _("这份文书真实有效"), _("签名完整，由“%(who)s”盖章。%(at)s", who=found.signer, at=sealed)


def _about_upload(pdf: bytes, matches: bool | None) -> str:
    """Say what is wrong with a file that is not ours, looking at it only in a process with limits."""
    if matches is None:
        return ""
    if matches:
        return _("您上传的 PDF 与发出时一致，没有被改动。")
    found = verify_apart(pdf, seal_roots(), _moment())
    why = "".join(found.problems) or _("它是另一份文书，不是这个验真码所指的文书。")
    return _("您上传的 PDF 与发出时不一致：%(why)s请以本页内容为准。", why=why)


def _moment() -> datetime:
    return now().astimezone(UTC)
