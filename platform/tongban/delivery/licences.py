"""Sign a version of a licence once, with the key of the office that issued it (E3, E4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.licences.sealing import sign
from tongban.cases.licences.tables import LicenceVersionRow
from tongban.cases.outbox import Effect
from tongban.delivery.desk import Desk


def seal_licence(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Sign a version that has no signature yet; run twice, the first signature stays."""
    wanted = select(LicenceVersionRow).where(
        LicenceVersionRow.code == effect.body["code"], LicenceVersionRow.version == effect.body["version"]
    )
    version = session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()
    sign(version, desk.keys.key_of(effect.tenant, str(version.body["issuer"]), now), now)
