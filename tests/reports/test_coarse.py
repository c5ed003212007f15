import math

from every_part import DOCUMENT
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.model.document import Bars, Cell, Chart, Column, Document, Interval, Table
from resilience_cli.reports.coarse import coarsened


def test_no_number_is_finer_than_its_words():
    table = Table(
        (Column(""),) * 3,
        ((Cell("49.98（8%）", 49.9834), Cell("8%", 0.0812), Interval(70.16, 61.04, None, text="70.2")),),
    )
    chart = Chart("", (("a", Interval(49.9834, 40.123, 60.987, text="49.98 (40.1–61.0)")),))
    bars = Bars("", (("x", ""),), (("a", (0.12345, math.nan)),))
    made = coarsened(Document("t", (table, chart, bars), members=(Document("m", (table,)),)))
    cells, drawn, shares = made.parts
    assert [cells.rows[0][0].value, cells.rows[0][1].value] == [49.98, 0.08]
    assert (cells.rows[0][2].estimate, cells.rows[0][2].low, cells.rows[0][2].high) == (70.2, 61.0, None)
    assert drawn.rows[0][1].low == 40.1
    assert shares.rows[0][1][0] == 0.12
    assert made.members[0].parts == (cells,)


def test_what_is_coarse_stays_as_it_is():
    once = coarsened(DOCUMENT)
    assert repr(coarsened(once)) == repr(once)


@given(st.floats(0, 100))
def test_a_number_moves_by_no_more_than_its_last_digit(value):
    table = Table((Column(""),), ((Cell(f"{value:.1f}", value),),))
    assert abs(coarsened(Document("", (table,))).parts[0].rows[0][0].value - value) <= 0.05 + 1e-9
