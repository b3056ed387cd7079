"""Every error answers clearly in Chinese, says what would be right, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from tongban.errors import Forbidden, NotFound, TongbanError
from tongban.web.guard import asked_by_script, session_over
from tongban.web.house import db
from tongban.web.people import applicant, staff
from tongban.web.problems import problem


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from an error page."""

    href: str
    label: str


SENTENCES = {
    400: "这次请求的内容不完整，没有作任何改动。请返回上一页重试。",
    403: "您的账号没有这项权限。",
    404: "没有找到这个页面，或者您无权查看。请从首页重新进入。",
    405: "这个地址不支持这样的操作。请从页面上的按钮进入。",
    411: "请求没有说明内容长度，已被拒绝。",
    413: "上传的内容过大，没有保存。请压缩文件后重新上传。",
    429: "操作过于频繁，请稍后再试。",
    500: "系统出了问题，您填写的内容没有丢失。请稍后再试，或者拨打咨询电话。",
}


#: where staff work; whoever is refused there stays there
WORK = ("/desk", "/studio", "/adjusting", "/operator", "/records")


def answer(status: int, message: str, article: str = "", links: tuple[Link, ...] = ()) -> Response:
    """Answer with a page, or with RFC 9457 problem details where the API was asked."""
    if request.path.startswith("/api/"):
        return problem(status, message, article=article)
    at_work = request.path.startswith(WORK) and staff() is not None
    layout = "layouts/desk.html" if at_work else "layouts/base.html"
    page = render_template(
        "error.html", status=status, message=message, article=article, links=links, layout=layout, at_work=at_work
    )
    response = make_response(page)
    response.status_code = status
    return response


def _refused(error: TongbanError) -> Response:
    db().rollback()
    status = {NotFound: 404, Forbidden: 403}.get(type(error), 400)
    return answer(status, error.message, error.article)


def _no_token(_error: CSRFError) -> Response:
    """Refuse a post without its token. In the portal that is mostly a session that ended while somebody was typing."""
    if request.blueprint == "portal" and applicant() is None:
        if asked_by_script():
            return session_over()
        again = Link(url_for("account.login", next=request.full_path.rstrip("?")), _("重新登录，接着填"))
        return answer(
            400, _("登录已经过期，刚才的操作没有执行。已经保存的草稿还在，重新登录后可以接着填。"), links=(again,)
        )
    return answer(400, _("页面已经过期，没有作任何改动。请返回上一页，刷新后重新提交；已保存的草稿不受影响。"))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # a redirect that was raised
        return make_response(error.get_response())
    return answer(status, _(SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])))


def register(app: Flask) -> None:
    app.register_error_handler(TongbanError, _refused)
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(HTTPException, _http)
