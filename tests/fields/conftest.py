"""The field types with a sample's options."""

from __future__ import annotations

from typing import Any

from tongban.fields import AnyFieldType, Sample, field_types


def samples() -> list[tuple[AnyFieldType, Sample]]:
    return [(kind, sample) for kind in field_types.values() for sample in kind.samples]


def pytest_generate_tests(metafunc: Any) -> None:
    """Run a test that asks for `kind` and `sample` once for each sample of each field type."""
    if {"kind", "sample"} <= set(metafunc.fixturenames):
        every = samples()
        ids = [f"{kind.name}-{kind.samples.index(sample)}" for kind, sample in every]
        metafunc.parametrize(("kind", "sample"), every, ids=ids)
