"""Assessments beside one another, in words."""

from dataclasses import replace

import numpy as np
import pytest
from synth import responses
from town import TOWN, many

from resilience_cli.analysis.comparing import compare
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.comparison import Comparison
from resilience_cli.pipeline import assess
from resilience_cli.reports.compose_comparison import comparison_document
from resilience_cli.reports.markdown import render


def wave(label: str, *, without: str = "") -> Assessment:
    """Return a wave whose communities have names; nobody of the staff of `without` has the score a."""
    table = many(9, residents=30)
    table.loc[(table["community"] == without) & (table["role"] == "staff"), ["a1", "a2", "a3"]] = np.nan
    answers = responses(table, TOWN)
    named = answers.communities.assign(name=[f"Place {id_}" for id_ in answers.communities.index])
    return assess(replace(answers, communities=named), options=Options(draws=99, wave=label))


def text(found: Comparison) -> str:
    with speaking("en"):
        return render(comparison_document(found))


@pytest.mark.parametrize("without", ["", "C02"])
def test_a_community_of_which_a_change_is_withheld_counts_once(without: str) -> None:
    found = compare([wave("2025"), wave("2026", without=without)])
    assert found.change is not None
    assert found.change.withheld == (("Place C02",) if without else ())
    assert "Neighbourhoods in both: 9." in text(found)


def test_of_one_community_no_order_is_offered() -> None:
    one = assess(responses(many(1, residents=30), TOWN), options=Options(draws=99))
    told = text(compare([one]))
    assert told.count("No order can be told by") == 2  # the headline score, and the others
    assert "--rank-anyway" not in told
