"""Judge a PDF: is it sealed, by whom, and is every byte still as it was sealed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Final

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tongban.notices.container import container_is_exact
from tongban.notices.waiting import outcome_of

MAX_BYTES: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verification:
    """What can be said of a PDF. `problems` are full sentences; it is empty exactly when the document is genuine."""

    digest: str  # SHA-256 of the whole file, hexadecimal
    problems: tuple[str, ...]
    signer: str = ""  # whom the certificate names
    sealed_at: datetime | None = None  # as the time stamp says; without one, as the signer says
    stamped_by: str = ""  # the time-stamp authority; empty where none confirms the time
    intact: bool = False  # the signed bytes are unchanged
    whole_file: bool = False  # nothing stands outside them
    trusted: bool = False  # the certificate leads to one of our roots

    @property
    def genuine(self) -> bool:
        return not self.problems


def digest(pdf: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal: compare it first, it needs no parser."""
    return sha256(pdf).hexdigest()


def verify(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Verification:
    """Judge a PDF against root certificates (DER) at a time (aware).

    Anything that cannot be read is a problem told, never an exception: the file comes from anybody. Parse what the
    public sends in a process with limits.
    """
    mark = digest(pdf)
    if len(pdf) > MAX_BYTES:
        return Verification(mark, ("文件超过 20 MB，不是本平台出具的文书。",))
    try:
        return _judge(pdf, mark, roots, now)
    except (PdfError, SignatureValidationError, SigningError, ValueError, TypeError, KeyError, LookupError, OSError,
            AttributeError, RecursionError, NotImplementedError):  # fmt: skip
        return Verification(mark, ("文件已损坏或者被改动，无法读取其中的签名。",))


def _judge(pdf: bytes, mark: str, roots: Sequence[bytes], now: datetime) -> Verification:
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures:
        return Verification(mark, ("文件没有电子印章签名，不是本平台出具的正式文书。",))
    if len(signatures) > 1:
        return Verification(mark, ("文件有一个以上的签名，与本平台出具的文书不同。",))
    context = ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(each) for each in roots], allow_fetching=False, moment=now
    )
    status = outcome_of(async_validate_pdf_signature(signatures[0], signer_validation_context=context))
    stamp = status.timestamp_validity
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Verification(
        digest=mark,
        problems=_problems(status, whole, signatures[0], exact=container_is_exact(pdf, signatures[0])),
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        sealed_at=stamp.timestamp if stamp else status.signer_reported_dt,
        stamped_by=str(stamp.signing_cert.subject.native.get("common_name", "")) if stamp else "",
        intact=bool(status.intact and status.valid),
        whole_file=whole,
        trusted=bool(status.trusted),
    )


def _problems(
    status: PdfSignatureStatus, whole: bool, signature: EmbeddedPdfSignature, *, exact: bool
) -> tuple[str, ...]:
    locked = signature.docmdp_level == MDPPerm.NO_CHANGES
    stamp = status.timestamp_validity
    stamped = stamp is None or bool(stamp.intact and stamp.valid and stamp.trusted)
    judged = (
        (status.intact and status.valid and exact, "文件在盖章之后被改动，签名与内容不符。"),
        (whole, "签名没有覆盖整个文件，文件在盖章之后被追加了内容。"),
        (status.trusted, "签名所用的证书不是本平台认可的印章证书，或者已经失效。"),
        (locked, "签名没有禁止改动文件，与本平台出具的文书不同。"),
        (stamped, "时间戳与签名不符，或者不是本平台认可的时间戳。"),
    )
    return tuple(words for holds, words in judged if not holds)
