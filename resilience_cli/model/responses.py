"""What people answered, read and understood, before any arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument

if TYPE_CHECKING:  # opening a file needs the nouns long before it needs tables
    import pandas as pd


class Reason(IntEnum):
    """Why there is no value for an item, or that there is one."""

    ANSWERED = 0
    BLANK = 1
    """Left empty."""
    SKIPPED = 2
    """Not shown by the form's own branching."""
    NOT_SCORED = 3
    """An option without a value, such as "don't know"."""
    INVALID = 4
    """Not understood, or out of range: a finding names it."""
    NOT_ASKED = 5
    """Not asked of this role, by design; or the column is not in this file."""
    OUTSIDE_ROLE = 6
    """Answered, though the role is not asked: read, not scored."""


@dataclass(frozen=True)
class Source:
    """One input file and what was understood of it."""

    file: str
    """File name without its folder."""
    sha256: str
    """Hash of its bytes."""
    platform: str
    """Reader that claimed it, such as wjx or plain."""
    mode: str
    """text, score, position or value."""
    sheet: str | None
    """Sheet that was read; None for a CSV."""
    rows: int
    """Rows of answers found."""
    kept: int
    """Rows kept as respondents."""
    container: str = "xlsx"
    """xlsx, xls, csv, sav, parquet or zip."""
    encoding: str | None = None
    """Encoding of a CSV."""
    evidence: tuple[str, ...] = ()
    """Texts (English, marked for translation) that say why this platform and mode."""
    columns: tuple[tuple[str, str, str, str], ...] = ()
    """(column letter, header, what it became, how it matched), for each column that was used."""
    passed_over: tuple[str, ...] = ()
    """Names of the sheets that were not read."""
    unused: tuple[tuple[str, str], ...] = ()
    """(column letter, header) of the columns that nothing uses; identifying columns have no header here."""
    option_order: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For positions: (scale id, labels in the order assumed)."""
    placeholders: tuple[tuple[str, str], ...] = ()
    """(placeholder, what stood in its place in the headers), such as ("event", "台风")."""


@dataclass(frozen=True)
class Responses:
    """Answers of respondents to an instrument's items."""

    instrument: Instrument
    """The questionnaire."""
    answers: pd.DataFrame
    """Respondent x item (all items, in order): declared values as float, before reversal; NaN where there is none."""
    reasons: npt.NDArray[np.int8]
    """Same shape: a Reason for each cell."""
    people: pd.DataFrame
    """Same rows: community (id, str), role (id, str), seconds (float, NaN unknown), wave (str), weight (float), and a
    column for each field of the instrument that was found. Nothing that identifies a person."""
    communities: pd.DataFrame
    """Index: community id in order of appearance; column name: how it is written."""
    sources: tuple[Source, ...]
    """The files."""
    findings: tuple[Finding, ...]
    """What was noticed while reading."""
    corrected_by: tuple[tuple[str, str], ...] = ()
    """(file, sha256) of the mapping and of the list of names that settled what the files leave open."""
    read_with: Mapping[str, Any] = field(default_factory=dict)
    """What the user said about the files, by name of the option."""
    partial: bool = False
    """These are some of the respondents, read part by part: only the last part knows of all files and findings."""

    def take(self, rows: npt.NDArray[np.bool_]) -> Responses:
        """Return the responses of the respondents for which `rows` is true."""
        if rows.all():
            return self
        index = np.flatnonzero(rows)
        return replace(
            self,
            answers=self.answers.iloc[index].reset_index(drop=True),
            reasons=self.reasons[index],
            people=self.people.iloc[index].reset_index(drop=True),
        )


def whole(found: Iterable[Responses]) -> Responses:
    """Return all parts as one."""
    *before, last = found
    if not before:
        return last
    import pandas as pd

    answers = pd.concat([part.answers for part in before], ignore_index=True)
    people = pd.concat([part.people for part in before], ignore_index=True)
    return replace(last, answers=answers, reasons=np.concatenate([part.reasons for part in before]), people=people)


@dataclass(frozen=True)
class Register:
    """The community register: facts that no respondent is asked."""

    table: pd.DataFrame
    """Index: community id. Columns, each only if the file had it: name, also (tuple of other names), street,
    district, households, hotline, petitions, population_<role> and sent_<role> (float), sampling_<role> (census,
    random or volunteers), and one a field of the instrument's community.register (value id, or free text; None where
    empty)."""
    file: str
    """File name without its folder."""
    sha256: str
    """Hash of its bytes."""

    def value(self, community: str, column: str) -> Any:
        """Return what the register says, or None where it says nothing."""
        if column not in self.table.columns or community not in self.table.index:
            return None
        found: Any = self.table.at[community, column]
        return None if found is None or (isinstance(found, float) and np.isnan(found)) else found
