"""What a person's hands do on a page: choose, fill in, press; the same in every story."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def shown(what: Locator) -> list[Locator]:
    """Give all of it that the page shows, once the page is all there: counting alone waits for nothing."""
    what.page.wait_for_load_state()
    return what.all()


def choose(page: Page, name: str, value: str) -> None:
    """Choose one of a few, or one of a list."""
    if shown(page.locator(f"select[name='{name}']")):
        page.locator(f"select[name='{name}']").select_option(value)
    else:
        page.locator(f"input[name='{name}'][value='{value}'] + label").click()


def fill(page: Page, name: str, text: str) -> None:
    page.locator(f"[name='{name}']").fill(text)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()
