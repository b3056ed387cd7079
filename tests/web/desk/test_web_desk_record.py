"""A case of the desk is recorded as an example by the tenant's administrator; nobody in it can be known again."""

from __future__ import annotations

import html

import pytest


def shown(answer) -> str:
    return html.unescape(answer.text)


@pytest.mark.row("C7")
def test_an_admin_sees_the_example_that_a_case_makes_and_takes_it_along(room):
    number = room.accepted()
    admin = room.seat("tenant_admin")
    assert f"/desk/cases/{number}/example" in admin.get(f"/desk/cases/{number}").text
    page = shown(admin.get(f"/desk/cases/{number}/example"))
    assert "title: 由办件录制：网上申请，正在办理" in page
    assert "do: accept" in page
    assert "写入事项的草稿" not in page  # the item is the city's
    file = admin.get(f"/desk/cases/{number}/example?download=1")
    assert file.mimetype == "application/yaml"
    assert "attachment" in file.headers["Content-Disposition"]
    case = room.case(number)
    told = {case.applicant.name, case.number, *(str(each) for each in _personal(case.answers))}
    assert len(told) > 5
    assert [each for each in told if each in file.text] == []


def _personal(answers):
    names = ("unit_name", "uscc", "legal_representative", "phone", "agent_name", "agent_id_number", "agent_phone")
    for name in names:
        yield str(answers[name]).removeprefix("+86")
    yield answers["site_address"]["detail"]
    yield answers["signature"]["name"]
    yield from (row["plate"] for row in answers["vehicles"])


@pytest.mark.row("T3")
@pytest.mark.parametrize("role", ["window_clerk", "reviewer", "chief_representative", "supervisor"])
def test_who_works_on_cases_does_not_record_them(room, role):
    number = room.submitted()
    seat = room.seat(role)
    assert "/example" not in seat.get(f"/desk/cases/{number}").text
    assert seat.get(f"/desk/cases/{number}/example").status_code == 403


@pytest.mark.row("T2")
def test_another_tenants_case_is_not_there_to_be_recorded(room):
    number = room.submitted()
    assert room.seat("tenant_admin", "jiangbei").get(f"/desk/cases/{number}/example").status_code == 404
    assert room.refusals("jiangbei") == 1


def test_the_example_of_a_city_item_is_not_written_into_anybodys_draft(room):
    number = room.submitted()
    admin = room.seat("tenant_admin")
    answer = admin.post(f"/desk/cases/{number}/example", {}, page=f"/desk/cases/{number}/example")
    assert answer.status_code == 400
    assert "由主管部门维护" in shown(answer)
