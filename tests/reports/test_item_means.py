import pytest
from made import assessment

from resilience_cli.reports.item_means import balanced_item_scores


def test_roles_count_by_their_weights_and_reversed_items_are_turned():
    made = assessment()
    made.items.loc[(made.items["community"] == "a") & (made.items["item"] == "state2"), "mean"] = 2.0  # reversed: 75
    made.items.loc[
        (made.items["community"] == "a") & (made.items["item"] == "state2") & (made.items["role"] == "owners"), "mean"
    ] = 5.0  # reversed: 0
    items = balanced_item_scores(made, "a")
    assert items.loc["state2", "value"] == pytest.approx(75 * 5 / 6)
    assert items.loc["state2", "n"] == 48


def test_items_with_fewer_than_five_residents_are_left_out():
    assert balanced_item_scores(assessment(), "c").empty
