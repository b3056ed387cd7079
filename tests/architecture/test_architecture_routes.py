"""Every route says what it needs: an action of the matrix, or that it is public, and then why."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask

from tongban.errors import TongbanError
from tongban.tenancy.permissions import ACTIONS, ROLES
from tongban.web import app as application
from tongban.web.guard import FAB, PERMISSION, PUBLIC, unguarded
from tongban.web.plugged import FOR_PROGRAMS

#: endpoint → why anybody may open it
OPEN = {
    "pages.front_door": "leads to the portal",
    "pages.language": "keeps the reader's language",
    "pages.size": "keeps the reader's type size",
    "pages.theme": "colours and drawings of pages that are public",
    "pages.alive": "a sign of life for whoever watches the process",
    "pages.ready": "the same, with the database",
    "account.login": "where one becomes known",
    "account.register": "where one becomes known",
    "account.logout": "leaving needs no permission",
    "staff.login": "where one becomes known",
    "staff.logout": "leaving needs no permission",
    "portal.announcements": "what is announced is announced to everybody (335 §19; civil procedure law art. 95)",
    "portal.home": "the catalogue is public (335 §14)",
    "portal.search": "the catalogue is public (335 §14)",
    "portal.items": "lists of items are public (36 §20)",
    "portal.open_data": "the catalogue and what is published are open data (36 §20)",
    "portal.open_items": "the same, as files",
    "portal.open_catalogue": "the same, as files",
    "portal.guide": "guides are public (335 §14)",
    "portal.lateness": "reasons for lateness are published (ORD §39)",
    "portal.guide_pdf": "the same guide on paper (335 §14)",
    "portal.document": "whoever holds its code holds the document, as with one on paper (N2)",
    "portal.document_pdf": "the same, as the sealed file",
    "licences.verify": "anybody who is shown a licence may verify it (335 §30)",
    "licences.shown": "the same, by the code that the holder shows",
    "portal.rate": "whoever holds the token may rate that one act, once (335 §37)",
    "portal.tablet_rests": "the empty page of a tablet",
    "portal.kiosk": "whoever holds the signed address may make a terminal of a browser; it opens nothing (335 §28)",
    "portal.kiosk_rests": "leaves an account; it enters none",
    "portal.report": "anybody may complain, without a name too (ORD §52)",
    "portal.find_ticket": "whoever holds a query code holds the ticket (ORD §52)",
    "portal.ticket_by_code": "the same",
    "api.evaluation": "the public oversees by the figures (335 §37)",
    "verify.page": "anybody who holds a document may verify it (N2)",
    "verify.roots": "whoever checks a seal with a tool of their own needs its root; certificates are public (E4)",
    "payments.callback": "the payment gateway proves itself by its signature (L13)",
    "api.token": "where a program becomes known",
    "api.tenants": "the catalogue is public (335 §14)",
    "api.items": "the catalogue is public (335 §14)",
    "api.item": "guides are public (335 §14)",
    "api.look": "whoever is shown a licence may look at it, once (335 §30)",
    "api.verify_licence": "anybody who has its code may verify a licence (335 §30)",
    "api.openapi": "what the API is",
    "api.docs": "what the API is",
}
#: endpoint of Flask-AppBuilder → why our own matrix does not stand before it
THEIRS = {
    "static": "our sheets and scripts",
    "appbuilder.static": "its sheets and scripts",
    "RecordsLogin.login": "shows our own log-in",
    "RecordsLogin.logout": "leads back; logs nobody out",
    "LocaleView.index": "keeps the reader's language",
}


@pytest.mark.row("T3")
def test_no_route_is_silent(house):
    assert unguarded(house) == []


@pytest.mark.row("T3")
def test_a_silent_route_keeps_the_application_from_starting(house: Flask, monkeypatch):
    silent = Blueprint("silent", __name__)
    silent.add_url_rule("/silent", view_func=lambda: "said too much", endpoint="page")
    monkeypatch.setattr(application, "ROOMS", (*application.ROOMS, silent))
    with pytest.raises(TongbanError, match=r"silent\.page"):
        application.create_app(house.extensions["tongban"].settings)


@pytest.mark.row("T3")
def test_every_route_asks_for_an_action_of_the_matrix_or_is_public_for_a_reason(house: Flask):
    of_plugins = house.extensions["tongban_plugged"].owners
    said = {
        name: getattr(view, PERMISSION, None)
        for name, view in house.view_functions.items()
        if name.partition(".")[0] not in of_plugins
    }
    public = {name for name, permission in said.items() if permission == PUBLIC}
    theirs = {name for name, permission in said.items() if permission == FAB}
    assert public == set(OPEN)
    assert theirs <= set(THEIRS)
    asked = {permission for permission in said.values() if permission not in {PUBLIC, FAB, None}}
    assert asked <= set(ACTIONS)


@pytest.mark.row("T3")
def test_an_open_route_of_a_plugin_says_what_it_does_for_anybody(house: Flask):
    of_plugins = house.extensions["tongban_plugged"].owners
    opened = {
        name: view.__doc__
        for name, view in house.view_functions.items()
        if name.partition(".")[0] in of_plugins and getattr(view, PERMISSION, None) == PUBLIC
    }
    assert [name for name, told in opened.items() if not told and not name.endswith(".static")] == []


def test_every_action_belongs_to_somebody_and_only_to_known_roles():
    for action, roles in ACTIONS.items():
        assert roles, action
        assert roles <= set(ROLES), action


def test_nothing_that_changes_data_is_public_but_the_ways_in_and_out_and_what_anybody_may_say(house: Flask):
    posting = {
        rule.endpoint
        for rule in house.url_map.iter_rules()
        if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
        and getattr(house.view_functions[rule.endpoint], PERMISSION, "") == PUBLIC
    }
    ways = {
        "account.login",
        "account.register",
        "account.logout",
        "staff.login",
        "staff.logout",
        "api.token",
        "payments.callback",
    }
    # pages of plugins that programs call prove each caller by a signature, which their own tests hold (X2)
    signed = {each for each in posting if getattr(house.blueprints.get(each.partition(".")[0]), FOR_PROGRAMS, False)}
    # verifying reads what is posted and keeps nothing; the other three only add, as the law lets anybody (V1, W4)
    # a licence that is shown is looked at once: that it was is all that is kept (E3)
    # what programs of a plugin's partners call proves itself by a signature, as the gateway's callback does
    signed = {each for each in posting if house.blueprints[each.partition(".")[0]].__dict__.get(FOR_PROGRAMS)}
    looked = {"licences.verify", "licences.shown", "api.look"}
    assert posting - signed <= ways | looked | {"verify.page", "portal.rate", "portal.report", "portal.ticket_by_code"}
