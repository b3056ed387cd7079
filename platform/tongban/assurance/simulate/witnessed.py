"""A witness of the proof made an applicant of a run: who reaches what no example has shown."""

from __future__ import annotations

from datetime import datetime, time

from tongban.assurance.prove import Witness
from tongban.assurance.recording.samples import sample_body, sample_person
from tongban.assurance.simulate.script import made_up
from tongban.definitions import Definition
from tongban.definitions.examples import Example, ExampleApplicant

MORNING = time(10, 0)


def script_of_witness(witness: Witness, definition: Definition) -> Example:
    """Begin a run with a witness, on the day on which the witness leans."""
    name = sample_person(0) if witness.applicant == "person" else sample_body(0)
    channel = "online" if "online" in definition.channels and definition.online_depth != "consult" else "window"
    return made_up(
        definition.item,
        definition.tenant,
        ExampleApplicant(witness.applicant, name),
        datetime.combine(witness.on, MORNING),
        channel,
        {key: str(value) for key, value in witness.situation.items()},
        witness.answers,
        witness.materials,
    )
