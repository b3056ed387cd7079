"""What a bundle was told is offered again when an item is begun by itself (30 (十四))."""

from __future__ import annotations

import pytest

from one_thing.running.told_before import told_before
from one_thing.tests.bundle_city import BundleCity
from tongban.database import Sessions, scoped
from tongban.publishing import Books, definition, in_use
from tongban.settings import Settings


@pytest.mark.row("B2", part="asked once, offered again")
def test_an_item_begun_by_itself_is_offered_what_the_bundle_was_told(
    city: Settings, city_sessions: Sessions, books: Books
) -> None:
    here = BundleCity(city, city_sessions, books)
    number = here.hand_in("open-restaurant", "noodles").number
    applicant = here.bundle(number).applicant_id
    with scoped("yuzhong"):
        described = definition(here.sessions(), in_use(here.sessions(), "yuzhong", "food-permit").hash)
    with here.office() as office:
        offered = told_before(office, applicant, described)
        assert offered["enterprise.name"] == "渝中区示例面馆"
        assert set(offered) <= {field.element for field in described.fields}
        assert told_before(office, "somebody-else", described) == {}
