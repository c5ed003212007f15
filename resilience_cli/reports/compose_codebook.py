"""Instrument -> Document: the codebook, all that one must know to read, score and cite the answers.

How answers become scores and classes is in `compose_key`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Cell, Document, Heading, Paragraph, Part
from resilience_cli.model.instrument import Field, Instrument, Item, Role, Scale
from resilience_cli.reports.compose_instrument import STATES
from resilience_cli.reports.compose_key import key_parts
from resilience_cli.reports.compose_method import evidence_note
from resilience_cli.reports.tables import number, table

PHASES = {"routine": mark("ordinary days"), "crisis": mark("the event")}
SCALE_KINDS = {"ordinal": mark("ordered"), "nominal": mark("without order"), "number": mark("number")}


def codebook(instrument: Instrument) -> Document:
    """Return the codebook: questions, options, roles, the scoring key, classes, register and limits.

    Questions and labels are given in every language of the questionnaire, all else in the language in use.
    """
    return Document(
        say("Codebook: {title} ({name})", title=pick(instrument.title), name=instrument.name),
        (
            *_about(instrument),
            *_questions(instrument),
            *_options(instrument),
            *_roles(instrument),
            *key_parts(instrument),
        ),
    )


def _about(instrument: Instrument) -> Iterator[Part]:
    about, previous = instrument.raw["about"], instrument.raw.get("previous")
    yield Heading(say("About the questionnaire"))
    yield Paragraph(pick(about["description"]))
    yield from evidence_note(instrument)
    facts = {
        say("Version"): instrument.name,
        say("State"): say(STATES[instrument.standing]),
        say("Languages"): say(", ").join(instrument.languages),
        say("Authors"): say(", ").join(about.get("authors", ())),
        say("Licence"): about.get("licence", ""),
        say("Source"): about.get("source", ""),
        say("Version before"): previous["version"] if previous else "",
        say("Related"): say(", ").join(f"{one['id']}@{one['version']}" for one in instrument.raw.get("related", ())),
        "sha256": instrument.sha256,
    }
    yield table((say("What"), say("Value")), ((what, value) for what, value in facts.items() if value))


def _questions(instrument: Instrument) -> Iterator[Part]:
    languages = instrument.languages
    yield Heading(say("The questions"))
    yield table(
        (
            "id",
            *(say("Question ({language})", language=one) for one in languages),
            say("Asked of"),
            say("Scale"),
            say("Values"),
            say("Asks about"),
            say("Remarks"),
            say("In the scores"),
        ),
        (
            (
                item.id,
                *_in_each(item.text, languages),
                _role_labels(instrument, item.asked_of),
                item.scale.id,
                _values(item.scale),
                say(PHASES[item.phase]),
                _remarks(item),
                say(", ").join(score.id for score in instrument.base_scores if item.id in score.of),
            )
            for item in instrument.items
        ),
    )
    yield Paragraph(say("Of {event} and {period} the form says what was given when it was written."))


def _remarks(item: Item) -> str:
    if item.attention is not None:
        return say("attention check: {value} must be chosen", value=f"{item.attention:g}")
    found = [say("reverse-scored")] if item.reverse else []
    return say(", ").join([*found, *([say("in no score, on purpose")] if item.unscored else [])])


def _values(scale: Scale) -> str:
    return "" if scale.kind == "nominal" else f"{scale.minimum:g}–{scale.maximum:g}"


def _options(instrument: Instrument) -> Iterator[Part]:
    languages = instrument.languages
    yield Heading(say("Scales"))
    yield Paragraph(say("An option without a value is not scored: it counts as not answered, never as zero."))
    used = [*(field.scale for field in instrument.fields), *(item.scale for item in instrument.items)]
    scales = {scale.id: scale for scale in used}
    yield table(
        (
            say("Scale"),
            say("Kind"),
            say("Value"),
            say("Code"),
            *(say("Label ({language})", language=one) for one in languages),
            say("Also read as"),
        ),
        (
            (scale.id, say(SCALE_KINDS[scale.kind]), *cells)
            for scale in scales.values()
            for cells in _option_rows(scale, languages)
        ),
    )


def _option_rows(scale: Scale, languages: tuple[str, ...]) -> Iterator[tuple[str | Cell, ...]]:
    if scale.kind == "number":
        yield (_values(scale), "", *[""] * len(languages), "")
    for option in scale.options:
        yield (number(option.value), "", *_in_each(option.label, languages), say(", ").join(option.also))
    for choice in (*scale.not_scored, *scale.choices):
        yield ("", choice.id, *_in_each(choice.label, languages), say(", ").join(choice.also))


def _in_each(text: Mapping[str, str], languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.get(language, "") for language in languages)


def _roles(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Who answers"))
    yield table(
        (
            "id",
            say("Role"),
            say("Also read as"),
            say("Weight"),
            say("No score with fewer"),
            say("Few: with fewer"),
            say("There is one if"),
        ),
        (_role_row(role, instrument) for role in instrument.roles.values()),
    )
    if instrument.fields:
        yield table(
            ("id", say("Question about the respondent"), say("Scale"), say("Also read as")),
            ((field.id, pick(field.text), _scale_of(field), say(", ").join(field.also)) for field in instrument.fields),
        )


def _role_row(role: Role, instrument: Instrument) -> tuple[str | Cell, ...]:
    least = instrument.minimum_respondents.get(role.id, {})
    condition = ""
    if role.exists_if:
        known = instrument.register[role.exists_if[0]]
        labels = (pick(known.values[value].label) for value in role.exists_if[1])
        condition = say("{field} is {values}", field=pick(known.text), values=" / ".join(labels))
    return (
        role.id,
        pick(role.label),
        say(", ").join(role.also),
        number(instrument.role_weights.get(role.id)),
        number(least.get("score")),
        number(least.get("ok")),
        condition,
    )


def _scale_of(field: Field) -> str:
    return f"{field.scale.id} {_values(field.scale)}".strip()


def _role_labels(instrument: Instrument, roles: Sequence[str]) -> str:
    if len(roles) == len(instrument.roles):
        return say("all roles")
    return say(", ").join(pick(instrument.roles[role].label) for role in roles)
