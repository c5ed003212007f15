import math
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from every_part import ANSWERS, ARROWS, BARS, CHART, DRAWINGS, NAN, RADAR, TRENDS

from resilience_cli.messages import speaking
from resilience_cli.model.document import Arrow, Bars, Chart, Interval, Radar, Trends
from resilience_cli.reports.html.marks import definitions, rules
from resilience_cli.reports.html.parts import Setting, html
from resilience_cli.reports.html.svg import Axis, head, number, scale
from resilience_cli.reports.tones import HOLLOW, TONES

NOTHING = (
    replace(CHART, rows=(("甲", Interval(NAN, None, None, text="–")),)),
    replace(RADAR, rows=(("甲", (NAN, NAN, NAN), ""),)),
    replace(BARS, rows=(("甲", (NAN, NAN)),)),
    replace(ARROWS, rows=(Arrow("甲", NAN, NAN, "open", "–"),)),
    replace(TRENDS, rows=(("甲", (NAN, NAN, NAN)),)),
)


def drawn(drawing: object) -> ET.Element:
    """Return the figure, well formed as XML too."""
    with speaking("zh"):
        return ET.fromstring(html(drawing, Setting()))  # type: ignore[arg-type]  # noqa: S314


def shapes(drawing: object) -> list[str]:
    """Return the classes of what is drawn, without rules, cuts and legends."""
    kinds = [path.get("class", "") for path in drawn(drawing).iter("path")]
    return [kind for kind in kinds if kind not in ("rule", "cut")]


@pytest.mark.parametrize("drawing", [*DRAWINGS, *NOTHING], ids=lambda drawing: type(drawing).__name__)
def test_a_drawing_has_a_name_and_its_figures_as_a_table_unless_told_elsewhere(drawing: object) -> None:
    figure = drawn(drawing)
    svg = figure.find("svg")
    assert svg is not None
    assert (svg.get("role"), svg.findtext("title")) == ("img", figure.findtext("figcaption"))
    assert figure.find("details/div/table") is not None
    assert drawn(replace(drawing, told=True)).find("details") is None  # type: ignore[type-var]
    assert drawn(replace(drawing, told=True)).findtext("svg/desc") != svg.findtext("desc")  # type: ignore[type-var]


@pytest.mark.parametrize("drawing", [*DRAWINGS, *NOTHING], ids=lambda drawing: type(drawing).__name__)
def test_every_place_is_a_number(drawing: object) -> None:
    assert not re.search(r"\bnan\b|\binf\b|e[-+]\d", html(drawing, Setting()))  # type: ignore[arg-type]


@pytest.mark.parametrize("drawing", NOTHING, ids=lambda drawing: type(drawing).__name__)
def test_what_is_missing_is_not_drawn(drawing: object) -> None:
    legend = 2 if isinstance(drawing, Bars) else 0
    assert len(shapes(drawing)) == legend
    assert drawn(replace(drawing, rows=())).find("svg") is not None  # type: ignore[type-var]


def test_a_score_stands_in_its_place_with_its_interval() -> None:
    assert (Axis(100, 300).at(25), Axis(100, 300).at(-5), Axis(100, 300).at(140)) == (150, 100, 300)
    assert Axis(0, 10, -50, 50).at(0) == 5
    chart = Chart("x", (("a", Interval(50, 40, 60, text="5", tone="middle")),))
    (path,) = drawn(chart).findall(".//path[@class='span middle']")
    low, at, high = map(float, re.findall(r"M([\d.]+) [\d.]+H([\d.]+)H([\d.]+)", path.get("d", ""))[0])
    assert (low + high) / 2 == pytest.approx(at, abs=0.1)
    assert high - low == pytest.approx((480 - 7.7 - 12 - 7.7 - 12) / 5, abs=1)


def test_every_tone_has_its_mark_in_its_colour() -> None:
    defined = ET.fromstring(definitions())  # noqa: S314
    marks = {marker.get("id"): marker for marker in defined.iter("marker")}
    assert set(marks) == {f"mark-{tone}" for tone in (*TONES, "plain")}
    for tone in TONES:
        assert marks[f"mark-{tone}"].get("class") == tone
        assert (marks[f"mark-{tone}"].find("path[@class='hollow']") is not None) == (tone in HOLLOW)
        assert f"url(#mark-{tone})" in rules()
    assert shapes(Chart("x", (("a", Interval(50, 40, 60)), ("b", Interval(50, None, None, tone="low"))))) == [
        "span plain",
        "at low",
    ]


def test_cuts_that_stand_near_each_other_have_their_values_one_above_the_other() -> None:
    axis = Axis(0, 200)
    assert head(axis, (50, 65)) == head(axis, ()) < head(axis, (60, 65))
    texts = re.findall(r' y="([\d.-]+)">(\d+)<', "".join(scale(axis, (50, 60, 65, 100), 40, 90)))
    rows = {cut: y for y, cut in texts if cut in ("60", "65")}
    assert rows["60"] != rows["65"]
    assert [cut for _, cut in texts].count("100") == 1  # the end of the axis is no cut


def test_the_triangle_is_closed_only_where_all_sides_are_known() -> None:
    assert shapes(RADAR) == ["area at class3", "line at class1"]
    alone = drawn(replace(RADAR, rows=(("a", (NAN, NAN, 40.0), "class1"),))).find(".//path[@class='line at class1']")
    assert alone is not None
    assert re.fullmatch(r"M[\d.]+ [\d.]+h0", alone.get("d", ""))


def test_lines_over_time_stop_where_a_value_is_missing() -> None:
    line = drawn(Trends("x", ("1", "2", "3", "4"), (("a", (1.0, NAN, 3.0, 4.0)),))).find(
        ".//path[@class='line at firm']"
    )
    assert line is not None
    assert re.sub(r"[\d. ]", "", line.get("d", "")) == "MhMhL"


def test_values_outside_the_usual_scale_get_their_own() -> None:
    assert "nan" not in html(Trends("x", ("1", "2"), (("a", (-20.0, 300.0)), ("b", (5.0, 5.0)))), Setting())


def test_bars_fill_the_width_and_answers_stand_on_one_middle() -> None:
    def boxes(drawing: Bars) -> list[tuple[float, float]]:
        found = [re.match(r"M([\d.]+) [\d.]+h([\d.]+)", path.get("d", "")) for path in drawn(drawing).iter("path")]
        return [(float(m[1]), float(m[2])) for m in found if m][len(drawing.segments) :]

    (start, width), (second, rest) = boxes(replace(BARS, rows=(("甲", (0.25, 0.75)),)))
    assert second == pytest.approx(start + (480 - start) / 4, abs=0.2)
    assert second + rest == pytest.approx(480, abs=1)
    assert width == pytest.approx(second - start, abs=1)
    rows = (("甲", (0.1, 0.2, 0.3, 0.25, 0.15)), ("乙", (0.5, 0.2, 0.1, 0.1, 0.1)))
    middles = [boxes(replace(ANSWERS, rows=rows))[at] for at in (2, 7)]
    assert middles[0][0] + middles[0][1] / 2 == pytest.approx(middles[1][0] + middles[1][1] / 2, abs=1)


def test_what_rises_and_what_cannot_be_told_are_different_arrows() -> None:
    rows = tuple(
        Arrow(tone, 20.0, after, tone, tone) for tone, after in (("better", 60.0), ("open", 70.0), ("same", 50.0))
    )
    assert shapes(replace(ARROWS, rows=rows)) == [
        "line better",
        "head better",
        "line open",
        "hollow open",
        "line same",
        "at same",
    ]
    assert shapes(replace(ARROWS, rows=(Arrow("a", math.nan, 50.0, "better", "–"),))) == ["at open"]


def test_coordinates_are_short() -> None:
    assert [number(value) for value in (1.0, 1.26, -0.04, 100)] == ["1", "1.3", "0", "100"]


def test_axes_of_any_number() -> None:
    for axes in ((), ("a",), ("a", "b", "c", "d", "e")):
        assert html(Radar("x", axes, (("甲", tuple(50.0 for _ in axes), ""),)), Setting())
