"""The compiled definition: the frozen form that every floor above reads.

Nothing here knows YAML, a database or Flask. A value that the law measures carries its unit; a text that a person
reads is Chinese. The compiler (`definitions.compiler`) is the only writer; `Definition.hash` is the SHA-256 of the
resolved data, so equal definitions of a thousand claimants are one object.
"""

from tongban.definitions.model.asking import (
    Check,
    Choice,
    DecisionTable,
    Field,
    Question,
    Section,
    TableRow,
)
from tongban.definitions.model.catalogue import (
    CatalogueEntry,
    CodeMapping,
)
from tongban.definitions.model.definition import (
    AcceptanceCondition,
    Definition,
)
from tongban.definitions.model.licences import (
    ENTERED,
    Entered,
    LicenceField,
    LicenceType,
)
from tongban.definitions.model.materials import (
    Material,
    SharedData,
)
from tongban.definitions.model.measures import (
    Basis,
    Span,
    Unit,
)
from tongban.definitions.model.process import (
    Assignment,
    ClockEffect,
    ReviewPoint,
    SpecialProcedure,
    Step,
    StepGroup,
)
from tongban.definitions.model.promises import (
    Commitment,
    CommitmentCheck,
    Fee,
    Outcome,
    Reduction,
    Time,
    Tolerance,
)
from tongban.definitions.model.service import (
    Appointment,
    Authority,
    Contact,
    Counter,
    Courier,
    Intermediary,
    Kiosk,
    LocalCode,
    QuantityLimit,
    QuestionAnswer,
    Reach,
    Remedies,
    Remedy,
    Service,
    Wording,
)
from tongban.definitions.model.trust import (
    DEFAULT_TRUST,
    TrustLevel,
)

__all__ = [
    "DEFAULT_TRUST",
    "ENTERED",
    "AcceptanceCondition",
    "Appointment",
    "Assignment",
    "Authority",
    "Basis",
    "CatalogueEntry",
    "Check",
    "Choice",
    "ClockEffect",
    "CodeMapping",
    "Commitment",
    "CommitmentCheck",
    "Contact",
    "Counter",
    "Courier",
    "DecisionTable",
    "Definition",
    "Entered",
    "Fee",
    "Field",
    "Intermediary",
    "Kiosk",
    "LicenceField",
    "LicenceType",
    "LocalCode",
    "Material",
    "Outcome",
    "QuantityLimit",
    "Question",
    "QuestionAnswer",
    "Reach",
    "Reduction",
    "Remedies",
    "Remedy",
    "ReviewPoint",
    "Section",
    "Service",
    "SharedData",
    "Span",
    "SpecialProcedure",
    "Step",
    "StepGroup",
    "TableRow",
    "Time",
    "Tolerance",
    "TrustLevel",
    "Unit",
    "Wording",
]
