"""How often anonymous reports come from one place within an hour: a flood must not bury those who need help (ORD §52).

The place is known by a keyed mark that changes every day; no address is kept, and the count is gone an hour later.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tongban.cases.counters import next_report
from tongban.cases.report_count import ReportCount

#: anonymous reports that one place may bring to one office within an hour; a service hall's own people are many
MOST_IN_AN_HOUR = 10


def place_mark(address: str, secret: str, now: datetime) -> str:
    """Mark where somebody asks from, for this day only; of IPv6 the network, as one house has many addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        found = ip_address("::")
    network = str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
    told = f"report|{now.astimezone(UTC):%Y%m%d}|{network}"
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]


def count_report(session: Session, tenant: str, mark: str, now: datetime) -> int:
    """Count one report and return how many there were from its place this hour; the caller is in the tenant's scope."""
    hour = f"{now.astimezone(UTC):%Y%m%d%H}"
    session.execute(delete(ReportCount).where(ReportCount.tenant_id == tenant, ReportCount.hour < hour))
    return next_report(session, tenant, hour, mark)
