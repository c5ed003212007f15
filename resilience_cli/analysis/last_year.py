"""Last year's export, as far as a draft of an instrument may know it, and the workbook in which a draft was edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from resilience_cli.authoring import usual
from resilience_cli.authoring.draft.draft import FilledSheet, Kind, Seen, SeenAnswer, SeenColumn
from resilience_cli.authoring.draft.recognised import recognise as known_set
from resilience_cli.errors import InputError
from resilience_cli.files.workbook import DISARMED
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers import READERS
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.matching.headers import Question, identifies
from resilience_cli.readers.platform import Platform, recognise
from resilience_cli.readers.platforms.plain import PLAIN
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import bare, personal, question_text, written

_LONG_NUMBER = re.compile(r"\d{5,}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_SIGNS = str.maketrans(",?!;:", "，？！；：")
SLIPS = 0.05
"""Up to this share of answers may be several in one cell, in a question that asks for one."""
SHORTEST_ROW = 6
"""A row of a matrix with fewer characters, such as 绿化, is no question without its stem."""


def look(path: Path, sheet: str | None = None, encoding: str | None = None) -> Seen:
    """Return the columns of an export with their questions and distinct answers; InputError if it cannot be read.

    Of a column that may identify a person only the letter is kept, unless its answers are a known set of opinions.
    """
    table = open_sheet(path, sheet, encoding)
    try:
        platform = recognise(table, READERS, (), None)[0]
    except InputError:  # of no platform that is known: then every column is a question
        platform = PLAIN
    questions = platform.questions(table)
    shared = Counter(question.number for question in questions)
    texts = [_texts(question, header, shared) for question, header in zip(questions, table.headers, strict=True)]
    rows = Counter(short for _, short in texts)
    answers = [_answers(table, column, platform) for column in range(len(questions))]
    ticked = _ticked(questions, answers, shared)
    columns = [
        SeenColumn(
            table.letters[place],
            question.number,
            text,
            short if rows[short] == 1 and len(short) >= SHORTEST_ROW else text,
            _kind(table.headers[place], answers[place], platform, question.option or question.number in ticked),
            answers[place],
            by_role,
        )
        for place, (question, (text, short), by_role) in enumerate(
            zip(questions, texts, _by_role(table, platform, [text for text, _ in texts]), strict=True)
        )
        if text or answers[place]
    ]
    return Seen(table.file, tuple(map(_without_persons, columns)))


def _kind(header: str, answers: Sequence[SeenAnswer], platform: Platform, ticked: bool) -> Kind:
    if same(header) in map(same, platform.metadata):
        return "platform"
    if identifies(header) and known_set(answers) is None:
        return "identifying"
    return "several" if ticked or _joined(answers, platform) else "question"


def _without_persons(column: SeenColumn) -> SeenColumn:
    """Return the column with no more of it than a draft may know: answers only of questions, no header that tells."""
    if column.kind == "question":
        return column
    hidden = column.kind == "identifying"
    text, short = ("", "") if hidden else (column.text, column.short)
    return SeenColumn(column.letter, column.number, text, short, column.kind)


def filled_sheets(path: Path) -> tuple[FilledSheet, ...]:
    """Return the sheets of a workbook that hold a table; InputError if it cannot be read."""
    first = open_sheet(path)
    found = [first]
    for name in first.passed_over:
        try:
            found.append(open_sheet(path, name))
        except InputError:
            continue  # an empty sheet holds no table; one that is needed is missed by whoever needs it
    return tuple(map(_filled, found))


def _filled(sheet: Sheet) -> FilledSheet:
    texts = [[re.sub(DISARMED, r"\1", written(text or "")) for text in column.to_pylist()] for column in sheet.cells]
    rows = tuple(zip(*texts, strict=True))
    headers = tuple(map(written, sheet.headers))
    return FilledSheet(sheet.file, sheet.name or "", sheet.letters, headers, sheet.first_row, rows)


def _answers(sheet: Sheet, column: int, platform: Platform) -> tuple[SeenAnswer, ...]:
    """Return the distinct answers of a column, the most frequent first; blanks and what stands for them left out."""
    cells = sheet.column(column)
    counts = np.bincount(cells.codes[cells.codes >= 0], minlength=len(cells.texts))
    found: Counter[str] = Counter()
    readings: dict[str, tuple[str, ...]] = {}
    for text, count in zip(cells.texts, counts.tolist(), strict=True):
        known = bare(text)  # without the words that a respondent added to 其他
        key = known[0] if known else normal(text)
        if count and key and normal(text) not in platform.no_answer:
            found[key] += count
            readings[key] = tuple(dict.fromkeys((key, *known)))
    return tuple(
        SeenAnswer(readings[key], count, not (personal(key) or _LONG_NUMBER.search(key)))
        for key, count in found.most_common()
    )


def _by_role(sheet: Sheet, platform: Platform, texts: Sequence[str]) -> list[dict[str, tuple[int, int]]]:
    """Return for each column, by text of the role column: (how many answered, how many there are)."""
    place = next((place for place, text in enumerate(texts) if usual.asks_for(text) == "role"), None)
    if place is None:
        return [{} for _ in texts]

    def is_answer(text: str) -> bool:
        return normal(text) not in {"", *platform.no_answer}

    roles = sheet.column(place)
    names = [next(iter(bare(text)), normal(text)) for text in roles.texts]
    known = roles.codes >= 0
    people = np.bincount(roles.codes[known], minlength=len(names))
    found = []
    for column in range(len(texts)):
        answered = sheet.column(column).map(is_answer, False, bool)
        given = np.bincount(roles.codes[known & answered], minlength=len(names))
        told: dict[str, tuple[int, int]] = {}
        for name, n, of in zip(names, given.tolist(), people.tolist(), strict=True):
            told[name] = (told.get(name, (0, 0))[0] + n, told.get(name, (0, 0))[1] + of)
        found.append(told)
    return found


def _ticked(
    questions: Sequence[Question], cells: Sequence[Sequence[SeenAnswer]], shared: Counter[str | None]
) -> set[str]:
    """Return the numbers of the questions with a column an option, all of 0 and 1: multiple choices."""
    seen: dict[str, set[str]] = {}
    for question, answers in zip(questions, cells, strict=True):
        if question.number and shared[question.number] > 1:
            seen.setdefault(question.number, set()).update(answer.readings[0] for answer in answers)
    return {number for number, texts in seen.items() if texts and texts <= {"0", "1"}}


def _joined(answers: Sequence[SeenAnswer], platform: Platform) -> bool:
    """Whether cells hold several answers: more than a slip or two, in which somebody ticked twice."""
    joined = sum(answer.count for answer in answers if platform.separator and platform.separator in answer.readings[0])
    return joined > SLIPS * sum(answer.count for answer in answers)


def _texts(question: Question, header: str, shared: Counter[str | None]) -> tuple[str, str]:
    """Return (the question with its stem; the row of a matrix alone, else the same), as written where that is told."""
    text = question.texts[min(1, len(question.texts) - 1)] if question.number else question.texts[0]
    is_row = question.number is not None and shared[question.number] > 1
    short = text.partition("—")[2] or text if is_row else text
    return _as_written(text, header), _as_written(short, header)


def _as_written(text: str, header: str) -> str:
    """Return the end of the header that is compared as the text; else the text, with Chinese signs if it is Chinese."""
    raw = written(header).replace("**", "")
    for start in range(len(raw)):
        if header_text(raw[start:]) == text:
            return question_text(raw[start:].strip().rstrip(":： *"))
    return question_text(text.translate(_CHINESE_SIGNS) if _CHINESE.search(text) else text)
