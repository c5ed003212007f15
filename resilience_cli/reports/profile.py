"""The scores of one community, drawn by groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import say
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Chart, Paragraph, Part
from resilience_cli.model.instrument import Score
from resilience_cli.reports.wording import Rows, community_name, directed, with_interval


def profile(
    verdict: Verdict, groups: Sequence[tuple[str, Sequence[Score]]], rows: Rows, cuts: dict[str, tuple[float, ...]]
) -> Iterator[Part]:
    """Yield a chart of a community's scores for each group of scores."""
    for title, scores in groups:
        drawn = [(s, with_interval(rows.get((verdict.community, s.id)), s, cuts[s.id])) for s in scores]
        on_scale = [(directed(s), interval) for s, interval in drawn if s.method != "difference"]
        marks = sorted({cut for s in scores if s.method != "difference" for cut in cuts[s.id]})
        if on_scale:
            yield Chart(say("{name}: {what}", name=community_name(verdict), what=title), tuple(on_scale), tuple(marks))
        for score, interval in drawn:
            if score.method == "difference":
                yield Paragraph(say("{title}: {points} points.", title=directed(score), points=interval.text))
