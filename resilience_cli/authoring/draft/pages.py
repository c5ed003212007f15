"""Draft -> the pages of a workbook in which a person completes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from resilience_cli.authoring import usual
from resilience_cli.authoring.draft.draft import Draft, DraftRole
from resilience_cli.authoring.draft.words import (
    HEADERS,
    HIGHER,
    KINDS,
    NOT_SCORED,
    QUESTIONS,
    ROLES,
    SCALES,
    SCORES,
    SETTING_NAMES,
    SETTINGS,
    SHEETS,
    USES,
    YES_NO,
    word,
    words,
)
from resilience_cli.authoring.new import LANGUAGES, language_of
from resilience_cli.authoring.outline import Cuts, in_languages
from resilience_cli.files.workbook import Column, Page
from resilience_cli.messages import mark, say
from resilience_cli.model.same_text import normal

_HELP = (
    mark(
        "This workbook is a draft of a questionnaire, made from {file}. Complete it and save it; you need not "
        "touch any other file."
    ),
    mark(
        "1. Sheet “{questions}”: one row is one column of the export. See whether “{use}” is right; what is left "
        "out stays out."
    ),
    mark(
        "2. For each scored question say under “{reverse}” whether agreement is bad ({yes}) or good ({no}), and "
        "choose under “{score}” to what it belongs. Nothing of this was guessed."
    ),
    mark(
        "3. Sheet “{scales}”: options whose order is known have values already. Others are listed by how often "
        "they were chosen: put them in order, from low to high, and give them values (1, 2, 3 …), or leave the "
        "values empty if the question is only background. “{not_scored}” in place of a value stands for answers "
        "such as “don't know”."
    ),
    mark(
        "4. Sheet “{scores}”: keep, rename or add scores. Factors and sides decide the class; outcomes are only shown."
    ),
    mark(
        "5. Sheet “{roles}”: who is asked, and with what weight. Under “{asked}” stand those who answered the question "
        "in the export; empty means all. Sheet “{settings}”: id, title and cuts."
    ),
    mark(
        "6. English texts may be left empty: then the questionnaire is Chinese only. If one question has an "
        "English text, all need one."
    ),
    mark("7. Then: resilience instruments new --from-workbook FILE. Every cell that is missing or wrong is named."),
    mark("Names, telephone numbers, free answers and what the platform adds were not taken over."),
)


def draft_pages(draft: Draft, id_: str = "") -> list[Page]:
    """Return the pages of the draft's workbook: what to do, questions, options, scores, roles and settings."""
    places = {key: say(text) for key, text in SHEETS.items()}
    places |= {key: word(HEADERS[QUESTIONS], key) for key in ("use", "reverse", "score")}
    places["asked"] = word(HEADERS[QUESTIONS], "roles")
    places |= {"yes": word(YES_NO, "yes"), "no": word(YES_NO, "no"), "not_scored": word(NOT_SCORED, "not_scored")}
    help_ = [(say(text, **{**places, "file": draft.file}),) for text in _HELP]
    return [
        Page(say("What to do"), rows=help_),
        _questions(draft),
        _scales(draft),
        _scores(),
        _roles(draft.roles),
        _settings(id_),
    ]


Look = tuple[float, tuple[str, ...]] | float
"""Width of a column, and what may be chosen in it."""


def _page(sheet: str, looks: Mapping[str, Look], rows: Sequence[Mapping[str, str | float | None]]) -> Page:
    """Return a page of all columns of the sheet; rows by the keys of the columns."""
    columns = []
    for key, header in HEADERS[sheet].items():
        look = looks.get(key, 16.0)
        width, choices = look if isinstance(look, tuple) else (look, ())
        columns.append(Column(say(header), width, choices, refuses=False))
    return Page(say(SHEETS[sheet]), tuple(columns), [tuple(row.get(key) for key in HEADERS[sheet]) for row in rows])


def _questions(draft: Draft) -> Page:
    scales = tuple(dict.fromkeys([scale.id for scale in draft.scales] + [q.scale for q in draft.questions if q.scale]))
    looks: dict[str, Look] = {
        "column": 7,
        "zh": 44 if draft.language == "zh" else 20,
        "en": 44 if draft.language == "en" else 20,
        "remark": 46,
        "id": 9,
        "use": (13, words(USES)),
        "scale": (14, scales),
        "reverse": (9, words(YES_NO)),
        "score": (18, tuple(say(title) for _, title in usual.SCORES.values())),
        "roles": 14,
    }
    rows = [
        {
            "column": question.column,
            draft.language: question.text or None,
            "remark": question.remark,
            "id": question.id or None,
            "use": word(USES, question.use),
            "scale": question.scale or None,
            "roles": say(", ").join(map(usual.role_label, question.roles)) or None,
        }
        for question in draft.questions
    ]
    return replace(_page(QUESTIONS, looks, rows), frozen=2)


def _scales(draft: Draft) -> Page:
    rows = [
        {
            "scale": scale.id,
            "value": option.value if option.scored else word(NOT_SCORED, "not_scored"),
            "zh": option.labels[0] or None,
            "en": option.labels[1] or None,
            "also": say("; ").join(option.also) or None,
            "remark": option.remark or None,
        }
        for scale in draft.scales
        for option in scale.options
    ]
    return _page(SCALES, {"scale": 14, "value": 9, "zh": 24, "en": 24, "also": 24, "remark": 44}, rows)


def _scores() -> Page:
    rows = []
    for id_, (kind, title) in usual.SCORES.items():
        texts = in_languages(LANGUAGES, title)
        rows.append({"id": id_, **texts, "kind": word(KINDS, kind), "higher": word(HIGHER, "better")})
    looks: dict[str, Look] = {"zh": 24, "en": 30, "kind": (10, words(KINDS)), "higher": (10, words(HIGHER))}
    return _page(SCORES, looks, rows)


def _roles(roles: Sequence[DraftRole]) -> Page:
    rows: list[dict[str, str | float | None]] = []
    for role in roles:
        if role.id:
            texts: dict[str, str] = in_languages(LANGUAGES, usual.ROLES[role.id][0])
        else:
            texts = {language_of(role.texts[0]): role.texts[0]}
        known = {normal(text) for text in texts.values()}
        rows.append(
            {
                "id": role.id or None,
                **texts,
                "also": say("; ").join(text for text in role.texts if normal(text) not in known) or None,
                "institution": word(YES_NO, "no" if role.id == "resident" else "yes") if role.id else None,
                "weight": usual.WEIGHTS.get(role.id, 1.0),
            }
        )
    return _page(ROLES, {"zh": 24, "en": 28, "also": 30, "institution": (12, words(YES_NO)), "weight": 8}, rows)


def _settings(id_: str) -> Page:
    cuts, remarks = Cuts(), {key: say(text) for key, text in _SETTINGS.items()}
    values: dict[str, str | float] = {"weak": cuts.weak, "strong": cuts.strong, "gap": cuts.gap, "few": 5, "enough": 10}
    values |= {"id": id_} if id_ else {}
    rows = [
        {"setting": say(name), "value": values.get(key), "remark": remarks.get(key)}
        for key, name in SETTING_NAMES.items()
    ]
    return _page(SETTINGS, {"setting": 26, "value": 30, "remark": 70}, rows)


_SETTINGS = {
    "id": mark("lower-case letters, digits, _ and -, such as hudong-2025"),
    "title_en": mark("may be empty if the questions have no English text"),
    "weak": mark("a side below it, or two factors below it: deficient"),
    "strong": mark("all sides and factors from it: co-governing"),
    "gap": mark("sides that lie this far apart or farther: imbalanced"),
    "few": mark("with fewer residents a neighbourhood has no score"),
    "enough": mark("with fewer residents a score is marked as resting on few"),
}
