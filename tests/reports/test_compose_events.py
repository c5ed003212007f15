"""Events in words and as JSON."""

import json

import pandas as pd
import pytest
from workbook import write_csv

from resilience_cli.analysis.events import study
from resilience_cli.messages import speaking
from resilience_cli.readers.events import read_events
from resilience_cli.reports import FORMATS, events_as_json, events_document, terminal

HEAD = "id|name|community|kind|start|end|novelty|disruption|criticality|tension|answered|outcome|rater\n"
ROWS = """
1|storm|C1|shock|2024-06-01|2024-06-10|5|5|5||state|resolved|
2|[red]=x|C1|daily|2024-06-20||2|3||market_society|||
3|noise|C1|daily|2024-05-20||2|3|1|market_society||open|
"""


@pytest.fixture
def found(tmp_path):
    return study(read_events(write_csv(tmp_path / "e.csv", HEAD + ROWS.strip())), shock="storm")


@pytest.mark.parametrize(("lang", "word"), [("en", "Timeline"), ("zh", "时间线")])
@pytest.mark.parametrize("width", [80, 120])
def test_the_timeline_is_drawn_within_the_width(found, lang, word, width):
    with speaking(lang):
        text = terminal.render(events_document(found), width)
    assert word in text
    assert max(map(terminal.cell_len, text.splitlines())) <= width
    assert "2024-06-01 - 2024-06-10" in text
    assert "[red]=x" in text


def test_what_is_not_known_is_a_dash(found):
    with speaking("en"):
        text = FORMATS["md"](events_document(found))
    row = next(line for line in text.splitlines() if "red" in line)
    assert row.split("|")[3:6] == [" 2024-06-20 – ", " – ", " – "]
    assert "| market and society | 2 | 25.0 | 0 of 1 (0%) | more than half still open |" in text
    assert "| sudden shock | 1 | 100.0 | 1 of 1 (100%) | 9 |" in text
    assert "Agreement" not in text


def test_a_long_history_shows_the_strongest_and_says_so(tmp_path):
    rows = "\n".join(f"{n}|e{n}|C{n % 25}|daily|2024-01-{n % 28 + 1:02}||{1 + n % 5}|1|1||||" for n in range(25 * 14))
    found = study(read_events(write_csv(tmp_path / "e.csv", HEAD + rows)))
    with speaking("en"):
        text = FORMATS["md"](events_document(found))
        values = events_as_json(found)
    assert "The strongest events are shown; not shown: 2." in text
    assert "Neighbourhoods with fewer events, not drawn: 5" in text
    assert len(values["events"]) == 350


def test_json_has_dates_and_null(found):
    values = json.loads(json.dumps(events_as_json(found), allow_nan=False))
    first, storm, third = values["events"]
    assert (storm["start"], storm["end"], storm["strength"], storm["days"]) == ("2024-06-01", "2024-06-10", 100, 9)
    assert (third["end"], third["strength"], third["outcome"], third["days"]) == (None, None, None, None)
    assert first["tension"] == ["market_society"]
    assert values["until"] == "2024-06-20"
    assert values["around"]["start"] == "2024-06-01"
    assert [row["window"] for row in values["around"]["windows"]] == ["before", "during", "after"]


def test_without_events_there_is_still_a_page(found):
    nothing = study(found.source, until=pd.Timestamp("2020-01-01"))
    with speaking("en"):
        assert "Events: 0 in 0" in FORMATS["terminal"](events_document(nothing))
    assert events_as_json(nothing)["events"] == []
