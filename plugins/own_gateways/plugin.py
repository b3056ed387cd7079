"""Answer the hooks of payment, channels and data with what the tenant's settings name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from own_gateways.sharing import look_up
from tongban.hooks import hookimpl
from tongban.kit.cases import HttpGateway, Office, PaymentGateway, SmsGateway, WayOut


@hookimpl
def payment(office: Office) -> PaymentGateway | None:
    """Give the tenant's own gateway for fees, which speaks as the city's does."""
    url = office.settings.get("payments")
    return HttpGateway(url, office.secret("payments")) if url else None


@hookimpl
def channels(office: Office) -> dict[str, WayOut]:
    """Give the tenant's own gateway for text messages."""
    url = office.settings.get("messages")
    if not url:
        return {}
    query, drops = office.settings.get("messages_query", ""), office.settings["messages_drop_doubles"]
    return {"sms": SmsGateway(url, office.secret("messages"), query, drops_doubles=drops)}


@hookimpl
def data_source(office: Office, name: str, key: Mapping[str, str]) -> Mapping[str, Any] | None:
    """Look shared data up at the tenant's own platform."""
    url = office.settings.get("data")
    return look_up(url, office.secret("data"), name, key) if url else None
