"""What a signature signs besides the document: the attributes of RFC 5652 §11 and RFC 5035, as CAdES asks for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar, cast

from asn1crypto import cms, core, x509
from pyhanko.sign.general import as_signing_certificate_v2

_Written = TypeVar("_Written", bound=core.Asn1Value)


def signed_attributes(content_type: str, digest: bytes, certificate: bytes) -> cms.CMSAttributes:
    """Say what is signed (kind and SHA-256) and by which certificate (DER); nothing else is in it."""
    return as_written(
        cms.CMSAttributes(
            [
                attribute("content_type", content_type),
                attribute("message_digest", digest),
                cms.CMSAttribute.load(_signed_with(certificate)),
            ]
        )
    )


def attribute(kind: str, value: object) -> cms.CMSAttribute:
    """Give an attribute of a signature with one value."""
    return as_written(cms.CMSAttribute({"type": kind, "values": (value,)}))


def as_written(built: _Written) -> _Written:
    """Give a structure as it is read back: asn1crypto writes one that was put together anew at every look at it."""
    return cast(_Written, type(built).load(built.dump()))


@lru_cache(maxsize=256)
def _signed_with(certificate: bytes) -> bytes:
    """Name the certificate that a signature is made with: it is the same for a thousand documents."""
    named = as_signing_certificate_v2(x509.Certificate.load(certificate))
    return bytes(attribute("signing_certificate_v2", named).dump())
