"""What the bodies of messages are put together of: who applies, materials, papers, what is wanting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sichuan_chongqing.protocol.kinds import Count, Day, Id, MaybeDigest, Moment, Name, OneOf, Optional, Words


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, as the receiving region checked it; `account` names their account there to this one partner."""

    kind: Annotated[
        str, OneOf(("person", "enterprise", "self_employed", "institution", "social_organisation", "other"))
    ]
    name: Name
    id_type: Id
    id_number: Name
    phone: Optional = ""
    address: Optional = ""
    account: Optional = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One material: a file's digest, a paper that travels, or a licence that stands for it.

    The id is that of the material, with `.2` and so on for its further files; a form field's file is `field.<id>`.
    """

    id: Id
    name: Name
    sha256: MaybeDigest = ""
    size: Count = 0
    file_name: Optional = ""
    paper: bool = False
    licence: Optional = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What the receiving window did: who was checked and how, and the receipt that it gave."""

    window: Name
    clerk: Name
    identity: Annotated[str, OneOf(("card_read", "licence", "remote_login", "agent"))]
    receipt: Id
    received_at: Moment
    hand_over_until: Day = ""  # the last day of the receiving region's own limit, by its calendar


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in a parcel."""

    id: Id
    name: Name
    copies: Count = 1


@dataclass(frozen=True, slots=True)
class PaperFound:
    """In what condition one paper arrived."""

    id: Id
    condition: Annotated[str, OneOf(("whole", "missing", "damaged"))]
    note: Optional = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is wanting: a material, or a field of the form."""

    material: Id
    name: Name
    reason: Words
    of_form: bool = False
