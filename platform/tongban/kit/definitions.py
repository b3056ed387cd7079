"""The language for plugins: read strictly, find, compile, tell in words. Pure."""

from tongban.calendars import WorkingCalendar
from tongban.conditions import ALWAYS, Expression, Scope, compile_expression, evaluate, holds, tell, to_json
from tongban.definitions import Definition, Finding, MemorySources, Sources, Workspace, compile_resolved, load_workspace
from tongban.definitions.finding import Severity, in_order
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.model import Field, Material, Span, Unit
from tongban.definitions.notice_kinds import NoticeKind
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.strict_yaml import Document, Mark, Path, read_yaml
from tongban.errors import Forbidden, NotFound, TongbanError
from tongban.fields import FieldType, field_types

__all__ = [
    "ALWAYS",
    "Definition",
    "Document",
    "Expression",
    "Field",
    "FieldType",
    "Finding",
    "Forbidden",
    "Mark",
    "Material",
    "MemorySources",
    "NotFound",
    "NoticeKind",
    "Of",
    "Path",
    "Problem",
    "Rule",
    "Rulebook",
    "Sample",
    "Scope",
    "Severity",
    "Sources",
    "Span",
    "Subject",
    "TongbanError",
    "Unit",
    "WorkingCalendar",
    "Workspace",
    "compile_expression",
    "compile_resolved",
    "evaluate",
    "field_types",
    "holds",
    "in_order",
    "load_workspace",
    "read_yaml",
    "tell",
    "to_json",
]
