"""A finding: one thing that was noticed, where it was, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.findings import KINDS
from resilience_cli.messages.findings.kind import Severity

PLACES = {
    "file": mark("{file}"),
    "sheet": mark("{sheet}"),
    "row": mark("row {row}"),
    "column": mark("column {column}"),
    "header": mark("“{header}”"),
    "pointer": mark("{pointer}"),
    "line": mark("line {line}"),
    "col": mark("character {col}"),
    "community": mark("{community}"),
}


@dataclass(frozen=True)
class Where:
    """A place in a file: as much of it as is known."""

    file: str | None = None
    """File name as the user gave it, without its folder."""
    sheet: str | None = None
    """Sheet of a workbook."""
    row: int | None = None
    """Row as Excel numbers it, from 1."""
    column: str | None = None
    """Column letter, as Excel shows it."""
    header: str | None = None
    """Header of the column, shortened."""
    pointer: str | None = None
    """JSON pointer."""
    line: int | None = None
    """Line of a text file, from 1."""
    col: int | None = None
    """Character of that line, from 1."""
    community: str | None = None
    """Community that the finding is about."""

    def as_json(self) -> dict[str, Any]:
        """Return the parts that are known."""
        return {name: value for name in PLACES if (value := getattr(self, name)) is not None}

    def __str__(self) -> str:
        return " › ".join(say(PLACES[name], **{name: value}) for name, value in self.as_json().items())


@dataclass(frozen=True)
class Finding:
    """Something noticed: a code with its values; the words are chosen when it is shown, in that language."""

    code: str
    """Stable code, a key of messages.findings.KINDS."""
    where: Where = field(default_factory=Where)
    """The place, or the first of the places."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What fills the places of the message and the hint: numbers, short texts, or lists of texts."""
    rows: tuple[int, ...] = ()
    """All rows of `where`'s sheet that have it, if there may be several."""

    @property
    def severity(self) -> Severity:
        """error, warning or info."""
        return KINDS[self.code].severity

    @property
    def count(self) -> int:
        """In how many places it was noticed."""
        return max(1, len(self.rows))

    @property
    def message(self) -> str:
        """What was found and what was expected, in the language in use."""
        return self._words(KINDS[self.code].message)

    @property
    def hint(self) -> str:
        """What to do about it, in the language in use; may be empty, as where there is nothing to choose from."""
        template = KINDS[self.code].hint
        nothing = any(value in ([], ()) and f"{{{name}}}" in template for name, value in self.values.items())
        return "" if nothing else self._words(template)

    def _words(self, template: str) -> str:
        shown = {key: _shown(value) for key, value in self.values.items()}
        return say(template, **{"count": self.count, **shown}) if template else ""

    @property
    def words(self) -> str:
        """The message and what to do about it, as running text."""
        return say("{message} {hint}", message=self.message, hint=self.hint) if self.hint else self.message

    def __str__(self) -> str:
        place, text = str(self.where), self.words
        if place:
            text = say("{where}: {message}", where=place, message=text)
        return f"{text} [{self.code}]"


def _shown(value: Any) -> Any:
    """Lists are joined; a mapping is an instrument's text by language; anything else is shown as it is."""
    if isinstance(value, Mapping):
        return pick(value)
    if isinstance(value, (list, tuple)):
        return say(", ").join(str(_shown(part)) for part in value)
    return value
