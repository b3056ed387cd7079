"""One evaluation of the whole, or one for each part (335 §37): what is said once counts for each act not yet rated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from one_thing.running.plans import kept
from one_thing.running.starting import at
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office
from tongban.kit.evaluation import InvitationRow, Rating, give, occasions

WHY = "一件事：评价"


def _open(office: Office, rows: Sequence[PartRow]) -> Iterator[tuple[PartRow, InvitationRow]]:
    """Yield the ends of parts that can be rated and were not."""
    for row in rows:
        if row.case_number is None or row.ended_at is None:
            continue
        with at(office, row.handled_at, WHY) as there:
            for each in occasions(there.session, row.case_number):
                if each.given is None and each.invitation.occasion == "outcome":
                    yield row, each.invitation


def to_rate(office: Office, bundle: BundleRow, rows: Sequence[PartRow]) -> bool:
    """Tell whether the whole can be rated now: it is rated as one, it has ended, and something was not rated."""
    if bundle.finished_at is None or kept(office.session, office.tenant, bundle.form).merged.bundle.rated != "one":
        return False
    return next(_open(office, rows), None) is not None


def give_to_all(office: Office, bundle: BundleRow, rows: Sequence[PartRow], rating: Rating) -> int:
    """Give one rating to every act of the bundle not rated yet; returns to how many. The caller commits."""
    if not to_rate(office, bundle, rows):
        return 0
    found = list(_open(office, rows))
    for row, invitation in found:
        with at(office, row.handled_at, WHY) as there:
            give(there.session, there.books, invitation, rating, there.now)
    return len(found)
