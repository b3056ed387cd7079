"""What leaves the house after commit: sealed PDFs, messages to applicants. Driven by the outbox, safe to repeat."""

from tongban.delivery.courier import drain
from tongban.delivery.desk import Desk
from tongban.delivery.seal_service import seals_of

__all__ = ["Desk", "drain", "seals_of"]
