"""Chinese first, English complete: one catalogue beside the code, chosen by the reader and kept in their session (P6)."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, session

CATALOGUE = Path(__file__).parent / "translations"
#: what the page says of itself → the locale of Flask-AppBuilder and our catalogue
LANGUAGES = {"zh-CN": "zh", "en": "en"}


def register(app: Flask) -> None:
    """Set the languages before Flask-AppBuilder makes its Babel from them."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        BABEL_TRANSLATION_DIRECTORIES=str(CATALOGUE),
        LANGUAGES={"zh": {"flag": "cn", "name": "简体中文"}, "en": {"flag": "gb", "name": "English"}},
    )


def chosen() -> str:
    """Give the page's language: `zh-CN` or `en`."""
    return "en" if session.get("locale") == "en" else "zh-CN"


def choose(language: str) -> None:
    """Keep the reader's choice; an unknown language leaves things as they are."""
    if language in LANGUAGES:
        session["locale"] = LANGUAGES[language]
