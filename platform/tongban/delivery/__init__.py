"""What leaves the house after commit: sealed PDFs, messages to applicants. Driven by the outbox, safe to repeat."""

from tongban.delivery.courier import drain
from tongban.delivery.desk import Desk, desk_of
from tongban.delivery.seal_service import seals_of

__all__ = ["Desk", "desk_of", "drain", "seals_of"]
