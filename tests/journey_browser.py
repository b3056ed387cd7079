"""A browser for stories: Chromium, and pages that fail their test when the console complains."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from journey_city import AXE
from servers import chromium

CHROMIUM = chromium.find()
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("没有安装 Chromium（apt-get install chromium），浏览器旅程未运行。")
    if not AXE.exists():
        pytest.skip("没有前端文件 axe.min.js（make setup），浏览器旅程未运行。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of a given width, with or without scripts, in a profile of its own; its errors fail the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # An answer of 4xx is often what the journey is after; what the page itself does wrong is not.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            problems.append(message.text)

    def opened(width: int = 390, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=width < 600,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
