"""Instrument -> Document: what is asked of whom, and how answers become scores and classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument, Role, Scale
from resilience_cli.reports.class_table import class_parts
from resilience_cli.reports.compose_base import base_parts
from resilience_cli.reports.compose_method import evidence_note
from resilience_cli.reports.rules_in_words import register_labels
from resilience_cli.reports.score_outline import score_outline
from resilience_cli.reports.suppression import smallest_cell

FLAGS = {
    "speed": mark("speed"),
    "longstring": mark("one answer in a row"),
    "blank": mark("few answers"),
    "attention": mark("attention check"),
}
STATES = {
    "released": mark("released"),
    "draft": mark("draft"),
    "unlisted": mark("not listed in releases.json"),
    "changed": mark("changed since its release"),
    "faulty": mark("faulty: see instruments validate"),
}


def instrument_list(rows: Sequence[Mapping[str, Any]]) -> Document:
    """Return a table of questionnaires: id, version, title (None: faulty), items and status."""
    if not rows:
        return Document(say("Questionnaires"), (Note(say("There is none in this directory."), "warning"),))
    columns = (Column("id"), Column(say("Version")), Column(say("Title")), Column(say("Items"), "right"))
    return Document(
        say("Questionnaires"),
        (
            Table(
                (*columns, Column(say("State"))),
                tuple(
                    (
                        row["id"],
                        row["version"],
                        row["title"] or "–",
                        "–" if row["items"] is None else str(row["items"]),
                        say(STATES.get(row["status"], row["status"])),
                    )
                    for row in rows
                ),
            ),
        ),
    )


def instrument_document(instrument: Instrument) -> Document:
    """Return the page of the questionnaire: evidence, who answers and how, scores, classes, bands and limits."""
    about = instrument.raw.get("about", {})
    parts: list[Part] = [Paragraph(pick(about[key])) for key in ("description",) if key in about]
    parts += [Paragraph(_facts(instrument)), *evidence_note(instrument), *base_parts(instrument)]
    parts += [Heading(say("Who answers")), _roles(instrument), *_asked_besides(instrument)]
    parts += [Heading(say("How each question is answered")), _scales(instrument)]
    parts += [Heading(say("Scores and their questions")), score_outline(instrument)]
    parts += [Heading(say("Classes")), *class_parts(instrument)]
    if instrument.bands:
        parts += [Heading(say("Bands of a score")), _bands(instrument)]
    parts += [Heading(say("Limits")), _limits(instrument)]
    return Document(f"{pick(instrument.title)} ({instrument.name})", tuple(parts))


def _facts(instrument: Instrument) -> str:
    raw, about = instrument.raw, instrument.raw.get("about", {})
    told = [say("State: {state}", state=say(STATES[instrument.standing]))]
    told.append(say("languages: {languages}", languages=say(", ").join(instrument.languages)))
    told += [say("licence: {licence}", licence=about["licence"])] if "licence" in about else []
    told += [say("source: {source}", source=about["source"])] if "source" in about else []
    told += [say("previous version: {version}", version=raw["previous"]["version"])] if "previous" in raw else []
    related = [f"{other['id']}@{other['version']}" for other in raw.get("related", ())]
    told += [say("related: {names}", names=say(", ").join(related))] if related else []
    return say("{sentence}.", sentence=say("; ").join(told))


def _roles(instrument: Instrument) -> Table:
    columns = (Column(say("Role")), Column(say("Questions"), "right"), Column(say("Weight"), "right"))
    rows = []
    for role in instrument.roles.values():
        asked = sum(role.id in item.asked_of for item in instrument.items)
        weight = f"{instrument.role_weights.get(role.id, 0.0):g}"
        rows.append((pick(role.label), str(asked), weight, _exists(role, instrument)))
    return Table((*columns, Column(say("Exists where"))), tuple(rows))


def _exists(role: Role, instrument: Instrument) -> str:
    if role.exists_if is None:
        return say("everywhere")
    field, values = role.exists_if
    labels = " / ".join(register_labels(field, values, instrument))
    return say("{field}: {values}", field=pick(instrument.register[field].text), values=labels)


def _asked_besides(instrument: Instrument) -> Iterator[Part]:
    asked = [instrument.raw["respondent"][name]["text"] for name in ("community", "role")]
    asked += [field.text for field in instrument.fields]
    yield Paragraph(say("Asked besides, not scored: {questions}.", questions=say(", ").join(map(pick, asked))))
    for name, told in instrument.raw.get("placeholders", {}).items():
        yield Paragraph(_placeholder(name, told))


def _placeholder(name: str, told: Mapping[str, Any]) -> str:
    sign = f"{{{name}}}"
    if "default" in told:
        return say("{sign} stands for: {words}, unless another is named.", sign=sign, words=pick(told["default"]))
    return say("{sign} stands for: {words}.", sign=sign, words=pick(told))


def _scales(instrument: Instrument) -> Table:
    used = Counter(item.scale.id for item in instrument.items)
    scales = {item.scale.id: item.scale for item in instrument.items}
    columns = (Column(say("Scale")), Column(say("Questions"), "right"), Column(say("Answers")))
    return Table(columns, tuple((id_, str(n), _answers(scales[id_])) for id_, n in used.most_common()))


def _answers(scale: Scale) -> str:
    if scale.kind == "number":
        return f"{scale.minimum:g}–{scale.maximum:g}"
    scored = say(", ").join(f"{option.value:g} {pick(option.label)}" for option in scale.options)
    others = say(", ").join(pick(choice.label) for choice in (*scale.not_scored, *scale.choices))
    return (
        say("{scored}; not scored: {others}", scored=scored, others=others) if scored and others else scored or others
    )


def _bands(instrument: Instrument) -> Table:
    starts = [f"{band.start:g}" for band in instrument.bands]
    ranges = [say("{low} to below {high}", low=low, high=high) for low, high in pairwise(starts)]
    ranges = [*ranges, say("{cut} or more", cut=starts[-1])]
    rows = zip((pick(band.title) for band in instrument.bands), ranges, strict=True)
    return Table((Column(say("Band")), Column(say("Score"))), tuple(rows))


def _limits(instrument: Instrument) -> Table:
    public = instrument.raw.get("privacy", {}).get("minimum_public_cell", 10)
    half = say(
        "A person counts in a score with answers to half of its questions, and to two at least if there are several, "
        "unless the score says otherwise; only the questions that the person is asked count."
    )
    shown = say(
        "Of fewer than {n} people only the number is shown; public reports leave out communities with fewer than "
        "{public} residents.",
        n=smallest_cell(instrument),
        public=public,
    )
    rows = [
        (say("Missing answers"), half),
        *((say("Respondents"), _needed(role, instrument)) for role in instrument.minimum_respondents),
        (say("Careless answers"), _screening(instrument)),
        (say("Privacy"), shown),
    ]
    return Table((Column(say("About")), Column(say("Rule"))), tuple(rows))


def _needed(role: str, instrument: Instrument) -> str:
    limits, label = instrument.minimum_respondents[role], pick(instrument.roles[role].label)
    return say("{role}: no score below {score}, marked as few below {ok}", role=label, **limits)


def _screening(instrument: Instrument) -> str:
    limits = instrument.screening
    flagged = say(
        "Flagged: less than {seconds} seconds a question; the same answer in a row for {run} % of a block with "
        "reversed questions; less than {blank} % answered; a failed attention check.",
        seconds=f"{limits.seconds_per_item:g}",
        run=f"{100 * limits.longstring_share:g}",
        blank=f"{100 * limits.blank_share:g}",
    )
    if not limits.exclude:
        return flagged + say(" Nobody is left out for it.")
    return flagged + say(
        " Left out for: {flags}.", flags=say(", ").join(say(FLAGS.get(flag, flag)) for flag in limits.exclude)
    )
