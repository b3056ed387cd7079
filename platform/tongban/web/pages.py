"""Pages that belong to nobody in particular: the front door, language and type size, themes, and signs of life."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, redirect, request, send_from_directory, session, url_for
from sqlalchemy import select, text
from werkzeug.wrappers import Response as AnyResponse

from tongban.tenancy.tables import TenantRow
from tongban.web import language
from tongban.web.guard import public
from tongban.web.house import db, house

blueprint = Blueprint("pages", __name__)


def safe_next(default: str) -> str:
    """Give the address to go on to: one of this site's own paths, never another host."""
    wanted = request.values.get("next", "")
    try:
        parts = urlsplit(wanted)
    except ValueError:  # brackets that hold no address
        return default
    own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return wanted if own else default


@blueprint.get("/")
@public
def front_door() -> AnyResponse:
    """Lead to the portal of the first city; each district's own address is below it."""
    root = db().scalar(
        select(TenantRow.id).where(TenantRow.parent_id.is_(None)).order_by(TenantRow.created_at).limit(1)
    )
    if root is None:
        abort(404)
    return redirect(url_for("portal.home", tenant=root))


@blueprint.get("/language/<to>", endpoint="language")
@public
def language_choice(to: str) -> AnyResponse:
    language.choose(to)
    return redirect(safe_next("/"))


@blueprint.get("/size/<to>")
@public
def size(to: str) -> AnyResponse:
    session["size"] = "large" if to == "large" else "normal"
    return redirect(safe_next("/"))


@blueprint.get("/themes/<theme>/<path:filename>")
@public
def theme(theme: str, filename: str) -> Response:
    """Send a theme's token sheet or drawing; an unknown theme falls back to the city's own."""
    folder = house().settings.home / "themes"
    known = theme if theme.isidentifier() and (folder / theme).is_dir() else "default"
    if not filename.endswith((".css", ".svg")):
        abort(404)
    return send_from_directory(folder / known, filename, max_age=3600)


@blueprint.get("/livez")
@public
def alive() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def ready() -> Response:
    db().execute(text("SELECT 1"))
    return jsonify(status="ok")
