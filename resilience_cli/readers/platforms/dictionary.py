"""A REDCap data dictionary, given beside the raw export: what variables ask and what their codes stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import same
from resilience_cli.readers.coded import Coded, labelled
from resilience_cli.readers.sheet import Sheet

_NAME, _TEXT = "Variable / Field Name", "Field Label"
_CHOICES = "Choices, Calculations, OR Slider Labels"
_KIND = "Field Type"
_CODED = {"radio", "dropdown", "checkbox"}


@dataclass(frozen=True)
class Variable:
    """What the dictionary says of one variable."""

    text: str
    """What it asks."""
    labels: dict[str, str]
    """By code, its label; empty where it has no choices."""


def with_dictionaries(sheets: Sequence[Sheet], strict: bool = True) -> list[Sheet]:
    """Return the sheets of answers, with labels for codes where a dictionary is among the sheets.

    Raises InputError (if `strict`) for a dictionary that none of the others belongs to.
    """
    found = [(sheet, _variables(sheet)) for sheet in sheets]
    books = [(sheet, variables) for sheet, variables in found if variables]
    tables = [sheet for sheet, variables in found if not variables]
    faults = [
        Finding("RES-R056", sheet.where())
        for sheet, variables in books
        if not any(_belongs(table, variables) for table in tables)
    ]
    if faults and strict:
        raise InputError(*faults)
    for _, variables in books:
        tables = [_told(table, variables) if _belongs(table, variables) else table for table in tables]
    return tables


def _variables(sheet: Sheet) -> dict[str, Variable]:
    """Return what a dictionary says, by variable; nothing if the sheet is none."""
    places = [sheet.called(name) for name in (_NAME, _TEXT, _CHOICES, _KIND)]
    if None in places:
        return {}
    names, texts, choices, kinds = (sheet.cells[place].to_pylist() for place in places if place is not None)
    return {
        same(name): Variable(text or "", _labels(choice or "") if kind in _CODED else {})
        for name, text, choice, kind in zip(names, texts, choices, kinds, strict=True)
        if name
    }


def _labels(choices: str) -> dict[str, str]:
    """Return by code the label: `1, Yes | 2, No`."""
    pairs = (choice.partition(",") for choice in choices.split("|"))
    return {code.strip(): label.strip() for code, comma, label in pairs if comma}


def _belongs(table: Sheet, variables: dict[str, Variable]) -> bool:
    """Whether at least half of the columns are variables, their options or what is added to each form."""
    known = sum(same(header).partition("___")[0] in variables for header in table.headers)
    return 2 * known >= len(table.headers)


def _told(table: Sheet, variables: dict[str, Variable]) -> Sheet:
    """Return the table with the texts of its variables as headers below their names, and labels for their codes."""
    known = [variables.get(same(header)) for header in table.headers]
    coded = {column: Coded(variable.labels) for column, variable in enumerate(known) if variable and variable.labels}
    cells = [
        labelled(cells, coded[column].labels) if column in coded else cells for column, cells in enumerate(table.cells)
    ]
    texts = tuple(variable.text if variable else "" for variable in known)
    numbers = table.numbers
    told = replace(table, cells=tuple(cells), more_headers=(*table.more_headers, texts), coded=coded, rows=numbers)
    return replace(told, again=partial(_told_again, table.without_cells(), variables)) if table.again else told


def _told_again(table: Sheet, variables: dict[str, Variable], _sheet: Sheet) -> Iterator[Sheet]:
    """Yield the rows of the table as `_told`, block by block."""
    return (_told(block, variables) for block in table.blocks())
