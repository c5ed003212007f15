"""The sheets of a filled-in draft as tables: cells by row and key, and what they say; every fault is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from resilience_cli.authoring.draft.draft import FilledSheet
from resilience_cli.authoring.draft.words import HEADERS, SHEETS, meaning, words
from resilience_cli.authoring.new import ID
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding, Where

_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,9})?")
SHOWN = 40


@dataclass
class Table:
    """One sheet of the workbook; what is wrong in it is added to `faults`."""

    sheet: FilledSheet
    """The sheet."""
    places: Mapping[str, int]
    """By key of HEADERS: the column, counted from 0."""
    faults: list[Finding] = field(default_factory=list)
    """All faults found so far, in any sheet."""

    def rows(self) -> Iterator[int]:
        """Yield the rows, counted from 0, in which something stands."""
        yield from (row for row, cells in enumerate(self.sheet.rows) if any(cells))

    def text(self, row: int, key: str) -> str:
        """Return what stands in a cell; empty text if nothing."""
        return self.sheet.rows[row][self.places[key]]

    def where(self, row: int, key: str) -> Where:
        """Return the place of a cell."""
        column = self.places[key]
        return Where(
            file=self.sheet.file,
            sheet=self.sheet.name,
            row=self.sheet.first_row + row,
            column=self.sheet.letters[column],
            header=self.sheet.headers[column],
        )

    def fault(self, code: str, row: int, key: str, **values: object) -> None:
        """Keep a fault of a cell."""
        self.faults.append(Finding(code, self.where(row, key), values))

    def needed(self, row: int, key: str) -> str:
        """Return what stands in a cell; nothing is a fault."""
        text = self.text(row, key)
        if not text:
            self.fault("RES-I148", row, key)
        return text

    def one_of(self, row: int, key: str, texts: Mapping[str, str], default: str | None = None) -> str | None:
        """Return the key of the text that was chosen; nothing is the default, or a fault without one."""
        text = self.text(row, key)
        if not text and default is not None:
            return default
        found = meaning(text, texts)
        if found is None:
            self.fault("RES-I149" if text else "RES-I148", row, key, found=shown(text), expected=list(words(texts)))
        return found

    def number(self, row: int, key: str, low: float, high: float) -> float | None:
        """Return the number in a cell; anything else, or one outside the limits, is a fault."""
        text = self.needed(row, key)
        value = float(text) if _NUMBER.fullmatch(text) else None
        if value is None or not low <= value <= high:
            if text:
                self.fault("RES-I150", row, key, found=shown(text), low=f"{low:g}", high=f"{high:g}")
            return None
        return int(value) if value == int(value) else value

    def id(self, row: int, key: str, taken: set[str]) -> str:
        """Return the id in a cell; none, one of another form, or one that is taken, is a fault."""
        text = self.needed(row, key)
        if text and not ID.fullmatch(text):
            self.fault("RES-I130", row, key, id=shown(text))
        elif text in taken:
            self.fault("RES-I151", row, key, id=text)
        taken.add(text)
        return text

    def by_language(self, row: int, languages: Sequence[str]) -> dict[str, str]:
        """Return the texts of a row in these languages; one that is missing is a fault."""
        return {language: self.needed(row, language) for language in languages}

    def several(self, row: int, key: str) -> list[str]:
        """Return the texts of a cell that are divided by ; (roles also by 、 or a comma)."""
        signs = r"[;；]" if key == "also" else r"[;；、,，]"
        return [part.strip() for part in re.split(signs, self.text(row, key)) if part.strip()]


def tables(sheets: Sequence[FilledSheet]) -> tuple[dict[str, Table], list[Finding]]:
    """Return (the tables by key of SHEETS, faults: sheets and columns that are not there; later faults are added)."""
    faults: list[Finding] = []
    found: dict[str, Table] = {}
    file = sheets[0].file
    for sheet in sheets:
        key = meaning(sheet.name, SHEETS)
        if key is None or key in found:
            continue
        headers = [meaning(header, HEADERS[key]) for header in sheet.headers]
        found[key] = Table(sheet, {name: headers.index(name) for name in HEADERS[key] if name in headers}, faults)
        for name, header in HEADERS[key].items():
            if name not in headers:
                faults.append(Finding("RES-I147", Where(file=file, sheet=sheet.name), {"header": say(header)}))
    faults += [
        Finding("RES-I146", Where(file=file), {"sheet": say(name)}) for key, name in SHEETS.items() if key not in found
    ]
    return found, faults


def by_column(faults: Sequence[Finding]) -> list[Finding]:
    """Return the faults, those of one kind in one column as one that names all of their rows."""
    found: dict[object, list[Finding]] = {}
    for fault in faults:
        told = {**fault.where.as_json(), "row": None, "code": fault.code, **fault.values}
        found.setdefault(repr(told), []).append(fault)
    return [_of_rows(alike) for alike in found.values()]


def _of_rows(alike: Sequence[Finding]) -> Finding:
    rows = tuple(sorted({fault.where.row for fault in alike if fault.where.row is not None}))
    return replace(alike[0], values={**alike[0].values, "numbers": _spans(rows)}, rows=rows)


def _spans(rows: Sequence[int]) -> list[str]:
    """Return ascending numbers as few texts, such as 3, 5-9."""
    ends = [row for row in rows if row + 1 not in rows]
    starts = [row for row in rows if row - 1 not in rows]
    return [str(one) if one == last else f"{one}-{last}" for one, last in zip(starts, ends, strict=True)]


def shown(text: str) -> str:
    """Return what a finding may show of a cell: at most 40 characters, long numbers hidden."""
    return re.sub(r"\d{5,}", "•••••", printable(text, SHOWN))
