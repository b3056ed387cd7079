"""A whole city for the browser: a real server on loopback, worker rounds, people with accounts, a movable clock."""

from __future__ import annotations

import shutil
import socket
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page
from waitress import create_server, wasyncore

from door_desk import DoorDesk, at
from kept_apps import app_on
from tongban.cases.files import FileStore
from tongban.cases.sweep import sweep
from tongban.database import Sessions, make_engine, make_sessions
from tongban.delivery import Desk, drain
from tongban.notices import FileKeys
from tongban.publishing import Books
from tongban.settings import REPOSITORY, Settings, settings_from
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.applicants import register
from tongban.web.brought import stamp_of

PASSWORD = "journey-2026"
AXE = Path(__file__).parents[1] / "platform" / "tongban" / "web" / "static" / "vendor" / "axe.min.js"

#: the browser's profiles in which no script of a page runs
WITHOUT_SCRIPTS: WeakSet[BrowserContext] = WeakSet()

#: account suffix → (name, roles); an account is `<tenant>.<suffix>`, its password is `PASSWORD`
STAFF = {
    "clerk": ("陈窗口", ("window_clerk",)),
    "reviewer": ("刘审查", ("reviewer",)),
    "chief": ("周代表", ("chief_representative",)),
    "admin": ("何管理", ("tenant_admin",)),
    "supervisor": ("孙监督", ("supervisor",)),
}


@dataclass
class MovableClock:
    """The city's moment; it stands still until a test moves it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move_to(self, text: str) -> None:
        """Move to "2026-09-28 Mon 10:00" (local time; the weekday is checked)."""
        self.now = at(text)


@dataclass
class City:
    """The running city. `url` is its address; `work()` does what the worker does between two looks."""

    settings: Settings
    clock: MovableClock
    url: str = ""
    sessions: Sessions = field(init=False)
    desk: Desk = field(init=False)
    _parts: ExitStack = field(init=False, default_factory=ExitStack)

    def open(self) -> City:
        """Start the server on a free port of the loopback."""
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.settings = replace(self.settings, public_url=self.url)
        self.engine = make_engine(self.settings.database_url)
        self.sessions = make_sessions(self.engine)
        books = Books(self.settings)
        self.desk = Desk(books, FileStore(self.settings.files_url), FileKeys(self.settings.keys), self.url)
        self.app = self._parts.enter_context(app_on(self.settings, clock=self.clock))
        self._server = create_server(self.app, sockets=[listener], threads=4, ident=None)
        self._thread = threading.Thread(target=self._server.run, name="journey-server", daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        self._stop_serving()
        self.sessions.remove()
        self.engine.dispose()
        self._parts.close()

    def _stop_serving(self) -> None:
        """Close the server's sockets in its own loop: from outside, they would be gone while it still asks for them."""
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map))
        self._thread.join(5)
        self._server.task_dispatcher.shutdown()

    def work(self) -> None:
        """Do one round of the worker at the city's moment: let time take effect, carry effects out."""
        self.desk.books.refresh(self.sessions())
        self.sessions.remove()
        sweep(self.sessions, self.desk.books, self.clock())
        drain(self.sessions, self.desk, self.clock)

    def hire(self, tenant: str) -> None:
        """Make the staff of a tenant: `<tenant>.clerk` and the others of `STAFF`, all with `PASSWORD`."""
        for suffix, (name, roles) in STAFF.items():
            self._add_staff(f"{tenant}.{suffix}", name, tenant, roles)

    def hire_operator(self) -> None:
        self._add_staff("operator", "吴运维", "", ("operator",))

    def _add_staff(self, username: str, name: str, tenant: str, roles: tuple[str, ...]) -> None:
        session = self.sessions()
        add_staff(session, username=username, display_name=name, tenant=tenant, roles=roles, password=PASSWORD)
        session.commit()
        self.sessions.remove()

    def enrol(self, login: str, name: str, kind: str = "enterprise") -> str:
        """Open an applicant's account with `PASSWORD`, and return the applicant's id."""
        session = self.sessions()
        row = register(session, kind=kind, name=name, login=login, password=PASSWORD, now=self.clock())
        session.commit()
        applicant_id = row.id
        self.sessions.remove()
        return applicant_id

    def log_in_staff(self, page: Page, account: str) -> None:
        """Log a member of staff in; the page then shows where their work begins."""
        page.goto(f"{self.url}/staff/login")
        page.locator("input[name=login]").fill(account)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/staff/login" not in url)

    def log_in_applicant(self, page: Page, login: str, tenant: str = "yunyang") -> None:
        """Log an applicant in; the page then shows their cases."""
        page.goto(f"{self.url}/account/login?next=/{tenant}/cases")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(f"**/{tenant}/cases")

    def door(self, tenant: str = "yunyang", item: str = "occupy-road") -> DoorDesk:
        """Give the door of a tenant, for what a journey does not press itself."""
        books = self.desk.books.refresh(self.sessions())
        self.sessions.remove()
        return DoorDesk(self.sessions, books, tenant, item)


def opened_city(template: Path, folder: Path, **more: str) -> City:
    """Open a city on a copy of the template: 云阳 staffed; Monday 28 September 2026, 10:00."""
    shutil.copy(template, folder / "tongban.db")
    env = {
        "TONGBAN_HOME": str(REPOSITORY),
        "TONGBAN_DATA": str(folder),
        "TONGBAN_SECRET_KEY": "journey-" * 8,
        "TONGBAN_DEMONSTRATION": "1",
        **more,
    }
    city = City(settings_from(env), MovableClock(at("2026-09-28 Mon 10:00"))).open()
    city.hire("yunyang")
    return city


def _bring_axe(page: Page) -> None:
    """Have axe on the page: fetched and compiled once for a person's pages, but handed over where no script runs."""
    if page.context in WITHOUT_SCRIPTS:
        page.evaluate(AXE.read_text(encoding="utf-8"))
    elif not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(url=f"/static/vendor/{AXE.name}?v={stamp_of(str(AXE))}")


#: what is loaded before is for rules on trial only, which are off
_JUDGED = """async () => {
    const {violations} = await axe.run(document, {resultTypes: ['violations'], preload: false});
    const {scrollWidth, clientWidth} = document.scrollingElement;
    const told = each => each.id + ': ' + each.nodes.map(node => node.target.join(' ')).join(', ');
    return [violations.map(told), scrollWidth > clientWidth];
}"""


def check_axe(page: Page) -> None:
    """Fail where axe finds a violation on the page, or where the page is wider than its window."""
    page.wait_for_load_state()  # a link just pressed leaves a document without a root for a moment
    _bring_axe(page)
    found, too_wide = page.evaluate(_JUDGED)
    assert found == [], f"{page.url}: {found}"
    assert not too_wide, f"{page.url}: the page scrolls sideways"
