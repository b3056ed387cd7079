"""People at the pages of bundles: staff who log in, and what is typed as an example says."""

from __future__ import annotations

from flask import Flask

from logged_in import as_staff
from one_thing.merging.form import Merged
from one_thing.proof.examples import answers_in
from one_thing.running.plans import plan_now
from one_thing.tests.bundle_city import BundleCity
from portal_visitor import Visitor
from tongban.fields import field_types, placed
from tongban.forms import all_sections, options_of


def staff(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app.test_client(), "yuzhong")
    as_staff(visitor.client, name)
    return visitor


def merged(here: BundleCity, bundle: str) -> Merged:
    with here.office() as office:
        return plan_now(office.session, here.library, bundle, here.tenant).merged


def typed(here: BundleCity, bundle: str, example: str, section: str = "") -> dict[str, object]:
    """Give what is typed on one page, or on all, as the example of the bundle says."""
    form = merged(here, bundle)
    answers = answers_in(form, here.example(bundle, example))
    posted: dict[str, object] = {}
    for each in [field for one in all_sections(form.form) if section in ("", one.id) for field in one.fields]:
        if each.id in answers and each.computed is None and each.id != "applicant.kind":
            texts = field_types[each.type].typed(answers[each.id], options_of(each))
            posted |= {name: list(found) for name, found in placed(texts, each.id).items()}
    return posted
