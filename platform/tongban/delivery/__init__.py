"""What leaves the house after commit: sealed PDFs, messages to applicants. Driven by the outbox, safe to repeat."""

from tongban.delivery.courier import drain
from tongban.delivery.desk import Desk

__all__ = ["Desk", "drain"]
