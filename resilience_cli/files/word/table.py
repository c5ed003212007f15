"""A grid -> a table of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from resilience_cli.files.word.looks import Look
from resilience_cli.files.word.nouns import Grid, Square
from resilience_cli.files.word.xml import run, sized, tag, twips

_WHITE = "FFFFFF"
_ASIDE = 30
"""So far a text keeps from the mark at its left, in twentieths of a point."""
_FRAME = 24
"""Width of the white lines that make a shaded cell a bar, in eighths of a point."""


def table(grid: Grid, look: Look) -> str:
    """Return the table; its columns keep their widths."""
    rows = [_row(grid.header, grid, look, head=True), *(_row(cells, grid, look) for cells in grid.rows)]
    columns = tag("tblGrid", *(tag("gridCol", w=twips(width)) for width in grid.widths))
    return tag("tbl", _properties(grid, look), columns, *rows)


def _properties(grid: Grid, look: Look) -> str:
    between = "single" if look.ruled else "nil"
    borders = (
        _line("top", "single", look.frame, look.frame_size),
        _line("left", between, look.rule),
        _line("bottom", "single", look.frame, look.frame_size),
        _line("right", between, look.rule),
        _line("insideH", "single", look.rule),
        _line("insideV", between, look.rule),
    )
    height, side = look.cell
    room = {"top": height, "left": side, "bottom": height, "right": side}
    return tag(
        "tblPr",
        tag("tblW", w=sum(map(twips, grid.widths)), type="dxa"),
        tag("jc", val="center"),
        tag("tblBorders", *borders),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *(tag(name, w=width, type="dxa") for name, width in room.items())),
        tag("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        tag("tblCaption", val=grid.title) if grid.title else "",
        tag("tblDescription", val=grid.description) if grid.description else "",
    )


def _line(side: str, kind: str, colour: str = "auto", size: int = 4) -> str:
    return tag(side, val=kind, sz=size, space=0, color=colour)


def _row(cells: Sequence[str | Square], grid: Grid, look: Look, head: bool = False) -> str:
    squares = [_square(cell, place in grid.centred) for place, cell in enumerate(cells)]
    ends = accumulate(square.span for square in squares)
    widths = [sum(map(twips, grid.widths[end - one.span : end])) for one, end in zip(squares, ends, strict=True)]
    properties = tag(
        "trPr",
        tag("cantSplit"),
        tag("trHeight", val=twips(look.row)) if look.row else "",
        tag("tblHeader") if head else "",
    )
    style = look.settings["column" if head else "cell"].id
    nexts = [*squares[1:], None]
    shade = look.head if head else ""
    return tag(
        "tr",
        properties,
        *(
            tag("tc", _layout(one, after, width, one.shade or shade), _text(one, style, grid.points))
            for one, after, width in zip(squares, nexts, widths, strict=True)
        ),
    )


def _square(cell: str | Square, centred: bool) -> Square:
    return cell if isinstance(cell, Square) else Square(cell, "center" if centred else "left")


def _layout(square: Square, after: Square | None, width: int, shade: str) -> str:
    room = {"left": _ASIDE if square.text and square.align == "left" else 0, "right": 0}
    return tag(
        "tcPr",
        tag("tcW", w=width, type="dxa"),
        tag("gridSpan", val=square.span) if square.span > 1 else "",
        _edges(square, after),
        tag("shd", val="clear", color="auto", fill=shade) if shade else "",
        tag("tcMar", *(tag(side, w=width, type="dxa") for side, width in room.items())) if square.drawn else "",
        tag("vAlign", val="center"),
    )


def _edges(square: Square, after: Square | None) -> str:
    """Return the lines around a piece of a drawing: white above and below a bar, none beside it but for marks."""
    bar = square.drawn and square.shade
    edges = (
        _line("top", "single", _WHITE, _FRAME) if bar else "",
        _line("left", "dashed") if square.mark else "",
        _line("bottom", "single", _WHITE, _FRAME) if bar else "",
        _line("right", "dashed") if after is not None and after.mark else "",
    )
    return tag("tcBorders", *edges) if any(edges) else ""


def _text(square: Square, style: str, points: float) -> str:
    size = sized(points) if points else ""
    aligned = tag("jc", val=square.align) if square.align != "left" else ""
    properties = tag("pPr", tag("pStyle", val=style), aligned, tag("rPr", size) if size and not square.text else "")
    return tag("p", properties, run(square.text, size) if square.text else "")
