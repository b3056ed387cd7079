"""Say a citation in full: `335 §25` is 《重庆市政务服务管理办法》第二十五条."""

from __future__ import annotations

import re
from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "335": "《重庆市政务服务管理办法》",
    "36": "《重庆市政务服务事项管理办法》",
    "7": "《重庆市政务服务“一网通办”管理办法》",
    "30": "《2020年重庆市政务服务工作要点》",
    "ORD": "《政务服务条例》",
    "行政许可法": "《中华人民共和国行政许可法》",
}
_CITATION = re.compile(r"(335|36|7|30|ORD|行政许可法) (.+)")
_DIGITS = "零一二三四五六七八九"


def cited(article: str) -> str:
    """Return the citation in words; parts that name no regulation of ours are left out."""
    parts = (_CITATION.fullmatch(each.strip()) for each in re.split("[；;]", article))
    return "、".join(TITLES[found[1]] + _articles(found[2]) for found in parts if found)


def _articles(text: str) -> str:
    return re.sub(r"§(\d+)(?:[–-](\d+))?(?:\((\d+)\))?", _article, text.replace(", ", "、"))


def _article(found: re.Match[str]) -> str:
    until = f"至第{numeral(int(found[2]))}条" if found[2] else ""
    item = f"第（{numeral(int(found[3]))}）项" if found[3] else ""
    return f"第{numeral(int(found[1]))}条{until}{item}"


def numeral(number: int) -> str:
    """Write a number below one hundred in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
