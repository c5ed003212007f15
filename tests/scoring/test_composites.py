"""Scores of scores: order of computation, missing parts, gradients through several levels."""

import numpy as np
import pytest
from town import content

from resilience_cli.model.parse import parse
from resilience_cli.scoring.composites import compose, jacobian

NESTED = content()
NESTED["scores"] = [
    {
        "id": "top",
        "title": {"en": "Top"},
        "kind": "composite",
        "of": ["mid", "b"],
        "method": "geometric_mean",
        "floor": 1,
    },
    {"id": "mid", "title": {"en": "Mid"}, "kind": "factor", "of": ["a", "b"], "method": "mean", "weights": [3, 1]},
    *content()["scores"][:2],
]
NESTED["classes"] = [{"id": "all", "title": {"en": "All"}, "otherwise": True}]
INSTRUMENT = parse(NESTED)


def test_parts_come_before_wholes_whatever_their_order_in_the_file() -> None:
    values = compose(INSTRUMENT, np.array([[40.0, 80.0]]))
    assert values["mid"] == pytest.approx([50.0])
    assert values["top"] == pytest.approx([np.sqrt(50 * 80)])


def test_a_missing_part_is_missing_all_the_way_up() -> None:
    values = compose(INSTRUMENT, np.array([[np.nan, 80.0]]))
    assert np.isnan(values["mid"]).all()
    assert np.isnan(values["top"]).all()


def test_jacobian_is_the_slope_through_all_levels() -> None:
    base, step = np.array([[40.0, 80.0]]), 1e-6
    order = [score.id for score in INSTRUMENT.scores]
    found = jacobian(INSTRUMENT, compose(INSTRUMENT, base))[0]
    for j in range(2):
        up, down = base.copy(), base.copy()
        up[0, j] += step
        down[0, j] -= step
        above, below = compose(INSTRUMENT, up), compose(INSTRUMENT, down)
        slopes = [(above[score][0] - below[score][0]) / (2 * step) for score in order]
        assert found[:, j] == pytest.approx(slopes, abs=1e-6)
