"""The vocabulary for plugins: which keys a file of their own knows; faults are told at their lines. Pure."""

from tongban.definitions.vocabulary import check_vocabulary, dotted, nearest
from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, PART_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part, faults_of
from tongban.definitions.vocabulary.example import ApplicantEntry
from tongban.definitions.vocabulary.faults import Fault, raise_any
from tongban.definitions.vocabulary.form import FieldValue, Name, QuestionEntry
from tongban.definitions.vocabulary.item import APPLICANTS
from tongban.definitions.vocabulary.kinds import Anything, Condition, Moment, OneOf, Pattern, Text, Value, Whole, YesNo
from tongban.definitions.vocabulary.service import AnswerEntry, ServiceEntry
from tongban.definitions.vocabulary.tables import TableEntry

__all__ = [
    "APPLICANTS",
    "DAY",
    "ITEM_ID",
    "PART_ID",
    "AnswerEntry",
    "Anything",
    "ApplicantEntry",
    "BasisEntry",
    "Condition",
    "Entry",
    "Fault",
    "FieldValue",
    "ListOf",
    "MapOf",
    "Moment",
    "Name",
    "OneOf",
    "Part",
    "Pattern",
    "QuestionEntry",
    "ServiceEntry",
    "TableEntry",
    "Text",
    "Value",
    "Whole",
    "YesNo",
    "check_vocabulary",
    "dotted",
    "faults_of",
    "nearest",
    "raise_any",
]
