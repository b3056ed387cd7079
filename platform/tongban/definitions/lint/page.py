"""Write docs/lint.md from the rules, so that the page cannot differ from what runs."""

from __future__ import annotations

from tongban.definitions.lint.registry import own_rules
from tongban.definitions.lint.rule import Of, Rule, Sample
from tongban.definitions.loading_codes import LOADING_CODES

_HEAD = """\
# Lint rules

Written by `tongban.definitions.lint.rules_page()` from the rules themselves; a test compares. Each rule is one file of
`platform/tongban/definitions/lint/rules/`; what fails and passes below are its tests. An *error* stops publication.

`tongban lint [PATH]` tells what is found (`--format text|json|github`). `--fix` first carries out the mends of rules
marked `--fix`: they are certain, change one value each, keep comments, and are shown as a patch.

An item, or a claim, may be exempted from a rule at one place until a day, with the reason beside it:
`exemptions: [{rule: TB170, where: materials.licence, reason: …, until: 2027-12-31}]`. `where` is a dotted path with
ids; without it the whole item is meant. What the law itself fixes is marked *no exemption*. `tongban lint --exemptions`
lists them all; one that is past its day, excuses nothing, or gives no reason is itself found (TB153).

`tongban grade [ITEM]` says how far an item has come. Bronze: no errors. Silver: no warnings, the whole guide (14
elements for permits, 10 for confirmations, 9 for benefits), three examples of which one ends in a refusal. Gold: they
reach every step, notice and end, the item is proven, and has answers, samples and keywords.

## Found while loading
What has one of these is absent: nothing is half loaded.

| code | what |
|---|---|
"""
_JUDGES = {Of.ITEM: "the item", Of.CLAIM: "the item as each claimant has it", Of.BOTH: "both"}


def rules_page() -> str:
    """Return the whole page."""
    codes = "".join(f"| {code} | {what} |\n" for code, what in LOADING_CODES.items())
    return "\n".join([_HEAD + codes, *(_section(rule) for rule in own_rules())])


def _section(rule: Rule) -> str:
    return f"""\
## {rule.code} {rule.name}
{rule.title}

*{rule.severity}* · judges {_JUDGES[rule.of]} · {rule.article}{_marks(rule)}

改法：{rule.hint}

Fails:
{_shown(rule.failing)}
Passes:
{_shown(rule.passing)}"""


def _marks(rule: Rule) -> str:
    return (" · `--fix`" if rule.fixable else "") + ("" if rule.exemptible else " · no exemption")


def _shown(sample: Sample) -> str:
    parts = [("item.yaml", sample.item), ("tenants/yunyang/items.yaml, the claim", sample.claim), *sample.files.items()]
    shown = "".join(f"```yaml\n# {name}\n{text.strip()}\n```\n" for name, text in parts if text)
    shown += "".join(f"`{path}` is not there.\n" for path in sample.without)
    shown += f"In force before: `{dict(sample.published)}`.\n" if sample.published is not None else ""
    return shown or "the sample item as it is.\n"
