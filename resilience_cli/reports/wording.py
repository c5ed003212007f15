"""The short words of every report: classes, roles, states, numbers with their interval, names from files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from resilience_cli.messages import language, mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Column, Interval, Tone
from resilience_cli.model.instrument import ClassDefinition, Instrument, Score
from resilience_cli.reports.rounding import percent, rounded
from resilience_cli.rules import AT_CUT

CONFIDENCE = {"firm": mark("firm"), "borderline": mark("borderline"), "unresolved": mark("unresolved")}
STATUS = {
    "missing": mark("missing"),
    "not comparable": mark("not comparable"),
    "provisional": mark("provisional"),
    "one voice": mark("one voice"),
    "few": mark("few"),
    "borrowed": mark("borrowed"),
    "ok": mark("ok"),
}
STATUS_MEANING = {
    "missing": mark("missing: not enough answers for a score"),
    "not comparable": mark("not comparable: not the same questions"),
    "provisional": mark("provisional: a role that should have answered did not"),
    "one voice": mark("one voice: without one or two staff forms the class would be another"),
    "few": mark("few: fewer residents than wanted"),
    "borrowed": mark("borrowed: the range rests mostly on other neighbourhoods' answers"),
}
Rows = Mapping[tuple[str, str], Mapping[str, Any]]
"""By (community, score): the row of Assessment.scores."""


def score_rows(assessment: Assessment) -> Rows:
    """Return the scores' table by (community, score)."""
    records = assessment.scores.to_dict("records")
    return {(row["community"], row["score"]): {str(key): value for key, value in row.items()} for row in records}


def cuts_of(instrument: Instrument) -> dict[str, tuple[float, ...]]:
    """Return by score the cuts of the class rules; the parts of a tested minimum or maximum have its cuts too."""
    cuts: dict[str, set[float]] = {score.id: set() for score in instrument.scores}
    for test in (test for c in instrument.classes if c.rule for test in c.rule.score_tests()):
        cuts[test.score].add(test.threshold)
        tested = instrument.score[test.score]
        if tested.method in ("minimum", "maximum") and not tested.of_items:
            for part in tested.of:
                cuts[part].add(test.threshold)
    return {score: tuple(sorted(values)) for score, values in cuts.items()}


def class_title(instrument: Instrument, class_id: str | None) -> str:
    """Return a class's name, or words for none."""
    found = definition_of(instrument, class_id)
    return pick(found.title) if found else say("no class")


def definition_of(instrument: Instrument, class_id: str | None) -> ClassDefinition | None:
    """Return the class with this id; None where there is none."""
    return next((c for c in instrument.classes if c.id == class_id), None)


def class_tone(instrument: Instrument, class_id: str | None) -> Tone:
    """Return the tone of a class: its place among those that are tried."""
    places = [c.id for c in instrument.classes]
    return f"class{places.index(class_id) + 1}" if class_id in places else "muted"


def bands_of(instrument: Instrument, score: Score) -> tuple[tuple[float, Tone], ...]:
    """Return (start, tone) of the score's bands: the lowest, the highest, those between; turned if higher is worse.

    None where there is nothing to be good or bad: for neutral scores, differences, and fewer than two bands.
    """
    bands = instrument.bands
    if len(bands) < 2 or score.higher_is == "neutral" or score.method == "difference":
        return ()
    first, last = ("high", "low") if score.higher_is == "worse" else ("low", "high")
    tones = (first, *["middle"] * (len(bands) - 2), last)
    return tuple((band.start, tone) for band, tone in zip(bands, tones, strict=True))


def band_tone(instrument: Instrument, score: Score, row: Mapping[str, Any] | None) -> Tone:
    """Return the tone of the band that the score lies in; empty where it has none."""
    value = _known(None if row is None else row.get("estimate"))
    bands = bands_of(instrument, score)
    if value is None or not bands:
        return ""
    return [tone for start, tone in bands if value >= start - AT_CUT or start == bands[0][0]][-1]


def score_column(instrument: Instrument, score: Score, align: Literal["left", "right"] = "left") -> Column:
    """Return the column of a score."""
    return Column(directed(score), align, bands_of(instrument, score))


def directed(score: Score) -> str:
    """Return the title of a score, with a word where more of it is worse."""
    title = pick(score.title)
    return say("{title} (higher is worse)", title=title) if score.higher_is == "worse" else title


def paragraph(sentences: Iterable[str]) -> str:
    """Return the sentences as one text; in Chinese nothing stands between them."""
    return ("" if language() == "zh" else " ").join(sentences)


def community_name(verdict: Verdict) -> str:
    """Return how the community is written, safe to show."""
    return printable(verdict.name or verdict.community)


def names(verdicts: list[Verdict], most: int = 12) -> str:
    """Return the communities' names as a list in words, shortened to `most`."""
    listed = say(", ").join(community_name(verdict) for verdict in verdicts[:most])
    return listed if len(verdicts) <= most else say("{listed} and {n} more", listed=listed, n=len(verdicts) - most)


def firmness(verdict: Verdict) -> str:
    """Return how firm the class is, with its probability."""
    if verdict.confidence is None or verdict.class_id is None:
        return say("not assessed") if verdict.class_id else "–"
    share = (verdict.probability or {}).get(verdict.class_id)
    return (
        f"{say(CONFIDENCE[verdict.confidence])} {percent(share)}"
        if share is not None
        else say(CONFIDENCE[verdict.confidence])
    )


def with_interval(row: Mapping[str, Any] | None, score: Score, cuts: tuple[float, ...], tone: Tone = "") -> Interval:
    """Return a score to be drawn, with its words such as “62.3 (57.1–67.0)”."""
    estimate, low, high = (None if row is None else _known(row.get(key)) for key in ("estimate", "low", "high"))
    text = rounded(estimate, cuts)
    if estimate is not None and low is not None and high is not None:
        form = say("{estimate} ({low}–{high})") if low >= 0 else say("{estimate} ({low} to {high})")
        text = form.format(estimate=text, low=rounded(low, cuts), high=rounded(high, cuts))
    minimum = -100.0 if score.method == "difference" else 0.0
    return Interval(float("nan") if estimate is None else estimate, low, high, minimum, 100.0, text, tone)


def headline(instrument: Instrument) -> Score | None:
    """Return the score that stands for the whole: the first composite, if there is one."""
    return next((score for score in instrument.scores if score.kind == "composite"), None)


def sides(instrument: Instrument) -> tuple[Score, ...]:
    """Return the sides among which the weakest is named: those whose minimum a class rule tests, else all sides."""
    tested = next((s for s in instrument.scores if s.kind == "test_only" and s.method == "minimum"), None)
    if tested is not None and not tested.of_items:
        return tuple(instrument.score[part] for part in tested.of)
    return tuple(score for score in instrument.scores if score.kind == "side")


def weakest_sides(verdict: Verdict, instrument: Instrument, rows: Rows) -> list[Score]:
    """Return the side with the lowest score (several if they tie); none unless every side has a score."""
    values = [(_known(rows.get((verdict.community, side.id), {}).get("estimate")), side) for side in sides(instrument)]
    known = [value for value, _side in values if value is not None]
    if not known or len(known) < len(values):
        return []
    return [side for value, side in values if value is not None and value <= min(known) + 1e-9]


def _known(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
