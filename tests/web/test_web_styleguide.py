"""Every page template renders from the attributes it documents, and obeys the strict content policy."""

from __future__ import annotations

import re

import pytest

from tongban.web.styleguide import create_styleguide, portal_pages, staff_pages

PAGES = sorted(portal_pages() | staff_pages())


@pytest.fixture(scope="module")
def client():
    return create_styleguide().test_client()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_renders_with_one_heading_and_its_landmarks(client, name):
    page = client.get(f"/styleguide/page/{name}").text
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'href="#main"' in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_carries_no_inline_script_or_style(client, name):
    page = client.get(f"/styleguide/page/{name}").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("name", PAGES)
def test_every_form_that_posts_carries_the_token(client, name):
    page = client.get(f"/styleguide/page/{name}").text
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL):
        assert 'name="csrf_token"' in form


@pytest.mark.parametrize("name", PAGES)
def test_no_element_id_stands_twice(client, name):
    page = client.get(f"/styleguide/page/{name}").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_style_guide_shows_every_component(client):
    assert client.get("/styleguide/").status_code == 200


def test_an_unknown_page_of_the_style_guide_is_not_found(client):
    assert client.get("/styleguide/page/nothing").status_code == 404


def test_an_application_without_materials_shows_no_empty_list_of_them(client, monkeypatch):
    template, context = portal_pages()["review"]
    bare = {"review": (template, {**context, "materials": [], "materials_href": ""})}
    monkeypatch.setattr("tongban.web.styleguide.portal_pages", lambda: bare)
    page = client.get("/styleguide/page/review").text
    assert "提交前核对" in page
    assert "review-materials" not in page
