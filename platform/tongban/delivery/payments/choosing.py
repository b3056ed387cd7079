"""Choose by the settings whether fees can be paid online."""

from __future__ import annotations

from tongban.delivery.payments.gateway import HttpGateway
from tongban.delivery.payments.port import PaymentGateway
from tongban.errors import TongbanError
from tongban.settings import Settings

SHORTEST_KEY = 32


def gateway_of(settings: Settings) -> PaymentGateway | None:
    """Give the gateway that is configured, None where there is none; raises where it would not be safe."""
    if not settings.pay_url:
        return None
    if len(settings.pay_key) < SHORTEST_KEY:
        raise TongbanError(f"TONGBAN_PAY_KEY 至少应有 {SHORTEST_KEY} 个字符，缴费结果的真伪由它核验。")
    return HttpGateway(settings.pay_url, settings.pay_key)
