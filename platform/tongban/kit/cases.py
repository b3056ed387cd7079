"""The doors for plugins: the office, cases and their documents, files, drafts, the outbox behind `office.post`."""

from tongban.cases.door import Application, Done
from tongban.cases.files import FileStore
from tongban.cases.history import events_of
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.register import case_in_scope, case_of, case_row, own_case
from tongban.cases.tables import CaseRow, DocumentRow, FileRow
from tongban.database import Sessions
from tongban.delivery.couriers import Courier, Parcel, ParcelNews, ParcelState, Waybill
from tongban.delivery.payments.port import GatewayAway, PaidAt, PaymentGateway
from tongban.publishing.books import Books
from tongban.settings import Settings
from tongban.tenancy.applicants import Applicant
from tongban.tenancy.audit import record

__all__ = [
    "Applicant",
    "Application",
    "Books",
    "CaseRow",
    "Courier",
    "DocumentRow",
    "Done",
    "FileRow",
    "FileStore",
    "GatewayAway",
    "Office",
    "Offices",
    "PaidAt",
    "Parcel",
    "ParcelNews",
    "ParcelState",
    "PaymentGateway",
    "Sessions",
    "Settings",
    "Waybill",
    "case_in_scope",
    "case_of",
    "case_row",
    "events_of",
    "own_case",
    "record",
]
