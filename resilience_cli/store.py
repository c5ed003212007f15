"""Assessment <-> directory on disk. Written beside and renamed: whole, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.files.folder import mended, reserved
from resilience_cli.files.sealed import broken, sealed
from resilience_cli.model.assessment import Assessment, Reason, Verdict
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.halves import as_table, from_table
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Register, Source

FORMAT = 4
MAIN = "assessment.json"
INSTRUMENT = "instrument.json"
RESPONDENTS = "respondents.parquet"
PERSONAL = (
    "Personal data: where few people answered, these files hold single persons' answers. "
    "个人信息：答题人数少时，这些文件含有个人的回答。"
)
TABLES: Mapping[str, str] = {
    "communities.parquet": "scores",
    "items.parquet": "items",
    "roles.parquet": "roles",
    "gaps.parquet": "gaps",
    "quality.parquet": "quality",
    "people.parquet": "people",
}
"""File -> field of the assessment, for the tables that are written as they are."""
AS_JSON = ("no_class", "probability", "reasons", "received", "used", "population", "without")
LISTS = ("filled_roles", "unfilled_roles", "absent_roles", "unjudged", "one_voice")
OPTIONAL = ("class_id", "confidence", "rival", "residents_only")
"""Fields of a verdict in verdicts.parquet: kept as JSON text; lists of ids; those that may be None."""


def write(assessment: Assessment, directory: Path, force: bool = False) -> None:
    """Write the assessment as a directory, the same bytes for the same assessment.

    Raises UsageError if the directory exists and `force` is not given, if it is not an assessment, or if another run
    is writing it; InputError if it cannot be written. What was there stays until the new one is complete.
    """
    with reserved(directory, MAIN, force) as put:
        put(partial(fill, assessment))


def fill(assessment: Assessment, folder: Path) -> None:
    """Write all files of the assessment into an empty folder; raises OSError if that cannot be done."""
    (folder / INSTRUMENT).write_text(_json(assessment.instrument.raw), encoding="utf-8")
    for name, table in tables_of(assessment).items():
        with (folder / name).open("wb") as file:  # not by its path, which pyarrow wants to be UTF-8
            table.to_parquet(file, index=False)
    files = {one.name: _sha256(one) for one in sorted(folder.iterdir())}
    (folder / MAIN).write_text(_json(sealed({**main_of(assessment), "files": files})), encoding="utf-8")


def read(directory: Path) -> Assessment:
    """Return the assessment that the directory holds.

    Raises InputError if it is not one, or if one of its files is missing or not as it was written.
    """
    main = _checked(directory)
    tables = {field: _table(directory / name) for name, field in TABLES.items()}
    return Assessment(
        instrument=_instrument(directory),
        recipe=main["recipe"],
        sources=tuple(_source(source) for source in main["sources"]),
        counts=main["counts"],
        verdicts=_verdicts_in(_table(directory / "verdicts.parquet")),
        moments=_moments_in(_table(directory / "moments.parquet")),
        halves=from_table(_table(directory / "halves.parquet")),
        register=_register_in(directory, main["register"]),
        findings=tuple(_finding(finding) for finding in main["findings"]),
        respondents=_table(directory / RESPONDENTS) if RESPONDENTS in main["files"] else None,
        **tables,
    )


def tables_of(assessment: Assessment) -> dict[str, pd.DataFrame]:
    """Return every table of the assessment as it is written, by the name of its file."""
    tables = {name: getattr(assessment, field) for name, field in TABLES.items()}
    tables["verdicts.parquet"] = _verdicts_out(assessment.verdicts)
    tables["moments.parquet"] = _moments_out(assessment.moments)
    tables["halves.parquet"] = as_table(assessment.halves)
    if assessment.respondents is not None:
        tables[RESPONDENTS] = assessment.respondents
    if assessment.register is not None:
        tables["register.parquet"] = assessment.register.table.rename_axis("community").reset_index()
    return tables


def main_of(assessment: Assessment) -> dict[str, Any]:
    """Return what assessment.json says, but for the hashes of the files beside it."""
    facts = assessment.register
    return {
        "personal_data": PERSONAL,
        "format": FORMAT,
        "recipe": assessment.recipe,
        "counts": assessment.counts,
        "register": None if facts is None else {"file": facts.file, "sha256": facts.sha256},
        "sources": [asdict(source) for source in assessment.sources],
        "findings": [_finding_out(finding) for finding in assessment.findings],
    }


@dataclass(frozen=True)
class Stored:
    """An assessment directory as it stands, whatever has become of it."""

    main: Mapping[str, Any]
    """Content of assessment.json."""
    instrument: Instrument | None
    """The questionnaire; None if its file is missing or not as it was written."""
    tables: Mapping[str, pd.DataFrame]
    """By name of the file, each table that can be read."""
    faults: tuple[Finding, ...]
    """What is missing, or not as it was written."""


def look(directory: Path) -> Stored:
    """Return what the directory holds, also where `read` refuses it; raise InputError if it is no assessment."""
    main, faults = _examined(directory)
    tables: dict[str, pd.DataFrame] = {}
    for name in main["files"]:
        if name.endswith(".parquet"):
            with suppress(OSError, ValueError):  # pyarrow's errors are both; that it was changed is among the faults
                tables[name] = _table(directory / name)
    whole = INSTRUMENT in main["files"] and all(fault.where.file != INSTRUMENT for fault in faults)
    return Stored(main, _instrument(directory) if whole else None, tables, tuple(faults))


def _instrument(directory: Path) -> Instrument:
    return parse(json.loads((directory / INSTRUMENT).read_text(encoding="utf-8")))


def _table(path: Path) -> pd.DataFrame:
    with path.open("rb") as file:
        return pd.read_parquet(file)


def _checked(directory: Path) -> dict[str, Any]:
    """Return the content of assessment.json; raise InputError if any file is not as it was written."""
    main, faults = _examined(directory)
    if faults:
        raise InputError(*faults)
    return main


def _examined(directory: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Return (the content of assessment.json, what is missing or not as it was written)."""
    mended(directory.resolve())
    try:
        text = (directory / MAIN).read_text(encoding="utf-8")
        main: dict[str, Any] = json.loads(text)
        known = main["format"] == FORMAT
        files = dict(main["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(Finding("RES-U010", values={"name": str(directory)})) from error
    if not known:
        raise InputError(Finding("RES-U011", values={"name": str(directory), "format": str(main["format"])}))
    faults = [Finding("RES-U050", Where(file=MAIN, pointer=pointer)) for pointer in broken(main)]
    if not faults and _json(main) != text:
        faults.append(Finding("RES-U013", Where(file=MAIN)))
    for name, sha256 in files.items():
        file = directory / name
        if not file.is_file():
            faults.append(Finding("RES-U012", Where(file=name)))
        elif _sha256(file) != sha256:
            faults.append(Finding("RES-U013", Where(file=name)))
    return main, faults


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _finding_out(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": finding.where.as_json(),
        "values": dict(finding.values),
        "rows": list(finding.rows),
    }


def _finding(raw: Mapping[str, Any]) -> Finding:
    return Finding(raw["code"], Where(**raw["where"]), raw["values"], tuple(raw["rows"]))


def _source(raw: Mapping[str, Any]) -> Source:
    return Source(**{name: _tuples(value) for name, value in raw.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _verdicts_out(verdicts: tuple[Verdict, ...]) -> pd.DataFrame:
    rows = []
    for verdict in verdicts:
        row = {name: getattr(verdict, name) for name in Verdict.__dataclass_fields__}
        row["no_class"] = None if verdict.no_class is None else _finding_out(verdict.no_class)
        row["reasons"] = [vars(reason) for reason in verdict.reasons]
        row |= {name: list(row[name]) for name in LISTS}
        row |= {name: json.dumps(row[name], ensure_ascii=False, allow_nan=False) for name in AS_JSON}
        rows.append(row)
    return pd.DataFrame(rows, columns=list(Verdict.__dataclass_fields__))


def _verdicts_in(table: pd.DataFrame) -> tuple[Verdict, ...]:
    return tuple(_verdict({str(key): value for key, value in row.items()}) for row in table.to_dict("records"))


def _verdict(row: dict[str, Any]) -> Verdict:
    row |= {name: json.loads(row[name]) for name in AS_JSON}
    row |= {name: tuple(row[name]) for name in LISTS}
    row |= dict.fromkeys((name for name in OPTIONAL if pd.isna(row[name])), None)
    row["no_class"] = None if row["no_class"] is None else _finding(row["no_class"])
    reasons = ({key: _tuples(value) for key, value in reason.items()} for reason in row["reasons"])
    return Verdict(**{**row, "reasons": tuple(Reason(**reason) for reason in reasons)})


def _moments_out(moments: Mapping[str, Moments]) -> pd.DataFrame:
    """Return one row (variant, community, role, a, b): n, sum_a, sum_b, product; empty pairs of a cell included."""
    frames = []
    for variant, part in moments.items():
        names = np.array(part.names, dtype=object)
        cells, pairs = len(part.cells), len(part.pairs)
        keys = {
            level: np.repeat(part.cells.get_level_values(level).to_numpy(), pairs) for level in ("community", "role")
        }
        sides = {side: np.tile(names[part.pairs[:, k]], cells) for k, side in enumerate(("a", "b"))}
        sums = {name: getattr(part, name).ravel() for name in ("n", "sum_a", "sum_b", "product")}
        frames.append(pd.DataFrame({"variant": variant, **keys, **sides, **sums}))
    table = pd.concat(frames, ignore_index=True)
    return table.astype(dict.fromkeys(("variant", "community", "role", "a", "b"), "category"))


def _moments_in(table: pd.DataFrame) -> dict[str, Moments]:
    found = {}
    plain = table.astype(dict.fromkeys(("variant", "community", "role", "a", "b"), "object"))
    for variant, rows in plain.groupby("variant", sort=False):
        cells = rows[["community", "role"]].drop_duplicates()
        pairs = rows[["a", "b"]].iloc[: len(rows) // len(cells)]
        names = tuple(pairs["a"][pairs["a"] == pairs["b"]])
        place = {name: index for index, name in enumerate(names)}
        sums = [rows[name].to_numpy(float).reshape(len(cells), -1) for name in ("n", "sum_a", "sum_b", "product")]
        index = np.array([[place[a], place[b]] for a, b in pairs.to_numpy()], dtype=np.intp)
        found[str(variant)] = Moments(pd.MultiIndex.from_frame(cells), names, index, *sums)
    return found


def _register_in(directory: Path, facts: Mapping[str, str] | None) -> Register | None:
    if facts is None:
        return None
    table = _table(directory / "register.parquet").set_index("community").rename_axis(None)
    if "also" in table:
        table["also"] = [tuple(names) for names in table["also"]]
    return Register(table, facts["file"], facts["sha256"])
