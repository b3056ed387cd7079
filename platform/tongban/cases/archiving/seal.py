"""The seal of a package: the installation's signature over its tag manifest, and with it over every file."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from tongban.cases.archiving.bag import SIGNATURE, TAG_MANIFEST, BagFault, read_bag
from tongban.cases.checkpoints.key import ARCHIVE, is_signed


def seal_fault(package: bytes, known: Collection[str]) -> BagFault | None:
    """Say what is wrong with a package's seal; `known` are the public keys of those who may have sealed it."""
    files = read_bag(package)
    if SIGNATURE not in files:
        return BagFault(SIGNATURE, "归档包没有签名。")
    said = dict(line.partition(": ")[::2] for line in files[SIGNATURE].decode("utf-8", "replace").splitlines())
    root = sha256(files.get(TAG_MANIFEST, b"")).hexdigest()
    if said.get("Digest") != root:
        return BagFault(SIGNATURE, "签名的不是这个归档包，清单在签名后被换过。")
    if not is_signed(root, said.get("Key", ""), said.get("Signature", ""), known, ARCHIVE):
        return BagFault(SIGNATURE, "签名不正确，或者不是本系统的密钥签的。")
    return None
