"""What differs between two instruments, what it does to their scores, and which version step it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

from resilience_cli.model.instrument import Instrument, Text

Kind = Literal["identical", "wording", "changed", "added", "renamed", "regrouped", "rescaled", "rescored", "removed"]
"""What happened to a part, the gravest last. `identical`: the same in meaning; `changed`: neither text nor score."""
Step = Literal["none", "patch", "minor", "major"]
"""How much of a version number has to change, the largest last."""
Comparable = Literal["comparable", "comparable on common items", "not comparable"]

KINDS: tuple[Kind, ...] = get_args(Kind)
STEPS: tuple[Step, ...] = get_args(Step)


@dataclass(frozen=True)
class Change:
    """One thing about a part that is not as it was."""

    aspect: tuple[str, ...]
    """What changed within the part: keys, values of options, languages; empty for the part as a whole."""
    kind: Kind
    """What happened."""
    step: Step
    """The least version step that may carry it."""
    comparable: bool
    """Whether what was measured before and after can be compared as it stands."""
    pointer: str
    """JSON pointer in the new file; of what was removed, of where it would be."""
    old: Any = None
    """What stood there, as JSON; None: nothing."""
    new: Any = None
    """What stands there, as JSON; None: nothing."""
    through: tuple[str, ...] = ()
    """Keys of the parts through which it came; empty for what was changed in the part itself."""


@dataclass(frozen=True)
class Compared:
    """One part of the instruments, and all that changed about it."""

    what: str
    """Its key, such as item:st01, score:trust or setting:role_weights; by its new id if it has one."""
    changes: tuple[Change, ...]
    """What changed; empty if nothing did."""

    @property
    def group(self) -> str:
        """What it is: item, score, class, scale, role, field, register or setting."""
        return self.what.partition(":")[0]

    @property
    def id(self) -> str:
        """Its id."""
        return self.what.partition(":")[2]

    @property
    def kind(self) -> Kind:
        """The gravest that happened to it."""
        return max((change.kind for change in self.changes), key=KINDS.index, default="identical")

    @property
    def own(self) -> tuple[Change, ...]:
        """What was changed in the part itself, not through other parts."""
        return tuple(change for change in self.changes if not change.through)

    @property
    def step(self) -> Step:
        """The least version step that may carry what was changed in the part itself."""
        return largest(change.step for change in self.own)

    def beyond(self, step: Step) -> tuple[Change, ...]:
        """Return what was changed in the part itself and takes a larger step."""
        return tuple(change for change in self.own if STEPS.index(change.step) > STEPS.index(step))

    @property
    def comparable(self) -> bool:
        """Whether it can be compared as it stands."""
        return all(change.comparable for change in self.changes)


@dataclass(frozen=True)
class CommonScore:
    """A score of one or both instruments, and the items on which it can be compared."""

    score: str
    """Its id; the new one if it has been renamed."""
    comparable: Comparable
    """comparable: as it stands; on common items: if it is scored anew from `common`, in one and the same way."""
    common: tuple[str, ...]
    """Ids of the items that it rests on in both, asked and answered in the same way."""
    before: int
    """On how many items it rested; 0 if there was no such score."""
    after: int
    """On how many items it rests; 0 if there is no such score."""
    few: bool
    """Whether it, or a score that it is made of, can be compared on two items only."""


@dataclass(frozen=True)
class Difference:
    """What differs between two instruments."""

    old: Instrument
    """The one before."""
    new: Instrument
    """The one after."""
    parts: tuple[Compared, ...]
    """All items, scores and classes of both, and of all else what differs; in the order of the new file."""
    scores: tuple[CommonScore, ...]
    """By score of either: whether and on what it can be compared."""
    step: Step | None
    """The step from the old version to the new; None where none is asked for: other instruments, or the same draft."""
    approved: Mapping[str, Text]
    """By key: why the new file approves this break."""

    @property
    def least_step(self) -> Step:
        """The least version step that may carry all that changed."""
        return largest(part.step for part in self.parts)

    @cached_property
    def breaks(self) -> tuple[Compared, ...]:
        """Parts that changed more than the step from old to new may carry, approved ones included."""
        return () if self.step is None else tuple(part for part in self.parts if part.beyond(self.step))

    @property
    def unapproved(self) -> tuple[Compared, ...]:
        """The breaks that the new file does not approve."""
        return tuple(part for part in self.breaks if part.what not in self.approved)

    @property
    def verdict(self) -> Comparable:
        """Whether the scores that there were before can be compared.

        comparable: all of them as they stand; not comparable: none, not even on common items.
        """
        before = [score.comparable for score in self.scores if score.before]
        if all(one == "comparable" for one in before):
            return "comparable"
        return "not comparable" if all(one == "not comparable" for one in before) else "comparable on common items"

    @property
    def classes_comparable(self) -> bool:
        """Whether the classes mean the same, and are told apart in the same way."""
        return all(part.comparable for part in self.parts if part.group == "class")


def largest(steps: Any) -> Step:
    """Return the largest of some version steps; none if there are none."""
    return max(steps, key=STEPS.index, default="none")
