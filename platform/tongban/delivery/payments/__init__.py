"""The payment gateway behind a port: orders, confirmations, refunds, and asking after what was lost (L13)."""

from tongban.delivery.payments.choosing import gateway_of
from tongban.delivery.payments.port import GatewayAway, PaidAt, PaymentGateway, told_paid

__all__ = ["GatewayAway", "PaidAt", "PaymentGateway", "gateway_of", "told_paid"]
