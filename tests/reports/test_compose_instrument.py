import pytest
from made import instrument, raw_instrument
from rich.cells import cell_len

from resilience_cli.messages import LANGUAGES, speaking
from resilience_cli.model.document import Heading, Outline, Paragraph, Table
from resilience_cli.model.parse import parse
from resilience_cli.reports import instrument_document
from resilience_cli.reports.terminal import render


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def part(document, title):
    """Return what stands under the heading."""
    places = [place for place, one in enumerate(document.parts) if one == Heading(title)]
    return document.parts[places[0] + 1]


def test_the_page_says_who_answers_how_and_what_becomes_of_it():
    document = instrument_document(instrument())
    titles = [one.text for one in document.parts if isinstance(one, Heading)]
    assert titles == ["Who answers", "How each question is answered", "Scores and their questions", "Classes", "Limits"]
    assert part(document, "Who answers").rows[0] == ("Resident", "12", "3", "everywhere")
    assert part(document, "How each question is answered").rows == (
        ("agree5", "12", "1 Strongly disagree, 2 Disagree, 3 Neutral, 4 Agree, 5 Strongly agree"),
    )
    assert isinstance(part(document, "Scores and their questions"), Outline)
    assert isinstance(part(document, "Classes"), Table)
    assert ("Respondents", "Resident: no score below 5, marked as few below 10") in part(document, "Limits").rows


def test_what_the_small_one_leaves_out():
    raw = raw_instrument()
    raw["respondent"]["role"]["roles"]["owners"]["exists_if"] = {"register": "owners", "in": ["working", "none"]}
    raw["scales"]["agree5"]["not_scored"] = [{"code": "unknown", "label": {"zh": "不了解", "en": "Don't know"}}]
    raw["scales"]["share"] = {"kind": "number", "minimum": 0, "maximum": 100}
    raw["items"][0]["scale"] = "share"
    raw["bands"] = [{"id": "low", "title": {"en": "Low"}}, {"id": "high", "from": 62.5, "title": {"en": "High"}}]
    raw["placeholders"] = {"event": {"en": "An event"}, "period": {"default": {"en": "a year"}}}
    raw["previous"], raw["related"] = {"version": "0.9.0"}, [{"id": "other", "version": "2.0.0"}]
    raw["screening"] = {"exclude": ["speed"], "attention": "exclude"}
    document = instrument_document(parse(raw))
    assert part(document, "Who answers").rows[-1][-1] == "Owners' committee: working / none"
    assert [row[2] for row in part(document, "How each question is answered").rows] == [
        "1 Strongly disagree, 2 Disagree, 3 Neutral, 4 Agree, 5 Strongly agree; not scored: Don't know",
        "0–100",
    ]
    assert part(document, "Bands of a score").rows == (("Low", "0 to below 62.5"), ("High", "62.5 or more"))
    told = [one.text for one in document.parts if isinstance(one, Paragraph)]
    assert "{event} stands for: An event." in told
    assert "{period} stands for: a year, unless another is named." in told
    assert any(text.endswith("previous version: 0.9.0; related: other@2.0.0.") for text in told)
    assert dict(part(document, "Limits").rows)["Careless answers"].endswith("Left out for: speed, attention check.")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(lang, width):
    with speaking(lang):
        lines = render(instrument_document(instrument()), width).splitlines()
    assert max(map(cell_len, lines)) <= width
