"""What the user settled about an export: columns, answers, names and roles. Taken from a mapping or a list of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from resilience_cli.errors import InputError
from resilience_cli.messages import pick
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.decoding.values import BLANK, look_up, meaning_of, role_key, texts_of
from resilience_cli.readers.matching.headers import BY_MAPPING, Match, find
from resilience_cli.readers.spelling import near, number_text, shown

if TYPE_CHECKING:
    from resilience_cli.model.instrument import Instrument, Scale
    from resilience_cli.readers.decoding.values import Meaning
    from resilience_cli.readers.matching.headers import Question
    from resilience_cli.readers.sheet import Sheet

IGNORE = "ignore"
PLACES = ("community", "role", "started", "ended", "submitted", "seconds", "wave", "serial", "total")
"""What a column can be that is no question."""


@dataclass(frozen=True)
class Corrections:
    """What the user said; every text of a cell is `normal`."""

    platform: str | None = None
    """Platform of the exports."""
    sheet: str | None = None
    """Sheet to read."""
    mode: str | None = None
    """What the cells hold: text, score, position or value."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header (or letter) -> id of an item or field, one of PLACES, or `ignore`."""
    values: Mapping[str, Mapping[str, float | str]] = field(default_factory=dict)
    """Id of an item, field or scale -> text of a cell -> declared value, code of an option, or `blank`."""
    communities: Mapping[str, str] = field(default_factory=dict)
    """Name in a cell -> name of the community that is meant."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Text of a cell -> id or label of a role."""
    places: Mapping[tuple[str, str], Where] = field(default_factory=dict)
    """(table, key) -> where the user said it."""
    files: tuple[tuple[str, str], ...] = ()
    """(name, sha256) of the files that say it."""

    def where(self, table: str, key: str) -> Where:
        """Return where the user said it."""
        return self.places.get((table, key)) or self.places.get(("", ""), Where())

    def meanings(self, id_: str, scale: Scale) -> dict[str, Meaning]:
        """Return what each settled text means in an item or field of this scale."""
        known = {text: meaning_of(value, scale) for text, value in self.said(id_, scale).items()}
        return {text: meaning for text, meaning in known.items() if meaning}

    def said(self, id_: str, scale: Scale) -> dict[str, float | str]:
        """Return what was said of each text of an item or field of this scale; of the item before of the scale."""
        return {**self.values.get(scale.id, {}), **self.values.get(id_, {})}


NOTHING = Corrections()


def joined(first: Corrections, second: Corrections) -> Corrections:
    """Return both; raise InputError if they say two things of a name, or send it to one that is itself renamed."""
    names, places = {**first.communities, **second.communities}, {**first.places, **second.places}
    faults = []
    for name, meant in names.items():
        others = (first.communities.get(name, meant), names.get(normal(meant), meant))
        if other := next((other for other in others if normal(other) != normal(meant)), None):
            values = {"name": shown(name), "given": [shown(meant), shown(other)]}
            faults.append(Finding("RES-R157", places.get(("communities", name), Where()), values))
    if faults:
        raise InputError(*faults)
    return replace(first, communities=names, places=places, files=(*first.files, *second.files))


def told_columns(sheet: Sheet, questions: Sequence[Question], corrections: Corrections) -> dict[int, str]:
    """Return column -> what the user said it is."""
    found = _columns(sheet, questions, corrections)
    return {column: corrections.columns[header] for header, columns in found.items() for column in columns}


def _columns(sheet: Sheet, questions: Sequence[Question], corrections: Corrections) -> dict[str, list[int]]:
    """Return header as the user wrote it -> columns: by header as it stands or without its number, else by letter."""
    if not corrections.columns:
        return {}
    whole = defaultdict(list)
    for column, header in enumerate(sheet.headers):
        whole[same(header)].append(column)
    letters = {letter: [column] for column, letter in enumerate(sheet.letters)}
    return {
        header: whole.get(same(header)) or find(questions, [header]) or letters.get(header.strip().upper(), [])
        for header in corrections.columns
    }


def corrected(
    matches: Sequence[tuple[Match, ...]], told: Mapping[int, str], instrument: Instrument
) -> list[tuple[Match, ...]]:
    """Return the matches with what the user said of columns; a question that he placed is nowhere else."""
    known = {*instrument.item, *(field.id for field in instrument.fields)}
    placed = known.intersection(told.values())
    found: list[tuple[Match, ...]] = []
    for column, candidates in enumerate(matches):
        key = told.get(column)
        if key in known:
            filled = next((match.placeholders for match in candidates if match.key == key), ())
            found.append((Match(str(key), BY_MAPPING, filled),))
        else:
            found.append(() if key else tuple(match for match in candidates if match.key not in placed))
    return found


def misfits(corrections: Corrections, instrument: Instrument) -> Iterator[Finding]:
    """Yield a fault for everything the user said that this questionnaire does not have."""
    fields = {field.id: field.scale for field in instrument.fields}
    scales = {item.id: item.scale for item in instrument.items} | fields
    scales |= {scale.id: scale for scale in scales.values()} | scales
    targets = [*PLACES, IGNORE, *instrument.item, *fields]
    for header, target in corrections.columns.items():
        if target not in targets:
            values = {"target": shown(target), "instrument": instrument.name, "near": near(target, targets) or "–"}
            yield Finding("RES-R149", corrections.where("columns", header), values)
    for id_, said in corrections.values.items():
        if id_ not in scales:
            values = {"name": shown(id_), "instrument": instrument.name, "near": near(id_, scales) or "–"}
            yield Finding("RES-R152", corrections.where("values", id_), values)
            continue
        for text, value in said.items():
            if not _fits(value, scales[id_]):
                wrong: dict[str, object] = {"value": shown(str(value)), "options": _options(scales[id_])}
                yield Finding("RES-R153", corrections.where(f"values.{id_}", text), wrong)
    ask = look_up(role_key(instrument, "text"))
    for text, role in corrections.roles.items():
        if role != IGNORE and ask(role) is None:
            known = [pick(known.label) for known in instrument.roles.values()]
            yield Finding("RES-R052", corrections.where("roles", text), {"role": shown(role), "roles": known})


def _fits(value: float | str, scale: Scale) -> bool:
    if scale.kind == "nominal":
        return normal(str(value)) in {*(t for choice in scale.choices for t in texts_of(choice, choice.id)), BLANK}
    return meaning_of(value, scale) is not None


def _options(scale: Scale) -> list[str]:
    """Return what may be written for the scale, with the labels."""
    if scale.kind == "number":
        return [f"{number_text(scale.minimum)}–{number_text(scale.maximum)}", f'"{BLANK}"']
    codes = [f'"{choice.id}" {pick(choice.label)}' for choice in (*scale.choices, *scale.not_scored)]
    return [*(f"{number_text(o.value)} {pick(o.label)}" for o in scale.options), *codes, f'"{BLANK}"']


def in_no_sheet(corrections: Corrections, sheets: Sequence[tuple[Sheet, Sequence[Question]]]) -> list[Finding]:
    """Return a finding for each header that the user named and that no sheet has."""
    found = [_columns(sheet, questions, corrections) for sheet, questions in sheets]
    return [
        Finding("RES-R150", corrections.where("columns", header), {"header": shown(header)})
        for header in corrections.columns
        if not any(columns[header] for columns in found)
    ]
