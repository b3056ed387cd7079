"""How far a material may be relied on, and what follows for the next application (7 §20; 335 §32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.definitions.model.measures import Span


@dataclass(frozen=True, slots=True)
class TrustLevel:
    """The policy for materials of one level of trust. `reuse` without `reuse_within`: as long as it is valid."""

    id: str  # issuer, verified, uploaded, declared
    name: str
    told: str  # one sentence for the applicant
    reuse: bool = False  # what was shown once may serve another application
    reuse_within: Span | None = None
    prefill: bool = False  # what it says may be filled in beforehand
    show_again: bool = False  # the original must be shown again when it is used again
    article: str = ""


#: What holds where no policy is written, as in versions published before there was one: nothing is used again.
DEFAULT_TRUST: Mapping[str, TrustLevel] = {
    each.id: each
    for each in (
        TrustLevel("issuer", "出具机构保证", "由出具机构的数据核验。"),
        TrustLevel("verified", "窗口核验", "在窗口核对原件。"),
        TrustLevel("uploaded", "申请人上传", "由申请人上传，工作人员审查。"),
        TrustLevel("declared", "申请人声明", "由申请人书面声明，并对真实性负责。"),
    )
}
