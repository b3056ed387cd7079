"""The rules for bundles: one file each, under a code, with what fails and what passes beside it."""

from one_thing.language.lint.registry import all_rules
from one_thing.language.lint.rule import Problem, Rule, Sample, Subject
from one_thing.language.lint.run import lint_bundle, lint_bundles, rules_page

__all__ = ["Problem", "Rule", "Sample", "Subject", "all_rules", "lint_bundle", "lint_bundles", "rules_page"]
