"""POST …/files: one file for a material or a field, inspected before anything of it is kept (F4)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from tongban.cases.files import RefusedUpload, attach, file_of_draft, inspect_upload, remove
from tongban.cases.unused_files import waiting_place
from tongban.definitions.model import Definition
from tongban.fields.types.file import FileOptions
from tongban.publishing.memory import definition
from tongban.publishing.versions import in_use
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.api.exchange import answer, sent_form
from tongban.web.api.filled import FIELD_FILE
from tongban.web.api.operations import Answer, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.schemas import File, FileRequest
from tongban.web.api.tenants import TENANT
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.house import db, house, now
from tongban.web.problems import Wrong
from tongban.web.scoping import enter


@blueprint.post("/tenants/<tenant>/files", endpoint="upload")
@for_applicants("case.apply")
@operation(
    Operation(
        id="upload",
        summary="上传一个文件",
        tag="申请",
        description="multipart/form-data，文件在 file 部分，必须写明 Content-Length。"
        "文件按内容识别格式，不符合材料要求的不保存。返回的凭据只能由上传的人使用。",
        path=TENANT,
        body=FileRequest,
        body_type="multipart/form-data",
        answers={201: Answer("已保存的文件", File)},
        problems=(400, 401, 404, 411, 413, 422),
        secured=True,
        example={"item": "occupy-road", "material": "plan"},
    )
)
def upload(tenant: str) -> Response:
    asked = sent_form(FileRequest)
    enter(tenant_row(db(), tenant).id)
    described = definition(db(), in_use(db(), tenant, asked["item"]).hash)
    place, formats, max_mb = _wanted(described, asked)
    sent = request.files.get("file")
    if sent is None:
        raise _refused("missing", "没有收到文件，请把文件放在 file 部分。")
    inspected = inspect_upload(sent.filename or "", sent.stream, formats=formats, max_mb=max_mb)
    if isinstance(inspected, RefusedUpload):
        raise _refused(inspected.code, inspected.message)
    waiting = waiting_place(the_caller().id, tenant, asked["item"])
    row = attach(db(), house().files, inspected, draft_id=waiting, material=place, now=now())
    db().commit()
    told = {"file": row.id, "item": asked["item"], "place": place, "name": row.name, "media_type": row.media_type}
    return answer(File, {**told, "size": row.size, "sha256": row.sha256}, status=201)


def _wanted(described: Definition, asked: dict[str, str]) -> tuple[str, Sequence[str], int]:
    """Find the place that the file is for, and what may lie there."""
    material = next((each for each in described.materials if each.id == asked.get("material")), None)
    if material is not None and "field" not in asked:
        return material.id, material.formats, material.max_mb
    field = next((each for each in described.fields if each.id == asked.get("field")), None)
    if field is not None and isinstance(field.options, FileOptions) and "material" not in asked:
        return FIELD_FILE + field.id, field.options.formats, field.options.max_mb
    names = "、".join(each.id for each in described.materials)
    raise Problem(422, f"请写明文件是为哪一项材料（material：{names}）或者哪一个文件字段（field）上传的，二者选一。")


def _refused(code: str, message: str) -> Problem:
    return Problem(422, "文件没有保存。", errors=[Wrong("/file", code, message)])


@blueprint.delete("/tenants/<tenant>/items/<item>/files/<file>", endpoint="discard")
@for_applicants("case.apply")
@operation(
    Operation(
        id="discard",
        summary="删除一个还没有用上的文件",
        tag="申请",
        path={**TENANT, "item": "事项代号", "file": "文件凭据"},
        answers={204: Answer("已删除")},
        problems=(401, 404),
        secured=True,
    )
)
def discard(tenant: str, item: str, file: str) -> Response:
    enter(tenant_row(db(), tenant).id)
    place = waiting_place(the_caller().id, tenant, item)
    file_of_draft(db(), place, file)
    remove(db(), place, file)
    db().commit()
    return Response(status=204)
