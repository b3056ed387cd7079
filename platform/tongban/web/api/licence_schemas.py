"""Licences as the API writes them, and what one sends to show and to look at one."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from tongban.web.api.schemas import REQUIRED, Asked, text


class LicenceText(Schema):
    id = text("这一项的代号，出示时用")
    label = text("名称")
    text = fields.String(metadata={"description": "内容"})


class Licence(Schema):
    code = text("查验码，也用在地址中")
    type = text("证照类型")
    name = text("证照名称")
    number = text("证照编号")
    issuer = text("颁发机关")
    holder = text("持证人")
    issued_on = fields.Date(metadata={"description": "颁发日期"})
    valid_until = fields.Date(allow_none=True, metadata={"description": "有效期截止日期；长期有效的为 null"})
    state = text("状态：in_force、suspended、revoked、cancelled、expired")
    version = fields.Integer(metadata={"description": "第几版"})
    case = text("由哪个办件产生")
    href = text("这份证照的地址")
    fields_ = fields.List(
        fields.Nested(LicenceText),
        data_key="fields",
        attribute="fields",
        metadata={"description": "照面信息；列表中为空"},
    )


class LicenceList(Schema):
    licences = fields.List(fields.Nested(Licence))


class PresentRequest(Asked):
    fields_ = fields.List(
        fields.String(validate=validate.Length(max=64)),
        required=True,
        data_key="fields",
        attribute="fields",
        error_messages=REQUIRED,
        metadata={"description": "要出示哪几项，写代号"},
    )


class LicenceShown(Schema):
    token = text("令牌")
    address = text("核验地址，可以做成二维码")
    until = fields.AwareDateTime(metadata={"description": "有效到什么时候"})


class LookRequest(Asked):
    token = fields.String(
        required=True, error_messages=REQUIRED, validate=validate.Length(max=400), metadata={"description": "令牌"}
    )


class SeenText(Schema):
    label = text("名称")
    text = fields.String(metadata={"description": "内容"})


class LicenceSeen(Schema):
    name = text("证照名称")
    issuer = text("颁发机关")
    state = text("现在的状态")
    genuine = fields.Boolean(metadata={"description": "记录和签名是否核验通过"})
    problem = text("没有通过的原因；通过的为空")
    fields_ = fields.List(
        fields.Nested(SeenText), data_key="fields", attribute="fields", metadata={"description": "持证人选定的内容"}
    )
    at = fields.AwareDateTime(metadata={"description": "核验时间"})
