"""Find the rules: each module of `lint/rules/` holds one, under the name of its file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tongban.definitions.lint import rules as folder
from tongban.definitions.lint.rule import Rule

#: rules that plugins entered at start, by code
_ENTERED: dict[str, Rule] = {}


@cache
def own_rules() -> tuple[Rule, ...]:
    """Return the core's own rules by code. Raises TypeError for a module without its rule, or a code used twice."""
    found = [_rule_in(each.name) for each in iter_modules(folder.__path__)]
    if len({rule.code for rule in found}) != len(found):
        raise TypeError("two lint rules have the same code")
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return all rules by code, those of plugins after the core's own."""
    return (*own_rules(), *(_ENTERED[code] for code in sorted(_ENTERED)))


def enter_rule(rule: Rule) -> None:
    """Enter a plugin's rule at start; a code that another rule has is an error of the plugin."""
    known = {each.code: each for each in all_rules()}.get(rule.code)
    if known is not None and known.name != rule.name:
        raise TypeError(f"the lint rules {known.name!r} and {rule.name!r} have the same code")
    _ENTERED[rule.code] = rule
    all_rules.cache_clear()


def _rule_in(name: str) -> Rule:
    rule = getattr(import_module(f"{folder.__name__}.{name}"), "RULE", None)
    if not isinstance(rule, Rule) or rule.name != name:
        raise TypeError(f"lint/rules/{name}.py must hold RULE, a Rule named {name!r}")
    return rule
