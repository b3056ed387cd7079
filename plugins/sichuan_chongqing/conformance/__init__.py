"""A test-kit that a partner runs against its own system, and a small partner in memory to try the kit on."""

from sichuan_chongqing.conformance.kit import CHECKS, Checked, Setting, run_checks
from sichuan_chongqing.conformance.partner import MemoryPartner

__all__ = ["CHECKS", "Checked", "MemoryPartner", "Setting", "run_checks"]
