"""Role gaps: by role means where both are asked the same, else on the shared items."""

from typing import Any

import numpy as np
import pytest
from synth import responses
from town import TOWN, many

from resilience_cli.pipeline import assess
from resilience_cli.scoring import gaps


def test_gaps_of_roles_asked_the_same_items_are_differences_of_role_means() -> None:
    found = assess(responses(many(9), TOWN))
    means = found.roles.set_index(["community", "role", "score"])["mean"]
    gaps = found.gaps.set_index(["community", "score", "role", "other"])
    row = gaps.loc[("C04", "a", "resident", "staff")]
    assert row["gap"] == pytest.approx(means["C04", "resident", "a"] - means["C04", "staff", "a"])
    assert row["items"] == 3
    assert row["se"] > 0


def test_gaps_of_roles_asked_other_items_rest_on_the_shared_ones() -> None:
    table = many(9)
    found = assess(responses(table, TOWN)).gaps.set_index(["community", "score", "role", "other"])
    row = found.loc[("C04", "b", "resident", "staff")]
    here = table[table["community"] == "C04"]
    shared = 25 * (here.groupby("role")[["b1", "b2"]].mean() - 1)
    assert row["items"] == 2
    assert row["gap"] == pytest.approx(shared.loc["resident"].mean() - shared.loc["staff"].mean())


def test_no_gap_where_a_role_did_not_answer() -> None:
    table = many(9)
    table = table[~((table["community"] == "C04") & (table["role"] == "staff"))]
    gaps = assess(responses(table, TOWN)).gaps
    pairs = gaps[gaps["community"] == "C04"][["role", "other"]].drop_duplicates()
    assert pairs.to_numpy().tolist() == [["resident", "owners"]]
    assert np.isfinite(gaps["gap"]).all()


def test_an_impossible_variance_is_no_error_of_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few answered two items together, their covariance can exceed what the variances allow."""
    own = gaps._item_means

    def twisted(*given: Any) -> Any:
        mean, covariance = own(*given)
        return mean, np.where(np.eye(covariance.shape[-1], dtype=bool), covariance, -1e3)

    monkeypatch.setattr(gaps, "_item_means", twisted)
    found = assess(responses(many(9), TOWN)).gaps
    on_items = found[found["items"] == 2]
    assert len(on_items) > 0
    assert on_items["se"].isna().all()
    assert on_items["gap"].notna().all()
