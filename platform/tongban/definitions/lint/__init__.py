"""The linter: one rule a file; a rule's samples are its tests and its page (docs/lint.md)."""

from tongban.definitions.lint.fixing import Fixed, fix
from tongban.definitions.lint.page import rules_page
from tongban.definitions.lint.registry import all_rules
from tongban.definitions.lint.report import FORMATS, report
from tongban.definitions.lint.rule import Mend, Of, Problem, Rule, Sample, Subject
from tongban.definitions.lint.run import Linted, lint, lint_claim, lint_item, linted

__all__ = [
    "FORMATS",
    "Fixed",
    "Linted",
    "Mend",
    "Of",
    "Problem",
    "Rule",
    "Sample",
    "Subject",
    "all_rules",
    "fix",
    "lint",
    "lint_claim",
    "lint_item",
    "linted",
    "report",
    "rules_page",
]
