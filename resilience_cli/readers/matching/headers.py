"""Which column is which question: headers compared with the texts of an instrument."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resilience_cli.messages import mark
from resilience_cli.model.same_text import as_key, header_text, same, unstopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from resilience_cli.model.instrument import Field, Instrument, Item
    from resilience_cli.readers.sheet import Sheet

BY_ID, BY_TEXT, BY_ALSO = mark("item id"), mark("text of the question"), mark("other text of the question")
BY_MAPPING = mark("mapping")
_PLACE = re.compile(r"(?:\\ )?\\\{(event|period)\\\}(?:\\ )?")  # in an escaped text, with the blanks beside it
_NUMBERED = re.compile(  # no 5.12 or 7:24: with digits on both sides it is a date or a time, and part of the text,
    # unless it is a year that begins the text (5.2024年)
    r"(?:第(\d+)题\s*[、.:_]?|[Qq](\d+)\s*[、.:_]|(\d+)\s*(?:、|[.:](?!\d)|\.(?=20\d\d年))|\((\d+)\))\s*(.*)",
    re.DOTALL,
)
_BRACKETS = re.compile(r"(.*)\[([^\[\]]+)\]|([^\[\]]*)\[(.+)\]")
_IDENTIFYING = re.compile(
    r"\bIP\b|来自IP|^IP|昵称|姓名|名字|贵姓|称呼|open.?id|union.?id|电话|手机|联系方式|微信|QQ|邮箱|邮件|地址|住址|位置|定位|经度|纬度"
    r"|身份证|证件|车牌|生日|出生|门牌|楼号|楼栋|单元号|室号|房号|用户|提交者|提交人|填写人|学号|工号|账号"
    r"|\bname\b|e-?mail|phone|mobile|address|latitude|longitude|location|nickname|passport|wechat|\bbirth|\buser"
    r"|submitted by|submitter|device ?id|(?:first|last|sur|full) ?name|recipient|external ?(?:data ?)?ref",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:[\w-]+[./])+([\w-]+)|.*/([^/]+)", re.DOTALL)
"""A name or a label behind the groups that it stands in."""


@dataclass(frozen=True)
class Question:
    """What a header says once the platform's way of writing headers is taken off."""

    texts: tuple[str, ...]
    """The texts that may be the question's, most specific first, as `header_text` gives them."""
    number: str | None = None
    """Number of the question; the rows of a matrix and the options of a multiple choice share one."""
    option: bool = False
    """Whether the column is one option of a multiple choice."""


@dataclass(frozen=True)
class Match:
    """A header that is a question of the instrument."""

    key: str
    """Id of the item or field."""
    how: str
    """By what it was recognised (a marked text)."""
    placeholders: tuple[tuple[str, str], ...] = ()
    """(placeholder, what stood in its place)."""


@dataclass(frozen=True)
class _Index:
    exact: Mapping[str, tuple[Match, ...]]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


def match(questions: Sequence[Question], instrument: Instrument) -> tuple[tuple[Match, ...], ...]:
    """Return for each header the items and fields it is: none, one, or several where it cannot be told which."""
    index = _index(instrument)
    return tuple(_matches(question, index) for question in questions)


def find(questions: Sequence[Question], wanted: Iterable[str]) -> list[int]:
    """Return the columns whose header is the first of the wanted texts that any header is."""
    for text in map(same, wanted):
        found = [i for i, q in enumerate(questions) if text in map(as_key, q.texts)]
        if found:
            return found
    return []


def _matches(question: Question, index: _Index) -> tuple[Match, ...]:
    exact = _exact(question, index)
    if exact and (len(question.texts) == 1 or exact[0].how != BY_ID):
        return exact
    filled = _filled_in(question, index)  # what is known by its id may have a text too, which names the event
    said = {found.key: found.placeholders for found in filled}
    return tuple(replace(found, placeholders=said.get(found.key, ())) for found in exact) or filled


def _exact(question: Question, index: _Index) -> tuple[Match, ...]:
    return next((found for text in question.texts if (found := index.exact.get(as_key(text)))), ())


def _filled_in(question: Question, index: _Index) -> tuple[Match, ...]:
    """Return what the question is with a place filled in. The shortest text first: no number or stem is the filling."""
    for text in sorted(question.texts, key=len):
        found = {}
        for pattern, key in index.patterns:
            if key not in found and (hit := pattern.fullmatch(text)):
                places = tuple((k, v) for k, v in hit.groupdict().items() if v != f"{{{k}}}")
                found[key] = Match(key, BY_TEXT, places)
        if found:
            return tuple(found.values())
    return ()


def _index(instrument: Instrument) -> _Index:
    exact: dict[str, dict[str, Match]] = defaultdict(dict)
    patterns = []
    parts: tuple[Item | Field, ...] = (*instrument.items, *instrument.fields)
    for part in parts:
        for how, text in _texts(part):
            pattern = _pattern(text)
            if pattern:
                patterns.append((pattern, part.id))
            else:
                exact[same(text)].setdefault(part.id, Match(part.id, how))
    return _Index({text: tuple(found.values()) for text, found in exact.items()}, tuple(patterns))


def _texts(part: Item | Field) -> list[tuple[str, str]]:
    return [
        (BY_ID, part.id),
        *((BY_TEXT, text) for text in part.text.values()),
        *((BY_ALSO, text) for text in part.also),
    ]


def _pattern(text: str) -> re.Pattern[str] | None:
    """Return a pattern that takes anything in place of {event} and {period}; the same thing if one stands twice."""
    seen: set[str] = set()

    def place(hit: re.Match[str]) -> str:
        name = hit.group(1)
        if name in seen:
            return f" ?(?P={name}) ?"
        seen.add(name)
        return f" ?(?P<{name}>.+?) ?"  # a blank beside Chinese is not compared, so it may be gone

    pattern = _PLACE.sub(place, re.escape(unstopped(header_text(text)))) + "[。.]?"
    for quotes in ('[“”"]', "[‘’']"):
        pattern = re.sub(quotes, quotes, pattern)
    return re.compile(pattern, re.IGNORECASE) if seen else None


def numbered(header: str) -> tuple[str, str] | None:
    """Return (number, text) of a normalised header with a number in front: `7、…`, `(7)…`, `第7题…`, `Q7_…`."""
    hit = _NUMBERED.fullmatch(header)
    return (next(filter(None, hit.groups())), hit[5].strip()) if hit else None


def as_written(sheet: Sheet) -> tuple[Question, ...]:
    """Return the questions of headers that carry nothing but the text, or `第7题` or `Q7_` and the text.

    A bare number stays: where no platform numbers its headers it may belong to the event.
    """
    found = []
    for header in map(header_text, sheet.headers):
        hit = numbered(header) if header[:1] in ("第", "Q", "q") else None
        found.append(Question((header, header_text(hit[1])) if hit and hit[1] else (header,)))
    return tuple(found)


def behind_groups(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask, with and without the groups before it."""
    headers = list(map(header_text, sheet.headers))
    found = []
    for header in headers:
        hit = _PATH.fullmatch(header)
        if hit and header[: -len(hit[1] or hit[2]) - 1] in headers:
            hit = None  # an option of several answers, whose column stands before it
        found.append(Question((header, header_text(hit[1] or hit[2])) if hit else (header,)))
    return tuple(found)


def with_or_without_number(sheet: Sheet) -> tuple[Question, ...]:
    """Return the questions of headers before which an author may have written a number."""
    return tuple(asked(header) for header in sheet.headers)


def asked(*texts: str, stem: str = "") -> Question:
    """Return the question of these texts, most specific first, with and without a number before them.

    `stem`: of the row of a matrix, whose text is the first of the texts.
    """
    whole = [text for text in map(header_text, texts) if text]
    if stem and whole:
        whole.insert(0, header_text(f"{stem}—{whole[0]}"))
    hits = [hit for hit in map(numbered, whole) if hit]
    bare = [text for _, body in hits if (text := header_text(body))]
    return Question(tuple(dict.fromkeys((*whole, *bare))), hits[0][0] if hits else None)


def in_brackets(header: str) -> tuple[str, str] | None:
    """Return (stem, row) of a header `stem [row]`, or None."""
    hit = _BRACKETS.fullmatch(header_text(header))
    stem, row = [part for part in hit.groups() if part is not None] if hit else ("", "")
    return (stem.strip(), row.strip()) if row else None


def identifies(header: str) -> bool:
    """Whether a column so named may identify a person: it is never shown, not even its header."""
    return bool(_IDENTIFYING.search(header_text(header).replace("_", " ")))
