"""What pages bring along is fetched once, and anew as soon as it has changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kept_apps import app_on
from tongban.settings import Settings
from tongban.web.brought import stamp_of


@pytest.fixture
def app(city: Settings) -> Iterator[Flask]:
    with app_on(city) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_each_sheet_and_script_of_a_page_is_kept_for_good_under_its_address(client: FlaskClient) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/yunyang/").text)
    assert len(addresses) > 5
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert answer.cache_control.immutable, address
            assert answer.cache_control.max_age == 365 * 24 * 3600
            assert not answer.cache_control.no_cache


@pytest.mark.parametrize("address", ["/static/css/tokens.css", "/static/css/tokens.css?v=000000000000"])
def test_a_file_without_its_own_stamp_is_asked_for_each_time(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        assert answer.status_code == 200
        assert answer.cache_control.no_cache
        assert not answer.cache_control.immutable


def test_a_file_that_is_not_there_is_not_found_and_not_kept(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = app.url_for("static", filename="css/none.css")
    assert address == "/static/css/none.css"
    assert not client.get(f"{address}?v=").cache_control.immutable
    assert client.get(address).status_code == 404
    assert client.get("/static/css/to%00kens.css?v=000000000000").status_code == 400


def test_a_changed_file_has_another_address(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text("a {}", "utf-8")
    before = stamp_of(str(sheet))
    assert before == stamp_of(str(sheet))
    sheet.write_text("b {}", "utf-8")
    os.utime(sheet, ns=(1, 1))
    assert stamp_of(str(sheet)) not in {before, ""}


def test_the_same_content_has_the_same_address_on_every_machine(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text("a {}", "utf-8")
    os.utime(tmp_path / "one", ns=(1, 1))
    assert stamp_of(f"{tmp_path}/one") == stamp_of(f"{tmp_path}/two")
