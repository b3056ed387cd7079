"""What an applicant handed in, as one number: the receipt says it, and is sealed and stamped (335 §17, §29).

So the form that the applicant confirmed cannot be changed afterwards without its showing, by us or by anybody.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from tongban.law.case import Case

_GROUP: Final = 8  # characters between hyphens, so that people can compare them and lines can turn


def submitted_digest(case: Case) -> str:
    """Return the SHA-256 of who asks, for what, with which answers and which files, in groups of eight characters."""
    told = {
        "number": case.number,
        "item": case.item,
        "definition": case.definition_hash,
        "applicant": [case.applicant.id, case.applicant.name],
        "answers": dict(case.answers),
        "materials": [[each.id, *each.files] for each in case.materials],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    found = sha256(text.encode()).hexdigest()
    return "-".join(found[at : at + _GROUP] for at in range(0, len(found), _GROUP))
