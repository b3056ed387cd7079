"""The doors for plugins: the office, cases and their documents, files, drafts, the outbox behind `office.post`."""

from tongban.cases.door import Application, Done
from tongban.cases.files import FileStore, case_files, draft_files, give_to_case
from tongban.cases.history import events_of
from tongban.cases.licences.offers import Offer, offers, taken_from
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.licences.wallet import versions_of
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.register import case_in_scope, case_of, case_row, own_case
from tongban.cases.tables import CaseRow, DocumentRow, FileRow
from tongban.database import Sessions
from tongban.delivery.channels import Letter, NotSent, Outcome, Sent, Unknown, WayOut
from tongban.delivery.channels.sms import SmsGateway
from tongban.delivery.couriers import Courier, Parcel, ParcelNews, ParcelState, Waybill
from tongban.delivery.payments.gateway import HttpGateway
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
    "HttpGateway",
    "Letter",
    "LicenceRow",
    "NotSent",
    "Offer",
    "Office",
    "Offices",
    "Outcome",
    "PaidAt",
    "Parcel",
    "ParcelNews",
    "ParcelState",
    "PaymentGateway",
    "Sent",
    "Sessions",
    "Settings",
    "SmsGateway",
    "Unknown",
    "WayOut",
    "Waybill",
    "case_files",
    "case_in_scope",
    "case_of",
    "case_row",
    "draft_files",
    "events_of",
    "give_to_case",
    "offers",
    "own_case",
    "record",
    "taken_from",
    "versions_of",
]
