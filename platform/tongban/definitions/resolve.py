"""Work an item out for one claimant: base item, item, then the claims from the root of the tenant tree downwards.

Nothing is cloned: each value keeps where it comes from. A claim that touches a controlled element, or loosens a limit,
changes nothing; it is kept as a violation for the linter to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.definitions.layer import OWN_KEYS, Layer, as_json, units
from tongban.definitions.policies import CONSISTENT, DEFAULTS, TIGHTER, Policy, policy_of, stricter
from tongban.definitions.provenance import Origin, Part, Provenance
from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Violation:
    """An attempt on what one may not change; `comparable` is False where two units leave the order open.

    `tenant` is empty where an item tried it on the standard that it extends; `owner` is the standard that forbids it.
    """

    path: str  # time.promise
    policy: Policy
    tenant: str
    origin: Origin
    inherited: object
    attempted: object
    comparable: bool = True
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An item worked out for one claimant: plain JSON data, and where each value comes from."""

    item: str
    tenant: str | None
    data: Mapping[str, object]
    provenance: Provenance
    violations: tuple[Violation, ...] = ()
    policies: Mapping[str, Policy] = field(default_factory=dict)  # what standards say; they only narrow

    def policy(self, path: str) -> Policy:
        """Return what a claimant may do to a path: the platform's policy, or a standard's where it is stricter."""
        said = said_of(path, self.policies)
        return policy_of(path) if said is None else stricter(policy_of(path), said)

    def origin(self, *where: str | int) -> Origin:
        """Return the origin of a path, or of the nearest value above it."""
        return self.provenance.of(where)


class Working:
    """The values as they stand while layers are laid one upon another."""

    def __init__(self) -> None:
        self.data: dict[str, object] = {}
        self.provenance = Provenance()
        self.violations: list[Violation] = []
        self.policies: dict[str, Policy] = {}
        self.owners: list[str] = []  # the standards laid so far, the outermost first
        self.owner_of: dict[str, str] = {}  # path → the standard that first said its policy

    def lay_item(self, layer: Layer, standard: str = "") -> None:
        """Let an item speak: everything, but of a standard that it extends only what that allows (36 §6).

        `standard` is what people call the layer where it is itself a standard.
        """
        self.provenance.note((), layer.origin(()))
        for where, value in units(layer.data):
            if where[0] in OWN_KEYS:
                continue
            path = ".".join(str(part) for part in where)
            guarded = self.owners and path != "item"
            if guarded and (violation := self._refused(path, where, value, layer)) is not None:
                self.violations.append(violation)
                continue
            self.put(where, value, layer)
        if standard:
            self.owners.append(standard)
            self._narrow(layer)

    def _narrow(self, layer: Layer) -> None:
        """Take over what a standard says of its elements; it may allow less than the standard before it, never more."""
        said = layer.data.get("policies")
        for path, word in said.items() if isinstance(said, Mapping) else ():
            new, old = Policy(str(word)), said_of(path, self.policies)
            if old is not None and stricter(new, old) is not new:
                origin = layer.origin(("policies", path))
                self.violations.append(
                    Violation(f"policies.{path}", old, "", origin, str(old), str(new), owner=self._said_by(path))
                )
            elif old is not new:
                self.policies[path], self.owner_of[path] = new, self.owners[-1]

    def _said_by(self, path: str) -> str:
        """Return the standard that said the policy of a path; the nearest where none did."""
        top = path.split(".", maxsplit=1)[0]
        return self.owner_of.get(path) or self.owner_of.get(top) or self.owners[-1]

    def lay_translations(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """Lay the standard wordings in English, each with its path, where the tenant offers it."""
        self.data["translations"] = {kind: text for kind, (_, text) in sorted(texts.items())}
        for kind, (path, _) in texts.items():
            self.provenance.note(("translations", kind), Origin(path, 1, 1, None))

    def lay_claim(self, layer: Layer) -> None:
        """Let a claimant speak, as far as the policies allow."""
        for where, value in units(layer.data):
            if where[0] == "demonstration":
                continue  # added to the item's own list, below
            path = ".".join(str(part) for part in where)
            if (violation := self._refused(path, where, value, layer)) is not None:
                self.violations.append(violation)
                continue
            self.put(where, value, layer)
            self._forget_samples(path)
            if where == ("visits",) and value == 0:
                self._remove(("visits_reason",))
        if "demonstration" in layer.data:
            self._add_samples(layer)

    def put(self, where: Path, value: object, layer: Layer) -> None:
        """Set a value with all its parts, and note who says so."""
        self._remove(where)
        self._slot(where)[str(where[-1])] = as_json(value)
        if len(where) > 1:
            self.provenance.note_if_none(where[:1], layer.origin(where[:1]))
        self.provenance.note(where, Part(layer))

    def _slot(self, where: Path) -> dict[str, object]:
        slot = self.data
        for part in where[:-1]:
            below = slot.setdefault(str(part), {})
            if not isinstance(below, dict):
                below = slot[str(part)] = {}
            slot = below
        return slot

    def _remove(self, where: Path) -> None:
        slot, last = self._slot(where), str(where[-1])
        if last not in slot:
            return
        del slot[last]
        self.provenance.forget(where)

    def _refused(self, path: str, where: Path, value: object, layer: Layer) -> Violation | None:
        inherited = self._slot(where).get(str(where[-1]), DEFAULTS.get(path))
        said = said_of(path, self.policies)
        policy = self._policy_for(path, inherited, said, claimant=layer.tenant is not None)
        if policy is Policy.OPEN or (layer.tenant is None and as_json(value) == inherited):
            return None
        owner = self._owner(path, said, claimant=layer.tenant is not None)
        if policy is Policy.TIGHTEN_ONLY and path in TIGHTER:
            tighter = TIGHTER[path](as_json(value), inherited) if inherited is not None else True
            if tighter:
                return None
            origin, known = layer.origin(where), tighter is not None
            return Violation(path, policy, layer.tenant or "", origin, inherited, value, known, owner)
        return Violation(
            path, Policy.LOCKED, layer.tenant or "", layer.key_origin(where), inherited, value, owner=owner
        )

    def _policy_for(self, path: str, inherited: object, said: Policy | None, *, claimant: bool) -> Policy:
        """Return what may be done to a path. What no standard says yet, the first who extends them may say."""
        if claimant:
            platform = policy_of(path)
            unsaid = inherited is None and platform is Policy.OPEN
            return platform if said is None or unsaid else stricter(platform, said)
        if inherited is None:
            return Policy.OPEN
        if path in CONSISTENT:
            return Policy.LOCKED
        return policy_of(path) if said is None else said

    def _owner(self, path: str, said: Policy | None, *, claimant: bool) -> str:
        """Return the standard that stands against a change; empty where the platform's own policy does."""
        if not self.owners or (claimant and (said is None or stricter(policy_of(path), said) is policy_of(path))):
            return ""
        return self._said_by(path)

    def _forget_samples(self, path: str) -> None:
        """A value set anew is no longer the sample that the item marked."""
        marked = self.data.get("demonstration")
        if isinstance(marked, list):
            kept = [each for each in marked if each != path and not str(each).startswith(f"{path}.")]
            if kept != marked:
                self.data["demonstration"] = kept

    def _add_samples(self, layer: Layer) -> None:
        marked = self.data.get("demonstration")
        own = layer.data["demonstration"]
        if isinstance(own, list):
            before = list(marked) if isinstance(marked, list) else []
            for number, each in enumerate(own):
                if each not in before:
                    self.provenance.note(("demonstration", len(before)), layer.origin(("demonstration", number)))
                    before.append(each)
            self.data["demonstration"] = before
            self.provenance.note_if_none(("demonstration",), layer.origin(("demonstration",)))


def said_of(path: str, policies: Mapping[str, Policy]) -> Policy | None:
    """Return what standards say of a path, or of the element that it is a part of."""
    return policies.get(path) or policies.get(path.split(".", maxsplit=1)[0])
