"""Judge the one gap of a sealed PDF that no signature covers: the place where the signature itself stands."""

from __future__ import annotations

from binascii import hexlify

from asn1crypto import cms, core, x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from tongban.notices.attributes import attribute
from tongban.notices.stamping import TIME_NAME, token_of


def container_is_exact(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Tell whether the gap holds our signature as we write it, and nothing else.

    The gap is a hexadecimal string with room to spare: spaces, small letters or anything in the spare room would go
    unseen. In the signature, versions and the list of digests are covered by nothing, so it is built anew from what is
    covered, and compared. So is a time stamp of our own; of another authority's only that it is in canonical form,
    since how it writes its token is its own affair (its signature and what it stamped are judged elsewhere).
    """
    start, length, after, _ = (int(each) for each in signature.byte_range)
    gap = pdf[start + length : after]
    return (
        gap
        == b"<" + hexlify(_anew(signature.signed_data, signature.signer_cert)).upper().ljust(len(gap) - 2, b"0") + b">"
    )


def _anew(found: cms.SignedData, own: x509.Certificate) -> bytes:
    """Build the signature from its signed attributes, its certificate and its value: one signer, SHA-256."""
    (signer,) = found["signer_infos"]
    sha256 = cms.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    name = cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number})
    parts = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", name),
        "digest_algorithm": sha256,
        "signed_attrs": signer["signed_attrs"],
        "signature_algorithm": signer["signature_algorithm"],
        "signature": signer["signature"],
    }
    if signer["unsigned_attrs"].native is not None:
        (held,) = signer["unsigned_attrs"]
        (token,) = held["values"]
        stamp = attribute("signature_time_stamp_token", _token_anew(token))
        parts["unsigned_attrs"] = cms.CMSAttributes([stamp])
    rebuilt = cms.SignerInfo(parts)
    data = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": found["certificates"],
        "signer_infos": [rebuilt],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def _token_anew(token: cms.ContentInfo) -> cms.ContentInfo:
    """Build a time stamp anew where our own authority made it; else write it once more."""
    data = token["content"]
    (signer,) = data["signer_infos"]
    told = bytes(data["encap_content_info"]["content"].contents)
    named = signer["sid"].native.get("serial_number")
    own = next(each.chosen for each in data["certificates"] if each.chosen.serial_number == named)
    if signer["signature_algorithm"]["algorithm"].native != "sha256_ecdsa" or TIME_NAME not in str(own.subject.native):
        return cms.ContentInfo.load(token.dump(force=True))
    return token_of(told, own, signer["signed_attrs"], signer["signature"].native)
