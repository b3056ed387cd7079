"""What is done to an outcome after it was given: corrected, suspended, struck off, issued anew, renewed.

Licensing law art. 50, 70; 335 §26; ORD §29. Revoking has its own page (`revocation`).
"""

from __future__ import annotations

from datetime import datetime

from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import (
    CancellationGround,
    DeadlineKind,
    DeadlineStatus,
    OutcomeLife,
    OutcomeState,
    State,
)
from tongban.law.commands import (
    AskRenewal,
    CancelOutcome,
    CorrectOutcome,
    GrantRenewal,
    RefuseRenewal,
    ReissueOutcome,
    ResumeOutcome,
    SuspendOutcome,
)
from tongban.law.decide.outcome_life import GRANTING, LICENCE, ONE_DAY, of_the_renewal, renew
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.grounds import CANCELLATION, REISSUE, STANDING
from tongban.law.notice_values import in_chinese, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import APPLYING
from tongban.law.validity import last_day

ARTICLE = "335 §26; ORD §16"
SUPERVISION = "ORD §29"
STRIKING_OFF = "行政许可法 §70"
RENEWING = "行政许可法 §50"
CHIEF = frozenset({"chief_representative"})


@decides(CorrectOutcome)
def correct_outcome(proceeding: Proceeding, command: CorrectOutcome) -> None:
    """Put a clerical error right by a new notice that names the old document; what was decided stays."""
    proceeding.require_state("更正文书", ARTICLE, State.DECIDED, State.CLOSED)
    proceeding.require_role("更正文书", ARTICLE, CHIEF)
    if command.document not in proceeding.case.notices:
        raise Refused("no_document", "这件办件没有发出过这一文书，不能更正。", ARTICLE)
    wrong = [each for each in command.corrections if not each.place.strip() or not each.now.strip()]
    if not command.corrections or wrong:
        raise Refused("no_corrections", "请逐处写明更正的位置、原来的内容和更正后的内容。", ARTICLE)
    same = next((each for each in command.corrections if each.was.strip() == each.now.strip()), None)
    if same is not None:
        raise Refused("same_words", f"“{same.place}”更正前后的内容相同，不需要更正。", ARTICLE)
    require_text(command.reasons, "no_reasons", "更正文书应当说明理由。", ARTICLE)
    if _as_corrected_last(proceeding, command):
        raise Refused("already_corrected", "这一文书最近一次已经作了同样的更正，不需要重复更正。", ARTICLE)
    proceeding.record(
        happened.OutcomeCorrected(
            document=command.document,
            number=command.number.strip(),
            corrections=command.corrections,
            reasons=command.reasons,
            **proceeding.stamp(),
        )
    )
    proceeding.order(
        "correction_notice",
        document_title=notice_kinds[command.document].title,
        document_number=command.number.strip(),
        corrected_on=proceeding.today,
        reasons=command.reasons,
        corrections=tuple({"place": each.place, "was": each.was, "now": each.now} for each in command.corrections),
    )


def _as_corrected_last(proceeding: Proceeding, command: CorrectOutcome) -> bool:
    """Tell whether the last correction of the document said the same."""
    same = (command.document, command.number.strip())
    before = [each for each in proceeding.case.corrected if (each.document, each.number) == same]
    return bool(before) and before[-1].corrections == command.corrections


@decides(SuspendOutcome)
def suspend_outcome(proceeding: Proceeding, command: SuspendOutcome) -> None:
    """Suspend the use of what is in force."""
    require_outcome(proceeding, "暂停使用", SUPERVISION, CHIEF, OutcomeState.IN_FORCE)
    require_text(command.reasons, "no_reasons", "暂停使用应当说明理由。", ARTICLE)
    proceeding.record(happened.OutcomeSuspended(reasons=command.reasons, **proceeding.stamp()))
    proceeding.order(
        "outcome_suspension_notice",
        reasons=command.reasons,
        suspended_on=proceeding.today,
        resume_when=command.resume_when.strip().rstrip("。"),
    )


@decides(ResumeOutcome)
def resume_outcome(proceeding: Proceeding, command: ResumeOutcome) -> None:
    """Let what was suspended be used again."""
    life = require_outcome(proceeding, "恢复使用", SUPERVISION, CHIEF, OutcomeState.SUSPENDED)
    require_text(command.reasons, "no_reasons", "恢复使用应当说明暂停的原因已经消除。", ARTICLE)
    proceeding.record(happened.OutcomeResumed(reasons=command.reasons, **proceeding.stamp()))
    since = life.since.astimezone(proceeding.zone).date()
    proceeding.order(
        "outcome_resumption_notice", reasons=command.reasons, suspended_on=since, resumed_on=proceeding.today
    )


@decides(CancelOutcome)
def cancel_outcome(proceeding: Proceeding, command: CancelOutcome) -> None:
    """Strike off on one of the listed grounds; what ran out or was revoked, on that ground."""
    ends = {CancellationGround.EXPIRED: OutcomeState.EXPIRED, CancellationGround.REVOKED: OutcomeState.REVOKED}
    usual = (OutcomeState.IN_FORCE, OutcomeState.SUSPENDED)
    states = (ends[command.ground],) if command.ground in ends else usual
    require_outcome(proceeding, f"以“{CANCELLATION[command.ground]}”为由注销", STRIKING_OFF, CHIEF, *states)
    require_text(command.reasons, "no_reasons", "注销应当说明理由。", ARTICLE)
    proceeding.record(happened.OutcomeCancelled(ground=command.ground, reasons=command.reasons, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.VALIDITY, DeadlineKind.HEARING_REQUEST)
    proceeding.order(
        "cancellation_decision",
        reasons=f"{CANCELLATION[command.ground]}。{command.reasons}",
        cancelled_on=proceeding.today,
    )


@decides(ReissueOutcome)
def reissue_outcome(proceeding: Proceeding, command: ReissueOutcome) -> None:
    """Issue the document anew; the old one holds no more, the validity stays."""
    life = require_outcome(proceeding, "补发、换发", ARTICLE, CHIEF, OutcomeState.IN_FORCE)
    if life.reissued_at is not None and life.reissued_at.astimezone(proceeding.zone).date() == proceeding.today:
        raise Refused("already_reissued", "今天已经补发、换发过，新的文书在办件中，不需要重复办理。", ARTICLE)
    require_text(command.reasons, "no_reasons", "补发、换发应当说明理由。", ARTICLE)
    proceeding.record(happened.OutcomeReissued(ground=command.ground, reasons=command.reasons, **proceeding.stamp()))
    proceeding.order(
        "reissue_notice", reasons=f"{REISSUE[command.ground]}。{command.reasons}", reissued_on=proceeding.today
    )


@decides(AskRenewal)
def ask_renewal(proceeding: Proceeding, command: AskRenewal) -> None:
    """Ask in time that a licence be renewed; only a licence with an end can be (licensing law art. 50)."""
    limit = proceeding.rulebook.renewal_before
    life = require_outcome(proceeding, "申请延续", limit.article, APPLYING, OutcomeState.IN_FORCE)
    if proceeding.definition.catalogue.kind != LICENCE or life.valid_until is None:
        message = "只有规定了有效期的行政许可可以申请延续；其他办理结果到期后请重新申请。"
        raise Refused("not_renewable", message, RENEWING)
    if life.renewal_asked_at is not None:
        raise Refused("already_asked", "延续申请已经提出，正在审查。", RENEWING)
    if last_day(proceeding.today + ONE_DAY, limit.span) > life.valid_until:
        until, ahead = in_chinese(life.valid_until), span_in_chinese(limit.span)
        message = f"有效期到{until}为止，应当在届满{ahead}前申请延续，现在已经来不及；请重新申请办理。"
        raise Refused("too_late", message, limit.article)
    proceeding.record(happened.RenewalAsked(reasons=command.reasons.strip(), **proceeding.stamp()))


@decides(GrantRenewal)
def grant_renewal(proceeding: Proceeding, command: GrantRenewal) -> None:
    """Renew, for as long as it was granted first or less."""
    _require_renewal_asked(proceeding, "准予延续")
    require_text(command.opinion, "no_opinion", "请填写准予延续的意见。", RENEWING)
    outcome = applicable.result(proceeding.definition, proceeding.values)
    most = outcome.valid if outcome else None
    span = command.span or most
    if most is None or span is None or span.amount < 1 or _longer(proceeding, command):
        told = span_in_chinese(most) if most else "办事指南公布的有效期"
        raise Refused("too_long", f"延续的有效期应当在{told}以内。", RENEWING)
    renew(proceeding, span, deemed=False, opinion=command.opinion)


@decides(RefuseRenewal)
def refuse_renewal(proceeding: Proceeding, command: RefuseRenewal) -> None:
    """Do not renew, with reasons; the licence holds to its end."""
    _require_renewal_asked(proceeding, "不予延续")
    require_text(command.reasons, "no_reasons", "不予延续的决定应当说明理由，没有理由不得作出。", ARTICLE)
    asked_at = proceeding.case.life.renewal_asked_at if proceeding.case.life else None
    proceeding.record(happened.RenewalRefused(reasons=command.reasons, **proceeding.stamp()))
    proceeding.order(
        "refusal_decision",
        reasons=f"不予延续：{command.reasons}",
        opinion="",
        decided_on=proceeding.today,
        **of_the_renewal(proceeding, asked_at),
    )


def require_outcome(
    proceeding: Proceeding, doing: str, article: str, roles: frozenset[str], *states: OutcomeState
) -> OutcomeLife:
    """Give how the outcome stands, if the actor may do this to one that stands so."""
    proceeding.require_state(doing, article, State.DECIDED, State.CLOSED)
    proceeding.require_role(doing, article, roles)
    life = life_of(proceeding)
    if life is None:
        raise Refused("no_outcome", f"这件办件没有准予的办理结果，不能{doing}。", article)
    if life.state not in states:
        allowed = "、".join(STANDING[each] for each in states)
        message = f"办理结果现在的状态是“{STANDING[life.state]}”，不能{doing}；{doing}应当在“{allowed}”时进行。"
        raise Refused("wrong_outcome_state", message, article)
    return life


def life_of(proceeding: Proceeding) -> OutcomeLife | None:
    """Tell how the outcome stands; one that was granted before its life was recorded is in force without an end."""
    case = proceeding.case
    if case.life is not None or case.outcome not in GRANTING or case.decided_at is None:
        return case.life
    decided: datetime = case.decided_at
    return OutcomeLife(OutcomeState.IN_FORCE, decided, decided.astimezone(proceeding.zone).date(), None)


def _require_renewal_asked(proceeding: Proceeding, doing: str) -> None:
    life = require_outcome(proceeding, doing, RENEWING, CHIEF, OutcomeState.IN_FORCE, OutcomeState.SUSPENDED)
    if life.renewal_asked_at is None:
        raise Refused("not_asked", f"没有等待审查的延续申请，不能{doing}。", RENEWING)


def _longer(proceeding: Proceeding, command: GrantRenewal) -> bool:
    outcome = applicable.result(proceeding.definition, proceeding.values)
    if command.span is None or outcome is None or outcome.valid is None:
        return False
    today = proceeding.today
    return last_day(today, command.span) > last_day(today, outcome.valid)
