"""Show a name to people who need not know it whole: enough to recognise one's own, too little to learn another's."""

from __future__ import annotations

_SHORT = 4  # longer than a person's name: a body


def masked_name(name: str) -> str:
    """Mask a person's name (张*、欧阳*) or a body's (重庆示*****公司)."""
    if len(name) <= _SHORT:
        return name[: max(1, len(name) - 2)] + "*" * (len(name) - max(1, len(name) - 2))
    return f"{name[:3]}*****{name[-2:]}"
