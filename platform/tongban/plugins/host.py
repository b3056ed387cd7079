"""The plugins that were started, and the one way to ask them: each answer by itself, none able to harm the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pluggy

from tongban.plugins.faults import Fault, Faults
from tongban.plugins.manifest import Manifest

#: tells whether a plugin is to be asked, and gives what its answer is told besides
Asked = Callable[[str], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Plugins:
    """All plugins of an installation, by name. Without any, every question has no answer and costs nothing."""

    manager: pluggy.PluginManager
    manifests: Mapping[str, Manifest]
    folders: Mapping[str, Path]
    faults: Faults = field(default_factory=Faults)

    def __bool__(self) -> bool:
        return bool(self.manifests)

    def answering(self, hook: str) -> tuple[str, ...]:
        """Name the plugins that answer a hook, in the order in which they are asked."""
        return tuple(impl.plugin_name for impl in self._answers(hook))

    def at_start(self, hook: str, **told: object) -> list[tuple[str, Any]]:
        """Ask every plugin at start, by name. A fault here is raised: the program does not begin half-way."""
        return [(impl.plugin_name, _call(impl, told)) for impl in self._answers(hook)]

    def of(self, plugin: str, hook: str, **told: object) -> Any:
        """Ask one plugin alone; its fault is raised, as whoever asks can have the work done again later."""
        answers = [_complete(_call(impl, told)) for impl in self._answers(hook) if impl.plugin_name == plugin]
        return answers[0] if answers else None

    def ask(
        self, hook: str, asked: Asked, *, tenant: str, about: str = "", around: Callable[[], Any] | None = None,
        **told: object,
    ) -> Iterator[tuple[str, Any]]:  # fmt: skip
        """Ask those plugins for which `asked` gives something, and pass over answers that failed.

        `around` makes a guard for each answer, such as a savepoint, so that a fault takes back what it wrote.
        """
        for impl in self._answers(hook):
            besides = asked(impl.plugin_name)
            if besides is None:
                continue
            try:
                if around is None:
                    answer = _complete(_call(impl, {**told, **besides}))
                else:
                    with around():
                        answer = _complete(_call(impl, {**told, **besides}))
            except Exception as error:  # noqa: BLE001 — a plugin's fault stays its own
                self.faults.note(Fault(impl.plugin_name, hook, tenant, repr(error), about))
                continue
            yield impl.plugin_name, answer

    def _answers(self, hook: str) -> list[pluggy.HookImpl]:
        return getattr(self.manager.hook, hook).get_hookimpls() if self.manifests else []

    @cached_property
    def effects(self) -> Mapping[str, tuple[str, Any]]:
        """Give who carries out which effect: kind → plugin and its function."""
        found = {
            f"{name}.{kind}": (name, carry)
            for name, carriers in self.at_start("effects")
            for kind, carry in carriers.items()
        }
        return MappingProxyType(found)


def _call(impl: pluggy.HookImpl, told: Mapping[str, object]) -> Any:
    return impl.function(*(told[name] for name in impl.argnames))


def _complete(answer: object) -> object:
    """Have a lazy answer give all it has while its fault can still be contained."""
    return tuple(answer) if isinstance(answer, Iterator) else answer
