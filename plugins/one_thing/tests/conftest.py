"""A city with people of bundles, and its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from kept_apps import app_on
from one_thing.tests.bundle_city import BundleCity
from portal_visitor import PASSWORD
from tongban.database import Sessions, scoped
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.applicants import register


@pytest.fixture
def here(city: Settings, city_sessions: Sessions, books: Books) -> BundleCity:
    found = BundleCity(city, city_sessions, books)
    session = city_sessions()
    with scoped("yuzhong"):
        for login, name in (("mother", "阮晓棠"), ("stranger", "马小乐")):
            register(session, kind="person", name=name, login=login, password=PASSWORD, now=found.clock)
        for login, role in (("clerk", "window_clerk"), ("admin", "tenant_admin")):
            add_staff(session, username=login, display_name=login, tenant="yuzhong", roles=(role,), password=PASSWORD)
        session.commit()
    city_sessions.remove()
    return found


@pytest.fixture
def app(here: BundleCity) -> Iterator[Flask]:
    with app_on(here.settings, clock=lambda: here.clock) as made:
        yield made
