"""Checkpoints of what happened: signed now and then, so that not even a whole tail can vanish unseen (V5)."""

from tongban.cases.checkpoints.check import Fault, verify_checkpoints, verify_export
from tongban.cases.checkpoints.export import export_lines
from tongban.cases.checkpoints.key import AuditKey
from tongban.cases.checkpoints.make import checkpoint_all, make_checkpoint
from tongban.cases.checkpoints.tables import CheckpointRow

__all__ = [
    "AuditKey",
    "CheckpointRow",
    "Fault",
    "checkpoint_all",
    "export_lines",
    "make_checkpoint",
    "verify_checkpoints",
    "verify_export",
]
