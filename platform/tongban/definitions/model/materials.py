"""What must be shown."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.conditions import ALWAYS, Expression
from tongban.definitions.model.licences import LicenceType
from tongban.definitions.model.measures import Basis, Span
from tongban.definitions.model.trust import DEFAULT_TRUST, TrustLevel


@dataclass(frozen=True, slots=True)
class SharedData:
    """Data that another office holds and that can be looked up instead of asking (数据共享核验, 335 §32)."""

    id: str
    name: str
    provider: str
    fields: tuple[tuple[str, str], ...] = ()  # id and Chinese name


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to bring (申请材料), with its source and trust."""

    id: str
    name: str
    when: Expression = ALWAYS
    required: Expression = ALWAYS
    source: str = "applicant"  # applicant, government, intermediary
    trust: str = "uploaded"  # issuer, verified, uploaded, declared
    licence: str | None = None  # the licence type that replaces it
    licence_type: LicenceType | None = None  # the type itself; None in versions from before types were kept
    formats: tuple[str, ...] = ("pdf", "jpg", "png")
    max_mb: int = 20
    originals: int = 0  # paper at the window
    copies: int = 1
    criteria: tuple[str, ...] = ()  # 受理标准: what the clerk checks
    help: str = ""
    sample: str = ""  # what a good one looks like, in words
    may_follow: Span | None = None  # 容缺 (335 §19)
    form: str = "both"  # 材料形式: paper, electronic, both
    issuer: str = ""  # 出具机构
    issued_within: Span | None = None  # 出具时间要求
    source_note: str = ""  # 来源渠道说明
    paper: str = ""  # 纸质规格, such as A4
    blank_form: str = ""  # 空白表格: a name or an address
    copy_note: str = ""  # 复印件要求
    in_person: bool = False  # 须本人到现场填写
    basis: tuple[Basis, ...] = ()  # 要求提供的依据
    note: str = ""  # 备注
    shared_data: SharedData | None = None  # what is looked up instead (数据共享核验)
    result_of: str | None = None  # the item whose result it is: issued by government, not asked for (7 §20)
    trust_policy: TrustLevel | None = None  # as written for its trust; None where nothing is written

    @property
    def trust_level(self) -> TrustLevel:
        """Return what follows from its trust: the policy written, or what holds without one (7 §20; 335 §32)."""
        return self.trust_policy or DEFAULT_TRUST[self.trust]
