"""The definition language: strict YAML, vocabulary, inheritance, lint, and the compiled definition. Pure."""

from tongban.definitions.compiler import compile_resolved
from tongban.definitions.finding import DefinitionRefused, Finding, Severity
from tongban.definitions.lint import lint
from tongban.definitions.model import Definition
from tongban.definitions.resolve import Origin, Resolved
from tongban.definitions.sources import FolderSources, LayeredSources, MemorySources, Sources
from tongban.definitions.tenants import TenantSpec, TenantTree
from tongban.definitions.workspace import Workspace, load_workspace

__all__ = [
    "Definition",
    "DefinitionRefused",
    "Finding",
    "FolderSources",
    "LayeredSources",
    "MemorySources",
    "Origin",
    "Resolved",
    "Severity",
    "Sources",
    "TenantSpec",
    "TenantTree",
    "Workspace",
    "compile_resolved",
    "lint",
    "load_workspace",
]
