"""What events amount to: strength, ends, agreement, and the time around a shock."""

import math

import pandas as pd
import pytest
from synth import responses
from town import TOWN, cell, facts
from workbook import write_csv

from resilience_cli.analysis.events import of_assessment, study
from resilience_cli.errors import UsageError
from resilience_cli.model.assessment import Options
from resilience_cli.pipeline import assess
from resilience_cli.readers.events import read_events

HEAD = "id|name|community|kind|start|end|novelty|disruption|criticality|tension|answered|outcome|rater\n"
EVENTS = """
1|storm|C1|shock|2024-06-01|2024-06-10|5|5|5||state;society|resolved|a
1||||||5|5|3||||b
2|storm|C2|shock|2024-06-03|2024-06-04|5|3|4||state|resolved|
3|parking|C1|daily|2024-05-02|2024-05-12|1|1|1|market_society|market|resolved|
4|parking|C1|daily|2024-06-20||2|3|4|market_society||open|
5|noise|C2|daily|2024-06-04|2024-07-30|3|3||state_market;state_society||resolved|
6|noise|C3|daily|2024-06-04|2024-06-05|3|3|3||||
"""


@pytest.fixture
def read(tmp_path):
    return lambda rows=EVENTS: read_events(write_csv(tmp_path / "e.csv", HEAD + rows.strip()))


def group(found, by, name):
    [row] = found.groups[(found.groups["by"] == by) & (found.groups["group"] == name)].to_dict("records")
    return row


def test_strength_is_the_place_of_the_mean_on_the_scale(read):
    strength = study(read()).events["strength"]
    assert strength["1"] == pytest.approx(100 * ((5 + 13 / 3) / 2 - 1) / 4)  # mean of two ratings
    assert strength["3"] == 0
    assert strength["4"] == pytest.approx(50)
    assert math.isnan(strength["5"])  # one of its parts is missing, and missing is not the mean of the others


def test_open_events_last_until_the_last_day_and_are_not_dropped(read):
    found = study(read())
    assert found.until == pd.Timestamp("2024-07-30")
    assert found.events["days"].dropna().to_dict() == {"3": 10, "1": 9, "2": 1, "5": 56, "4": 40}
    everything = group(found, "all", "all")
    assert (everything["n"], everything["known"], everything["resolved"], everything["timed"]) == (6, 5, 4, 5)
    assert everything["share"] == 4 / 5
    assert everything["median"] == 10  # S = .8, .6, .4 at 1, 9, 10 days
    assert math.isnan(group(found, "tension", "state_market")["low"])


def test_how_it_stood_on_a_day(read):
    found = study(read(), until=pd.Timestamp("2024-06-04"))
    assert found.events["outcome"].to_dict() == {"3": "resolved", "1": "open", "2": "resolved", "5": "open", "6": None}
    assert found.events.loc["1", "days"] == 3
    told = {finding.code: finding.values["n"] for finding in found.source.findings if "n" in finding.values}
    assert told == {"RES-A084": 1, "RES-A089": 3}
    assert study(read(), until=pd.Timestamp("2020-01-01")).events.empty


def test_pairs_in_tension_and_sides_that_answered_count_an_event_once_each(read):
    found = study(read())
    assert group(found, "tension", "market_society")["n"] == 2
    assert group(found, "tension", "state_market")["n"] == group(found, "tension", "state_society")["n"] == 1
    assert group(found, "answered", "state")["n"] == 2
    assert group(found, "answered", "state")["strength"] == pytest.approx((91 + 2 / 3 + 75) / 2)


def test_agreement_needs_two_ratings_and_alpha_five_events(read):
    table = study(read()).agreement.set_index("part")
    assert table["n"].tolist() == [1, 1, 1]
    assert table["exact"].tolist() == [1, 1, 0]
    assert table["ad"].tolist() == [0, 0, 2]
    assert table["alpha"].isna().all()
    twice = "\n".join(
        f"{n}|x|C1|daily|2024-01-01||{n}|1|{n}||||a\n{n}||||||{n}|1|{min(n + 1, 5)}||||b" for n in range(1, 6)
    )
    alpha = study(read(twice)).agreement.set_index("part")["alpha"]
    assert alpha["novelty"] == 1
    assert math.isnan(alpha["disruption"])  # all equal
    assert 0.5 < alpha["criticality"] < 1
    assert study(read("1|x|C1|daily|2024-01-01||1|1|1||||")).agreement.empty


def test_around_a_shock(read):
    found = study(read(), shock="storm", days=30)
    around = found.around.set_index("window")
    assert around["n"].to_dict() == {"before": 1, "during": 1, "after": 1}
    # C1: 30 days before, 10 of it, 30 after; C2: 30, 2, 30; nothing is looked at before the first event (2 May)
    assert around["days"].to_dict() == {"before": 60, "during": 12, "after": 60}
    assert around.loc["during", "per_month"] == pytest.approx(30 / 12)
    assert (found.shock["communities"], found.shock["end"]) == (("C1", "C2"), pd.Timestamp("2024-06-10"))


def test_the_time_around_a_shock_ends_where_the_file_does(read):
    around = study(read(), shock="storm", days=90).around.set_index("window")["days"]
    assert around.to_dict() == {"before": 30 + 32, "during": 12, "after": 50 + 56}
    one = study(read("1|flood|C1|shock|2024-06-01||1|1|1||||"), shock="1")
    assert one.around["days"].tolist() == [0, 1, 0]
    assert one.around["per_month"].isna().tolist() == [True, False, True]
    assert one.shock["end"] is None


@pytest.mark.parametrize("name", ["parking", "typhoon", "3"])
def test_a_shock_that_is_none(read, name):
    with pytest.raises(UsageError) as caught:
        study(read(), shock=name)
    assert [fault.code for fault in caught.value.faults] == ["RES-A085"]
    assert caught.value.faults[0].values == {"shock": name, "shocks": ["storm"]}


def test_events_in_the_communities_of_an_assessment(read):
    cells = [cell(c, "resident", 1, 2, 3, 4, 5) for c in ("one", "C2")]
    register = facts(name={"one": "First", "C2": "Second"}, also={"one": ("C1",), "C2": ()})
    found = of_assessment(
        read(), assess(responses(pd.concat(cells), TOWN), register, Options(draws=39, method="analytic"))
    )
    assert found.events["community"].to_dict() == {"3": "one", "1": "one", "2": "C2", "5": "C2", "4": "one"}
    [finding] = [f for f in found.findings if f.code == "RES-A086"]
    assert finding.values["names"] == ["C3"]
    assert set(found.ratings["event"]) == set(found.events.index)
