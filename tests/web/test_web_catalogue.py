"""The interface in English: every message translated, nothing lost on the way, and pages that speak it (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages import Catalog
from flask.testing import FlaskClient

from door_desk import at
from kept_apps import app_on
from tongban.settings import Settings
from tongban.setup.catalogue import english, gather, plugin_catalogues, untranslated
from tongban.setup.compiled import compile_all
from tongban.web.said import said_by_name

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
#: message → why its English keeps Chinese characters
KEPT_CHINESE = {
    "例如：占道施工、开餐馆": "items are found by their Chinese names, so the example shows what to type",
}
#: what the item itself says in the same words as the platform: the name of its step
ITEM_SAYS = frozenset({"材料审查"})


@pytest.fixture(scope="module")
def interface() -> Catalog:
    """Everything that the interface says, gathered from the sources."""
    return gather()


@cache
def said() -> dict[str, str]:
    return {str(each.id): str(each.string) for each in english() if each.id}


def test_the_catalogue_holds_what_the_interface_says_and_nothing_else(interface: Catalog):
    wanted = {str(each.id) for each in interface if each.id}
    assert wanted == set(said()), "Run `python -m tongban.setup.catalogue`, then translate what is new."


def test_each_plugin_says_in_english_all_that_it_says():
    found = plugin_catalogues()
    assert found, "there are plugins with pages of their own"
    for kept, wanted in found.items():
        known = english(kept)
        assert {each.id for each in wanted if each.id} == {each.id for each in known if each.id}, kept.parts[-5]
        assert untranslated(known) == [], kept.parts[-5]


def test_no_message_says_one_thing_or_many(interface: Catalog):
    """Counts stand after a colon in English, so no message needs a plural; one that comes would need both forms."""
    assert [each.id for each in interface if isinstance(each.id, tuple)] == []


def test_every_message_has_its_english_and_none_is_a_guess():
    assert [message for message, words in said().items() if not words.strip()] == []
    assert [each.id for each in english() if each.id and each.fuzzy] == []


def test_both_languages_name_the_same_values():
    differing = [
        message
        for message, words in said().items()
        if sorted(_PLACEHOLDER.findall(message)) != sorted(_PLACEHOLDER.findall(words))
    ]
    assert differing == []


def test_english_holds_no_chinese_but_for_examples_to_type():
    left = {message for message, words in said().items() if _CHINESE.search(words)}
    assert left == set(KEPT_CHINESE)


@pytest.fixture
def reader(city: Settings) -> Iterator[FlaskClient]:
    """Give a browser whose reader chose English."""
    compile_all()
    with app_on(city, clock=lambda: at("2026-09-28 Mon 10:00")) as app:
        client = app.test_client()
        client.get("/language/en")
        yield client


def texts(page: str) -> set[str]:
    """Give the texts between the tags of a page."""
    return {each.strip() for each in re.split(r"<[^>]*>", page)} - {""}


def left_in_chinese(page: str) -> set[str]:
    """Give the platform's own sentences that the page still says in Chinese; words of tables may be an item's own."""
    return texts(page) & (set(said()) - set(said_by_name()) - ITEM_SAYS)


@pytest.mark.row("P6")
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_reader_who_chose_english_reads_the_home_page_in_english(reader):
    page = reader.get("/yunyang/").text
    assert '<html lang="en"' in page
    assert texts(page) >= {"What do you need to do?", "Browse by topic", "Popular services", "Skip to main content"}
    assert left_in_chinese(page) == set()


@pytest.mark.row("P6")
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_guide_in_english_tells_limits_and_days_in_english_around_the_items_own_chinese(reader):
    page = reader.get("/yunyang/items/occupy-road").text
    assert '<html lang="en"' in page
    assert texts(page) >= {"Promised limit", "Application documents", "Conditions for acceptance", "Apply online"}
    assert re.search(r"\d+ working days", page)
    assert not re.search(r"\d\s*个工作日", " ".join(texts(page)))  # 五个工作日 is what the item itself says
    assert left_in_chinese(page) == set()


@pytest.mark.row("P6")
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_reader_comes_back_to_chinese_as_easily(reader):
    reader.get("/language/zh-CN")
    page = reader.get("/yunyang/").text
    assert '<html lang="zh-CN"' in page
    assert "您想办什么事？" in texts(page)
    assert "What do you need to do?" not in page
    assert left_in_chinese(page), "The measure of the tests above finds Chinese where there is Chinese."
