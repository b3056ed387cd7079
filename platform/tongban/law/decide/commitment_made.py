"""Whether the application rests on a commitment (告知承诺), and who may make one: 335 §23, ORD §31."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.conditions import holds
from tongban.definitions.model import Commitment, Definition
from tongban.definitions.scope import PROMISED
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import Case, CaseOutcome, DeadlineKind
from tongban.law.decide.outcome_life import GRANTING
from tongban.law.decide.proceeding import Proceeding
from tongban.law.notice_values import CHECKS, span_in_chinese
from tongban.law.refusals import Refused

ARTICLE = "ORD §31"
CHECK = "ORD §32"


def chosen(case: Case, definition: Definition) -> Commitment | None:
    """Give the commitment that the answers make, where it may be made; None where they do not."""
    commitment = definition.commitment
    if commitment is None or case.answers.get(PROMISED) is not True:
        return None
    return commitment if holds(commitment.when, applicable.values_of(case, definition)) else None


def settle_commitment(proceeding: Proceeding) -> None:
    """Record a commitment that the answers have newly made; whoever broke one may not make another (ORD §31)."""
    commitment, before = chosen(proceeding.case, proceeding.definition), proceeding.case.commitment
    if commitment is None:
        if before is not None and before.stands:
            raise Refused("commitment_left", "告知承诺已经作出；不再采用的，请撤回承诺。", ARTICLE)
        return
    if before is not None and before.stands:
        return
    if before is not None:
        raise Refused("withdrawn_before", "承诺已经撤回，这件办件按一般方式办理，不能再次作出承诺。", ARTICLE)
    if proceeding.case.applicant.broken_promises:
        message = "您有没有履行的承诺记录，在信用修复前不适用告知承诺；请选择不采用告知承诺，提交相应材料。"
        raise Refused("record_broken", message, ARTICLE)
    proceeding.record(
        happened.CommitmentMade(
            promise=commitment.promise,
            requirements=commitment.requirements,
            consequence=commitment.consequence,
            spared=commitment.replaces,
            **proceeding.stamp(),
        )
    )
    _order_statement(proceeding, commitment)


def _order_statement(proceeding: Proceeding, commitment: Commitment) -> None:
    """Write down what the office told and what the applicant promised, as both were said (335 §23; ORD §31)."""
    content = "；".join(each.rstrip("。") for each in commitment.requirements)
    signed_by, drawn = _signature(proceeding)
    names = tuple(applicable.name_of(proceeding.definition, each) for each in commitment.replaces)
    proceeding.order(
        "commitment_statement",
        proofs=tuple({"name": each, "content": content} for each in names),
        promise=commitment.promise,
        consequences=commitment.consequence.rstrip("。"),
        check_method=f"{CHECKS[commitment.check.by]}，自作出决定之日起{span_in_chinese(commitment.check.within)}内进行",
        promised_on=proceeding.today,
        promised_by=signed_by or proceeding.case.applicant.name,
        signature=drawn,
    )


def _signature(proceeding: Proceeding) -> tuple[str, str]:
    """Give who signed the application in which the commitment stands, and what the hand drew (335 §29)."""
    for field in applicable.fields(proceeding.definition, proceeding.values):
        said = proceeding.case.answers.get(field.id)
        if field.type == "signature" and isinstance(said, Mapping):
            return str(said.get("name", "")), str(said.get("drawn", ""))
    return "", ""


def open_check(proceeding: Proceeding, outcome: CaseOutcome) -> None:
    """Open the limit for looking into the commitment on which a grant rests (ORD §32)."""
    run, commitment = proceeding.case.commitment, proceeding.definition.commitment
    if outcome in GRANTING and run is not None and run.stands and commitment is not None:
        check = commitment.check
        proceeding.open(DeadlineKind.COMMITMENT_CHECK, check.within, proceeding.today, CHECK, check.by)


def tell_check(proceeding: Proceeding) -> None:
    """Tell whom somebody will come to see what is looked at, and by when; a spot check is told to nobody (ORD §32)."""
    run, commitment = proceeding.case.commitment, proceeding.definition.commitment
    row = proceeding.case.open_deadline(DeadlineKind.COMMITMENT_CHECK, "on_site")
    if run is None or commitment is None or row is None or row.due is None:
        return
    proceeding.order(
        "commitment_check_notice",
        promised_on=run.made_at.astimezone(proceeding.zone).date(),
        check_by=row.due.astimezone(proceeding.zone).date(),
        check_method=CHECKS[commitment.check.by],
        check_points=tuple(each.rstrip("。") for each in commitment.requirements),
    )
