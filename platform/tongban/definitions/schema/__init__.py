"""JSON Schema 2020-12 of the whole language, and its reference page: both made of the vocabulary, never written."""

from tongban.definitions.schema.files import FILES, SchemaFile, schema_file_for, schemas
from tongban.definitions.schema.reference import listed_entries, reference_page
from tongban.definitions.schema.terms import Term, Terms, terms

__all__ = [
    "FILES",
    "SchemaFile",
    "Term",
    "Terms",
    "listed_entries",
    "reference_page",
    "schema_file_for",
    "schemas",
    "terms",
]
