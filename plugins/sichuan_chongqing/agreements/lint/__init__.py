"""Rules for agreements, one a file, held against what both sides really have."""

from sichuan_chongqing.agreements.lint.facts import CatalogueFacts, ItemFacts
from sichuan_chongqing.agreements.lint.registry import all_rules
from sichuan_chongqing.agreements.lint.rule import Problem, Rule, Sample, Subject
from sichuan_chongqing.agreements.lint.run import lint_agreement, rules_page

__all__ = [
    "CatalogueFacts",
    "ItemFacts",
    "Problem",
    "Rule",
    "Sample",
    "Subject",
    "all_rules",
    "lint_agreement",
    "rules_page",
]
