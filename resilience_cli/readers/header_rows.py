"""Which rows below the headers are headers too: some platforms write up to three rows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[str]]
"""Rows as they stand, the header row first."""


def further_rows(rows: Rows) -> int:
    """Return how many rows below the first are headers too, given the first few rows of a sheet."""
    return max((depth(rows) for depth in DEPTHS), default=0)


def _import_ids(rows: Rows) -> int:
    """Qualtrics: a row of import ids ends the headers, written as JSON or, in 2016, as a Python dict."""
    for index, row in enumerate(rows[1:3], start=1):
        told = [cell.strip() for cell in row if cell.strip()]
        if told and all("ImportId" in cell[:16] for cell in told):
            return index
    return 0


def _tags(rows: Rows) -> int:
    """HXL: a row of tags such as #affected."""
    told = [cell.strip() for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    return int(bool(told) and all(cell.startswith("#") and len(cell) > 1 for cell in told))


DEPTHS: tuple[Callable[[Rows], int], ...] = (_import_ids, _tags)
"""Each says how many further rows of headers a platform's way of writing them has here."""
