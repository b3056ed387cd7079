"""Anybody reads tenants and items: in pages, found by words, as data with their conditions in words."""

from __future__ import annotations

import jsonschema
import pytest

from tongban.web.api.exchange import cursor


def all_pages(program, path, name):
    rows, turns = [], 0
    while path:
        page = program.get(path.removeprefix("/api/v1")).get_json()
        rows += page[name]
        path, turns = page["next"], turns + 1
    return rows, turns


def test_pages_of_two_give_the_same_tenants_as_one_page_of_all(stranger):
    whole, once = all_pages(stranger, "/tenants?limit=100", "tenants")
    parts, turns = all_pages(stranger, "/tenants?limit=2", "tenants")
    assert whole == parts
    assert (once, turns) == (1, -(-len(whole) // 2))
    county = next(each for each in whole if each["tenant"] == "yunyang")
    assert county == {
        "tenant": "yunyang",
        "name": "云阳县",
        "kind": "county",
        "division": "500235",
        "parent": "chongqing",
    }


def test_pages_of_three_give_the_same_items_as_one_page_of_all(stranger):
    whole, _ = all_pages(stranger, "/tenants/yunyang/items", "items")
    parts, _ = all_pages(stranger, "/tenants/yunyang/items?limit=3", "items")
    assert whole == parts
    assert len(whole) >= 8


def test_an_item_is_found_by_what_people_type(stranger):
    found = stranger.get("/tenants/yunyang/items?q=占道施工").get_json()["items"]
    assert found[0]["item"] == "occupy-road"
    assert stranger.get("/tenants/yunyang/items?q=宇宙飞船").get_json()["items"] == []


def test_an_item_is_told_as_data_with_its_conditions_in_words(stranger):
    item = stranger.get("/tenants/yunyang/items/occupy-road").get_json()
    assert item["title"] == "临时性建筑物搭建、堆放物料、占道施工审批"
    assert item["basis"]
    assert item["conditions"]
    assert any(each["asked_when"] for each in item["materials"])
    assert all("==" not in each["asked_when"] for each in item["materials"])
    assert {each["id"] for each in item["fields"]} >= set(item["answers_schema"]["required"])
    assert all(isinstance(each["value"], str) for each in item["applicants"])


def test_the_schema_of_the_answers_takes_the_item_s_own_example(stranger, works):
    schema = stranger.get("/tenants/yunyang/items/occupy-road").get_json()["answers_schema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(works["answers"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**works["answers"], "never_asked": 1})


def test_what_has_not_changed_is_not_sent_again(stranger):
    first = stranger.get("/tenants/yunyang/items/occupy-road")
    again = stranger.get("/tenants/yunyang/items/occupy-road", If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    assert again.data == b""
    elsewhere = stranger.get("/tenants/yuzhong/items/occupy-road", If_None_Match=first.headers["ETag"])
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/tenants/atlantis/items", 404, "没有租户"),
        ("/tenants/yunyang/items/spaceship", 404, "没有正在办理的事项"),
        ("/tenants?limit=0", 400, "1 至 200"),
        ("/tenants?limit=many", 400, "格式不对"),
        ("/tenants?page=2", 400, "没有这一项"),
        ("/tenants?cursor=nonsense", 400, "翻页位置不对"),
        ("/tenants/yunyang/items?cursor=WzFd", 400, "翻页位置不对"),
        ("/tenants/yunyang/items?q=%00", 400, "不能使用的字符"),
    ],
)
def test_a_wrong_question_is_answered_with_a_problem_in_chinese(stranger, path, status, said):
    answer = stranger.get(path)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert said in answer.text
    body = answer.get_json()
    assert body["status"] == status
    assert body["title"]


def test_an_address_that_is_not_there_is_a_problem_too(app):
    answer = app.test_client().get("/api/v1/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    answer = app.test_client().delete("/api/v1/tenants")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_no_answer_carries_a_number_of_the_database(stranger):
    told = stranger.get("/tenants/yunyang/items/occupy-road").get_json()
    assert "id" not in told
    assert "hash" not in told


@pytest.mark.parametrize("place", ["9999-12-31T23:59:59-14:00", "2026-09-28T10:00:00", "yesterday"])
def test_a_cursor_whose_moment_is_none_is_refused(program, place):
    answer = program.get(f"/cases?cursor={cursor(place, '1')}")
    assert answer.status_code == 400
    assert "翻页位置不对" in answer.text
