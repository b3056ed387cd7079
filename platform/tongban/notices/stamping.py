"""Time stamps after RFC 3161: an authority of one's own, and the door through which pyHanko asks any authority."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from asn1crypto import algos, cms, core, tsp, x509
from asn1crypto.util import timezone
from pyhanko.sign.timestamps import TimeStamper

from tongban.errors import TongbanError
from tongban.notices.attributes import as_written, signed_attributes
from tongban.notices.keys import SealKey, Stamper

#: an object identifier of the private kind (ITU-T X.660, under a random UUID): no public policy is claimed
POLICY: Final = "2.25.86173508217443120995318674423850117"
#: what our own authority is called, so that nobody takes it for a public one
TIME_NAME: Final = "通办本地时间戳（本机自设，不具有法律效力）"


class StampError(TongbanError):
    """Say why a time stamp could not be had."""


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """A time-stamp authority of this installation: it says the time that it is given, with a key of its own."""

    key: SealKey
    at: datetime

    def stamp(self, request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        own = x509.Certificate.load(self.key.certificate)
        told = self._told(asked, own)
        granted = tsp.PKIStatusInfo({"status": "granted"})
        return bytes(tsp.TimeStampResp({"status": granted, "time_stamp_token": self._token(told, own)}).dump())

    def _told(self, asked: tsp.TimeStampReq, own: x509.Certificate) -> bytes:
        values = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": asked["message_imprint"],
            "serial_number": secrets.randbits(120) + 1,
            "gen_time": self.at.astimezone(timezone.utc).replace(microsecond=0),
            "tsa": x509.GeneralName("directory_name", own.subject),
        }
        if asked["nonce"].native is not None:
            values["nonce"] = asked["nonce"]
        return bytes(tsp.TSTInfo(values).dump())

    def _token(self, told: bytes, own: x509.Certificate) -> cms.ContentInfo:
        signed = signed_attributes("tst_info", sha256(told).digest(), self.key.certificate)
        return token_of(told, own, signed, self.key.sign(signed.dump()))


def token_of(told: bytes, own: x509.Certificate, signed: cms.CMSAttributes, signature: bytes) -> cms.ContentInfo:
    """Put a time-stamp token together: one signer, its certificate, ECDSA over SHA-256. Nothing is left to choice.

    The root is not in it: nothing would cover it there, and who verifies has it.
    """
    digest = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number", {"issuer": own.issuer, "serial_number": own.serial_number}
        ),
        "digest_algorithm": digest,
        "signed_attrs": signed,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signature,
    }
    content = {"content_type": "tst_info", "content": cms.ParsableOctetString(told)}
    data = {
        "version": "v3",
        "digest_algorithms": [digest],
        "encap_content_info": cms.EncapsulatedContentInfo(content),
        "certificates": [cms.CertificateChoices("certificate", own)],
        "signer_infos": [as_written(cms.SignerInfo(signer))],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})


class AskedStamper(TimeStamper):
    """Let pyHanko ask an authority through our port."""

    def __init__(self, authority: Stamper) -> None:
        self._authority = authority
        super().__init__()  # type: ignore[no-untyped-call]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._authority.stamp(req.dump()))
