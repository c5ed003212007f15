import pytest
from made import instrument, raw_instrument

from resilience_cli.messages import speaking
from resilience_cli.model.document import Paragraph
from resilience_cli.model.parse import parse
from resilience_cli.reports.class_table import class_parts


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def test_the_ways_into_a_class_and_what_must_hold_together():
    table, note = class_parts(instrument())
    assert table.rows == (
        ("Deficient", "1", "Weakest side", "below 50"),
        ("", "or 2", "Owners' committee", "none"),
        ("Co-governing", "1", "Weakest side", "65 or more"),
        ("", "and", "Flexible governance structure", "65 or more"),
        ("Intermediate", "", "all others", ""),
    )
    assert note == Paragraph("Where the register does not tell, the test does not hold: Owners' committee.")


WEAK = {"score": "structure", "below": 50}
POOR = {"score": "capital", "below": 50}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (WEAK, [("1", "Flexible governance structure")]),
        ({"at_least": 1, "of": [WEAK, POOR]},
         [("1", "at least 1 of these 2:"), ("", "- Flexible governance structure"), ("", "- Social capital")]),
        ({"at_least": 2, "of": [WEAK, POOR]},
         [("1", "all of these 2:"), ("", "- Flexible governance structure"), ("", "- Social capital")]),
        ({"none": [WEAK, POOR]},
         [("1", "none of these 2:"), ("", "- Flexible governance structure"), ("", "- Social capital")]),
        ({"any": [POOR, {"all": [WEAK, {"any": [POOR, {"all": [WEAK, WEAK]}]}]}]},
         [("1", "Social capital"), ("or 2", "Flexible governance structure"), ("and", "one or more of these 2:"),
          ("", "- Social capital"), ("", "- all of these 2:"), ("", "-- Flexible governance structure"),
          ("", "-- Flexible governance structure")]),
    ],
)  # fmt: skip
def test_conditions_within_conditions(when, expected):
    raw = raw_instrument()
    raw["classes"][0]["when"] = when
    table, *_ = class_parts(parse(raw))
    assert [row[1:3] for row in table.rows[: len(expected)]] == expected
    assert [row[0] for row in table.rows].index("Co-governing") == len(expected)


@pytest.mark.parametrize(("unknown_is", "words"), [(True, "the test holds"), (None, "the class stays open")])
def test_what_an_empty_register_means_is_told(unknown_is, words):
    raw = raw_instrument()
    test = {"register": "owners", "in": ["none"]} | ({} if unknown_is is None else {"unknown_is": unknown_is})
    raw["classes"][0]["when"] = test
    _, note = class_parts(parse(raw))
    assert words in note.text
