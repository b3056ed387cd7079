"""Find the rules: each module of `rules/` holds one, under the name of its file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sichuan_chongqing.agreements.lint import rules as folder
from sichuan_chongqing.agreements.lint.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return all rules by code. Raises TypeError for a module without its rule, or a code used twice."""
    found = tuple(_rule_in(each.name) for each in iter_modules(folder.__path__))
    if len({rule.code for rule in found}) != len(found):
        raise TypeError("two rules for agreements have the same code")
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rule_in(name: str) -> Rule:
    rule = getattr(import_module(f"{folder.__name__}.{name}"), "RULE", None)
    if not isinstance(rule, Rule) or rule.name != name:
        raise TypeError(f"rules/{name}.py must hold RULE, a Rule named {name!r}")
    return rule
