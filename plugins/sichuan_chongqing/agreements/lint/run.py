"""Judge an agreement by all rules, and write the page of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sichuan_chongqing.agreements.lint.facts import CatalogueFacts
from sichuan_chongqing.agreements.lint.registry import all_rules
from sichuan_chongqing.agreements.lint.rule import Sample, Subject
from sichuan_chongqing.agreements.load import Loaded
from tongban.kit.definitions import Finding, in_order

_HEAD = """\
# Rules for agreements

Written by `sichuan_chongqing.agreements.lint.rules_page()` from the rules themselves; a test compares. The samples are
laid over `agreements/lint/sample.py` and are the rules' tests. `tongban partner lint` tells what is found.
"""


def lint_agreement(
    loaded: Loaded, catalogues: Mapping[str, CatalogueFacts], today: date | None = None
) -> tuple[Finding, ...]:
    """Return what was found while loading, or else by the rules."""
    if loaded.agreement is None or loaded.document is None:
        return loaded.findings
    subject = Subject(loaded.agreement, loaded.document, catalogues, today)
    return in_order(finding for rule in all_rules() for finding in rule.findings(subject))


def rules_page() -> str:
    """Return the whole page."""
    parts = [
        f"## {rule.code} {rule.name}\n{rule.title}\n\n*{rule.severity}* · {rule.article}\n\n改法：{rule.hint}\n\n"
        f"Fails:\n{_shown(rule.failing)}\nPasses:\n{_shown(rule.passing)}"
        for rule in all_rules()
    ]
    return "\n".join([_HEAD, *parts])


def _shown(sample: Sample) -> str:
    day = f"On {sample.today}.\n" if sample.today else ""
    return day + (f"```yaml\n{sample.change.strip()}\n```\n" if sample.change else "the sample agreement as it is.\n")
