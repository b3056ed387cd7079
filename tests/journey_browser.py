"""A browser for stories: Chromium, and pages that fail their test when the console complains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from journey_city import AXE, WITHOUT_SCRIPTS
from servers import chromium

CHROMIUM = chromium.find()
#: a page lives for seconds: what V8 spends on making its scripts quick or on clearing up, it never gets back
V8 = "--no-opt --no-maglev --min-semi-space-size=64 --max-semi-space-size=64"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--js-flags={V8}"]

OpenPage = Callable[..., Page]


class _Open:
    """The browser that one journey leaves to the next; a test of another kind must find none, for it has a loop."""

    def __init__(self) -> None:
        self._browser: Browser | None = None
        self._all = ExitStack()

    def browser(self) -> Browser:
        if self._browser is None:
            chromium_of = self._all.enter_context(sync_playwright()).chromium
            self._browser = chromium_of.launch(executable_path=CHROMIUM, args=FLAGS)
            self._all.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        self._browser = None
        self._all.close()


_open = _Open()


@pytest.fixture
def browser() -> Browser:
    if CHROMIUM is None:
        pytest.skip("没有安装 Chromium（apt-get install chromium），浏览器旅程未运行。")
    if not AXE.exists():
        pytest.skip("没有前端文件 axe.min.js（make setup），浏览器旅程未运行。")
    return _open.browser()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Close the browser before what needs none; the folders of journeys take this hook up with the fixtures."""
    if "browser" not in getattr(nextitem, "fixturenames", ()):
        _open.close()


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
        if not javascript:
            WITHOUT_SCRIPTS.add(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", note)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
