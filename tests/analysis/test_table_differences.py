import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.analysis.table_differences import differences

TABLE = pd.DataFrame(
    {
        "community": ["A", "A", "B"],
        "score": ["x", "y", "x"],
        "estimate": [50.0, np.nan, 1e6],
        "status": ["ok", None, "few"],
    }
)


def told(stored, made, draws=999):
    return [
        (f.code, f.values.get("column"), f.values["n"], f.values["row"]) for f in differences("t", stored, made, draws)
    ]


def test_the_same_in_any_order_of_rows_is_the_same():
    assert told(TABLE, TABLE.iloc[::-1]) == []
    assert told(TABLE, TABLE.assign(estimate=TABLE["estimate"] + [4e-8, 0, 4e-4])) == []
    assert told(TABLE.astype({"community": "category"}), TABLE) == []


@pytest.mark.parametrize(
    ("column", "values", "row"),
    [
        ("estimate", [50.0000001, np.nan, 1e6], "A › x"),
        ("estimate", [50.0, 0.0, 1e6], "A › y"),
        ("estimate", [50.0, np.nan, 1e6 + 0.01], "B › x"),
        ("status", ["ok", "ok", "few"], "A › y"),
    ],
)
def test_a_value_is_named_by_row_and_column(column, values, row):
    assert told(TABLE, TABLE.assign(**{column: values})) == [("RES-U058", column, 1, row)]


def test_rows_and_columns_of_only_one():
    assert told(TABLE, TABLE.iloc[:2]) == [("RES-U059", None, 1, "B › x")]
    assert told(TABLE.drop(columns="status"), TABLE) == [("RES-U058", "status", 3, "A › x")]
    assert told(TABLE, TABLE.iloc[:0]) == [("RES-U059", None, 3, "A › x")]
    assert told(TABLE.iloc[:0], TABLE.iloc[:0]) == []


def test_persons_are_told_by_place_alone():
    people = pd.DataFrame({"community": ["A", "A"], "role": ["staff", "staff"], "x": [1.0, 2.0]})
    assert told(people, people.assign(x=[1.0, 3.0])) == [("RES-U058", "x", 1, "2")]


def test_probabilities_may_differ_by_one_draw():
    def verdict(p, cut=50.0):
        reasons = [{"probability": p, "threshold": cut}]
        return pd.DataFrame({"community": ["A"], "probability": [json.dumps({"c": p})], "reasons": [reasons]})

    assert told(verdict(0.5), verdict(0.501)) == []
    assert [column for _, column, _, _ in told(verdict(0.5), verdict(0.503))] == ["probability", "reasons"]
    assert [column for _, column, _, _ in told(verdict(0.5), verdict(0.5, 50.001))] == ["reasons"]


@given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=1, max_size=6), st.data())
def test_every_change_is_found(values, data):
    table = pd.DataFrame({"community": [f"C{n}" for n in range(len(values))], "x": values})
    place = data.draw(st.integers(0, len(values) - 1))
    other = table.copy()
    other.loc[place, "x"] = 0.0 if np.isnan(values[place]) else np.nan
    assert told(table, other) == [("RES-U058", "x", 1, f"C{place}")]
    assert told(table, table) == []


def test_a_row_of_the_halves_is_named_by_its_split():
    halves = pd.DataFrame({"community": "C01", "role": "resident", "split": [0, 1], "score": "a", "n": [3.0, 4.0]})
    changed = halves.assign(n=[3.0, 4.0 + 1e-6])
    (found,) = differences("halves.parquet", halves, changed, 99)
    assert (found.code, found.values["row"]) == ("RES-U058", "C01 › resident › 1 › a")
    assert list(differences("halves.parquet", halves, halves.assign(n=[3.0, 4.0 + 1e-10]), 99)) == []
