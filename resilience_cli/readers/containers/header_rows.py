"""Which rows below the headers are headers too: some platforms write up to three rows of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from resilience_cli.model.same_text import same

Rows = Sequence[Sequence[str]]
"""Rows as they stand, the header row first."""
RESPONSES = frozenset(map(same, ("Response", "Open-Ended Response", "回复", "答复", "开放式回复", "开放式答复")))
"""What SurveyMonkey writes below a question that has one column, as `same` gives it."""
_RESPONDENT = frozenset(map(same, ("Respondent ID", "RespondentID", "受访者 ID")))
_QUALTRICS = {
    *("startdate", "enddate", "status", "responsetype", "ipaddress", "progress", "duration(inseconds)", "finished"),
    *("recordeddate", "responseid", "responseset", "name", "recipientlastname", "recipientfirstname"),
    *("externalreference", "externaldatareference"),
}
_OLD_NAME = re.compile(r"v\d+")


def further_rows(rows: Rows) -> int:
    """Return how many rows below the first are headers too, given the first few rows of a sheet."""
    return max((depth(rows) for depth in DEPTHS), default=0)


def _import_ids(rows: Rows) -> int:
    """Qualtrics: a row of import ids ends the headers, written as JSON or, in 2016, as a Python dict."""
    return next((index for index, row in enumerate(rows[1:3], start=1) if holds_import_ids(row)), 0)


def holds_import_ids(row: Sequence[str]) -> bool:
    """Whether all that stands in a row are Qualtrics' ids of questions."""
    told = [cell.strip() for cell in row if cell.strip()]
    return bool(told) and all("ImportId" in cell[:16] for cell in told)


def _names_again(rows: Rows) -> int:
    """Qualtrics without import ids: below the names the texts, and those of its own columns are names again."""
    if len(rows) < 2:
        return 0
    heads, below = ([same(cell).replace(" ", "") for cell in row] for row in rows[:2])
    owned = [head in _QUALTRICS or _OLD_NAME.fullmatch(head) is not None for head in heads]
    return int(sum(own and text in _QUALTRICS for own, text in zip(owned, below, strict=True)) > 1)


def _responses(rows: Rows) -> int:
    """SurveyMonkey: below a question `Response` or the rows and options that it stands over.

    Where its column of numbers is there, that is blank in this row; else nothing else may stand in the row, which may
    be answers.
    """
    if len(rows) < 2 or not any(map(str.strip, rows[1])):
        return 0
    heads, below = list(map(same, rows[0])), list(map(same, rows[1]))
    if any(head in _RESPONDENT and not cell for head, cell in zip(heads, below, strict=True)):
        return 1
    wide = [not head or not following for head, following in zip(heads, (*heads[1:], "end"), strict=True)]
    fitting = all(over or not cell or cell in RESPONSES for over, cell in zip(wide, below, strict=True))
    return int(fitting and not RESPONSES.isdisjoint(below))


def _tags(rows: Rows) -> int:
    """HXL: a row of tags such as #affected."""
    told = [cell.strip() for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    return int(bool(told) and all(cell.startswith("#") and len(cell) > 1 for cell in told))


DEPTHS: tuple[Callable[[Rows], int], ...] = (_import_ids, _names_again, _responses, _tags)
"""Each says how many further rows of headers a platform's way of writing them has here."""
