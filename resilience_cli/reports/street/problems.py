"""Sections six and seven: the most pressing problems, and what goes well. Both come from single questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Cell, Column, Heading, Paragraph, Part, Row, Table
from resilience_cli.model.instrument import ClassDefinition, Instrument
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest
from resilience_cli.reports.answer_shares import Share
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.rules_in_words import register_labels
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import community_name, definition_of, paragraph, sides, weakest_sides

MOST_IN_BODY, MOST_PRACTICES = 8, 3
EACH = 2
"""Problems that are listed of one community."""
ENOUGH, MAJORITY = 10, 0.5
"""Residents who must have answered, and the share of them that must agree, for a good practice."""


def problem_parts(material: Material) -> Iterator[Part]:
    """Yield the problems of communities whose class is not the best: what is missing, and the lowest questions.

    Who is responsible is the side whose own questions are lowest; the measure is the questionnaire's advice for the
    class; the deadline is left blank.
    """
    listed = [_problems(material, v) for v in _troubled(material)]
    if not any(listed):
        return
    yield Heading(say("List of problems"))
    rows = [row for of_one in listed for row in of_one]
    caption = say("In brackets, the share of residents who answer 4 or 5.")
    if len(rows) > MOST_IN_BODY:
        rows = [of_one[0] for of_one in listed if of_one][:MOST_IN_BODY]
        shortened = say("The first of each neighbourhood, at most {n}; all are in appendix 1.", n=MOST_IN_BODY)
        caption = paragraph((caption, shortened))
    yield _table(rows, caption)


def problem_details(material: Material) -> Iterator[Part]:
    """Yield all problems where the body leaves some out, and the questionnaire's whole advice for each class."""
    rows = [row for v in _troubled(material) for row in _problems(material, v)]
    if len(rows) > MOST_IN_BODY:
        yield Heading(say("List of problems"), 2)
        yield _table(rows, say("In brackets, the share of residents who answer 4 or 5."))
    advised = [
        c for c in material.instrument.classes if c.advice and any(v.class_id == c.id for v in material.verdicts)
    ]
    if advised:
        yield Heading(say("Advice of the questionnaire"), 2)
    for definition in advised:
        yield Paragraph(say("{title}: {advice}", title=pick(definition.title), advice=pick(definition.advice)))


def _table(rows: Sequence[Row], caption: str) -> Table:
    titles = [say("Neighbourhood"), say("Problem"), say("Responsible side"), say("Suggested measure"), say("Deadline")]
    return Table(tuple(map(Column, titles)), tuple(rows), caption)


def _troubled(material: Material) -> list[Verdict]:
    """Return the communities whose class names something lacking."""
    lacking = [c.id for c in material.instrument.classes if _names_a_lack(c, material.instrument)]
    return [v for v in material.verdicts if v.class_id in lacking]


def _names_a_lack(definition: ClassDefinition, instrument: Instrument) -> bool:
    """Whether the rule looks for what is bad: a score below a cut, or one of which more is worse above it."""
    tests = definition.rule.score_tests() if definition.rule else ()
    return any((test.test == "below") == (instrument.score[test.score].higher_is == "better") for test in tests)


def _problems(material: Material, verdict: Verdict) -> list[Row]:
    definition = definition_of(material.instrument, verdict.class_id)
    measure = _first_sentence(pick(definition.advice)) if definition and definition.advice else "–"
    name = community_name(verdict)
    told = [*_missing_bodies(material, verdict), *_lowest(material, verdict)]
    return [(name, problem, side, measure, "") for problem, side in told[:EACH]]


def _missing_bodies(material: Material, verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield the facts of the register that make the class what it is, each with the side that the rule names."""
    definition = definition_of(material.instrument, verdict.class_id)
    for reason in verdict.reasons:
        if reason.class_id == verdict.class_id and reason.field and reason.met and definition and definition.rule:
            side = " / ".join(_sides_beside(definition.rule, reason.field, material.instrument)) or "–"
            field, found = material.instrument.register[reason.field], (str(reason.estimate),)
            known = say(", ").join(register_labels(reason.field, found, material.instrument))
            yield say("{field}: {value}", field=pick(field.text), value=known), side


def _sides_beside(rule: Rule, field: str, instrument: Instrument) -> Iterator[str]:
    """Yield the sides whose scores are tested together with the field."""
    if not isinstance(rule, Combination):
        return
    if any(isinstance(part, RegisterTest) and part.field == field for part in rule.parts):
        tested = [instrument.score[part.score] for part in rule.parts if isinstance(part, ScoreTest)]
        yield from (pick(score.title) for score in tested if score.kind == "side")
    for part in rule.parts:
        yield from _sides_beside(part, field, instrument)


def _lowest(material: Material, verdict: Verdict) -> list[tuple[str, str]]:
    """Return (question with its share, side) of the weakest side's lowest question, then of the lowest of all."""
    instrument, own = material.instrument, material.answers_of.get(verdict.community)
    if own is None:
        return []
    own = own[~own["item"].isin(_not_plain(instrument))].sort_values(["share", "item"], kind="stable")
    weakest = weakest_sides(verdict, instrument, material.rows)
    of_side = {item: pick(side.title) for side in weakest for item in side.of}
    found = [*own[own["item"].isin(of_side)].head(1).to_dict("records")]
    others = own[~own["item"].isin([row["item"] for row in found])]
    found += others.head(1).to_dict("records")
    every_side = {item: pick(side.title) for side in sides(instrument) for item in side.of}
    return [(_with_share(material, row), of_side.get(row["item"]) or every_side.get(row["item"], "–")) for row in found]


def practice_parts(material: Material) -> Iterator[Part]:
    """Yield the questions with which most residents agree, at most one a community; nothing without a majority."""
    shares = material.answers
    known = {v.community: community_name(v) for v in material.verdicts}
    good = shares[shares["community"].isin(known) & (shares["n"] >= ENOUGH) & (shares["share"] > MAJORITY)]
    good = good[~good["item"].isin(_not_plain(material.instrument))]
    good = good.sort_values(["share", "community", "item"], ascending=[False, True, True], kind="stable")
    good = good.drop_duplicates("community").head(MOST_PRACTICES)
    if good.empty:
        return
    yield Heading(say("What goes well"))
    rows = tuple(
        (
            known[row["community"]],
            item_text(material.assessment, row["item"]),
            Cell(_share(row).words, row["agree"]),
        )
        for row in good.to_dict("records")
    )
    columns = (Column(say("Neighbourhood")), Column(say("Question")), Column(say("Residents who agree"), "right"))
    yield Table(columns, rows, say("Highest shares of the answers 4 and 5; one question a neighbourhood."))


def _share(row: dict[Any, Any]) -> Share:
    return Share(float(row["agree"]), int(row["n"]))


def _with_share(material: Material, row: dict[Any, Any]) -> str:
    return say("{question} ({share})", question=item_text(material.assessment, row["item"]), share=_share(row).words)


def _not_plain(instrument: Instrument) -> set[str]:
    """Return the items of which agreement is not good: a share who agree would be read the wrong way round."""
    turned = {item.id for item in instrument.items if item.reverse}
    return turned | {item for score in instrument.base_scores if score.higher_is != "better" for item in score.of}


def _first_sentence(text: str) -> str:
    ends = [place for mark in "。.!！" if (place := text.find(mark)) > 0]
    return text[: min(ends) + 1] if ends else text
