"""Headers that carry the stem of a matrix or of a multiple choice: `11.stem:row`, `Q5_stem_row`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.model.same_text import header_text
from resilience_cli.readers.matching.headers import Question, numbered
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import bare


def stemmed(sheet: Sheet, headers: Sequence[str], cut: re.Pattern[str]) -> tuple[Question, ...]:
    """Return what the headers ask, rows of a matrix with and without their stem, options of a choice as they stand.

    `headers`: of the sheet, as `header_text` gives them; `cut`: what stands between stem and row.
    """
    hits = [numbered(header) or (None, header) for header in headers]
    parts = [_parts(body, cut) for _, body in hits]
    chosen = [_is_option(sheet, column, rows) for column, rows in enumerate(parts)]
    several = {number for (number, _), is_one in zip(hits, chosen, strict=True) if number and is_one}
    found = []
    for header, (number, body), rows, is_one in zip(headers, hits, parts, chosen, strict=True):
        if is_one or number in several:
            found.append(Question((header,), number, option=True))
        else:
            texts = (header, *(f"{stem}—{row}" for stem, row in rows), body, *(row for _, row in rows))
            found.append(Question(tuple(dict.fromkeys(texts)), number))
    return tuple(found)


def _parts(body: str, cut: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return (stem, row) for each place where they may part, the last first: stems have such signs, not rows."""
    places = reversed([hit for hit in cut.finditer(body) if hit.start() and hit.end() < len(body)])
    return [(header_text(body[: hit.start()]), header_text(body[hit.end() :])) for hit in places]


def _is_option(sheet: Sheet, column: int, parts: Sequence[tuple[str, str]]) -> bool:
    """Whether the column is one option of a multiple choice: its own text stands wherever it was chosen."""
    own = {header_text(text) for _, row in parts for text in (row, *bare(row))}
    texts = [text for text in sheet.column(column).texts if text.strip()] if own and len(sheet) else []
    return bool(texts) and all(own.intersection(map(header_text, (text, *bare(text)))) for text in texts)
