"""Compile resolved data to the frozen definition (body follows)."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.model import Definition


def compile_resolved(data: Mapping[str, object]) -> Definition:
    """Return the definition; raise `DefinitionRefused` with findings where the data cannot be compiled."""
    raise NotImplementedError
