"""The law as a pure function: `decide(case, command, …) -> events | Refusal` and `evolve(case, event) -> case`.

All that a case is made of, may be asked and may come to is said here again, as `law.Accept` or `law.CaseAccepted`.
"""

from tongban.law import applicable, case, commands, events, fee_trials, later_trials
from tongban.law.case import *  # noqa: F403
from tongban.law.case_json import case_from_json, case_to_json
from tongban.law.commands import *  # noqa: F403
from tongban.law.deadlines import (
    Lamp,
    due,
    end_of_day,
    is_overdue,
    lamp,
    lamp_of,
    remaining_working_days,
    working_days_left,
)
from tongban.law.decide import decide
from tongban.law.events import *  # noqa: F403
from tongban.law.evolve import evolve, replay
from tongban.law.explain import KIND_NAMES, Explanation, explain
from tongban.law.notice_values import in_chinese, notice_values, span_in_chinese
from tongban.law.numbers import CaseNumber, CaseNumberError, check_case_number, format_case_number
from tongban.law.possible import Possible, possible_actions
from tongban.law.refusals import Refusal
from tongban.law.trials import OF_A_STEP, SOMETHING, Action, returnable, wanting

__all__ = [  # noqa: PLE0604
    *case.__all__,
    *commands.__all__,
    *events.__all__,
    "Action",
    "CaseNumber",
    "CaseNumberError",
    "Explanation",
    "KIND_NAMES",
    "Lamp",
    "OF_A_STEP",
    "Possible",
    "Refusal",
    "SOMETHING",
    "applicable",
    "case_from_json",
    "case_to_json",
    "check_case_number",
    "decide",
    "due",
    "end_of_day",
    "evolve",
    "explain",
    "fee_trials",
    "format_case_number",
    "in_chinese",
    "is_overdue",
    "lamp",
    "lamp_of",
    "later_trials",
    "notice_values",
    "possible_actions",
    "remaining_working_days",
    "replay",
    "returnable",
    "span_in_chinese",
    "wanting",
    "working_days_left",
]
