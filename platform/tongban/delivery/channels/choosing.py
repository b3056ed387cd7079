"""Choose by the settings which ways out of the house there are."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from tongban.cases.telling import Channel
from tongban.delivery.channels.mail import MailServer
from tongban.delivery.channels.port import WayOut
from tongban.delivery.channels.sms import SmsGateway
from tongban.delivery.channels.webhook import Webhooks
from tongban.settings import Settings


def ways_out(settings: Settings) -> Mapping[str, WayOut]:
    """Give the configured channels by name; raises where an address is not safe."""
    ways: dict[str, WayOut] = {Channel.WEBHOOK: Webhooks(settings.secret_key)}
    if settings.mail_url:
        site = urlsplit(settings.public_url).hostname or "localhost"
        ways[Channel.EMAIL] = MailServer(settings.mail_url, settings.mail_password, settings.mail_from, site)
    if settings.sms_url:
        ways[Channel.SMS] = SmsGateway(
            settings.sms_url, settings.sms_token, settings.sms_query_url, settings.sms_drops_doubles
        )
    return ways
