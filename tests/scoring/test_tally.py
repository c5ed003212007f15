"""Respondents in parts: what is kept of them adds up."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synth import responses
from town import TOWN, many

from resilience_cli.model.assessment import Options
from resilience_cli.model.responses import Responses
from resilience_cli.pipeline import assess
from resilience_cli.scoring.tally import tally

TABLE = many(9)


def part_of(table: pd.DataFrame) -> Responses:
    """Return respondents that come in parts: none is compared with the others."""
    return replace(responses(table, TOWN), partial=True)


@settings(max_examples=25)
@given(st.integers(1, len(TABLE) - 1), st.randoms(use_true_random=False))
def test_parts_in_any_order_add_up_to_the_whole(cut: int, chance: object) -> None:
    shuffled = TABLE.sample(frac=1, random_state=chance.randrange(1000))  # type: ignore[attr-defined]
    one, other = (part_of(shuffled.iloc[rows]) for rows in (slice(cut), slice(cut, None)))
    whole = tally(part_of(TABLE), Options())
    for parts in (tally(one, Options()) + tally(other, Options()), tally(other, Options()) + tally(one, Options())):
        pd.testing.assert_frame_equal(parts.heads, whole.heads)
        assert np.array_equal(parts.items.counts, whole.items.counts)
        assert parts.moments["scores"].product == pytest.approx(whole.moments["scores"].product, rel=1e-12)
        assert parts.counts() == whole.counts()


def test_an_assessment_from_parts_is_that_of_the_whole() -> None:
    """Only sums are kept of a part, so that the numbers may differ by what the order of a sum does to them."""
    whole = part_of(TABLE)
    rows = np.arange(len(TABLE)) % 3
    options = Options(keep_respondents=True)
    parts = assess((whole.take(rows == part) for part in range(3)), options=options)
    found = assess(whole, options=options)
    pd.testing.assert_frame_equal(parts.scores, found.scores, rtol=1e-9)
    pd.testing.assert_frame_equal(parts.items, found.items, rtol=1e-12)
    assert parts.respondents is not None
    assert found.respondents is not None
    pd.testing.assert_frame_equal(parts.respondents, found.respondents, rtol=1e-12)
    assert [(v.class_id, v.received, v.flagged) for v in parts.verdicts] == [
        (v.class_id, v.received, v.flagged) for v in found.verdicts
    ]


def test_what_was_not_compared_is_said() -> None:
    rows = np.arange(len(TABLE)) % 3
    for answers, said in ((part_of(TABLE), True), (responses(TABLE, TOWN), False)):
        found = assess((answers.take(rows == part) for part in range(3)), options=Options(draws=39))
        assert ("RES-S050" in [finding.code for finding in found.findings]) == said
