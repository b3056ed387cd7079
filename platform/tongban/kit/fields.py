"""Field types for plugins: the core's own bases. Pure. A plugin's type has samples, which its tests run."""

from tongban.fields import placed
from tongban.fields.code_text import CodeText
from tongban.fields.field_type import AnyFieldType, FieldError, FieldType, Sample
from tongban.fields.options import Offer
from tongban.fields.types.file import FileReference

__all__ = ["AnyFieldType", "CodeText", "FieldError", "FieldType", "FileReference", "Offer", "Sample", "placed"]
