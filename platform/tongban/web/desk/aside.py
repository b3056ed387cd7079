"""Where an act stands on the case page: a button at once, its own page, or among what is seldom done."""

from tongban.law import Action

#: done by a press, on the case page itself
AT_ONCE = frozenset({Action.ACCEPT, Action.CLAIM, Action.RELEASE})
#: shown on demand
ASIDE = frozenset(
    {
        Action.RELEASE,
        Action.TRANSFER,
        Action.TAKE_OVER,
        Action.RECUSE,
        Action.GRANT_IN_PART,
        Action.ASK_EXTENSION,
        Action.SUSPEND_CASE,
        Action.TERMINATE_CASE,
        Action.FAILED_DELIVERY,
        Action.ANNOUNCE_DELIVERY,
        Action.CORRECT_OUTCOME,
        Action.REISSUE_OUTCOME,
        Action.SUSPEND_OUTCOME,
        Action.TELL_REVOCATION,
        Action.DROP_REVOCATION,
        Action.CANCEL_OUTCOME,
        Action.ASK_COUNTERSIGN,
        Action.ASK_OPINION,
        Action.SURVEY_NOT_HELD,
    }
)
