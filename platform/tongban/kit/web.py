"""Pages for plugins: guards, the house, who is asking, dates in words, addresses of the core's pages.

A plugin's blueprint names a folder of templates in which its own lie under the plugin's name; they extend
`layouts/base.html` (portal) or `layouts/desk.html` (staff). Each route says what it needs: `@public` or
`@permitted("<plugin>.<action>")`, the action being a row of plugin.yaml.
"""

from flask import Blueprint

from tongban.tenancy.applicants import vouched_for
from tongban.tenancy.permissions import may
from tongban.web.field_words import field_words
from tongban.web.guard import note_refusal, permitted, public
from tongban.web.house import books, db, house, now
from tongban.web.masking import masked_name
from tongban.web.pages import safe_next
from tongban.web.people import applicant, enter_applicant, staff, the_applicant, the_law_s, the_profile, the_staff
from tongban.web.plugged import FOR_PROGRAMS, office_of, page_tenant
from tongban.web.scoping import enter
from tongban.web.tenant_view import TenantView, tenant_view
from tongban.web.view_words import day, moment, show_tenant


def head_desk() -> None:
    """Head a staff page with the tenant of the person at the desk; for a blueprint's `before_request`."""
    person = staff()
    if person and person.tenant:
        spec = books().shelf.tenant(person.tenant)
        show_tenant(TenantView(spec.id, spec.name, spec.kind, spec.theme, spec.id, phone=spec.phone))


def for_programs(blueprint: Blueprint) -> Blueprint:
    """Mark pages that programs call: no form's token is asked of them, so they must prove callers by other means."""
    setattr(blueprint, FOR_PROGRAMS, True)
    return blueprint


__all__ = [
    "applicant",
    "books",
    "day",
    "db",
    "enter",
    "enter_applicant",
    "field_words",
    "for_programs",
    "head_desk",
    "house",
    "masked_name",
    "may",
    "moment",
    "note_refusal",
    "now",
    "office_of",
    "page_tenant",
    "permitted",
    "public",
    "safe_next",
    "show_tenant",
    "staff",
    "tenant_view",
    "the_applicant",
    "the_law_s",
    "the_profile",
    "the_staff",
    "vouched_for",
]
