"""Where nothing has changed there is nothing to publish: the page says so, and so does a post (C5)."""

from __future__ import annotations

PAGE = "/studio/items/occupy-road/publish"


def test_the_page_says_that_nothing_changed_and_offers_no_button(admin):
    page = admin.get(PAGE).text
    assert "没有可以发布的改动" in page
    assert "确认发布" not in page
    assert "今后的申请使用" not in page


def test_a_post_without_changes_says_so_and_makes_no_version(admin):
    done = admin.press(PAGE, PAGE, note="再发一次")
    assert "和现行版本一样，没有发布新的版本。" in done.text
    assert "第 2 版" not in admin.get("/studio/items/occupy-road").text


def test_a_change_brings_the_button_back(admin):
    admin.save("/studio/items/occupy-road/edit", hours="工作日 8:30—17:30")
    page = admin.get(PAGE).text
    assert "确认发布" in page
    assert "今后的申请使用第 2 版" in page


def test_once_published_there_is_nothing_new_again(admin):
    admin.save("/studio/items/occupy-road/edit", hours="工作日 8:30—17:30")
    assert "没有发布新的版本" not in admin.press(PAGE, PAGE, note="冬季作息").text
    assert "确认发布" not in admin.get(PAGE).text
