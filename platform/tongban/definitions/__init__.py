"""The definition language: strict YAML, vocabulary, inheritance, lint, and the compiled definition. Pure."""

from tongban.definitions.codes import implementation_code, is_uscc
from tongban.definitions.compiler import compile_resolved
from tongban.definitions.diff import tell_differences, words_of
from tongban.definitions.examples import Deed, Example, ExampleApplicant, Expectation
from tongban.definitions.finding import DefinitionRefused, Finding, Severity
from tongban.definitions.house_editing import EditedYaml, edit_yaml
from tongban.definitions.house_writing import write_yaml
from tongban.definitions.lint import lint, lint_claim, report
from tongban.definitions.load import load_workspace
from tongban.definitions.model import Definition
from tongban.definitions.named_calendars import NamedCalendars
from tongban.definitions.notice_kinds import NoticeKind, notice_kinds
from tongban.definitions.policies import Policy, policy_of
from tongban.definitions.provenance import Origin
from tongban.definitions.resolve import Resolved, Violation
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.show import show
from tongban.definitions.sources import FolderSources, LayeredSources, MemorySources, Sources
from tongban.definitions.tenants import TenantSpec, TenantTree
from tongban.definitions.workspace import Workspace

__all__ = [
    "Deed",
    "Definition",
    "DefinitionRefused",
    "EditedYaml",
    "Example",
    "ExampleApplicant",
    "Expectation",
    "Finding",
    "FolderSources",
    "LayeredSources",
    "MemorySources",
    "NamedCalendars",
    "NoticeKind",
    "Origin",
    "Policy",
    "Resolved",
    "Rulebook",
    "Severity",
    "Sources",
    "TenantSpec",
    "TenantTree",
    "Violation",
    "Workspace",
    "compile_resolved",
    "edit_yaml",
    "implementation_code",
    "is_uscc",
    "lint",
    "lint_claim",
    "load_workspace",
    "notice_kinds",
    "policy_of",
    "report",
    "show",
    "tell_differences",
    "words_of",
    "write_yaml",
]
