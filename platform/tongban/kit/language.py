"""The workshop of the language for plugins: read sources, compile parts of an item, find. Pure."""

from tongban.calendars.working_calendar import YearNotice
from tongban.definitions import (
    Definition,
    Finding,
    FolderSources,
    LayeredSources,
    MemorySources,
    NamedCalendars,
    Sources,
    Workspace,
    load_workspace,
)
from tongban.definitions.compile_form import compile_form, compile_situation
from tongban.definitions.compile_parts import basis_of
from tongban.definitions.compile_tables import compile_tables
from tongban.definitions.compiler import hash_of, try_compile
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.expand import Shared
from tongban.definitions.finding import DefinitionRefused, Severity, in_order
from tongban.definitions.layer import as_json
from tongban.definitions.lint import Sample
from tongban.definitions.lint.conditions import conditions_in, names_in_text
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.model import Basis, DecisionTable, Field, Question, QuestionAnswer, Section, Span
from tongban.definitions.reading import Reading
from tongban.definitions.resolve import Resolved
from tongban.definitions.scope import APPLICANT_KIND, APPLICANT_LABELS, PROMISED, condition_scope, type_of
from tongban.definitions.strict_yaml import Document
from tongban.fields.types.choice import ChoiceOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.fields.types.number import NumberOptions

__all__ = [
    "APPLICANT_KIND",
    "APPLICANT_LABELS",
    "PROMISED",
    "Basis",
    "ChoiceOptions",
    "Compiling",
    "DecisionTable",
    "Definition",
    "DefinitionRefused",
    "Document",
    "Fault",
    "Field",
    "Finding",
    "FolderSources",
    "LayeredSources",
    "MemorySources",
    "MultiChoiceOptions",
    "NamedCalendars",
    "NumberOptions",
    "Question",
    "QuestionAnswer",
    "Reading",
    "Resolved",
    "Sample",
    "Section",
    "Severity",
    "Shared",
    "Sources",
    "Span",
    "Workspace",
    "YearNotice",
    "as_json",
    "basis_of",
    "compile_form",
    "compile_situation",
    "compile_tables",
    "condition_scope",
    "conditions_in",
    "hash_of",
    "in_order",
    "load_workspace",
    "names_in_text",
    "sample_texts",
    "try_compile",
    "type_of",
]
