"""The codes of what a proof finds, each with the article it rests on and whether it stops publication."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tongban.assurance.prove.proof import Claim, ProvenFinding, Witness
from tongban.assurance.prove.solver import Term
from tongban.definitions import Definition, Finding, Severity
from tongban.definitions.provenance import Origin


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: what must be, in one Chinese sentence, the article and the usual mend."""

    title: str
    claim: Claim
    article: str
    hint: str
    severity: Severity = Severity.ERROR


_MEND = "请修改其中一条，或者删去永远用不到的内容。"
_WARNING = Severity.WARNING

CODES: Mapping[str, Code] = {
    "TB301": Code("每个问题、字段、材料、环节和结果都有申请人用得到。", Claim.REACHABLE, "335 §14", _MEND),
    "TB302": Code("每一种办理情形都有能够通过的申请。", Claim.SATISFIABLE, "335 §14；ORD §9", _MEND),
    "TB303": Code("每一个可选的答案都有能够通过的申请。", Claim.SATISFIABLE, "335 §14；ORD §9", _MEND),
    "TB304": Code(
        "每一条核对规则都能够满足。", Claim.CONSISTENT, "335 §14；ORD §9", "请修改核对规则，或者修改它所核对的字段。"
    ),
    "TB305": Code("没有两条规则要求相反的内容。", Claim.CONSISTENT, "335 §14；ORD §9", _MEND),
    "TB306": Code("决策表各行互不重叠。", Claim.TABLES, "335 §14", "请缩小其中一行的条件，使同样的回答只对应一行。"),
    "TB307": Code("决策表没有遗漏。", Claim.TABLES, "335 §14", "请补上一行，或者写明 otherwise。"),
    "TB308": Code(
        "没有总是成立的条件。",
        Claim.CONDITIONS,
        "335 §14",
        "条件没有作用，请删去，或者改成真正要区分的情形。",
        _WARNING,
    ),
    "TB309": Code(
        "每一条核对规则都有作用。",
        Claim.CONDITIONS,
        "335 §14",
        "核对规则没有作用，请删去，或者改成真正要核对的内容。",
        _WARNING,
    ),
    "TB310": Code(
        "必填条件不会永远不成立。", Claim.CONDITIONS, "335 §14", "请改写成 optional: true，或者修改条件。", _WARNING
    ),
    "TB320": Code("办件从任何状态都能走到办结。", Claim.PROCESS, "335 §26", "请检查办理流程的环节和条件。"),
    "TB321": Code(
        "每一种情形都会走到决定环节。", Claim.PROCESS, "335 §26", "请设定一个总会走到的决定环节（decides: true）。"
    ),
    "TB322": Code("决定之后没有走不到的环节。", Claim.PROCESS, "335 §26", "请把这个环节移到决定环节之前，或者删去。"),
    "TB323": Code(
        "每个环节都有人办理。", Claim.STAFFED, "335 §15、§16", "请先为这个岗位添加人员，或者改由有人员的岗位办理。"
    ),
    "TB324": Code("要求两人办理的环节至少有两人。", Claim.STAFFED, "行政许可法 §34", "请为这个岗位至少添加两名人员。"),
    "TB325": Code(
        "每一次暂停都能够恢复。", Claim.PROCESS, "335 §18、§25", "请为特殊程序写明不少于一日的最长时间（maximum）。"
    ),
    "TB326": Code(
        "并联的环节会合之后才作决定，牵头环节不会被跳过。",
        Claim.PROCESS,
        "335 §24",
        "请检查并联各环节的条件和牵头环节。",
    ),
    "TB330": Code("最慢的路径也不超过承诺期限。", Claim.DURATION, "335 §25", "请缩短环节时限，或者延长承诺期限。"),
    "TB331": Code("最慢的路径也不超过法定期限。", Claim.DURATION, "行政许可法 §42", "请缩短环节时限。"),
    "TB340": Code(
        "每份文书都有文字中用到的值。",
        Claim.NOTICES,
        "335 §17–20；ORD §15–16",
        "请用 {% if %} 包住可能没有的值，或者改用总是有的值。",
    ),
    "TB341": Code(
        "每个示例都按写明的经过和结果办成。",
        Claim.EXAMPLES,
        "335 §14",
        "请改正示例；示例没有写错的，请改正事项定义。",
        _WARNING,
    ),
    "TB350": Code(
        "证明在限定的步数内完成。", Claim.REACHABLE, "", "请把条件拆简单，尤其是两个未知数相乘的算式。", _WARNING
    ),
}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is impossible: rules that exclude each other where the goals hold, and what nobody reaches then."""

    core: tuple[str, ...]
    goals: tuple[Term, ...]
    key: str = ""  # of the element that is lost, and its title
    lost: str = ""
    retold: Callable[[tuple[str, ...]], str] | None = None  # the message, were other rules the reason


class Findings:
    """Gather findings of one definition, each led back to its line where the sources are known."""

    def __init__(self, definition: Definition, origins: object = None) -> None:
        self._definition, self._origins = definition, origins
        self.listed: list[ProvenFinding] = []
        self.causes: list[Cause | None] = []  # of each that is listed

    def add(
        self,
        code: str,
        where: tuple[str | int, ...],
        message: str,
        *,
        witness: Witness | None = None,
        hint: str = "",
        claim: Claim | None = None,
        origin: Origin | None = None,
        cause: Cause | None = None,
    ) -> None:
        """Add one finding at a path of the resolved data, or at an origin of its own."""
        finding = self.made(code, where, message, hint=hint, origin=origin)
        self.listed.append(ProvenFinding(claim or CODES[code].claim, finding, witness))
        self.causes.append(cause)

    def made(
        self, code: str, where: tuple[str | int, ...], message: str, *, hint: str = "", origin: Origin | None = None
    ) -> Finding:
        """Make a finding without listing it."""
        kind, origin = CODES[code], origin or self._origin(where)
        return Finding(
            code, kind.severity, origin.path, origin.line, origin.column, message, kind.article, hint or kind.hint
        )

    def of(self, claim: Claim) -> bool:
        """Tell whether a claim has an error, or an example that comes out differently."""
        listed = (each.finding for each in self.listed if each.claim is claim or claim in each.also)
        return any(each.is_error or claim is Claim.EXAMPLES for each in listed)

    def _origin(self, where: tuple[str | int, ...]) -> Origin:
        if callable(self._origins):
            origin = self._origins(*where)
            assert isinstance(origin, Origin)
            return origin
        return Origin(self._definition.item, 0, 0)
