"""Drawings as strips of shaded cells."""

from itertools import accumulate

import pytest
from every_part import ANSWERS, ARROWS, BARS, CHART, NAN, RADAR, TRENDS
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.files.word import LETTERS, Grid, Square
from resilience_cli.model.document import Arrow, Arrows, Bars, Chart, Drawing, Interval, Radar, Trends
from resilience_cli.reports.word.figures import figure_grid
from resilience_cli.reports.word.tints import DARK, inks, tint

ZH = LETTERS["zh"]


def extents(grid: Grid, row: int) -> dict[str, tuple[float, float]]:
    """Return by shade from where to where it reaches in a row's strip, as shares of the strip."""
    drawn = [cell for cell in grid.rows[row] if isinstance(cell, Square) and cell.drawn]
    units = grid.widths[1 : 1 + sum(cell.span for cell in drawn)]
    ends = list(accumulate(units, initial=0.0))
    places = list(accumulate((cell.span for cell in drawn), initial=0))
    found: dict[str, tuple[float, float]] = {}
    for cell, start in zip(drawn, places, strict=False):
        begin, end = ends[start] / ends[-1], ends[start + cell.span] / ends[-1]
        found[cell.shade] = (min(begin, found.get(cell.shade, (begin, end))[0]), end)
    return found


@pytest.mark.parametrize("drawing", [CHART, RADAR, BARS, ANSWERS, ARROWS, TRENDS])
@pytest.mark.parametrize("look", LETTERS.values())
def test_every_row_fills_the_grid(drawing: Drawing, look) -> None:
    grid = figure_grid(drawing, look)
    assert sum(grid.widths) == pytest.approx(look.width)
    assert len(grid.widths) <= 63
    for row in (grid.header, *grid.rows):
        assert sum(cell.span for cell in row if isinstance(cell, Square)) == len(grid.widths)


def test_a_score_stands_in_its_interval_beside_its_words() -> None:
    grid = figure_grid(CHART, ZH)
    where = extents(grid, 0)
    (light,) = set(where) - {"", DARK}
    assert where[light] == (pytest.approx(0.4, abs=0.03), pytest.approx(0.6, abs=0.03))
    assert where[DARK][0] == pytest.approx(0.5)  # it stands at the cut, not below it
    assert grid.rows[0][-1].text == "50.0（40.0–60.0）"
    assert set(extents(grid, 1)) == {""}  # nothing is drawn of a missing score
    assert [cell.text for cell in grid.header if cell.drawn] == ["0", "50", "65", "100"]
    assert [cell.text for cell in grid.header if cell.mark] == ["50", "65"]
    assert all(sum(cell.mark for cell in row) == 2 for row in grid.rows)


def test_numbers_of_marks_close_together_stand_in_one_cell() -> None:
    rows = (("a", Interval(50, 40, 60)),)
    scale = [cell for cell in figure_grid(Chart("t", rows, (50, 52, 65)), ZH).header if cell.drawn]
    assert [(cell.text, cell.mark) for cell in scale] == [
        ("0", False), ("", True), ("50 52", True), ("65", True), ("100", False)
    ]  # fmt: skip
    narrow = [cell.text for cell in figure_grid(Chart("t", rows, (99,)), ZH).header if cell.drawn]
    assert narrow == ["0", "99", ""]


@pytest.mark.parametrize(
    "drawing",
    [
        Chart("a", ()),
        Bars("a", (("x", "class1"),), ()),
        Arrows("a", ()),
        Trends("a", ("1",), ()),
        Radar("a", ("x",), ()),
    ],
)
def test_a_drawing_of_nothing_is_its_header(drawing: Drawing) -> None:
    assert figure_grid(drawing, ZH).rows == ()


@given(st.floats(0, 100), st.lists(st.floats(1, 99), max_size=4))
@settings(deadline=None)
def test_no_score_is_drawn_on_the_other_side_of_a_cut(score: float, cuts: list[float]) -> None:
    grid = figure_grid(Chart("a", (("b", Interval(score, None, None)),), tuple(sorted(cuts))), ZH)
    begin, end = extents(grid, 0)[DARK]
    for cut in cuts:
        assert (begin >= cut / 100 - 1e-9) if score >= cut else (end <= cut / 100 + 1e-9)


def test_bars_are_as_long_as_their_shares_in_the_colours_of_the_titles() -> None:
    grid = figure_grid(BARS, ZH)
    shades = [cell.shade for cell in grid.header[-2:]]
    where = extents(grid, 0)
    assert where[shades[0]] == (0.0, pytest.approx(0.25, abs=0.02))
    assert where[shades[1]] == (pytest.approx(0.25, abs=0.02), pytest.approx(1.0))
    assert [cell.text for cell in grid.rows[0][-2:]] == ["25%", "75%"]


def test_bars_about_a_middle_meet_there() -> None:
    names = (("no", "step1"), ("so", "step2"), ("yes", "step3"))
    grid = figure_grid(Bars("a", names, (("x", (0.6, 0.2, 0.2)), ("y", (0.0, 0.2, 0.8))), middle=1), ZH)
    middle = inks(["step1", "step2", "step3"])[1]
    centres = [sum(extents(grid, row)[middle]) / 2 for row in (0, 1)]
    assert centres[0] == pytest.approx(centres[1], abs=0.03)
    empty = figure_grid(Bars("a", names, (("x", (NAN, NAN, NAN)),), middle=1), ZH)
    assert set(extents(empty, 0)) == {""}


def test_an_arrow_points_from_before_to_after() -> None:
    rows = (
        Arrow("a", 20.0, 80.0, "better", "+60"),
        Arrow("b", 80.0, 20.0, "worse", "-60"),
        Arrow("c", 50.0, NAN, "open", "–"),
    )
    grid = figure_grid(Arrows("t", rows), ZH)
    signs = [[cell.text for cell in row if cell.drawn and cell.text] for row in grid.rows]
    assert signs == [["→"], ["←"], []]
    assert extents(grid, 0)[DARK][0] == pytest.approx(0.8, abs=0.03)
    assert extents(grid, 1)[DARK][0] == pytest.approx(0.2, abs=0.03)
    assert tint("better") in extents(grid, 0)
    assert tint("worse") in extents(grid, 1)


def test_numbers_beside_each_other_are_darker_the_more_marks_they_pass() -> None:
    shades = [cell.shade for cell in figure_grid(TRENDS, ZH).rows[0][1:]]
    assert len(set(shades)) == 1  # 50, 55.5, 61 all pass the only mark
    assert [cell.shade for cell in figure_grid(TRENDS, ZH).rows[1][1:]] == ["", "", ""]
    assert len({cell.shade for cell in figure_grid(RADAR, ZH).rows[0][1:]}) == 2
