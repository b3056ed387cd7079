"""Ids, and the articles on which things rest."""

from __future__ import annotations

from tongban.definitions.vocabulary.entries import Entry
from tongban.definitions.vocabulary.kinds import Moment, Text

ITEM_ID = (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "小写字母、数字和连字符组成的编号，如 occupy-road")
PART_ID = (r"[a-z][a-z0-9_-]*", "小写字母开头，由小写字母、数字、下划线或连字符组成的编号，如 location")
USCC = (r"[0-9A-Z]{18}", "十八位统一社会信用代码（放进引号）")
DAY = "%Y-%m-%d"


class BasisEntry(Entry):
    law = Text(required=True)
    article = Text()
    number = Text()
    text = Text()
    issuer = Text()
    effective = Moment(DAY)
