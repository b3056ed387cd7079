"""The floor of the pages: a bare Flask application that renders the same templates from constants."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, render_template, request
from flask_babel import Babel

from bench.pages import Page
from tongban.web import language, view_words


def bare_app(pages: Mapping[str, Page], like: Flask) -> Flask:
    """Give each page's address a view of one line. The other addresses are there for the links in the templates."""
    language.chosen = lambda: "zh-CN"  # constant as well: there is no session to ask
    app = Flask("tongban.web", static_folder=None)
    app.config.update({name: value for name, value in like.config.items() if name.startswith("BABEL_")})
    Babel(app, locale_selector=lambda: "zh")
    for name, given in (("day", view_words.day), ("moment", view_words.moment), ("file_size", view_words.size)):
        app.add_template_filter(given, name)
    app.jinja_env.globals["csrf_token"] = lambda: "bench"
    for rule in like.url_map.iter_rules():
        app.url_map.add(rule.empty())
    by_path = {page.path: page for page in pages.values()}

    def show(**_values: str) -> str:
        page = by_path[request.path]
        return render_template(page.template, **page.context)

    for page in pages.values():
        endpoint, _values = like.url_map.bind("127.0.0.1").match(page.path)
        app.view_functions[str(endpoint)] = show
    return app
