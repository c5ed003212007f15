"""A new version against the one before: whether its number says how much has changed, and what was approved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from resilience_cli.catalog.diff.compare import diff
from resilience_cli.catalog.diff.parts import names
from resilience_cli.catalog.find import version_key
from resilience_cli.catalog.load import load
from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import read_json
from resilience_cli.catalog.release import released
from resilience_cli.catalog.schema import near
from resilience_cli.errors import InputError
from resilience_cli.messages import in_all, say
from resilience_cli.model.difference import STEPS, Compared, Difference, Step
from resilience_cli.model.difference_words import STEPS as STEP_WORDS
from resilience_cli.model.difference_words import VERDICTS, aspects_in_words, kind_in_words
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument

NOTHING = "–"


def check_version(instrument: Instrument, path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the step from the previous version, which stands beside the file, in its order.

    Every break that is not approved, every approval of nothing, and a previous version that is not there, is not below,
    or is not named although it was released. What is approved is a remark.
    """
    found = list(_findings(instrument, path))
    if not found:
        return ()
    places = read_json(path)[1]
    return tuple(sorted(map(places.placed, found), key=lambda one: (one.where.line or 0, one.where.col or 0, one.code)))


def step_findings(difference: Difference) -> Iterator[Finding]:
    """Yield each break, at its place in the new file: an error, or a remark if the new file approves it."""
    for part in difference.breaks:
        changes = part.beyond(difference.step or "none")
        gravest = max(changes, key=lambda one: STEPS.index(one.step))
        values = {
            "part": part.what,
            "kind": in_all(partial(kind_in_words, Compared(part.what, changes))),
            "aspects": in_all(partial(aspects_in_words, changes)),
        }
        if part.what in difference.approved:
            yield Finding("RES-I098", Where(pointer=gravest.pointer), {**values, "why": difference.approved[part.what]})
        else:
            step = in_all(partial(say, STEP_WORDS[part.step]))
            least = stepped(difference.old.version, difference.least_step)
            versions = {"old": difference.old.version, "new": difference.new.version, "least": least}
            yield Finding("RES-I093", Where(pointer=gravest.pointer), {**values, **versions, "step": step})


def difference_findings(difference: Difference, path: Path) -> tuple[Finding, ...]:
    """Return the verdict, every break, and every score that hardly compares or not at all, placed in the new file."""
    verdict = {
        "old": difference.old.name,
        "new": difference.new.name,
        "verdict": in_all(partial(say, VERDICTS[difference.verdict])),
        "step": in_all(partial(say, STEP_WORDS[difference.least_step])),
    }
    found = [Finding("RES-I104", Where(pointer="/version"), verdict), *step_findings(difference)]
    index = {score: place for place, score in enumerate(difference.new.score)}
    for score in difference.scores:
        counted = score.before and score.after and difference.new.score[score.score].of_items
        # A score of scores has this from its parts, which say so.
        if counted and (score.few or score.comparable == "not comparable"):
            values = {"score": score.score, "before": score.before, "after": score.after}
            found.append(at("RES-I106" if score.few else "RES-I105", "scores", index[score.score], **values))
    places = read_json(path)[1]
    return tuple(map(places.placed, found))


def stepped(version: str, step: Step) -> str:
    """Return the next version that is so much higher."""
    major, minor, patch = version_key(version)
    nexts = {"none": (major, minor, patch), "patch": (major, minor, patch + 1), "minor": (major, minor + 1, 0)}
    return ".".join(map(str, nexts.get(step, (major + 1, 0, 0))))


def _findings(instrument: Instrument, path: Path) -> Iterator[Finding]:
    yield from _not_named(instrument, path)
    version = _previous(instrument)
    breaks: list[str] = []
    if version is not None:
        old, fault = _old(instrument, version, path)
        if old is None:
            yield from fault
            return  # which approvals are needed is not known
        difference = diff(old, instrument)
        breaks = [part.what for part in difference.breaks]
        yield from _renames(old, instrument)
        yield from step_findings(difference)
    yield from _needless(instrument, breaks)


def _previous(instrument: Instrument) -> str | None:
    version: str | None = instrument.raw.get("previous", {}).get("version")
    return version


def _old(new: Instrument, version: str, path: Path) -> tuple[Instrument | None, list[Finding]]:
    """Return the previous version, or why it cannot be compared."""
    file = path.with_name(f"{version}.json")
    name, expected = f"{new.id}@{version}", f"{path.absolute().parent.name}/{version}.json"
    where = ("previous", "version")
    if version_key(version) >= version_key(new.version):
        return None, [at("RES-I090", *where, previous=version, version=new.version)]
    if not file.exists():
        return None, [at("RES-I091", *where, name=name, expected=expected)]
    try:
        old = load(file, allow_unreleased=True)
    except InputError:
        return None, [at("RES-I092", *where, name=name, expected=expected)]
    sound = old.name == name and old.standing != "changed"
    return (old, []) if sound else (None, [at("RES-I092", *where, name=name, expected=expected)])


def _not_named(instrument: Instrument, path: Path) -> Iterator[Finding]:
    """Yield that a released version below is not the previous one: then nothing would be held against it."""
    try:
        versions = released(path.absolute().parent.parent).get(instrument.id, {})
    except InputError:
        return  # the check of the lock says what is wrong with it
    below = [one for one in versions if version_key(one) < version_key(instrument.version)]
    last, named = max(below, key=version_key, default=None), _previous(instrument)
    if last is not None and (named is None or version_key(named) < version_key(last)):
        where = ("version",) if named is None else ("previous", "version")
        yield at("RES-I095", *where, name=f"{instrument.id}@{last}", expected=last)


def _renames(old: Instrument, new: Instrument) -> Iterator[Finding]:
    known = [*old.item, *old.score, *(one.id for one in old.classes)]
    declared = names(old.raw, new.raw).declared.values()
    for id_, new_id in new.raw["previous"].get("renamed", {}).items():
        if id_ not in known:
            yield at("RES-I096", "previous", "renamed", id_, name=old.name, id=id_, near=near(id_, known))
        elif not any(group.get(id_) == new_id for group in declared):
            yield at("RES-I097", "previous", "renamed", id_, name=old.name, id=id_, new=new_id)


def _needless(instrument: Instrument, breaks: list[str]) -> Iterator[Finding]:
    needed = list(breaks)
    for index, one in enumerate(instrument.raw.get("approved_breaks", ())):
        if one["what"] in needed:
            needed.remove(one["what"])
        else:
            nearest = near(one["what"], breaks) or NOTHING
            yield at("RES-I094", "approved_breaks", index, "what", part=one["what"], near=nearest)
