"""What follows from the trust of a material, in sentences: used again, filled in beforehand, shown again (F7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from tongban.definitions.model import Material, TrustLevel
from tongban.web import language
from tongban.web.view_words import span


def trust_told(material: Material) -> str:
    """Say the whole policy: how it is verified, then what holds for the next application (7 §20; 335 §32)."""
    return _joined((_(material.trust_level.told), used_again(material)))


def used_again(material: Material) -> str:
    """Say what holds for the next application; nothing where no policy is written, as in older versions."""
    return _joined(_again(material.trust_policy)) if material.trust_policy else ""


def _again(level: TrustLevel) -> Iterator[str]:
    if not level.reuse:
        yield _("每次办理都须重新提供。")
    elif level.reuse_within is None:
        yield _("在有效期内办理其他事项，可以再次使用。")
    else:
        yield _("%(limit)s内办理其他事项，可以再次使用。", limit=span(level.reuse_within))
    if level.prefill:
        yield _("其中的信息可以预先填入申请表。")
    if level.show_again:
        yield _("再次使用时，须再次出示原件。")


def _joined(sentences: Iterable[str]) -> str:
    return (" " if language.chosen() == "en" else "").join(filter(None, sentences))
