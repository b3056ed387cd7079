"""Chinese first, English complete: one catalogue beside the code, chosen by the reader and kept for them (P6)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from flask import Flask, session
from flask.globals import app_ctx
from flask_babel import Domain

CATALOGUE = Path(__file__).parent / "translations"
#: what the page says of itself → the locale of Flask-AppBuilder and our catalogue
LANGUAGES = {"zh-CN": "zh", "en": "en"}


def register(app: Flask, also: Iterable[Path] = ()) -> None:
    """Set the languages before Flask-AppBuilder makes its Babel from them; `also` are folders of plugins."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=";".join(map(str, (CATALOGUE, *(each / "translations" for each in also)))),
        LANGUAGES={"zh": {"flag": "cn", "name": "简体中文"}, "en": {"flag": "gb", "name": "English"}},
    )


def chosen() -> str:
    """Give the page's language: `zh-CN` or `en`."""
    return "en" if session.get("locale") == "en" else "zh-CN"


def choose(language: str) -> None:
    """Keep the reader's choice; an unknown language leaves things as they are."""
    if language in LANGUAGES:
        session["locale"] = LANGUAGES[language]


class _Said(Domain):
    """The catalogue, looked up once a request: a page of the desk says some three hundred words."""

    def get_translations(self) -> NullTranslations:
        try:
            kept = app_ctx.g.__dict__
        except RuntimeError:  # outside any request or command
            return super().get_translations()
        found: NullTranslations | None = kept.get("catalogue")
        if found is None:
            found = kept["catalogue"] = super().get_translations()
        return found


_said = _Said(domain="messages")


def say(text: str, **values: object) -> str:
    """Say a sentence in the reader's language: what Flask-Babel's gettext does, on pages that say hundreds."""
    told = _said.get_translations().gettext(text)
    return told % values if values else told


@lru_cache(maxsize=16)
def _locale(name: str | None) -> Locale | None:
    """Read a locale's name once: Babel looks for its file each time."""
    return Locale.parse(name) if name else None


def speak(app: Flask) -> None:
    """Let views and templates look the catalogue up once a request; after Flask-AppBuilder has made its Babel."""
    said, babel = _said, app.extensions["babel"]
    babel.instance.domain_instance = said
    chosen_by, babel.locale_selector = babel.locale_selector, lambda: _locale(chosen_by())
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by Jinja's i18n extension
        gettext=lambda text: said.get_translations().gettext(text),
        ngettext=lambda one, many, n: said.get_translations().ngettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: said.get_translations().pgettext(context, text),
        npgettext=lambda context, one, many, n: said.get_translations().npgettext(context, one, many, n),
    )
