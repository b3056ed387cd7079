"""The linter: one rule a file; a rule's samples are its tests and its page (docs/lint.md)."""

from tongban.definitions.lint.fixing import Fixed, fix
from tongban.definitions.lint.page import rules_page
from tongban.definitions.lint.registry import all_rules
from tongban.definitions.lint.report import FORMATS, report
from tongban.definitions.lint.rule import Mend, Of, Problem, Rule, Sample, Subject
from tongban.definitions.lint.run import exemptions_in, lint, lint_claim, lint_item

__all__ = [
    "FORMATS",
    "Fixed",
    "Mend",
    "Of",
    "Problem",
    "Rule",
    "Sample",
    "Subject",
    "all_rules",
    "exemptions_in",
    "fix",
    "lint",
    "lint_claim",
    "lint_item",
    "report",
    "rules_page",
]
