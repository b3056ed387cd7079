"""What a page of the portal answers with."""

from __future__ import annotations

from werkzeug.wrappers import Response

#: a form that was understood and has something to be put right; nothing was handed in
UNPROCESSABLE = 422

Answer = Response | str | tuple[str, int]
