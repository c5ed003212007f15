import pytest
from made import assessment

from resilience_cli.reports.item_means import item_scores


def test_only_residents_count_and_reversed_items_are_turned():
    made = assessment()
    here = (made.items["community"] == "a") & (made.items["item"] == "state2")
    made.items.loc[here, "mean"] = 2.0  # reversed: 75
    made.items.loc[here & (made.items["role"] == "owners"), "mean"] = 5.0
    items = item_scores(made, "a")
    assert items.loc["state2", "value"] == pytest.approx(75)
    assert items.loc["state2", "n"] == 40


def test_items_with_fewer_than_five_residents_are_left_out():
    assert item_scores(assessment(), "c").empty
