"""Native charts of a table, which follow its numbers when they are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DEEP = 20
"""Rows that a chart takes."""
WIDE, HIGH = 24.0, 9.5
"""Centimetres."""
COLOURS = ("B5472D", "D99A2B", "2A7F8E", "6B7A8F", "4E6E3A", "7A4E8A", "222222")


Kind = Literal["dots", "radar", "stacked", "compared", "lines"]


def add_plot(sheet: Worksheet, kind: Kind, title: str, *, top: int, bottom: int, columns: int) -> None:
    """Add a chart below the table whose header is row `top` and whose last row is `bottom`."""
    from openpyxl.chart import Reference

    chart = _EMPTY[kind]()
    chart.title, chart.width, chart.height = title, WIDE, HIGH
    last = 2 if kind == "dots" else columns
    data = Reference(sheet, min_col=2, max_col=last, min_row=top, max_row=bottom)
    by_row = kind in ("radar", "lines")
    if by_row:
        data = Reference(sheet, min_col=1, max_col=last, min_row=top + 1, max_row=bottom)
    chart.add_data(data, titles_from_data=True, from_rows=by_row)
    names = (
        Reference(sheet, min_col=2, max_col=last, min_row=top)
        if by_row
        else Reference(sheet, min_col=1, min_row=top + 1, max_row=bottom)
    )
    chart.set_categories(names)
    for series, colour in zip(chart.series, COLOURS * (1 + len(chart.series) // len(COLOURS)), strict=False):
        if kind in ("radar", "lines"):
            series.graphicalProperties.line.solidFill = colour
        else:
            series.graphicalProperties.solidFill = colour
    if kind == "dots":
        chart.legend = None
        _add_error_bars(sheet, chart, top, bottom)
    sheet.add_chart(chart, f"A{bottom + 2}")


def _bars(grouping: Literal["clustered", "percentStacked"], overlap: int | None) -> Any:
    from openpyxl.chart import BarChart

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", grouping, overlap, 60
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.crosses = "max"
    return chart


def _scores() -> Any:
    chart = _bars("clustered", None)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    return chart


def _shares() -> Any:
    chart = _bars("percentStacked", 100)
    chart.y_axis.number_format = "0%"
    return chart


def _radar() -> Any:
    from openpyxl.chart import RadarChart

    chart = RadarChart()
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _lines() -> Any:
    from openpyxl.chart import LineChart

    chart = LineChart()
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


_EMPTY = {"dots": _scores, "compared": _scores, "stacked": _shares, "radar": _radar, "lines": _lines}


def _add_error_bars(sheet: Worksheet, chart: Any, top: int, bottom: int) -> None:
    """Draw the ranges of the third and fourth column, from two columns that hold their distances by formula."""
    from openpyxl.chart.data_source import NumDataSource, NumRef
    from openpyxl.chart.error_bar import ErrorBars
    from openpyxl.utils import quote_sheetname

    places = {
        "minus": ("AA", "=IF(ISNUMBER(C{row}),B{row}-C{row},0)"),
        "plus": ("AB", "=IF(ISNUMBER(D{row}),D{row}-B{row},0)"),
    }
    bars = ErrorBars(errDir=None, errBarType="both", errValType="cust", noEndCap=False)
    for side, (letter, formula) in places.items():
        for row in range(top + 1, bottom + 1):
            sheet[f"{letter}{row}"] = formula.format(row=row)
        sheet.column_dimensions[letter].hidden = True
        where = f"{quote_sheetname(sheet.title)}!${letter}${top + 1}:${letter}${bottom}"
        setattr(bars, side, NumDataSource(numRef=NumRef(f=where)))
    chart.series[0].errBars = bars
    chart.plot_visible_only = False
