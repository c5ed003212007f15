"""Sets of answers that an export holds -> scales of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resilience_cli.authoring.draft.draft import DraftOption, DraftScale
from resilience_cli.authoring.draft.recognised import Recognised
from resilience_cli.authoring.likert import MIDDLE
from resilience_cli.messages import say


def joined(found: Sequence[Recognised]) -> list[Recognised]:
    """Return the sets that remain when those that can be one are put together."""
    groups: list[Recognised] = []
    for one in found:
        for place, group in enumerate(groups):
            if both := group.joined(one):
                groups[place] = both
                break
        else:
            groups.append(one)
    return groups


def group_names(groups: Sequence[Recognised]) -> list[str]:
    """Return an id for each set, such as agree5."""
    names: list[str] = []
    for group in groups:
        name = f"{group.family.id}{len(group.places)}"
        names.append(name if name not in names else f"{name}_{len(names)}")
    return names


def known_scale(name: str, group: Recognised, chinese: bool) -> DraftScale:
    """Return the scale of a known set, from low to high, with the texts that were found."""
    options = []
    for value, place in enumerate(group.places, 1):
        label = group.family.label(place)
        found = group.texts.get(place, ())
        if found:
            label["zh" if chinese else "en"] = found[0]
        remark = "" if found else say("nobody chose it: check the wording")
        labels = (label.get("zh", ""), label.get("en", ""))
        options.append(DraftOption(labels, value, remark=remark, also=found[1:]))
    if MIDDLE not in group.places:
        options[1] = replace(options[1], remark=say("check: was there a middle option?"))
    if group.not_scored:
        first, *others = group.not_scored
        options.append(DraftOption(_labels(first, chinese), scored=False, also=tuple(others)))
    return DraftScale(name, tuple(options))


def points(highest: int) -> DraftScale:
    """Return a scale of points from 1."""
    remark = say("check: are these all the points, and is the highest the best?")
    return DraftScale(
        f"points{highest}",
        tuple(
            DraftOption((str(value), str(value)), value, remark=remark if value == 1 else "")
            for value in range(1, highest + 1)
        ),
    )


def unordered(name: str, options: Sequence[str], chinese: bool) -> DraftScale:
    """Return the scale of answers whose order is not known, in the order given, without values."""
    remark = say("please order: from low to high, with values; as background it needs none")
    return DraftScale(
        name, tuple(DraftOption(_labels(text, chinese), remark="" if i else remark) for i, text in enumerate(options))
    )


def _labels(text: str, chinese: bool) -> tuple[str, str]:
    return (text, "") if chinese else ("", text)
