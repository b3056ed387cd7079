"""A definition and answers become a view, findings, a guide and a pre-check. Pure; the server alone decides."""

from __future__ import annotations

from tongban.forms.answers import Answers, dump, load, written
from tongban.forms.asked import APPLICANT_KIND, SITUATION, all_fields, all_sections, options_of, words_of
from tongban.forms.checking import check
from tongban.forms.finding import Finding
from tongban.forms.guide import GuideView, QuestionView, StepView, guide_view
from tongban.forms.labels import labels_of
from tongban.forms.materials import MaterialView, Supplied, SuppliedFile, materials_asked, materials_view
from tongban.forms.naming import in_full, of_materials
from tongban.forms.precheck import Precheck, ReviewPoint, precheck, step_points
from tongban.forms.reading import Action, Reading, read
from tongban.forms.reckoning import CommitmentView, ConditionView, FeeView, ResultView, fee_amount
from tongban.forms.standing import Standing, condition_values, effective, stand
from tongban.forms.summary import SummaryRow, SummarySection, summary_view
from tongban.forms.view import FieldView, FormView, SectionView, form_view

__all__ = [
    "APPLICANT_KIND",
    "SITUATION",
    "Action",
    "Answers",
    "CommitmentView",
    "ConditionView",
    "FeeView",
    "FieldView",
    "Finding",
    "FormView",
    "GuideView",
    "MaterialView",
    "Precheck",
    "QuestionView",
    "Reading",
    "ResultView",
    "ReviewPoint",
    "SectionView",
    "Standing",
    "StepView",
    "SummaryRow",
    "SummarySection",
    "Supplied",
    "SuppliedFile",
    "all_fields",
    "all_sections",
    "check",
    "condition_values",
    "dump",
    "effective",
    "fee_amount",
    "form_view",
    "guide_view",
    "in_full",
    "labels_of",
    "load",
    "materials_asked",
    "materials_view",
    "of_materials",
    "options_of",
    "precheck",
    "read",
    "stand",
    "step_points",
    "summary_view",
    "words_of",
    "written",
]
