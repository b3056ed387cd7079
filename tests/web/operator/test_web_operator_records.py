"""Flask-AppBuilder's record keeping: in Chinese, with a way back, for operators alone, each account with its tenant."""

from __future__ import annotations

import re

import pytest
from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select

from kept_apps import app_on
from tongban.tenancy.accounts import RECORDS_ROLE, StaffUser
from tongban.web.appbuilder import sync_permissions

PATHS = ("/records/", "/records/users/list/", "/records/users/add", "/records/roles/list/")


@pytest.fixture
def keeper(app, operator):
    sync_permissions(app)
    return operator


def test_permissions_written_before_there_is_an_operator_are_the_first_ones_too(city):
    with app_on(city) as app:
        sync_permissions(app)
        role = app.extensions["tongban"].sessions().scalar(select(Role).where(Role.name == RECORDS_ROLE))
        assert role is not None
        assert len(role.permissions) > 10


def role_id(page: str, name: str) -> str:
    offered = r'<input [^>]*name="roles" value="([0-9]+)"[^>]*>\s*<label [^>]*>\S+ <span [^>]*>' + name
    return re.search(offered, page).group(1)


@pytest.mark.row("T3")
def test_the_pages_are_chinese_and_lead_back_to_the_console(keeper):
    for path in PATHS:
        page = keeper.get(path)
        assert page.status_code == 200, page.text[:500]
        assert '<html lang="zh-CN"' in page.text
        assert 'href="/operator/"' in page.text
        scripts_and_untranslated = r'<script.*?</script>|<span class="sr-only">[A-Z][a-z]+</span>'
        seen = re.sub(scripts_and_untranslated, "", page.text, flags=re.DOTALL)
        assert not re.search(r">[^<]*(List|Add|Search|Actions|Records)\b[^<]*<", seen), path


@pytest.mark.row("T3")
def test_the_pages_carry_no_script_of_others_and_keep_the_strict_policy(keeper):
    for path in (*PATHS, "/records/users/show/1", "/records/users/edit/1", "/records/resetpassword/form?pk=1"):
        page = keeper.get(path)
        assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "appbuilder" not in page.text, path
        assert re.findall(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", page.text) == [], path
        assert len(re.findall(r"<h1", page.text)) == 1, path


def test_flask_appbuilders_own_role_is_offered_to_nobody(keeper):
    assert RECORDS_ROLE not in keeper.get("/records/users/add").text


def test_accounts_are_found_by_a_part_of_their_name_and_an_empty_search_finds_all(keeper):
    found = keeper.get("/records/users/list/?_flt_2_username=che&_flt_0_roles=", follow_redirects=True).text
    assert "chen" in found
    assert ">he<" not in found
    assert ">he<" in keeper.get("/records/users/list/?_flt_2_username=&_flt_0_roles=", follow_redirects=True).text


def test_an_operator_gives_somebody_a_new_password(keeper, app):
    page = keeper.get("/records/users/list/").text
    path = re.search(r'href="(/records/users/show/[0-9]+)"[^<]*查看<span[^>]*> chen<', page.replace("\n", "")).group(1)
    assert "重设密码" in keeper.get(path).text
    form = f"/records/resetpassword/form?pk={path.rpartition('/')[2]}"
    told = keeper.post(form, password="another-horse-7", conf_password="mistyped-horse")
    assert "两次输入的密码不一致" in told.text
    assert "密码至少 8 个字符" in keeper.post(form, password="short", conf_password="short").text
    assert keeper.post(form, password="another-horse-7", conf_password="another-horse-7").status_code == 302
    assert type(keeper)(app.test_client()).log_in("chen", "another-horse-7")


def test_an_account_is_listed_with_its_tenant_and_roles(keeper):
    page = keeper.get("/records/users/list/").text
    assert "yunyang" in page
    assert "窗口人员" in page


def test_an_operator_makes_an_account_that_belongs_to_a_tenant(keeper, city_sessions):
    page = keeper.get("/records/users/add").text
    answer = keeper.post(
        "/records/users/add",
        username="li.window",
        display_name="李窗口",
        tenant_id="yunyang",
        active="y",
        roles=role_id(page, "window_clerk"),
        password="correct-horse-9",
        conf_password="correct-horse-9",
    )
    assert answer.status_code == 302, answer.text
    user = city_sessions().scalars(select(StaffUser).where(StaffUser.username == "li.window")).one()
    assert (user.tenant_id, user.display_name, [role.name for role in user.roles]) == (
        "yunyang",
        "李窗口",
        ["window_clerk"],
    )


def test_an_account_of_no_known_tenant_is_refused(keeper, city_sessions):
    page = keeper.get("/records/users/add").text
    answer = keeper.post(
        "/records/users/add",
        username="li.window",
        display_name="李窗口",
        tenant_id="atlantis",
        active="y",
        roles=role_id(page, "window_clerk"),
        password="correct-horse-9",
        conf_password="correct-horse-9",
    )
    assert "没有租户“atlantis”" in answer.text
    assert city_sessions().scalar(select(StaffUser).where(StaffUser.username == "li.window")) is None


def test_an_operator_made_in_the_records_may_keep_them_and_one_who_is_none_no_longer_may(keeper, city_sessions):
    page = keeper.get("/records/users/add").text
    keeper.post(
        "/records/users/add",
        username="sun",
        display_name="孙运维",
        tenant_id="",
        active="y",
        roles=role_id(page, "operator"),
        password="correct-horse-9",
        conf_password="correct-horse-9",
    )
    user = city_sessions().scalars(select(StaffUser).where(StaffUser.username == "sun")).one()
    assert {role.name for role in user.roles} == {"operator", "Admin"}
    records = next(role.id for role in user.roles if role.name == RECORDS_ROLE)
    city_sessions.remove()
    keeper.post(
        f"/records/users/edit/{user.id}",
        display_name="孙监督",
        tenant_id="yunyang",
        active="y",
        roles=[role_id(page, "supervisor"), str(records)],
    )
    user = city_sessions().scalars(select(StaffUser).where(StaffUser.username == "sun")).one()
    assert {role.name for role in user.roles} == {"supervisor"}


def test_flask_appbuilder_has_no_address_outside_the_records(app):
    ours = {"static", "appbuilder.static", "UtilView.back", "LocaleView.index"}
    theirs = [rule for rule in app.url_map.iter_rules() if rule.endpoint[:1].isupper() and rule.endpoint not in ours]
    assert theirs
    assert all(rule.rule.startswith("/records/") for rule in theirs)


def test_a_link_logs_nobody_out(keeper):
    keeper.get("/records/logout/")
    assert keeper.get("/operator/").status_code == 200
