"""What is handed in, for plugins: people at a window, files by material, documents and licences of a case."""

from tongban.cases.documents import documents_for_applicant, documents_of
from tongban.cases.files import (
    RefusedUpload,
    attach,
    attach_to_case,
    case_files,
    draft_files,
    file_of_draft,
    inspect_upload,
    move_to_case,
    remove,
    supplement_place,
)
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.tables import FileRow
from tongban.fields.types.file import FileOptions
from tongban.forms import Supplied, materials_asked
from tongban.tenancy.applicants import KINDS, applicant, at_window, vouched_for
from tongban.tenancy.tables import ApplicantRow

__all__ = [
    "KINDS",
    "ApplicantRow",
    "FileOptions",
    "FileRow",
    "LicenceRow",
    "RefusedUpload",
    "Supplied",
    "applicant",
    "at_window",
    "attach",
    "attach_to_case",
    "case_files",
    "documents_for_applicant",
    "documents_of",
    "draft_files",
    "file_of_draft",
    "inspect_upload",
    "materials_asked",
    "move_to_case",
    "remove",
    "supplement_place",
    "vouched_for",
]
