"""Sign a promise on a page: a name typed and confirmed, and drawn by hand by who likes (335 §29; E4)."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from markupsafe import Markup

from tongban.errors import TongbanError
from tongban.fields import Typed, field_types
from tongban.fields.field_type import FieldError
from tongban.fields.slot import Slot
from tongban.fields.types.signature import Signature
from tongban.web.field_words import field_words

NAME = "signature"
_TYPE = field_types["signature"]
_PARTS = ("name", "confirmed", "drawn")


def signature_field() -> Markup:
    """Write the control that signs; whoever signs nothing promises by the tick alone."""
    slot = Slot(NAME, _("签名"), help=_("签名印在承诺书上。"), required=False, words=field_words())
    return _TYPE.render(slot, _TYPE.load_options({}))


def signature_posted() -> Signature:
    """Read who signed; nobody, where nothing was filled in. Raises TongbanError where it was filled in wrongly."""
    return _judged({part: tuple(request.form.getlist(f"{NAME}.{part}")) for part in _PARTS})


def signature_sent(data: object) -> Signature:
    """Read a signature that a program sends, and judge it as what a page posts; sending it is its confirmation."""
    options = _TYPE.load_options({})
    return _judged(_TYPE.typed(_TYPE.from_json(data, options), options))


def _judged(typed: Typed) -> Signature:
    options = _TYPE.load_options({})
    read = _TYPE.parse(typed, options)
    wrong = read if isinstance(read, FieldError) else _TYPE.check(read, options) if read else None
    if isinstance(wrong, FieldError):
        raise TongbanError(wrong.message, article="335 §29")
    return read if isinstance(read, Signature) else Signature("")
