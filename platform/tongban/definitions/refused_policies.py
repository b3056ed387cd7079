"""What a standard may say of its elements, checked where it is written."""

from __future__ import annotations

from tongban.definitions.policies import CONSISTENT, ELEMENTS, TIGHTER, name_of
from tongban.definitions.reading import Reading
from tongban.definitions.strict_yaml import Document
from tongban.definitions.vocabulary import nearest

ARTICLE = "36 §6"


def refused_policies(document: Document, folder: str, reading: Reading) -> bool:
    """Note what is wrong with `standard` and `policies` of an item; say whether anything is."""
    before, standard = len(reading.findings), document.data.get("standard") is True
    if folder.startswith("_") and not standard:
        hint = "请写 standard: true，或者把它移到部门的文件夹。"
        reading.refuse_at("TB047", document, ("item",), "这个文件夹里只能放统一标准。", hint=hint, article=ARTICLE)
    policies = document.data.get("policies")
    if policies is not None and not standard:
        hint = "请删去 policies，或者写 standard: true。"
        message = "只有统一标准才能规定谁可以改什么。"
        reading.refuse_at("TB047", document, ("policies",), message, hint=hint, article=ARTICLE)
    for path, word in policies.items() if isinstance(policies, dict) else ():
        _refuse_policy(str(path), str(word), document, reading)
    return len(reading.findings) > before


def _refuse_policy(path: str, word: str, document: Document, reading: Reading) -> None:
    where = ("policies", path)
    if path not in ELEMENTS:
        hint = nearest(path, tuple(ELEMENTS))
        reading.refuse_at("TB047", document, where, f"没有“{path}”这个要素。", hint=hint, article=ARTICLE)
    elif path in CONSISTENT and word != "locked":
        message = f"“{name_of(path)}”在各级各地应当一致，不能放开。"
        reading.refuse_at("TB047", document, where, message, hint="请写 locked，或删去这一行。", article=ARTICLE)
    elif word == "tighten_only" and path not in TIGHTER:
        message = f"“{name_of(path)}”没有从严从宽之分。"
        reading.refuse_at("TB047", document, where, message, hint="请写 locked 或 open。", article=ARTICLE)
