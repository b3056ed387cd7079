"""The simulation in the studio: choose, step, wind the clock, record; on the draft as it stands, without scripts."""

from __future__ import annotations

import html
import re

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from door_desk import DoorDesk
from tongban.database import scoped
from tongban.publishing import drafts
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.permissions import ROLES, may
from tongban.web.house import House

PAGE = "/studio/items/occupy-road/simulate"


def scripts(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'name="script" value="([^"]*)"', page)]


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)


def words(answer: TestResponse) -> str:
    """Give what a reader sees."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


class Run:
    """One run, as a browser carries it from page to page."""

    def __init__(self, person, example: str, path: str = PAGE) -> None:
        self.person, self.path = person, path
        page = person.get(path)
        assert page.status_code == 200, page.text
        card = next(each for each in re.split(r'<li class="tb-card">', page.text) if example in each)
        self.answer = self.post(page.text, scripts(card)[0], "open")

    def post(self, page: str, script: str, action: str, **fields: str | list[str]) -> TestResponse:
        data = MultiDict({"csrf_token": token(page), "script": script, "action": action})
        for name, value in fields.items():
            data.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
        self.answer = self.person.client.post(self.path, data=data)
        return self.answer

    def press(self, action: str, **fields: str | list[str]) -> TestResponse:
        return self.post(self.answer.text, scripts(self.answer.text)[-1], action, **fields)


@pytest.mark.row("C7")
def test_an_admin_walks_a_case_to_its_end_and_sees_notices_limits_and_queues(admin):
    run = Run(admin, "跨国庆假期")
    assert "待受理" in words(run.answer)
    assert "进入待办：窗口人员：受理审查" in words(run.answer)
    assert "收件凭证" in words(run.answer)
    run.press("wait", days="1")
    run.press("do:accept:")
    assert "承诺办结期限：5个工作日，最后期限 2026年10月12日" in words(run.answer)
    assert "法定节假日" in words(run.answer) or "国庆" in words(run.answer)
    run.press("do:complete_step:review", opinion="材料齐全。")
    run.press("do:start_special_procedure:survey")
    assert "特殊程序告知书" in words(run.answer)
    run.press("do:appoint_survey:survey")
    assert "现场勘验通知书" in words(run.answer)
    run.press("do:record_survey:survey", opinion="余留通道宽两米。")
    run.press("do:end_special_procedure:survey", opinion="现场相符。")
    run.press("do:grant:", opinion="同意。")
    assert "准予决定书" in words(run.answer)
    run.press("do:deliver:", option="electronic")
    assert "已经办结：已办结，准予" in words(run.answer)
    assert "模拟，不是真实办件" in words(run.answer)


@pytest.mark.row("C7")
def test_the_clock_goes_past_the_next_limit_and_the_law_does_the_rest(admin):
    run = Run(admin, "跨国庆假期")
    run.press("deadline")
    assert "视为受理" in words(run.answer)
    run.press("undo")
    assert "视为受理" not in words(run.answer).split("办理经过")[1].split("在走的期限")[0]


def test_a_one_time_notice_names_what_is_ticked_and_the_applicant_supplies_it(admin):
    run = Run(admin, "跨国庆假期")
    ticked = {"point__material__plan": "yes", "reason__material__plan": "没有写明安全措施。"}
    run.press("do:request_supplement:", **ticked, point__field__length="yes", reason__field__length="与图纸不一致。")
    assert run.answer.status_code == 200, words(run.answer)
    assert "没有写明安全措施" in words(run.answer)
    assert "补交：施工方案" in words(run.answer)
    assert 'name="length"' in run.answer.text  # the real control of the named field
    run.press("do:supply:", material="plan", length="13.5")
    assert "补正材料" in words(run.answer)
    assert "13.5" in words(run.answer)


def test_the_law_refuses_in_words_and_what_was_typed_stays(admin):
    run = Run(admin, "跨国庆假期")
    answer = run.press("do:decline:", reasons="", where_to_go="县住建委")
    assert answer.status_code == 422
    assert "不予受理应当说明理由" in words(answer)
    assert "县住建委" in answer.text


@pytest.mark.parametrize(
    ("action", "fields", "said"),
    [
        ("wait", {"days": "很久"}, "1 到 250 的整数"),
        ("wait", {"days": "99999999999999999999"}, "1 到 250 的整数"),
        ("do:grant:", {}, "请从页面上列出的操作中选择"),
        ("do:burn:x", {}, "请从页面上列出的操作中选择"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_the_run_goes_on(admin, action, fields, said):
    run = Run(admin, "跨国庆假期")
    answer = run.press(action, **fields)
    assert answer.status_code == 422
    assert said in words(answer)
    assert run.press("do:accept:").status_code == 200


@pytest.mark.parametrize("script", ["", "{}", "[1]", '{"channel":"fax"}', "x" * 200_000])
def test_a_script_that_is_no_script_begins_nothing(admin, script):
    page = admin.get(PAGE)
    answer = admin.client.post(PAGE, data={"csrf_token": token(page.text), "script": script, "action": "open"})
    assert answer.status_code == 422
    assert "没有开始" in words(answer)


@pytest.mark.row("C7")
def test_the_run_is_of_the_draft_as_it_stands(admin, app, city_sessions):
    admin.save("/studio/items/occupy-road/edit", promise="shorter", promise_amount="2", promise_unit="working_days")
    run = Run(admin, "跨国庆假期")
    run.press("do:accept:")
    assert "承诺办结期限：2个工作日，最后期限 2026年9月30日" in words(run.answer)


def test_somebody_can_be_made_up_with_the_real_form(admin):
    page = admin.get(f"{PAGE}?by=form")
    assert 'name="site_address.detail"' in page.text
    answer = admin.save(f"{PAGE}?by=form", action="made", applicant__kind="person")
    assert answer.status_code == 422
    assert "请选择" in words(answer)
    filled = {
        "applicant__kind": "person", "purpose": "stacking", "lane": "no", "name": "示例甲",
        "id_number": "500000199001010008", "phone": "13800000001", "has_agent": "no",
        "site_address__division": "500235", "site_address__detail": "示例路 1 号", "length": "3", "width": "2",
        "from": "2026-10-20", "until": "2026-10-22", "reason": "堆放装修用的砂石和水泥，三天清完。", "goods": ["sand"],
        "covered": "yes", "declaration": "made", "signature__name": "示例甲", "signature__confirmed": "yes",
        "sim_name": "示例甲", "sim_channel": "window", "sim_begin": "2026-10-12", "sim_materials": "all",
    }  # fmt: skip
    answer = admin.save(f"{PAGE}?by=form", action="made", **filled)
    assert answer.status_code == 200, words(answer)
    assert "2026年10月12日 10:00 周一" in words(answer)
    assert "示例甲" in words(answer)


def test_a_made_up_day_beyond_the_calendar_is_refused_in_words(admin):
    answer = admin.save(f"{PAGE}?by=form", action="made", sim_begin="9999-12-31")
    assert answer.status_code == 422
    assert "2015 年至 2060 年" in words(answer)


def test_without_a_script_the_form_is_brought_up_to_date_by_a_button(admin):
    answer = admin.save(f"{PAGE}?by=form", action="refresh", applicant__kind="person", purpose="works", lane="no")
    assert answer.status_code == 200
    assert "夜间施工" in words(answer)
    assert "有误" not in words(answer)


@pytest.mark.row("C7")
def test_a_run_of_a_city_item_is_recorded_as_text_to_hand_on(admin, city_sessions):
    run = Run(admin, "跨国庆假期")
    run.press("do:accept:")
    answer = run.press("record", title="材料齐全，受理")
    assert "交给主管部门" in words(answer)
    assert "title: 材料齐全，受理" in html.unescape(answer.text)
    with scoped("yunyang"):
        assert drafts(city_sessions(), "yunyang") == []


def test_a_recording_wants_a_title(admin):
    answer = Run(admin, "跨国庆假期").press("record", title=" ")
    assert answer.status_code == 422
    assert "请给示例起一个标题" in words(answer)


OWN = "yunyang-xiao-qu-huo-dong-chang-di-jie-yong-deng-ji"
PAGES = {
    "basics": {
        "summary": "居民借用小区公共活动场地，先登记，再使用。",
        "department": "民政局",
        "authority": "云阳县民政局",
        "basis__0__law": "示例公共场地管理办法",
        "basis__0__article": "第三条",
    },
    "form": {
        "fields__0__label": "活动类型",
        "fields__0__type": "choice",
        "fields__0__choices": "演出\n会议",
        "fields__0__obligatory": "yes",
    },
    "outcome": {
        "address": "云阳县示例路 3 号",
        "hours": "工作日 9:00—17:00",
        "phone": "023-55000101",
        "complaints": "023-55000102",
    },
}


def kept(city_sessions) -> dict[str, str]:
    with scoped("yunyang"):
        return {row.path: row.text for row in drafts(city_sessions(), "yunyang")}


@pytest.mark.row("C7")
@pytest.mark.row("C8")
def test_a_run_of_an_item_not_yet_published_is_recorded_into_its_draft_and_offered_next_time(admin, city_sessions):
    admin.save("/studio/new", "next", template="record", title="小区活动场地借用登记")
    path = f"/studio/items/{OWN}/simulate"
    assert "还没有写完整" in words(admin.get(path))
    for name, values in PAGES.items():
        admin.save(f"/studio/items/{OWN}/pages/{name}", **values)
    first = re.search(r'name="huo_dong_lei_xing" value="([^"]+)"', admin.get(f"{path}?by=form").text)
    assert first
    filled = {"huo_dong_lei_xing": first[1], "person_name": "示例甲", "person_phone": "13800000001"}
    filled |= {"applicant.kind": "person", "applicant_declaration": "made"}
    answer = admin.save(f"{path}?by=form", "made", sim_name="示例甲", sim_begin="2026-10-12", **filled)
    assert answer.status_code == 200, words(answer)

    run = Run.__new__(Run)
    run.person, run.path, run.answer = admin, path, answer
    run.press("do:withdraw:", reasons="因故撤回。")
    answer = run.press("record", title="受理前撤回")
    assert answer.status_code == 200, words(answer)
    assert f"item_defs/yunyang/{OWN}/examples/recorded-1.yaml" in words(answer)
    run.press("record", title="再录一次")
    texts = kept(city_sessions)
    city_sessions.remove()
    assert "outcome: withdrawn" in texts[f"item_defs/yunyang/{OWN}/examples/recorded-1.yaml"]
    assert f"item_defs/yunyang/{OWN}/examples/recorded-2.yaml" in texts
    assert "受理前撤回" in words(admin.get(path))
    done = admin.press(f"/studio/items/{OWN}/publish", f"/studio/items/{OWN}/publish")
    assert "第 1 版已经发布" in words(done)


@pytest.mark.row("T3")
def test_only_those_who_work_at_items_may_try_one_out():
    allowed = {role for role in ROLES if may([role], "item.simulate")}
    assert allowed == {"tenant_admin", "department_editor", "district_manager"}


@pytest.mark.row("T3")
def test_who_may_only_look_at_items_is_not_led_to_the_simulation_and_not_let_in(app, city_sessions):
    add_staff(
        city_sessions(),
        username="fa",
        display_name="法制",
        tenant="yunyang",
        roles=("justice_bureau",),
        password="correct-horse-9",
    )
    city_sessions().commit()
    city_sessions.remove()
    client = app.test_client()
    page = client.get("/staff/login").text
    client.post("/staff/login", data={"login": "fa", "password": "correct-horse-9", "csrf_token": token(page)})
    shown = client.get("/studio/items/occupy-road")
    assert shown.status_code == 200
    assert PAGE not in shown.text
    assert client.get(PAGE).status_code == 403


def test_publishing_tells_what_it_would_change_for_running_cases(admin, app, city_sessions):
    house: House = app.extensions["tongban"]
    number = DoorDesk(city_sessions, house.books).submit("2026-09-28 Mon 10:00").number
    city_sessions.remove()
    assert "对在办件的影响" not in words(admin.get("/studio/items/occupy-road/publish"))
    admin.save("/studio/items/occupy-road/edit", promise="shorter", promise_amount="2", promise_unit="working_days")
    page = words(admin.get("/studio/items/occupy-road/publish"))
    assert "对在办件的影响" in page
    assert number in page
    assert "承诺办结期限" in page.split("对在办件的影响")[1]
