"""Pieces of a paper -> the body of a Word file; elements stand in the order that the format asks for."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.files.word.looks import FAINT, PAGE, Look, Setting
from resilience_cli.files.word.nouns import Grid, Line, Paper, Space
from resilience_cli.files.word.table import table
from resilience_cli.files.word.xml import run, tag, twips

_EMPTY = "FFF2CC"
"""Colour behind what is still to be filled in."""
_DEEPER = 360
"""By so much a line of an outline stands in for each level, in twentieths of a point."""


def body(paper: Paper, feet: str) -> str:
    """Return the body; `feet` names the foot lines, which every section repeats."""
    return tag("body", *_pieces(paper, feet))


def _pieces(paper: Paper, feet: str) -> Iterator[str]:
    look, across = paper.look, False
    for part in paper.parts:
        if isinstance(part, Line):
            yield _paragraph(part, look.settings[part.style])
        elif isinstance(part, Space):
            yield _space(part)
        elif isinstance(part, Grid):
            above, beneath = look.gap
            yield (_gap(above, follows=True) if above else "") + table(part, look) + _gap(beneath)
        elif part.across != across:
            yield _gap(1, _section(look, across, feet))
            across = part.across
    yield _section(look, across, feet)


def _paragraph(line: Line, setting: Setting) -> str:
    bar = tag("left", val="single", sz=24, space=8, color=line.bar)
    properties = (
        tag("pStyle", val=setting.id),
        tag("pageBreakBefore") if line.new_page else "",
        tag("pBdr", bar) if line.bar else "",
        _indent(line, setting),
        tag("jc", val="center") if line.centred else "",
    )
    detail = run(f" {line.detail}", tag("color", val=FAINT)) if line.detail else ""
    return tag("p", tag("pPr", *properties), run(line.text), detail)


def _indent(line: Line, setting: Setting) -> str:
    if line.level:
        return tag("ind", left=_DEEPER * line.level)
    if line.back:
        return tag("ind", rightChars=round(100 * line.back), right=round(20 * line.back * setting.points))
    return tag("ind", firstLineChars=0, firstLine=0) if line.new_page else ""


def _space(space: Space) -> str:
    """Return a paragraph that is one content control; it vanishes when something is typed into it."""
    control = tag("sdtPr", tag("alias", val=space.title[:64]), tag("temporary"), tag("showingPlcHdr"))
    marked = tag("rStyle", val="PlaceholderText"), tag("shd", val="clear", color="auto", fill=_EMPTY)
    return tag("p", tag("sdt", control, tag("sdtContent", run(space.prompt, *marked))))


def _gap(points: float, section: str = "", follows: bool = False) -> str:
    """Return the room above a table (on its page) or beneath it, or a line that ends a section."""
    spacing = tag("spacing", before=0, after=0, line=round(20 * points), lineRule="exact")
    tiny = tag("rPr", tag("sz", val=2))
    together = tag("keepNext") if follows else ""
    return tag("p", tag("pPr", together, spacing, tag("ind", firstLineChars=0, firstLine=0), tiny, section))


def _section(look: Look, across: bool, feet: str) -> str:
    """Return how pages lie; across, the margin that was at the top is at the right, as when the leaf is turned."""
    top, right, bottom, left = look.margins
    width, height = PAGE
    if across:
        top, right, bottom, left = left, top, right, bottom
        width, height = height, width
    foot = look.foot if not across else bottom - 1
    return tag(
        "sectPr",
        feet,
        tag("pgSz", w=twips(width), h=twips(height), orient="landscape" if across else None),
        tag(
            "pgMar",
            top=twips(top),
            right=twips(right),
            bottom=twips(bottom),
            left=twips(left),
            header=twips(1),
            footer=twips(foot),
            gutter=0,
        ),
    )
