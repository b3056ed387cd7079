"""Reckon what is saved: the one form beside the items apart, for one's own answers (30 (十四))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.splitting import chosen, share
from tongban.kit.forms import Answers, Standing, all_sections, materials_asked, stand
from tongban.kit.language import Definition


@dataclass(frozen=True, slots=True)
class Effort:
    """What one must do: answers to give, things to bring, ways to the window, times that one applies."""

    fields: int
    materials: int
    visits: int
    applications: int


@dataclass(frozen=True, slots=True)
class Saving:
    together: Effort
    apart: Effort

    @property
    def saved(self) -> Effort:
        one, many = self.together, self.apart
        return Effort(
            max(many.fields - one.fields, 0),
            max(many.materials - one.materials, 0),
            max(many.visits - one.visits, 0),
            many.applications - one.applications,
        )


def saving(merged: Merged, answers: Answers, standing: Standing | None = None) -> Saving:
    """Reckon both for these answers; unanswered conditions do not hold, for both alike."""
    standing = standing or stand(merged.form, answers)
    parts = chosen(merged, answers, standing)
    together = Effort(
        _asked(merged, standing), _brought(merged.form, standing), _visits(merged, parts), 1 if parts else 0
    )
    return Saving(together, _apart(merged, parts, answers, standing))


def _visits(merged: Merged, parts: Sequence[Part]) -> int:
    """Take the visits that the bundle says, where one of the chosen items needs any at all."""
    return merged.bundle.visits if any(merged.taking(each.id).definition.visits for each in parts) else 0


def _apart(merged: Merged, parts: Sequence[Part], answers: Answers, standing: Standing) -> Effort:
    fields = materials = visits = 0
    for part in parts:
        definition = merged.taking(part.id).definition
        own = stand(definition, share(merged, part, answers, standing=standing).answers)
        fields += sum(len([each for each in one.fields if each.id in own.shown]) for one in all_sections(definition))
        materials += _brought(definition, own)
        visits += definition.visits
    return Effort(fields, materials, visits, len(parts))


def _asked(merged: Merged, standing: Standing) -> int:
    return sum(len([each for each in one.fields if each.id in standing.shown]) for one in all_sections(merged.form))


def _brought(definition: Definition, standing: Standing) -> int:
    return sum(
        1
        for each in materials_asked(definition, standing.answers, standing)
        if each.source != "government" and standing.holds(each.required)
    )
