"""Run the rules over bundles, and write the page of the rules from themselves."""

from __future__ import annotations

from collections.abc import Iterator

from one_thing.language.compiling import try_compile
from one_thing.language.library import BundleSource, Library, fault_findings
from one_thing.language.lint.registry import all_rules
from one_thing.language.lint.rule import Rule, Subject
from tongban.kit.language import Finding, in_order

_HEAD = """\
# Rules for bundles

Written by `one_thing.language.lint.rules_page()`; a test compares. `tongban lint` asks them with the rules for items.
OT100 is what the compiler refuses, OT101 and OT102 are found while loading, OT301–OT308 by the proof (README).
"""


def lint_bundles(library: Library) -> tuple[Finding, ...]:
    """Return what loading, compiling and the rules found in all bundles, each once."""
    found = list(library.findings)
    for sources in library.bundles.values():
        for source in sources:
            found += lint_bundle(library, source)
    return in_order(found)


def lint_bundle(library: Library, source: BundleSource) -> tuple[Finding, ...]:
    """Return what the rules say of one bundle; what hangs on a breach of an earlier rule is not told again."""
    subject = Subject(library, source)
    found = [each for rule in all_rules() for each in rule.findings(subject)]
    if not any(each.is_error for each in found):
        found += _compiled(library, source)
    return in_order(found)


def _compiled(library: Library, source: BundleSource) -> Iterator[Finding]:
    """Compile for nobody, and for each tenant that offers it: thresholds differ."""
    offers = [None, *(library.offer(source.id, tenant) for tenant in library.tenants_offering(source.id))]
    for offer in offers:
        _, faults = try_compile(source.document.data, library.workspace.elements, offer)
        yield from fault_findings(source, faults)


def rules_page() -> str:
    return "\n".join([_HEAD, *(_section(rule) for rule in all_rules())])


def _section(rule: Rule) -> str:
    lines = [f"## {rule.code} {rule.name}", f"{rule.title}（{rule.article}）{rule.hint}", ""]
    for told, sample in (("Fails", rule.failing), ("Passes", rule.passing)):
        text = sample.bundle or sample.offer
        lines += [f"{told}{'' if sample.bundle else ', in `bundles.yaml`'}:", "```yaml", text.rstrip("\n"), "```", ""]
    return "\n".join(lines)
