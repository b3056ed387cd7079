"""The living style guide: every component and every page with sample data, without the application.

Run `python -m tongban.web.styleguide`; the application mounts `blueprint` only where it is being debugged.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, render_template, request, send_from_directory, session
from flask import url_for as real_url_for

from tongban.assurance.authoring.citations import cited
from tongban.web import styleguide_data as data

_HERE = Path(__file__).parent
_THEMES = _HERE.parents[2] / "themes"
_DEMONSTRATION = [
    data.Sample(name="citizen", password="demo-2026", note="自然人 张三"),  # noqa: S106 — a sample
    data.Sample(name="company", password="demo-2026", note="企业 重庆示例建设有限公司"),  # noqa: S106 — a sample
]

blueprint = Blueprint("styleguide", __name__, url_prefix="/styleguide")


def _draft(current: int, **more: object) -> dict[str, object]:
    return {"draft": data.DRAFT, "steps": data.draft_steps(current), "errors": [], "back": "#"} | more


def _desk(current: str, **more: object) -> dict[str, object]:
    roles = {"queue": "综合窗口", "items": "租户管理员", "tenants": "平台运维"}
    return {"menu": data.menu(current), "staff_member": data.STAFF, "role_names": [roles[current]]} | more


def _form(*chosen: int) -> data.Sample:
    fields = data.form_fields()
    return data.form(data.section("占用情况", "请按实际占用的范围填写。", [fields[each] for each in chosen] or fields))


def _filters() -> dict[str, object]:
    options = [data.Sample(value="a", label="准营准办")]
    return {
        "filters": data.Sample(themes=options, applicants=[], items=[], lamps=[]),
        "chosen": data.Sample(q="", item="", lamp="", theme="", applicant=""),
    }


def _tabs(*labels: str) -> list[data.Sample]:
    return [data.Sample(label=text, href="#", current=at == 0, count=17 - at * 4) for at, text in enumerate(labels)]


def portal_pages() -> dict[str, tuple[str, Mapping[str, object]]]:
    """Name the portal's pages: template and what it is given."""
    case = data.CASE
    supplied = data.Sample(**{**vars(data.MATERIALS[1]), "kind": "material", "reason": data.MATERIALS[1].note})
    waiting = data.Sample(
        **{
            **vars(case),
            "now": data.NOW_SUPPLY,
            "state_label": "待补正",
            "state_tone": "yellow",
            "documents": [],
            "promises": data.PROMISES_OFFERED,
        }
    )
    return {
        "home": (
            "portal/home.html",
            {
                "hot": data.HOT,
                "themes": data.THEMES,
                "districts": data.DISTRICTS,
                "phrases": ["占道施工", "开餐馆", "失业登记", "生育服务证"],
                "person_cases": 2,
                "announcements": [],
            },
        ),
        "home-city": (
            "portal/home.html",
            {
                "tenant": data.CITY,
                "person": None,
                "hot": data.HOT,
                "themes": data.THEMES,
                "districts": data.DISTRICTS,
                "phrases": ["占道施工", "开餐馆"],
                "announcements": [],
            },
        ),
        "search": (
            "portal/search.html",
            _filters()
            | {
                "query": "占道施工",
                "results": data.RESULTS,
                "total": 3,
                "suggestions": ["挖掘道路", "户外广告"],
                "pages": data.PAGES,
            },
        ),
        "search-empty": (
            "portal/search.html",
            _filters() | {"query": "飞碟", "results": [], "total": 0, "suggestions": ["占道施工"], "pages": None},
        ),
        "guide": ("portal/guide.html", {"guide": data.GUIDE, "draft": None}),
        "questions": ("portal/questions.html", _draft(0, form=data.form(data.SITUATION))),
        "form": ("portal/form.html", _draft(2, form=_form(), errors=data.ERRORS)),
        "materials": ("portal/materials.html", _draft(3, materials=data.MATERIALS)),
        "review": (
            "portal/review.html",
            _draft(
                4,
                sections=data.SECTIONS,
                materials=data.MATERIALS,
                materials_href="#",
                submit_href="#",
                missing=[],
                doubts=[data.Sample(message="材料审查：占用面积不超过一千平方米。请缩小占用范围。", href="#area")],
                promise="受理后 5 个工作日内作出决定。",
                declaration="我承诺所填内容和提交的材料真实、有效，并承担相应的法律责任。",
            ),
        ),
        "review-missing": (
            "portal/review.html",
            _draft(
                4, sections=data.SECTIONS[:1], materials=[], materials_href="#", submit_href="#", missing=data.MISSING
            ),
        ),
        "submitted": (
            "portal/submitted.html",
            {
                "case": case,
                "next": [
                    data.Sample(
                        name="受理", text="最迟 2026年10月12日 决定是否受理；逾期不告知的，自收到之日起即为受理。"
                    ),
                    data.Sample(name="审查和决定", text="受理后 5 个工作日内作出决定。"),
                ],
                "receipt_href": "#",
            },
        ),
        "my-cases": (
            "portal/my_cases.html",
            {
                "tabs": _tabs("全部", "需要您处理", "办理中", "已办结"),
                "cases": data.CASES,
                "drafts": [
                    data.Sample(
                        item_title="公共场所卫生许可", saved_at="10月9日 21:14", href="#", until="保存到 2026年11月8日"
                    )
                ],
                "pages": None,
            },
        ),
        "my-cases-empty": ("portal/my_cases.html", {"tabs": [], "cases": [], "drafts": [], "pages": None}),
        "case": ("portal/case.html", {"case": case}),
        "case-supply": ("portal/case.html", {"case": waiting}),
        "supply": (
            "portal/supply.html",
            {
                "case": case,
                "notice": data.DOCUMENTS[1],
                "points": [
                    supplied,
                    data.Sample(
                        id="area", name="占用面积", kind="field", reason="与位置图不一致。", field=data.form_fields()[0]
                    ),
                ],
                "deadline": data.SUPPLY_DEADLINE,
                "errors": [],
            },
        ),
        "document": ("portal/document.html", {"document": data.DOCUMENT}),
        "verify": ("portal/verify.html", {"code": "", "error": "", "result": None}),
        "verified": ("portal/verify.html", {"code": data.DOCUMENT.code, "error": "", "result": data.VERIFIED}),
        "login": (
            "portal/login.html",
            {"error": "登录名或者密码不正确，请重新输入。", "typed": {}, "demonstration": _DEMONSTRATION},
        ),
        "register": (
            "portal/register.html",
            {"error": "", "typed": {}, "kinds": {"person": "自然人", "enterprise": "企业法人"}},
        ),
        "error": (
            "error.html",
            {"status": 404, "message": "没有找到这个页面，或者您无权查看。请从首页重新进入。", "article": ""},
        ),
    }


def staff_pages() -> dict[str, tuple[str, Mapping[str, object]]]:
    """Name the pages of desk, studio and operator: template and what it is given."""
    item = {"item": data.ITEM, "findings": data.FINDINGS}
    deadline = data.Sample(
        **{
            **vars(data.DEADLINES[0]),
            "days": data.DAYS,
            "id": "promise-1",
            "pauses": ["受理当日不计入，从次日起算。", "休息日和法定节假日不计入，调休上班日计入。"],
            "conclusion": "期限于2026年10月16日24时届满。",
        }
    )
    return {
        "staff-login": ("desk/login.html", {"error": "", "typed": {}, "demonstration": _DEMONSTRATION, "tenant": None}),
        "queue": (
            "desk/queue.html",
            _desk(
                "queue",
                tabs=_tabs("待我办理", "等待申请人", "已办结", "全部"),
                cases=data.QUEUE,
                items=[data.Sample(value="occupy-road", label=data.TITLE)],
                asked=data.Sample(tab=data.Sample(value="mine"), words="", item=""),
                next_href="#",
                first_href="",
                filtered=False,
                may_take_in=True,
            ),
        ),
        "desk-case": ("desk/case.html", _desk("queue", case=data.CASE, errors=[])),
        "action": ("desk/action.html", _desk("queue", **data.NAMING, sheets=[data.NOTICE_BODY])),
        "action-refuse": ("desk/action.html", _desk("queue", **data.REFUSING, sheets=[])),
        "explain": (
            "desk/explain.html",
            _desk(
                "queue",
                case=data.CASE,
                limits=[data.Sample(name=deadline.name, clock=deadline, count=deadline)],
                calendar=data.Sample(
                    version="2026-1", source="国务院办公厅放假安排通知", covered_until="2026年12月31日"
                ),
            ),
        ),
        "items": (
            "studio/items.html",
            _desk("items", items=data.ITEMS, tabs=_tabs("全部", "有问题", "未发布"), q="", may_create=True),
        ),
        "item": (
            "studio/item.html",
            _desk("items", **item, draft=data.Sample(changed_at="10月9日 16:20", by="赵六", count=3)),
        ),
        "edit": (
            "studio/edit.html",
            _desk(
                "items",
                **item,
                form=_form(1, 2, 5),
                steps=[],
                errors=[],
                preview_href="/styleguide/page/guide",
                locked=[data.Sample(label="法定期限", value="20 个工作日", reason="由法律规定")],
                back="#",
            ),
        ),
        "preview": (
            "studio/preview.html",
            _desk(
                "items",
                item=data.ITEM,
                views=[
                    data.Sample(label="办事指南", href="#", current=True),
                    data.Sample(label="申请表", href="#", current=False),
                ],
                which="guide",
                ready=False,
                title="占道施工许可",
                crumbs=[{"label": "事项", "href": "#"}],
                edit_href="/styleguide/page/edit",
                publish_href="/styleguide/page/publish",
            ),
        ),
        "publish": (
            "studio/publish.html",
            _desk(
                "items",
                item=data.ITEM,
                version=4,
                changes=data.CHANGES,
                findings=data.FINDINGS[1:],
                blocked=False,
                effects=["今后的申请使用第 4 版。", "在办的 12 件仍按各自开始时的版本办理。", "办事指南立即更新。"],
                error="",
            ),
        ),
        "tenants": ("operator/tenants.html", _desk("tenants", tenants=data.TENANTS, q="", total=6, tenant=None)),
        "tenant-new": (
            "operator/tenant_new.html",
            _desk(
                "tenants",
                tenant=None,
                typed=data.Sample(name="大足区", id="Dazu", template="district"),
                mistakes=data.Sample(id="代码只能用小写字母、数字和连字符，例如 dazu。"),
                errors=[data.Sample(message="代码只能用小写字母、数字和连字符，例如 dazu。", href="#f-id")],
                kinds=[data.Sample(value="county", label="区县")],
                parents=[data.Sample(value="chongqing", label="重庆市")],
                themes=[data.Sample(value="default", label="政务蓝（市级）")],
                templates=[
                    data.Sample(value="district", label="区县标准模板", help="认领全部市级统一事项，三个岗位"),
                    data.Sample(value="empty", label="空白", help="以后再认领事项"),
                ],
            ),
        ),
        "onboarded": (
            "operator/onboarded.html",
            _desk(
                "tenants",
                tenant=None,
                onboarded=data.ONBOARDED,
                next=[
                    data.Sample(name="核对地址、时间和电话", text="在事项页面修改。"),
                    data.Sample(name="添加工作人员", text="至少一名窗口人员、一名首席代表。"),
                ],
            ),
        ),
    }


def _address(endpoint: str, **values: Any) -> str:
    """Stand in for `url_for`: files are real, pages lead back to the guide."""
    if endpoint == "static":
        return real_url_for("styleguide.static_file", filename=values["filename"])
    if endpoint == "pages.theme":
        return real_url_for("styleguide.theme_file", **values)
    if endpoint == "pages.size":
        return f"/styleguide/size/{values['to']}?next={values['next']}"
    return "#" + endpoint


def _surroundings() -> dict[str, object]:
    return {
        "url_for": _address,
        "tenant": data.TENANT,
        "person": data.PERSON,
        "language": "zh-CN",
        "size": session.get("size", "normal"),
        "testing": True,
        "error": "",
        "menu": [],
    }


@blueprint.get("/static/<path:filename>")
def static_file(filename: str) -> Response:
    return send_from_directory(_HERE / "static", filename)


@blueprint.get("/themes/<theme>/<path:filename>")
def theme_file(theme: str, filename: str) -> Response:
    return send_from_directory(_THEMES / theme, filename)


@blueprint.get("/")
def index() -> str:
    """List every page and show every component."""
    return render_template(
        "styleguide.html", **_surroundings(), data=data, portal=list(portal_pages()), staff_list=list(staff_pages())
    )


@blueprint.get("/page/<name>")
def page(name: str) -> str:
    """Show one page template with its sample data; `?size=large` shows the large type."""
    found = (portal_pages() | staff_pages()).get(name)
    if found is None:
        abort(404)
    template, context = found
    return render_template(template, **(_surroundings() | {"size": request.args.get("size", "normal")} | dict(context)))


def create_styleguide() -> Flask:
    """Make a small application that holds the style guide alone."""
    app = Flask(__name__, static_folder=None)
    app.secret_key = "style guide only"  # noqa: S105 — no account behind it
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]
    install(lambda text: text, lambda one, many, count: one if count == 1 else many, newstyle=True)
    app.jinja_env.globals["csrf_token"] = lambda: "sample"
    app.jinja_env.globals |= {"plugin_menu": lambda _place, _tenant: [], "other_log_ins": lambda _tenant: []}
    app.add_template_filter(lambda article: cited(article) or article, "cited")
    app.register_blueprint(blueprint)

    @app.after_request
    def _strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
        return response

    return app


if __name__ == "__main__":
    create_styleguide().run(host="127.0.0.1", port=5099)
