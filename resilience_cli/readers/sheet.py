"""A sheet of text: a header row and columns of cells, whatever file they came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.model.fielded import Fielded
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.spelling import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from resilience_cli.readers.coded import Coded


@dataclass(frozen=True, eq=False)
class Column:
    """The cells under one header: distinct texts, and which of them each row holds."""

    texts: tuple[str, ...]
    """Distinct texts as they stand in the file."""
    codes: npt.NDArray[np.int64]
    """By row, index into `texts`; -1 where the cell is empty."""

    def map(self, meaning: Callable[[str], Any], empty: Any, dtype: Any) -> npt.NDArray[Any]:
        """Return `meaning` of each row's text (`empty` where there is none): called once a distinct text."""
        return np.array([*map(meaning, self.texts), empty], dtype=dtype)[self.codes]

    @property
    def filled(self) -> npt.NDArray[np.bool_]:
        """By row, whether the cell holds more than blanks."""
        return self.map(lambda text: bool(text.strip()), False, bool)

    def answered(self, no_answer: Container[str]) -> npt.NDArray[np.bool_]:
        """By row, whether the cell holds more than blanks and is none of the texts that are no answer."""
        return self.map(lambda text: bool(found := normal(text)) and found not in no_answer, False, bool)


@dataclass(frozen=True, eq=False)
class Sheet:
    """What was read from one file, every cell as text."""

    file: str
    """File name without its folder."""
    sha256: str
    """Hash of the file's bytes."""
    container: str
    """xlsx, xls, csv, sav, parquet or zip."""
    name: str | None
    """Name of the sheet; None for a CSV."""
    encoding: str | None
    """Encoding of a CSV."""
    letters: tuple[str, ...]
    """Column letters as Excel shows them."""
    headers: tuple[str, ...]
    """Header of each column, as it stands."""
    header_row: int
    """Row of the headers (the first of them) as Excel numbers it."""
    cells: tuple[Any, ...]
    """By column, an Arrow array of text: the rows below the headers."""
    more_headers: tuple[tuple[str, ...], ...] = ()
    """Further rows of headers, as they stand."""
    passed_over: tuple[str, ...] = ()
    """Sheets of the workbook that were not read."""
    findings: tuple[Finding, ...] = ()
    """What was noticed on opening."""
    prepared: bool = False
    """Whether it was made for typing in: the first column is a running number, which alone is no answer sheet, and
    blank rows between answer sheets mean nothing."""
    coded: Mapping[int, Coded] = field(default_factory=dict)
    """By column, what the file says of its values."""
    rows: npt.NDArray[np.int64] | None = None
    """Number of each row, where they do not simply follow the headers."""
    computed: npt.NDArray[np.int64] | None = None
    """By row, how many cells are formulas, where any is."""
    said: Fielded | None = None
    """What it says of the form that was used."""
    again: Callable[[Sheet], Iterator[Sheet]] | None = None
    """Reads the rows under the headers of the sheet that it is given again from the file, block by block. It can be
    pickled, so that another process may do it."""
    held: bool = True
    """Whether all its rows are here; else some or none of the first."""
    _columns: dict[int, Column] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def column(self, index: int) -> Column:
        """Return the cells of a column as distinct texts and codes."""
        if index not in self._columns:
            encoded = self.cells[index].dictionary_encode()
            codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            self._columns[index] = Column(tuple(encoded.dictionary.to_pylist()), codes.astype(np.int64))
        return self._columns[index]

    def blocks(self) -> Iterator[Sheet]:
        """Yield all its rows: itself, or blocks of rows with the same headers that are read when they are due."""
        if self.held or self.again is None:
            yield self
        else:
            yield from self.again(self)

    def without_cells(self) -> Sheet:
        """Return what says where its rows are, without any."""
        if self.again is None:
            raise ValueError("a sheet that no file holds cannot be read again")
        return replace(self, cells=(), rows=None, computed=None, held=False)

    @property
    def first_row(self) -> int:
        """The row below the headers as Excel numbers it."""
        return self.header_row + len(self.more_headers) + 1

    @cached_property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """By column, all its headers as they stand, from top to bottom."""
        return tuple(zip(self.headers, *self.more_headers, strict=True))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """By column, its topmost header that says something."""
        return tuple(next((head for head in heads if head.strip()), "") for heads in self.heads)

    def called(self, *names: str) -> int | None:
        """Return the first column that bears one of these names in any row of headers."""
        wanted = set(map(same, names))
        return next((i for i, heads in enumerate(self.heads) if wanted.intersection(map(same, heads))), None)

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """By row, whether any cell holds something."""
        return _filled_rows(self.cells[1:] if self.prepared else self.cells, len(self))

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """By row, its number: as Excel numbers it; of a file that has no such rows, from 1."""
        return np.arange(len(self)) + self.first_row if self.rows is None else self.rows

    def row_numbers(self, rows: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        """Return the rows that are true as Excel numbers them."""
        return tuple(self.numbers[rows].tolist())

    def where(self, column: int | None = None, rows: Sequence[int] = ()) -> Where:
        """Return the place: this sheet, that column, the first of those rows."""
        row = rows[0] if rows else None
        if column is None:
            return Where(file=self.file, sheet=self.name, row=row)
        header = shown(self.titles[column]) or None
        return Where(file=self.file, sheet=self.name, row=row, column=self.letters[column], header=header)


def letter(index: int) -> str:
    """Return Excel's letter of a column counted from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _filled_rows(cells: Sequence[Any], height: int) -> npt.NDArray[np.bool_]:
    filled = np.zeros(height, dtype=bool)
    for column in cells:
        if column.null_count < height:
            filled |= pc.fill_null(pc.greater(pc.binary_length(column), 0), False).to_numpy(zero_copy_only=False)
    return filled


def split_header(cells: Sequence[Any]) -> tuple[int, tuple[str, ...], tuple[Any, ...], int] | None:
    """Return (index of the header row, headers, cells below, filled rows above), or None where there is no header.

    The header is the first row with two filled cells: a title over the table has one. A table of one column has
    its first filled row as header.
    """
    cells = [column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column for column in cells]
    head = [[(text or "") for text in column.slice(0, 50).to_pylist()] for column in cells]
    counts = [sum(bool(text.strip()) for text in row) for row in zip(*head, strict=True)]
    wide = [index for index, count in enumerate(counts) if count > 1]
    any_filled = [index for index, count in enumerate(counts) if count]
    if not any_filled:
        return None
    at = wide[0] if wide else any_filled[0]
    above = sum(index < at for index in any_filled)
    return at, tuple(column[at] for column in head), tuple(column.slice(at + 1) for column in cells), above
