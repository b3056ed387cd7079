"""Archives: a closed case as a sealed package, kept for its time, handed over, and destroyed by two people (E5)."""

from tongban.cases.archiving.bag import BagFault, read_bag, verify_bag
from tongban.cases.archiving.finding import archive_of, archives
from tongban.cases.archiving.keeping import (
    destroy,
    hand_over,
    make_archive,
    propose_destruction,
)
from tongban.cases.archiving.list_table import ArchiveListRow, ListKind, ListState
from tongban.cases.archiving.seal import seal_fault
from tongban.cases.archiving.tables import ArchiveRow, ArchiveState

__all__ = [
    "ArchiveListRow",
    "ArchiveRow",
    "ArchiveState",
    "BagFault",
    "ListKind",
    "ListState",
    "archive_of",
    "archives",
    "destroy",
    "hand_over",
    "make_archive",
    "propose_destruction",
    "read_bag",
    "seal_fault",
    "verify_bag",
]
