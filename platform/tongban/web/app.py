"""Make the web application: parts, guards, Flask-AppBuilder, our own pages, the check of guards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, request
from rq import Queue
from werkzeug.middleware.proxy_fix import ProxyFix

from tongban.cases.files import FileStore
from tongban.database import make_engine, make_sessions
from tongban.database.engine import assert_no_bypass
from tongban.delivery.asking import ask, queue_at
from tongban.errors import TongbanError
from tongban.logs import configure_logs
from tongban.publishing.books import Books
from tongban.settings import Settings
from tongban.web import (
    account,
    ahead,
    appbuilder,
    brought,
    error_pages,
    language,
    pages,
    plugged,
    scoping,
    security,
    staff_login,
    staff_menu,
    view_words,
)
from tongban.web.guard import unguarded
from tongban.web.house import House
from tongban.web.rooms import ROOMS


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> Flask:
    """Make an application on a migrated database; raise when the set-up would not be safe."""
    if len(settings.secret_key) < 32:
        raise TongbanError("TONGBAN_SECRET_KEY 至少应有 32 个字符；make demo 会自动生成。")
    configure_logs()
    engine = make_engine(settings.database_url)
    try:
        assert_no_bypass(engine)
    except TongbanError:
        engine.dispose()
        raise
    sessions = make_sessions(engine)

    app = Flask("tongban.web", static_url_path="/static")
    app.extensions["tongban"] = House(settings, sessions, Books(settings), FileStore(settings.files_url), clock)
    app.teardown_appcontext(lambda _error: sessions.remove())
    if settings.redis_url:
        _ask_after_changes(app, queue_at(settings.redis_url))
    if settings.proxies:  # else whoever asks could claim any address
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]
    csrf = security.configure(app, settings)
    scoping.register(app)
    brought.register(app)
    language.register(app, app.extensions["tongban"].books.plugins.folders.values())
    view_words.register(app)
    ahead.register(app)
    staff_menu.register(app)
    error_pages.register(app)

    appbuilder.register(app, sessions)
    language.speak(app)
    for blueprint in (pages.blueprint, account.blueprint, staff_login.blueprint, *ROOMS):
        app.register_blueprint(blueprint)
        if blueprint.name in {"api", "payments"}:  # programs, which prove themselves by other means
            csrf.exempt(blueprint)
    for name in plugged.register(app):
        csrf.exempt(app.blueprints[name])
    if open_routes := unguarded(app):
        raise TongbanError(f"以下路由没有写明权限：{'、'.join(open_routes)}。")
    return app


def _ask_after_changes(app: Flask, queue: Queue) -> None:
    """Let a worker know after each request that may have changed something; without Redis they look by themselves."""

    @app.after_request
    def _ask(response: Response) -> Response:
        if request.method != "GET" and response.status_code < 400:
            ask(queue)
        return response
