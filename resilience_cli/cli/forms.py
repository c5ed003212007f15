"""What the commands share that write forms: the questionnaire, the register's names, the files to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_cli.cli.console import tell
from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages import pick
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.authoring.form import Form
    from resilience_cli.model.instrument import Instrument

LONGEST = 40
"""Characters of a role's label in the name of a file."""


def questionnaire(name: str, instruments: Path | None, allow_unreleased: bool) -> Instrument:
    """Return the questionnaire of that name, or in that file; raises UsageError or InputError."""
    from resilience_cli.catalog import find, load

    return load.load(find.resolve(name, find.instruments_dir(instruments)), allow_unreleased=allow_unreleased)


def communities(register: Path | None, instrument: Instrument) -> dict[str, str]:
    """Return the names of the register's neighbourhoods by id; what was not understood in it is told."""
    if register is None:
        return {}
    from resilience_cli.readers.register import read_register

    facts, findings = read_register(register, instrument)
    names = {str(id_): str(name) for id_, name in facts.table["name"].items()}
    if not names:
        raise InputError(*findings, Finding("RES-I170", values={"file": register.name}))
    for finding in findings:
        tell(str(finding))
    return names


def scoring(exports: str, name: str, instruments: Path | None, register: Path | None, flags: Mapping[str, bool]) -> str:
    """Return the command that scores what was collected: with the questionnaire and the register that it was made of.

    `flags`: the options without a value, by whether they were given.
    """
    given = ("-i", name) if Path(name).is_file() else ("--instruments", instruments) if instruments else ()
    words = (*given, *(("--register", register) if register else ()), *(flag for flag, said in flags.items() if said))
    return " ".join(("resilience score", exports, *map(quoted, words)))


def quoted(word: object) -> str:
    """Return the word as it is typed in a command."""
    return f'"{word}"' if " " in str(word) else str(word)


def targets(out: Path, made: Sequence[Form], suffix: str) -> list[Path]:
    """Return the file of each form: `out` itself if it is named so, else in that folder, by questionnaire and role."""
    labels = [re.sub(r"\W+", "-", pick(form.role.label))[:LONGEST].strip("-") for form in made]
    if len({label.casefold() for label in labels} - {""}) < len(labels):
        labels = [form.role.id for form in made]
    book = made[0].instrument
    return in_folder(out, [f"{book.id}-{book.version}-{label}" for label in labels], suffix)


def in_folder(out: Path, names: Sequence[str], suffix: str) -> list[Path]:
    """Return the files of these names: `out` itself if it is named so, else in that folder."""
    if out.suffix.lower() != suffix:
        return [out / f"{name}{suffix}" for name in names]
    if len(names) > 1:
        raise UsageError(Finding("RES-I171", values={"file": str(out), "n": len(names)}))
    return [out]


def all_new(paths: Sequence[Path], force: bool) -> None:
    """Raise UsageError with all targets that exist and are not to be replaced."""
    if there := [path for path in paths if path.exists() and not force]:
        raise UsageError(*(Finding("RES-U001", values={"name": str(path)}) for path in there))
