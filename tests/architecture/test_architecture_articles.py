"""Every article that binds a system has its room and its test; what none can carry out says why."""

from __future__ import annotations

import pytest

import articles as law
from house_plan import SOURCE

ALL_OF_335, ORD_CHAPTERS = range(1, 43), range(11, 48)
bound = pytest.mark.parametrize(
    "article", [each for each in law.articles() if not each.beyond], ids=lambda each: each.cited
)


def test_all_articles_of_335_and_of_chapters_3_to_5_of_the_ordinance_are_listed_in_order() -> None:
    wanted = [f"335 §{n}" for n in ALL_OF_335] + [f"ORD §{n}" for n in ORD_CHAPTERS]
    assert [each.cited for each in law.articles()] == wanted


@bound
def test_an_article_that_binds_a_system_has_a_room_and_a_test(article: law.Article) -> None:
    place = SOURCE.joinpath("tongban", *article.module.split("."))
    assert place.is_dir() or place.with_suffix(".py").is_file()
    assert law.marked().get(article.cited), f"no test is marked with {article.cited}"


def test_a_mark_cites_an_article_that_can_be_looked_up() -> None:
    assert law.unreadable() == []


def test_the_page_says_what_the_list_and_the_marks_say() -> None:
    text = law.PAGE.read_text("utf-8")
    assert text == law.page_with(text)
