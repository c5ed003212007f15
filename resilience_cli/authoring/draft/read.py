"""A filled-in draft -> an instrument, or everything that is missing or wrong in it, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resilience_cli.authoring.draft.draft import FilledSheet
from resilience_cli.authoring.draft.read_questions import (
    RESERVED,
    Questions,
    QuestionSheet,
    column_texts,
    read_questions,
    read_roles,
    read_scores,
)
from resilience_cli.authoring.draft.read_scales import read_scales, scale_ids
from resilience_cli.authoring.draft.tables import Table, by_column, tables
from resilience_cli.authoring.draft.words import (
    QUESTIONS,
    ROLES,
    SCALES,
    SCORES,
    SETTING_NAMES,
    SETTINGS,
    USES,
    meaning,
)
from resilience_cli.authoring.new import FIRST, LANGUAGES, Made
from resilience_cli.authoring.outline import Cuts, Outline, instrument_content
from resilience_cli.authoring.outline_cases import outline_cases
from resilience_cli.errors import InputError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding, Where

_ASKED = ("score", "field", "attention")


@dataclass(frozen=True)
class _Settings:
    """What the sheet of settings says."""

    id: str
    """Id of the questionnaire."""
    title: dict[str, str]
    """Its name, by language."""
    cuts: Cuts
    """The cuts of the classes."""
    minimum: tuple[int, int]
    """Respondents that a score needs, and that are enough."""


def read_draft(sheets: Sequence[FilledSheet], id_: str = "") -> Made:
    """Return the instrument that the sheets describe, with its cases; InputError with the faults of all cells.

    `id_` goes before the id on the sheet of settings. A score that no question belongs to is left out, with a remark.
    """
    found, faults = tables(sheets)
    if faults:
        raise InputError(*by_column(faults))
    table, taken = found[QUESTIONS], set(RESERVED)
    uses = {row: table.one_of(row, "use", USES, default="leave") for row in table.rows()}
    asked = [row for row, use in uses.items() if use in _ASKED]
    languages = tuple(one for one in LANGUAGES if any(table.text(row, one) for row in asked)) or ("zh",)
    settings = _settings(found[SETTINGS], languages, id_)
    roles, weights = read_roles(found[ROLES], languages)
    scores = read_scores(found[SCORES], languages, taken)
    scored = {table.text(row, "scale") for row in asked if uses[row] != "field"}
    scales = read_scales(found[SCALES], languages, (table.text(row, "scale") for row in asked), scored)
    sheet = QuestionSheet(table, uses, languages, scales, scale_ids(scales), found[SCALES], scores, roles)
    questions = read_questions(sheet, taken)
    if not faults and not any(scores.content[one]["kind"] in ("factor", "side") for one in questions.of):
        faults.append(Finding("RES-I154", Where(file=table.sheet.file, sheet=table.sheet.name)))
    if faults:
        raise InputError(*by_column(faults))
    outline = _outline(settings, sheet, questions, weights)
    content = instrument_content(outline)
    unused = [one["title"] for id_, one in scores.content.items() if id_ not in questions.of]
    remarks = (Finding("RES-I157", Where(file=table.sheet.file), {"scores": unused}),) if unused else ()
    return Made(content, outline_cases(outline, content), remarks)


def _outline(
    settings: _Settings, sheet: QuestionSheet, questions: Questions, role_weights: dict[str, float]
) -> Outline:
    return Outline(
        id=settings.id,
        version=FIRST,
        title=settings.title,
        languages=tuple(sheet.languages),
        scales={sheet.scale_ids[name]: scale for name, scale in sheet.scales.items()},
        community=column_texts(sheet, "community"),
        role=column_texts(sheet, "role"),
        roles=sheet.roles.content,
        role_weights=role_weights,
        items=questions.items,
        scores=[{**sheet.scores.content[one], "of": of, "method": "mean"} for one, of in questions.of.items()],
        cuts=settings.cuts,
        fields=questions.fields,
        minimum=settings.minimum,
    )


def _settings(table: Table, languages: Sequence[str], id_: str) -> _Settings:
    rows = {meaning(table.text(row, "setting"), SETTING_NAMES): row for row in table.rows()}
    missing = [name for key, name in SETTING_NAMES.items() if key not in rows]
    if missing:
        place = Where(file=table.sheet.file, sheet=table.sheet.name)
        table.faults.extend(Finding("RES-I147", place, {"header": say(name)}) for name in missing)
        return _Settings("", {}, Cuts(), (1, 1))
    title = {language: table.needed(rows[f"title_{language}"], "value") for language in languages}
    weak, strong, gap = (table.number(rows[key], "value", 0, 100) for key in ("weak", "strong", "gap"))
    few, enough = (table.number(rows[key], "value", 1, 1_000_000) for key in ("few", "enough"))
    cuts = Cuts()
    if weak is not None and strong is not None and gap is not None:
        cuts = Cuts(weak, strong, gap)
        if not 0 < weak < strong <= 100:
            table.fault("RES-I155", rows["strong"], "value", low=f"{weak:g}", high="100")
        if not 0 < gap <= 100 - weak:
            table.fault("RES-I155", rows["gap"], "value", low="0", high=f"{100 - weak:g}")
    if few is not None and enough is not None and few > enough:
        table.fault("RES-I155", rows["enough"], "value", low=f"{few - 1:g}", high="1000000")
    given = id_ or table.id(rows["id"], "value", set())
    return _Settings(given, title, cuts, (int(few or 1), int(enough or 1)))
