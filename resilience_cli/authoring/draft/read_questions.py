"""The sheets of questions, scores and roles -> items, fields, scores and roles as the instrument format writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resilience_cli.authoring import usual
from resilience_cli.authoring.draft.read_scales import names_of_scales
from resilience_cli.authoring.draft.tables import Table, shown
from resilience_cli.authoring.draft.words import HIGHER, KINDS, YES_NO
from resilience_cli.authoring.outline import MADE, Json
from resilience_cli.model.same_text import normal

RESERVED = ("community", "role", "seconds", "wave", "weight", *MADE)
"""What no question and no score may be called."""
BODIES = ("committee", "property", "owners")


@dataclass(frozen=True)
class Named:
    """Parts of an instrument that questions name."""

    content: Mapping[str, Json]
    """By id."""
    ids: Mapping[str, str]
    """By id, title, label or other text, as it is compared: the id."""

    def id_of(self, text: str) -> str | None:
        """Return the id that a text names."""
        return self.ids.get(normal(text).casefold())


@dataclass(frozen=True)
class Questions:
    """What the sheet of questions says."""

    items: Sequence[Json]
    """The items, in order."""
    fields: Mapping[str, Json]
    """Background questions, by id."""
    of: Mapping[str, Sequence[str]]
    """By score: its items; scores without any are not there."""


def read_scores(table: Table, languages: Sequence[str], taken: set[str]) -> Named:
    """Return the scores, without their items."""
    content: dict[str, Json] = {}
    ids: dict[str, str] = {}
    for row in table.rows():
        id_ = table.id(row, "id", taken)
        kind = table.one_of(row, "kind", KINDS)
        higher = table.one_of(row, "higher", HIGHER, default="better")
        content[id_] = {
            "id": id_,
            "title": table.by_language(row, languages),
            "kind": kind,
            **({"higher_is": higher} if higher != "better" else {}),
        }
        ids |= {normal(text).casefold(): id_ for text in (id_, table.text(row, "zh"), table.text(row, "en")) if text}
    return Named(content, ids)


def read_roles(table: Table, languages: Sequence[str]) -> tuple[Named, dict[str, float]]:
    """Return (the roles, their weights)."""
    content: dict[str, Json] = {}
    weights: dict[str, float] = {}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for row in table.rows():
        id_ = table.id(row, "id", taken)
        also = table.several(row, "also")
        speaks = table.one_of(row, "institution", YES_NO, default="yes" if id_ in BODIES else "no")
        content[id_] = {
            "label": table.by_language(row, languages),
            **({"also": also} if also else {}),
            **({"institution": True} if speaks == "yes" else {}),
        }
        weights[id_] = table.number(row, "weight", 0.001, 1_000_000) or 1
        texts = (id_, table.text(row, "zh"), table.text(row, "en"), *also)
        ids |= {normal(text).casefold(): id_ for text in texts if text}
    return Named(content, ids), weights


@dataclass(frozen=True)
class QuestionSheet:
    """The sheet of questions, and what its rows name."""

    table: Table
    """The sheet."""
    uses: Mapping[int, str | None]
    """By row: what it is used for."""
    languages: Sequence[str]
    """Languages of the questionnaire."""
    scales: Mapping[str, Json]
    """By name."""
    scale_ids: Mapping[str, str]
    """By name: the id in the file."""
    scale_table: Table
    """The sheet of options."""
    scores: Named
    """The scores."""
    roles: Named
    """The roles."""


def read_questions(sheet: QuestionSheet, taken: set[str]) -> Questions:
    """Return the items, fields and parts of the scores."""
    items: list[Json] = []
    fields: dict[str, Json] = {}
    of: dict[str, list[str]] = {}
    table = sheet.table
    for row, use in sheet.uses.items():
        if use not in ("score", "field", "attention"):
            continue
        id_ = table.id(row, "id", taken)
        text = table.by_language(row, sheet.languages)
        scale = _scale(sheet, row)
        if use == "field":
            fields[id_] = {"text": text, "scale": scale}
            continue
        item: Json = {"id": id_, "text": text, "scale": scale, "asked_of": _asked_of(sheet, row)}
        if use == "attention":
            items.append({**item, "attention": _expected(sheet, row, text)})
            continue
        if not table.text(row, "reverse"):
            table.fault("RES-I152", row, "reverse")
        elif table.one_of(row, "reverse", YES_NO) == "yes":
            item["reverse"] = True
        items.append(item)
        if score := _score(sheet, row):
            of.setdefault(score, []).append(id_)
    return Questions(items, fields, {id_: of[id_] for id_ in sheet.scores.content if id_ in of})


def _scale(sheet: QuestionSheet, row: int) -> str:
    name = sheet.table.needed(row, "scale")
    if name and name not in sheet.scales:
        sheet.table.fault("RES-I149", row, "scale", found=shown(name), expected=names_of_scales(sheet.scale_table))
    return sheet.scale_ids.get(name, name)


def _score(sheet: QuestionSheet, row: int) -> str | None:
    text = sheet.table.needed(row, "score")
    id_ = sheet.scores.id_of(text)
    if text and id_ is None:
        titles = [one["title"] for one in sheet.scores.content.values()]
        sheet.table.fault("RES-I149", row, "score", found=shown(text), expected=titles)
    return id_


def _asked_of(sheet: QuestionSheet, row: int) -> list[str]:
    """Return the roles that are asked; all if nothing is said."""
    named = sheet.table.several(row, "roles")
    unknown = [name for name in named if sheet.roles.id_of(name) is None]
    if unknown:
        expected = list(sheet.roles.content)
        sheet.table.fault("RES-I149", row, "roles", found=shown(unknown[0]), expected=expected)
    chosen = {sheet.roles.id_of(name) for name in named}
    return [id_ for id_ in sheet.roles.content if not named or id_ in chosen]


def _expected(sheet: QuestionSheet, row: int, text: Mapping[str, str]) -> float | None:
    """Return the value of the option that the question quotes: of several, the longest."""
    scale = sheet.scales.get(sheet.table.text(row, "scale"), {})
    options = [option for option in scale.get("options", ()) if "value" in option]
    quoted = [
        (len(next(iter(option["label"].values()))), option["value"])
        for option in options
        if all(label and label in text[language] for language, label in option["label"].items())
    ]
    if not quoted and options:
        labels = [next(iter(option["label"].values())) for option in options]
        sheet.table.fault("RES-I158", row, next(iter(text)), expected=labels)
    return max(quoted)[1] if quoted else None


def column_texts(sheet: QuestionSheet, use: str) -> Json:
    """Return the column of the neighbourhood or the role: the question that is marked as it, and usual headers."""
    text, also = (usual.COMMUNITY, usual.COMMUNITY_ALSO) if use == "community" else (usual.ROLE, usual.ROLE_ALSO)
    usual_column = usual.column(text, also, sheet.languages)
    row = next((row for row, one in sheet.uses.items() if one == use), None)
    own = {} if row is None else {lang: told for lang in sheet.languages if (told := sheet.table.text(row, lang))}
    texts = {**usual_column["text"], **own}
    others = [one for one in (*usual_column["text"].values(), *also) if one not in texts.values()]
    return {"text": texts, "also": others}
