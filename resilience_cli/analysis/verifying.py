"""Is an assessment what was written, and what its exports give? Every file, option and row that is not is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pandas as pd

from resilience_cli import readers, store
from resilience_cli.analysis.table_differences import differences
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.verification import Given, Verification
from resilience_cli.readers.containers.files import hash_of
from resilience_cli.readers.correcting.corrections import NOTHING, Corrections, joined
from resilience_cli.readers.correcting.mapping import read_mapping
from resilience_cli.readers.correcting.names import read_names
from resilience_cli.readers.margins import read_margins
from resilience_cli.readers.register import read_register, with_register

Assess = Callable[..., Assessment]
"""`pipeline.assess`."""
RELEASE = "RES-S026"
"""How the questionnaire stood in the catalogue of that day: the copy in the directory does not know."""
Json = Mapping[str, Any]


def verify(directory: Path, given: Given, assess: Assess, versions: Mapping[str, str]) -> Verification:
    """Return whether the directory is as it was written and, with the exports, whether they give the same again.

    `versions`: those of this program and its libraries. Raises InputError if the directory is no assessment or a given
    file is not there; UsageError if a register or corrections are needed and were not given.
    """
    stored = store.look(directory)
    wrong = {fault.where.file for fault in stored.faults}
    files = tuple((name, name not in wrong) for name in (store.MAIN, *stored.main["files"]))
    findings = [*stored.faults, *_other_versions(stored.main["recipe"]["versions"], versions)]
    if not given.exports:
        return Verification(files, (), (), tuple(findings))
    recipe = stored.main["recipe"]
    _needed(recipe, given)
    hashes = {path: hash_of(path) for path in (*given.exports, *_beside(given))}
    inputs, others = _inputs(recipe, hashes)
    findings += others
    if stored.instrument is None:
        return Verification(files, inputs, (), tuple(findings))
    try:
        order = {one["sha256"]: place for place, one in enumerate(recipe["inputs"])}
        exports = sorted(given.exports, key=lambda path: order.get(hashes[path], len(order)))
        made = _made_again(recipe, stored.instrument, replace(given, exports=tuple(exports)), assess)
    except InputError as error:
        return Verification(files, inputs, (), (*findings, *cast("tuple[Finding, ...]", error.faults)))
    tables, others = _compared(stored, made)
    findings += [*_unknown_options(recipe["options"]), *others]
    return Verification(files, inputs, tables, tuple(findings))


def _other_versions(made: Mapping[str, str], here: Mapping[str, str]) -> Iterator[Finding]:
    for name, version in made.items():
        if here.get(name) != version:
            yield Finding("RES-U051", values={"made": f"{name} {version}", "here": f"{name} {here.get(name, '–')}"})


def _needed(recipe: Json, given: Given) -> None:
    """Raise UsageError for what the assessment was made with and was not given."""
    missing = []
    if recipe["register"] and given.register is None:
        missing.append(Finding("RES-U052", values={"file": recipe["register"]["file"]}))
    if recipe.get("margins") and given.margins is None:
        missing.append(Finding("RES-S049", values={"file": recipe["margins"]["file"]}))
    corrections = [file for file in (given.mapping, given.names) if file is not None]
    if len(corrections) < len(recipe["corrected_by"]):
        missing += [Finding("RES-U053", values={"file": one["file"]}) for one in recipe["corrected_by"]]
    if missing:
        raise UsageError(*missing)


def _beside(given: Given) -> list[Path]:
    return [path for path in (given.register, given.mapping, given.names, given.margins) if path is not None]


def _inputs(recipe: Json, hashes: Mapping[Path, str]) -> tuple[tuple[tuple[str, bool], ...], list[Finding]]:
    """Return (each file of the recipe and whether it was given unchanged, findings on those that were not)."""
    beside = [one for name in ("register", "margins") if (one := recipe.get(name))]
    meant = [*recipe["inputs"], *recipe["corrected_by"], *beside]
    names = {path.name for path in hashes}
    found, findings = [], []
    for one in meant:
        same = one["sha256"] in hashes.values()
        found.append((one["file"], same))
        if not same:
            code = "RES-U054" if one["file"] in names else "RES-U055"
            findings.append(Finding(code, Where(file=one["file"])))
    known, called = {one["sha256"] for one in meant}, {one["file"] for one in meant}
    for path, digest in hashes.items():
        if digest not in known and path.name not in called:
            findings.append(Finding("RES-U056", Where(file=path.name)))
    return tuple(found), findings


def _made_again(recipe: Json, instrument: Instrument, given: Given, assess: Assess) -> Assessment:
    """Return the assessment of the given files with the recipe's options."""
    reading = _known(recipe["reading"], readers.ReadOptions)
    options = readers.ReadOptions(**reading, corrections=_corrections(given))
    _, parts = readers.read_parts(given.exports, [instrument], options)
    facts = None
    if given.register is not None:
        facts, noticed = read_register(given.register, instrument)
        parts = parts.then(partial(with_register, register=facts, noticed=noticed))
    margins = read_margins(given.margins, instrument, facts) if given.margins else None
    return assess(parts, facts, Options(**_known(recipe["options"], Options)), margins=margins)


def _corrections(given: Given) -> Corrections:
    mapping = read_mapping(given.mapping) if given.mapping else NOTHING
    return joined(mapping, read_names(given.names) if given.names else NOTHING)


def _known(told: Json, noun: type[Any]) -> dict[str, Any]:
    """Return the options that the noun has, lists as tuples."""
    names = {field.name for field in fields(noun)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if name in names}


def _unknown_options(told: Json) -> Iterator[Finding]:
    if unknown := sorted(told.keys() - asdict(Options()).keys()):
        yield Finding("RES-U057", values={"options": unknown})


def _compared(stored: store.Stored, made: Assessment) -> tuple[tuple[tuple[str, int, bool], ...], list[Finding]]:
    """Return (each table, its rows, whether it is the same; what differs)."""
    before, after = {**stored.tables, **_counted(stored.main)}, store.tables_of(made)
    after |= _counted(store.main_of(made))
    draws = int(stored.main["recipe"]["options"]["draws"])
    tables, findings = [], []
    for name, table in before.items():
        wrong = list(differences(name, table, after.get(name, table.iloc[:0]), draws))
        tables.append((name, len(table), not wrong))
        findings += wrong
    return tuple(tables), findings


def _numbers(values: Json) -> Json:
    """Return the values that are numbers: labels of options and roles are in the language in which it was read."""
    return {name: value for name, value in values.items() if isinstance(value, (int, float))}


def _counted(main: Json) -> dict[str, pd.DataFrame]:
    """Return what assessment.json tells besides the recipe, as tables: how many respondents, and the findings."""
    counts = pd.DataFrame({"code": list(main["counts"]), "n": list(main["counts"].values())})
    told = [{**f, "values": _numbers(f["values"])} for f in main["findings"] if f["code"] != RELEASE]
    findings = pd.DataFrame(told, columns=["code", "severity", "where", "values", "rows"])
    place = findings.groupby("code").cumcount() + 1
    return {"counts": counts, "findings": findings.assign(place=place.astype(str))}
