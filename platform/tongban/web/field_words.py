"""What controls of a form say of themselves, in the reader's language (P6)."""

from __future__ import annotations

from dataclasses import asdict

from flask_babel import gettext as _

from tongban.fields import CHINESE, Words
from tongban.web.language import chosen


def field_words() -> Words:
    """Give the words of controls for the page that is being made."""
    if chosen() == "zh-CN":
        return CHINESE
    return Words(**{name: _(words) for name, words in asdict(CHINESE).items()})
