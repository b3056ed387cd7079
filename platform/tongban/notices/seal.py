"""Seal a printed document: the visible seal over issuer and date, and a PAdES signature that allows no change."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tongban.notices.attributes import as_written, signed_attributes
from tongban.notices.blocks import DocumentError
from tongban.notices.keys import SealKey, Stamper
from tongban.notices.pdf import Printed, print_seal_picture
from tongban.notices.seal_picture import MILLIMETRES, seal_svg
from tongban.notices.stamping import AskedStamper
from tongban.notices.waiting import outcome_of

FIELD: Final = "TongbanSeal"
_POINTS: Final = 72 / 25.4
_A4_HEIGHT: Final = 841.89
#: hexadecimal digits kept free for a signature; ours with a time stamp of our own takes about 4,700
_ROOM: Final = 8_192


def seal(
    printed: Printed,
    key: SealKey,
    authority: str,
    at: datetime,
    use: str = "政务服务专用章",
    stamper: Stamper | None = None,
) -> bytes:
    """Return the sealed PDF (PAdES, DocMDP: no changes): baseline B-T with a time stamp, B-B without.

    `at` is the time of sealing, aware. The signed bytes differ from run to run (ECDSA is not repeatable), so a document
    is sealed once and kept. Raises `DocumentError` for a draft.
    """
    if printed.draft:
        raise DocumentError("预览稿不能加盖印章。请先正式出具文书。")
    if at.tzinfo is None:
        raise DocumentError("盖章时间应当带有时区。")
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=authority,
        reason=use,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    field = SigFieldSpec(FIELD, on_page=printed.seal_place.page - 1, box=_box(printed), readable_field_name=use)
    signer = _TimedSigner(
        metadata,
        _KeySigner(key),
        timestamper=AskedStamper(stamper) if stamper else None,
        stamp_style=_stamp(authority, use),
        new_field_spec=field,
    )
    signer.sealed_at = at
    try:
        return _signed(signer, printed.pdf, _ROOM)
    except SigningError:  # an outside authority's chain may be long: let pyHanko sign on trial and measure
        return _signed(signer, printed.pdf, None)


def _signed(signer: signers.PdfSigner, pdf: bytes, room: int | None) -> bytes:
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    outcome_of(signer.async_sign_pdf(writer, bytes_reserved=room, output=output))
    return output.getvalue()


def _box(printed: Printed) -> tuple[int, int, int, int]:
    """Return the seal's square in PDF points, which count from the page's foot."""
    half = MILLIMETRES * _POINTS / 2
    x, y = printed.seal_place.x, _A4_HEIGHT - printed.seal_place.y
    return round(x - half), round(y - half), round(x + half), round(y + half)


def _stamp(authority: str, use: str) -> StaticStampStyle:
    page = _Picture(_picture(authority, use))
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)
    return StaticStampStyle(border_width=0, background=page, background_layout=whole)


@lru_cache(maxsize=256)
def _picture(authority: str, use: str) -> bytes:
    """Draw a seal once in a process: an office seals many documents, and its seal is always the same."""
    return print_seal_picture(seal_svg(authority, use), MILLIMETRES)


class _Picture(PdfContent):
    """The seal as vectors, taken over from a one-page PDF."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/TongbanSeal"] = page
        left, low, right, high = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/TongbanSeal Do"


class _TimedSigner(signers.PdfSigner):
    """Sign at the time that is given: the notices' floor has no clock of its own."""

    sealed_at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.sealed_at
        return session


class _KeySigner(signers.Signer):
    """Let pyHanko sign through our key port."""

    def __init__(self, key: SealKey) -> None:
        self._key = key
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([asn1_x509.Certificate.load(each) for each in key.issuers])
        super().__init__(
            embed_roots=False, signing_cert=asn1_x509.Certificate.load(key.certificate), cert_registry=store
        )

    async def signed_attrs(self, data_digest: bytes, *_asked: object, **_more: object) -> cms.CMSAttributes:
        """Give what pyHanko would, content, digest and certificate, written once: it writes it anew at each look."""
        return signed_attributes("data", data_digest, self._key.certificate)

    async def unsigned_attrs(self, *asked: Any, **more: Any) -> cms.CMSAttributes | None:
        found = await super().unsigned_attrs(*asked, **more)
        return found and as_written(found)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != "sha256":
            raise DocumentError(f"印章密钥只用 SHA-256 签名，不用 {digest_algorithm}。")
        return bytes(80) if dry_run else self._key.sign(data)
