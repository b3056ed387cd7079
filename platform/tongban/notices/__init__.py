"""Official documents: wording becomes blocks, blocks become a page or a sealed PDF, and anyone can verify one.

`fill_notice` renders a wording to blocks; a `Document` holds them with title, number, addressee, issuer and date;
`to_html` shows it, `print_document` prints it, `seal` signs what was printed, `verify` judges a PDF.
"""

from tongban.notices.apart import verify_apart
from tongban.notices.blocks import Block, DocumentError, to_blocks
from tongban.notices.certificates import pem_of
from tongban.notices.document import Document, Letterhead, Translation, load_letterhead, translation_of
from tongban.notices.file_keys import FileKeys
from tongban.notices.html import blocks_html, to_html
from tongban.notices.keys import SealKey, SealService, Stamper
from tongban.notices.kinds import check_notice, fill_notice, kind, kinds, notice_markdown
from tongban.notices.numbers import DEMONSTRATION_PATTERN, check_pattern, document_number
from tongban.notices.pdf import Printed, SealPlace, print_document, to_pdf, to_pictures
from tongban.notices.seal import seal
from tongban.notices.seal_picture import seal_svg
from tongban.notices.sm2 import BesideVerification, sign_beside, verify_beside
from tongban.notices.verify import Verification, digest, verify

__all__ = [
    "DEMONSTRATION_PATTERN",
    "BesideVerification",
    "Block",
    "Document",
    "DocumentError",
    "FileKeys",
    "Letterhead",
    "Printed",
    "SealKey",
    "SealPlace",
    "SealService",
    "Stamper",
    "Translation",
    "Verification",
    "blocks_html",
    "check_notice",
    "check_pattern",
    "digest",
    "document_number",
    "fill_notice",
    "kind",
    "kinds",
    "load_letterhead",
    "notice_markdown",
    "pem_of",
    "print_document",
    "seal",
    "seal_svg",
    "sign_beside",
    "to_blocks",
    "to_html",
    "to_pdf",
    "to_pictures",
    "translation_of",
    "verify",
    "verify_apart",
    "verify_beside",
]
