"""Answers of a column -> the known set that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resilience_cli.authoring.draft.draft import SeenAnswer
from resilience_cli.authoring.likert import FAMILIES, MIDDLE, NO_ANSWER, Family

FEWEST = 3
"""An answer that fewer people gave may be a slip, or one person's own words."""
COVERED = 0.9
"""Share of the answers that must be understood."""
OWN_OPTION = 0.05
"""A text with this share of a column's answers is an option of its own, not another way to write one."""


@dataclass(frozen=True)
class Recognised:
    """Answers that a family explains."""

    family: Family
    """The family."""
    counts: Mapping[str, int]
    """By text of a degree: how many gave it."""
    options: Mapping[int, str]
    """By degree: the text that is an option of its own, where one is."""
    not_scored: tuple[str, ...] = ()
    """Texts that say that somebody has no answer."""

    @property
    def texts(self) -> dict[int, tuple[str, ...]]:
        """By degree, the texts that were found for it: the option, else the most frequent, first."""
        found: dict[int, tuple[str, ...]] = {}
        for text, _ in sorted(self.counts.items(), key=lambda one: -one[1]):
            place = self.family.degree(text)
            if place is not None:
                own = self.options.get(place)
                found[place] = (text, *found.get(place, ())) if text == own else (*found.get(place, ()), text)
        return found

    @property
    def places(self) -> tuple[int, ...]:
        """The degrees that the scale has: all five, or four if nobody anywhere took the middle one."""
        return tuple(place for place in range(5) if place != MIDDLE or place in self.texts)

    def includes(self, other: Recognised) -> bool:
        """Whether the other has been joined to this one."""
        return self.joined(other) is not None and set(other.counts) <= set(self.counts)

    def joined(self, other: Recognised) -> Recognised | None:
        """Return both together; None if they are of two families, or have two options for one degree."""
        same = all(self.options.get(place, text) == text for place, text in other.options.items())
        if self.family != other.family or not same:
            return None
        counts = Counter(self.counts)
        counts.update(other.counts)
        not_scored = tuple(dict.fromkeys((*self.not_scored, *other.not_scored)))
        return Recognised(self.family, counts, {**self.options, **other.options}, not_scored)


def recognise(answers: Sequence[SeenAnswer]) -> Recognised | None:
    """Return the family to which the answers belong; None if none explains them.

    Answers that hardly anybody gave may be of no family. At least three degrees must be there: 同意 and 不同意 alone
    may be a question of yes or no. Two frequent texts for one degree are two options of a set that is not known.
    """
    return next((one for family in FAMILIES if (one := _as_family(answers, family))), None)


def _as_family(answers: Sequence[SeenAnswer], family: Family) -> Recognised | None:
    counts: Counter[str] = Counter()
    silent: list[str] = []
    understood = 0
    for answer in answers:
        text = next((text for text in answer.readings if family.degree(text) is not None), None)
        no_answer = next((text for text in answer.readings if text in NO_ANSWER), None)
        if text is not None:
            counts[text] += answer.count
        elif no_answer is not None:
            silent.append(no_answer)
        elif answer.count >= FEWEST:
            return None
        understood += answer.count if text or no_answer else 0
    total = sum(answer.count for answer in answers)
    own = [text for text, count in counts.items() if count >= OWN_OPTION * total]
    options = {place: text for text in own if (place := family.degree(text)) is not None}
    degrees = {family.degree(text) for text in counts}
    if understood < COVERED * total or len(degrees) < 3 or len(options) < len(own):
        return None
    return Recognised(family, counts, options, tuple(dict.fromkeys(silent)))
