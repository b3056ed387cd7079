"""Problem details (RFC 9457): how the API says what was refused, in Chinese, with what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Response, jsonify

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "请求有误",
    401: "需要有效的访问令牌",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这样的操作",
    409: "与现在的状态不符",
    410: "已经失效",
    411: "没有说明内容长度",
    412: "内容已经变化",
    413: "内容过大",
    415: "内容格式不支持",
    422: "内容需要改正",
    429: "操作过于频繁",
    500: "系统出了问题",
    503: "暂时不能提供",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to put right. `pointer` is a JSON Pointer into the body that was sent (RFC 6901)."""

    pointer: str
    code: str
    detail: str


def problem(status: int, detail: str, *, article: str = "", errors: Sequence[Wrong] = ()) -> Response:
    """Make the answer: the title says what kind of thing went wrong, the detail what it was this time."""
    body: dict[str, object] = {"type": "about:blank", "title": TITLES.get(status, TITLES[500]), "status": status}
    body["detail"] = detail
    if article:
        body["article"] = article
    if errors:
        body["errors"] = [asdict(each) for each in errors]
    response = jsonify(body)
    response.status_code, response.content_type = status, MEDIA_TYPE
    return response
