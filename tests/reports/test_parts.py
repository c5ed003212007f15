from dataclasses import replace

import pytest
from every_part import ANSWERS, ARROWS, CHART, DRAWINGS, RADAR, TRENDS

from resilience_cli.messages import speaking
from resilience_cli.model.document import Drawing, Paragraph
from resilience_cli.reports.parts import cell_text, in_figures, without_told

FOUR = (CHART, RADAR, ANSWERS, ARROWS)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: type(drawing).__name__)
def test_every_drawing_has_a_table_with_a_row_for_each_of_its_rows(drawing: Drawing) -> None:
    table = in_figures(drawing)
    assert table.columns[0].title == drawing.title
    assert len(table.rows) == len(drawing.rows)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_table_says_what_the_drawing_shows() -> None:
    with speaking("en"):
        words = [
            [cell_text(cell) for cell in in_figures(drawing).rows[0]] for drawing in (CHART, RADAR, ANSWERS, ARROWS)
        ]
    assert words == [
        ["结构", "50.0（40.0–60.0）"],
        ["东湖花园", "70.0", "55.0", "61.0"],
        ["居委会会定期开会", "10%", "20%", "30%", "25%", "15%"],
        ["东湖花园", "50.2", "61.9", "+11.7 上升"],
    ]


def test_what_is_missing_is_no_number() -> None:
    assert [cell_text(cell) for cell in in_figures(TRENDS).rows[1]][1:] == ["–", "40.0", "41.0"]
    assert in_figures(TRENDS).rows[1][1].value is None  # type: ignore[union-attr]


def test_a_drawing_that_a_table_tells_is_left_out_where_nothing_is_drawn() -> None:
    told = replace(RADAR, told=True)
    assert without_told((told, CHART, Paragraph("x"))) == (CHART, Paragraph("x"))
