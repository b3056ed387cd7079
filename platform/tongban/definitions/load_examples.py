"""The examples of items, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from tongban.definitions.examples import Example, example_of
from tongban.definitions.finding import Finding
from tongban.definitions.load_items import Items, ItemSource
from tongban.definitions.reading import KEPT, Reading
from tongban.definitions.vocabulary import ExampleFile

_example = lru_cache(maxsize=KEPT)(example_of)


class ItemExamples:
    """The examples of a workspace. They are half of all that is written, and who takes in applications asks for none:

    a program that lints, proves or publishes reads them, a worker that only seals and tells begins without.
    """

    def __init__(self, reading: Reading, items: Items) -> None:
        self._reading, self._items = reading.beside(), items

    @property
    def by_item(self) -> Mapping[str, tuple[Example, ...]]:
        """The examples of each item, in the order of their file names."""
        return self._all[0]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found while reading them."""
        return self._all[1]

    @cached_property
    def _all(self) -> tuple[Mapping[str, tuple[Example, ...]], tuple[Finding, ...]]:
        by_item = {item.id: tuple(self._of(item)) for item in self._items.values()}
        return by_item, tuple(self._reading.findings)

    def _of(self, item: ItemSource) -> Iterator[Example]:
        for path, parts in self._reading.under("item_defs", item.department, item.id, "examples", "*.yaml"):
            if (document := self._reading.document(path, ExampleFile)) is not None:
                yield _example(item.id, parts[-1].removesuffix(".yaml"), document)
