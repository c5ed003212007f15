"""What stands once in a page and is drawn many times: the marks of the tones, and the grounds of segments of bars."""

from __future__ import annotations

from resilience_cli.reports.tones import HOLLOW, TONES, shape

PLAIN = "plain"
"""The class of what has no tone."""
PATTERNS = {
    "class2": "M0 6L6 0", "class4": "M0 0L6 6", "class5": "M0 3H6", "class6": "M3 0V6",
}  # fmt: skip
"""Lines over the colour of a class in a bar, for those who cannot tell the colours."""


def definitions() -> str:
    """Return the marks and grounds, to be named by `rules`."""
    marks = "".join(map(_mark, (*TONES, PLAIN)))
    patterns = "".join(
        f'<pattern id="lines-{tone}" width="6" height="6" patternUnits="userSpaceOnUse" class="{tone}">'
        f'<rect width="6" height="6"/><path d="{lines}"/></pattern>'
        for tone, lines in PATTERNS.items()
    )
    return f'<svg class="defined" width="0" height="0" aria-hidden="true"><defs>{marks}{patterns}</defs></svg>'


def rules() -> str:
    """Return the CSS by which paths get the mark of their tone: spans in their middle, all else at every point."""
    marks = "\n".join(
        f".span.{tone}, .at.{tone} {{ marker-mid: url(#mark-{tone}); }} "
        f".at.{tone} {{ marker-start: url(#mark-{tone}); marker-end: url(#mark-{tone}); }}"
        for tone in (*TONES, PLAIN)
    )
    grounds = "\n".join(f".bars .{tone} > path {{ fill: url(#lines-{tone}); }}" for tone in PATTERNS)
    return f"{marks}\n{grounds}"


def _mark(tone: str) -> str:
    across, down, outline = shape(tone)
    hollow = ' class="hollow"' if tone in HOLLOW else ""
    return (
        f'<marker id="mark-{tone}" class="{tone}" markerUnits="userSpaceOnUse" overflow="visible">'
        f'<path{hollow} d="M{across:g} {down:g}{outline}"/></marker>'
    )
