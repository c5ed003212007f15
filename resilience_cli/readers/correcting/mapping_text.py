"""A mapping file to correct by hand: what was understood, and the open questions as lines that say nothing yet."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.inspection import OPEN_ANSWERS, OPEN_PLACES, OPEN_ROLE
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.correcting.alike import alike, nearest
from resilience_cli.readers.correcting.corrections import IGNORE, NOTHING
from resilience_cli.readers.correcting.mapping import FORMAT
from resilience_cli.readers.decoding.values import BLANK, texts_of
from resilience_cli.readers.spelling import number_text

if TYPE_CHECKING:
    from resilience_cli.model.finding import Finding
    from resilience_cli.model.inspection import ColumnFound, Inspection, SheetFound
    from resilience_cli.model.instrument import Instrument, Scale
    from resilience_cli.readers.correcting.corrections import Corrections

_PLACE = re.compile(r"\{\w+\}")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
UNDECIDED = "?"
"""Stands where the user is to decide; it is no value of anything."""


def mapping_text(found: Inspection, said: Corrections = NOTHING) -> str:
    """Return the mapping of the inputs as TOML; what `said` settles already is kept."""
    parts = [_head(found, said), _columns(found), *_values(found, said), _communities(found, said), _roles(found, said)]
    return "\n".join("\n".join(part) + "\n" for part in map(list, parts))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(key: str, meaning: str | float, remark: str = "", active: bool = True) -> str:
    value = _quoted(meaning) if isinstance(meaning, str) else number_text(meaning)
    behind = f"  # {printable(remark, longest=None)}" if remark else ""
    return f"{'' if active else '# '}{_quoted(key)} = {value}{behind}"


def _head(found: Inspection, said: Corrections) -> Iterator[str]:
    files = say(", ").join(dict.fromkeys(printable(sheet.source.file) for sheet in found.sheets))
    yield "# " + say("How resilience is to read: {files}", files=files)
    yield "# " + say("A line with # in front says nothing. To answer a question, correct its line and take the # away.")
    yield "# " + say("Then give this file back: resilience inspect … --mapping FILE, and the same with score.")
    yield f"format = {FORMAT}"
    for key in ("platform", "sheet", "mode"):
        told = {getattr(sheet.source, key) for sheet in found.sheets}
        one = told.pop() if len(told) == 1 else None
        known = getattr(said, key) or (None if key == "sheet" and len(found.sheets) > 1 else one)
        yield f"{key} = {_quoted(known)}" if known else f'# {key} = "{UNDECIDED}"'


def _columns(found: Inspection) -> Iterator[str]:
    instrument = found.instrument
    yield "# " + say("Header (or letter) of a column = id of a question, community, role or ignore")
    yield "[columns]"
    columns: dict[str, ColumnFound] = {}
    for sheet in found.sheets:
        for key, column in _keyed(sheet, alone=len(found.sheets) == 1):
            columns.setdefault(key, column)
    for key, column in columns.items():
        if column.became or column.how:
            text = _question(instrument, column.became)
            yield _line(key, column.became or IGNORE, "" if _is_in(text, column.header) else text)
    yield from _without_column(found)
    if near := {key: column.near for key, column in columns.items() if column.near}:
        yield "# " + say("Open: these headers are nearly a question; choose one line for each, or ignore.")
        for key, offers in near.items():
            for id_, like in offers:
                yield _line(key, id_, f"{like:.0%}: {_question(instrument, id_)}", active=False)
    if unused := [key for key, column in columns.items() if not (column.became or column.how or column.near)]:
        yield "# " + say("Nothing uses these columns.")
        yield from (_line(key, IGNORE, active=False) for key in unused)


def _without_column(found: Inspection) -> Iterator[str]:
    """Yield what was looked for and not found among the headers."""
    for name in [name for fault in found.faults for code, name in OPEN_PLACES.items() if fault.code == code]:
        yield "# " + say("Open: which column is the {name}? Write it behind its header.", name=name)
        yield _line(UNDECIDED, name, active=False)
    if missing := dict.fromkeys(id_ for sheet in found.sheets for id_ in sheet.missing):
        yield "# " + say("Open: these questions have no column.")
        yield from (f"#   {id_}: {_question(found.instrument, id_)}" for id_ in missing)


def _keyed(sheet: SheetFound, alone: bool) -> Iterator[tuple[str, ColumnFound]]:
    """Yield (how the column is named, the column): by its header, by its letter where another has the same header."""
    times = Counter(same(column.header) for column in sheet.columns)
    for column in sheet.columns:
        if times[same(column.header)] == 1 and column.header.strip():
            yield column.header, column
        elif alone and column.became:  # in another file the letter is another column
            yield column.letter, column


def _question(instrument: Instrument | None, id_: str) -> str:
    if instrument is None:
        return ""
    texts = {field.id: field.text for field in instrument.fields} | {item.id: item.text for item in instrument.items}
    return printable(pick(texts[id_])) if id_ in texts else ""


def _is_in(text: str, header: str) -> bool:
    """Whether the header says the question, whatever stands in place of the event and the period."""
    return all(part in header for part in _PLACE.split(text))


def _values(found: Inspection, said: Corrections) -> Iterator[list[str]]:
    """Yield a table for each scale whose answers are in question, and those that the user settled."""
    if found.instrument is None:
        return
    scales = {item.id: item.scale for item in found.instrument.items}
    asked: dict[str, list[Finding]] = defaultdict(list)
    for finding in found.findings:
        if finding.code in OPEN_ANSWERS and finding.values["item"] in scales:
            asked[scales[finding.values["item"]].id].append(finding)
    by_id = {scale.id: scale for scale in scales.values()} | scales
    by_id |= {field.id: field.scale for field in found.instrument.fields}
    for id_ in dict.fromkeys([*asked, *said.values]):
        lines = [
            "# " + say("Text of a cell = declared value, or in quotes the code of an option without value, or blank")
        ]
        scale = by_id.get(id_)
        if scale is not None:
            lines += [f"#   {printable(choice, longest=None)}" for choice in _choices(scale)]
        lines.append(f"[values.{id_ if _BARE.fullmatch(id_) else _quoted(id_)}]")
        lines += [_line(text, meaning) for text, meaning in said.values.get(id_, {}).items()]
        yield lines + (_answers(asked[id_], scale) if scale else [])


def _choices(scale: Scale) -> list[str]:
    named = [*scale.not_scored, *scale.choices]
    return [
        *(f"{number_text(option.value)} = {pick(option.label)}" for option in scale.options),
        *(f"{_quoted(choice.id)} = {pick(choice.label)}" for choice in named),
        f"{_quoted(BLANK)} = {say('no answer')}",
    ]


def _answers(findings: Sequence[Finding], scale: Scale) -> list[str]:
    by_text: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_text[str(finding.values["answer"])].append(finding)
    lines = []
    for text, alike_ in by_text.items():
        first, n = alike_[0].where, sum(finding.count for finding in alike_)
        near = next((finding.values["near"] for finding in alike_ if "near" in finding.values), "")
        remark = say("cells: {n}, the first {cell}", n=n, cell=f"{first.column}{first.row}")
        if near:
            remark += say("; nearest: {near}", near=near)
        if text.endswith("…") or "•" in text:
            remark += say("; shortened here: write it as it stands in the cell")
        lines.append(_line(text, _meant(near, scale), remark, active=False))
    return lines


def _meant(near: str, scale: Scale) -> float | str:
    value = next((option.value for option in scale.options if near and normal(near) in texts_of(option)), None)
    code = next((choice.id for choice in scale.not_scored if near and normal(near) in texts_of(choice)), UNDECIDED)
    return code if value is None else value


def _communities(found: Inspection, said: Corrections) -> Iterator[str]:
    yield "# " + say("Neighbourhood as it is written = its name; the same name on both sides keeps it as it is")
    yield "[communities]"
    yield from (_line(name, meant) for name, meant in said.communities.items())
    if found.responses is None:
        return
    count = found.responses.people["community"].value_counts()
    confirmed = set(map(normal, said.communities.values()))
    for names in alike({id_: int(count.get(id_, 0)) for id_ in found.responses.communities.index}):
        if not confirmed.issuperset(names):
            usual = max(names, key=lambda name: int(count.get(name, 0)))
            yield from (
                _line(name, usual, say("answer sheets: {n}", n=int(count.get(name, 0))), active=False) for name in names
            )


def _roles(found: Inspection, said: Corrections) -> Iterator[str]:
    yield "# " + say("Text in the column of the role = id of the role, or ignore to leave its rows out")
    roles = found.instrument.roles if found.instrument else {}
    yield from (f"#   {id_} = {pick(role.label)}" for id_, role in roles.items())
    yield "[roles]"
    yield from (_line(text, role) for text, role in said.roles.items())
    texts = {text: id_ for id_, role in roles.items() for text in texts_of(role, id_)}
    for text, findings in _by_answer(f for f in found.findings if f.code == OPEN_ROLE).items():
        close = nearest(text, texts)
        rows = say("rows: {n}", n=sum(finding.count for finding in findings))
        yield _line(text, texts[close] if close else UNDECIDED, rows, active=False)


def _by_answer(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[str(finding.values["answer"])].append(finding)
    return found
