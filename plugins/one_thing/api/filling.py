"""POST …/files: one file of the one set, inspected before anything of it is kept (F4)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from one_thing.api.applying import APPLY
from one_thing.api.room import APPLICATION, TAG, blueprint
from one_thing.api.schemas import BundleFileRequest
from one_thing.api.the_draft import Mine, file_told, mine_at
from tongban.kit.api import (
    FIELD_FILE,
    Answer,
    File,
    Operation,
    Problem,
    Wrong,
    answer,
    for_applicants,
    operation,
    sent_form,
)
from tongban.kit.handed_in import FileOptions, RefusedUpload, attach, file_of_draft, inspect_upload, remove
from tongban.kit.web import db, now


@blueprint.post("/tenants/<tenant>/bundle-applications/<application>/files", endpoint="upload")
@for_applicants(APPLY)
@operation(
    Operation(
        id="uploadToBundle",
        summary="为一件事上传一个文件",
        tag=TAG,
        description="multipart/form-data，文件在 file 部分，必须写明 Content-Length。一份材料各事项共用，只传一次。",
        path=APPLICATION,
        body=BundleFileRequest,
        body_type="multipart/form-data",
        answers={201: Answer("已保存的文件", File)},
        problems=(400, 401, 404, 409, 411, 413, 422),
        secured=True,
        example={"material": "card-photo"},
    )
)
def upload(tenant: str, application: str) -> Response:
    asked = sent_form(BundleFileRequest)
    mine = mine_at(tenant, application, lock=True)
    mine.must_be_open()
    place, formats, max_mb = _wanted(mine, asked)
    sent = request.files.get("file")
    if sent is None:
        raise _refused("missing", "没有收到文件，请把文件放在 file 部分。")
    inspected = inspect_upload(sent.filename or "", sent.stream, formats=formats, max_mb=max_mb)
    if isinstance(inspected, RefusedUpload):
        raise _refused(inspected.code, inspected.message)
    row = attach(db(), mine.office.files, inspected, draft_id=mine.row.id, material=place, now=now())
    db().commit()
    return answer(File, file_told(mine, row), status=201)


def _wanted(mine: Mine, asked: dict[str, str]) -> tuple[str, Sequence[str], int]:
    """Find the place that the file is for, and what may lie there."""
    form = mine.plan.merged.form
    material = next((each for each in form.materials if each.id == asked.get("material")), None)
    if material is not None and material.source != "government" and "field" not in asked:
        return material.id, material.formats, material.max_mb
    field = next((each for each in form.fields if each.id == asked.get("field")), None)
    if field is not None and isinstance(field.options, FileOptions) and "material" not in asked:
        return FIELD_FILE + field.id, field.options.formats, field.options.max_mb
    names = "、".join(each.id for each in form.materials if each.source != "government")
    raise Problem(422, f"请写明文件是为哪一项材料（material：{names}）或者哪一个文件字段（field）上传的，二者选一。")


def _refused(code: str, message: str) -> Problem:
    return Problem(422, "文件没有保存。", errors=[Wrong("/file", code, message)])


@blueprint.delete("/tenants/<tenant>/bundle-applications/<application>/files/<file>", endpoint="remove")
@for_applicants(APPLY)
@operation(
    Operation(
        id="removeFromBundle",
        summary="删除一件事草稿中的一个文件",
        tag=TAG,
        path={**APPLICATION, "file": "文件凭据"},
        answers={204: Answer("已删除")},
        problems=(401, 404, 409),
        secured=True,
    )
)
def take_out(tenant: str, application: str, file: str) -> Response:
    mine = mine_at(tenant, application, lock=True)
    mine.must_be_open()
    file_of_draft(db(), mine.row.id, file)
    remove(db(), mine.row.id, file)
    db().commit()
    return Response(status=204)
