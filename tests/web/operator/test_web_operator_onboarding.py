"""One page brings a district in, its items live at once; what is wrong is said at its field, and nothing is made."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from tongban.database import Scope, Sessions, scoped
from tongban.publishing.tables import DefinitionDraft, VersionRow
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.tables import AuditRow, TenantRow

NANAN = {
    "id": "nanan",
    "name": "南岸区",
    "kind": "county",
    "parent": "chongqing",
    "division": "500108",
    "theme": "default",
    "template": "county",
    "address": "南岸区示例路 1 号南岸区政务服务中心",
    "phone": "023-60000000",
    "admin_name": "何管理",
    "admin_account": "nanan.admin",
}


def everything(sessions: Sessions) -> tuple[int, ...]:
    with scoped(Scope.everywhere("test")):
        tables = (TenantRow, VersionRow, DefinitionDraft, AuditRow, StaffUser)
        found = tuple(sessions().scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    sessions.remove()
    return found


@pytest.mark.row("T1")
def test_a_district_comes_in_by_one_page_in_under_a_minute(operator, city_sessions):
    made = operator.post("/operator/new", **NANAN)
    assert made.status_code == 200, made.text
    assert "南岸区已开通" in made.text
    seconds = float(re.search(r"用时 ([0-9.]+) 秒", made.text).group(1))
    assert seconds < 60
    assert "临时性建筑物搭建、堆放物料、占道施工审批" in made.text
    assert "/nanan/" in made.text
    with scoped("nanan"):
        live = city_sessions().scalars(select(VersionRow).where(VersionRow.tenant_id == "nanan")).all()
    city_sessions.remove()
    assert len(live) >= 8
    listed = operator.get("/operator/?q=500108").text
    assert "南岸区" in listed
    assert "江北区" not in listed


def test_the_admin_s_password_is_shown_once_and_opens_the_account(operator, visitor):
    made = operator.post("/operator/new", **NANAN)
    password = re.search(r'id="one-time-password">([^<]+)<', made.text).group(1)
    assert made.headers["Cache-Control"] == "no-store"
    for path in ("/operator/", "/operator/new", "/operator/audit"):
        assert password not in operator.get(path).text
    visitor.log_in("nanan.admin", password)


WRONG = [
    ({"division": "5001"}, "division", "应为 6 位、9 位或者 12 位数字"),
    ({"division": "500103"}, "division", "已由“渝中区”使用"),
    ({"id": "yuzhong"}, "id", "已有人使用"),
    ({"id": "南岸"}, "id", "小写字母开头"),
    ({"id": "../etc"}, "id", "小写字母开头"),
    ({"id": "desk"}, "id", "本平台自己的网址"),
    ({"parent": "atlantis"}, "parent", "没有上级租户“atlantis”"),
    ({"parent": "nanan"}, "parent", "不能以自己为上级"),
    ({"parent": "yunyang"}, "parent", "不能设在"),
    ({"kind": "kingdom"}, "kind", "租户类型应为"),
    ({"template": "empire"}, "template", "没有租户模板“empire”"),
    ({"theme": "../.."}, "theme", "没有名为"),
    ({"name": ""}, "name", "请填写租户的名称"),
    ({"address": "一\n二"}, "address", "不含换行"),
    ({"admin_account": "He Admin"}, "admin_account", "小写字母开头"),
    ({"admin_account": "chen"}, "admin_account", "已被使用"),
    ({"admin_name": " "}, "admin_name", "请填写管理员姓名"),
]


@pytest.mark.row("T1")
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(operator, city_sessions):
    before = everything(city_sessions)
    for changed, field, said in WRONG:
        answer = operator.post("/operator/new", **{**NANAN, **changed})
        assert said in answer.text, changed
        assert f'href="#f-{field}"' in answer.text, changed
        assert f'id="f-{field}-error"' in answer.text, changed
        assert NANAN["phone"] in answer.text, f"{changed}: what was typed is lost"
    assert everything(city_sessions) == before


def test_the_same_page_sent_twice_makes_one_district(operator, city_sessions):
    operator.post("/operator/new", **NANAN)
    before = everything(city_sessions)
    again = operator.post("/operator/new", **NANAN)
    assert "已被使用" in again.text
    assert everything(city_sessions) == before


def test_without_the_form_s_token_nothing_is_made(operator, city_sessions):
    before = everything(city_sessions)
    answer = operator.client.post("/operator/new", data=NANAN)
    assert answer.status_code == 400
    assert "刷新后重新提交" in answer.text
    assert everything(city_sessions) == before


def test_a_template_of_another_kind_of_tenant_is_refused(operator):
    answer = operator.post("/operator/new", **{**NANAN, "template": "township"})
    assert "不适用于区县" in answer.text
