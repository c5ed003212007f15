"""A grid -> a table of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from resilience_cli.files.word.looks import Look
from resilience_cli.files.word.nouns import Grid, Square
from resilience_cli.files.word.xml import run, sized, tag, twips

_WHITE = "FFFFFF"
_ASIDE = 30
"""So far the text of a drawing keeps from its edge, in twentieths of a point."""
_SHORT = 4
"""A table of so many rows stays on one page."""
_FRAME = 24
"""Width of the white lines that make a shaded cell a bar, in eighths of a point."""


def table(grid: Grid, look: Look) -> str:
    """Return the table; its columns keep their widths."""
    kept = _kept(len(grid.rows))
    rows = [_row(grid.header, grid, look, follows=True, head=True)]
    rows += [_row(cells, grid, look, place in kept) for place, cells in enumerate(grid.rows)]
    columns = tag("tblGrid", *(tag("gridCol", w=twips(width)) for width in grid.widths))
    return tag("tbl", _properties(grid, look), columns, *rows)


def _kept(rows: int) -> set[int]:
    """Return the rows that stay on the page of the next: all of a short table, the first and last two of a long one."""
    return set(range(rows - 1)) if rows <= _SHORT else {0, rows - 3, rows - 2}


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


def _row(cells: Sequence[str | Square], grid: Grid, look: Look, follows: bool, head: bool = False) -> str:
    squares = [_square(cell, place in grid.centred) for place, cell in enumerate(cells)]
    ends = accumulate(square.span for square in squares)
    widths = [sum(map(twips, grid.widths[end - one.span : end])) for one, end in zip(squares, ends, strict=True)]
    properties = tag(
        "trPr",
        tag("cantSplit"),
        tag("trHeight", val=twips(look.row)) if look.row else "",
        tag("tblHeader") if head else "",
    )
    style = look.settings["column" if head else "cell"]
    size = sized(grid.points) if grid.points not in (0, style.points) else ""
    nexts = [*squares[1:], None]
    shade = look.head if head else ""
    return tag(
        "tr",
        properties,
        *(
            tag("tc", _layout(one, after, width, one.shade or shade), _text(one, style.id, size, follows))
            for one, after, width in zip(squares, nexts, widths, strict=True)
        ),
    )


def _square(cell: str | Square, centred: bool) -> Square:
    return cell if isinstance(cell, Square) else Square(cell, "center" if centred else "left")


def _layout(square: Square, after: Square | None, width: int, shade: str) -> str:
    room = {side: _ASIDE if square.text and square.align == side else 0 for side in ("left", "right")}
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
    """Return the lines around a piece of a drawing: white about a bar, so that its parts are told apart in grey."""
    bar = square.drawn and square.shade
    edges = (
        _line("top", "single", _WHITE, _FRAME) if bar else "",
        _line("left", *_between(square)) if square.drawn else "",
        _line("bottom", "single", _WHITE, _FRAME) if bar else "",
        _line("right", *_between(after)) if after is not None and after.drawn else "",
    )
    return tag("tcBorders", *edges) if any(edges) else ""


def _between(square: Square) -> tuple[str, str]:
    """Return the line at the left of a piece of a drawing: dashed where there is a mark."""
    return ("dashed", "auto") if square.mark else ("single", _WHITE) if square.shade else ("nil", "auto")


def _text(square: Square, style: str, size: str, follows: bool) -> str:
    aligned = tag("jc", val=square.align) if square.align != "left" else ""
    together = tag("keepNext") if follows else ""
    empty = tag("rPr", size) if size and not square.text else ""
    properties = tag("pPr", tag("pStyle", val=style), together, aligned, empty)
    colour = tag("color", val=square.colour) if square.colour else ""
    return tag("p", properties, run(square.text, colour, size) if square.text else "")
