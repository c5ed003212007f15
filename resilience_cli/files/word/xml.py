"""WordprocessingML as text: tags, runs of letters and lengths."""

from __future__ import annotations

from html import escape

from resilience_cli.messages.printable import visible


def tag(name: str, /, *content: str, **attributes: object) -> str:
    """Return an element of Word's own vocabulary with its content and attributes; those that are None are left out."""
    said = "".join(f' w:{key}="{plain(str(value))}"' for key, value in attributes.items() if value is not None)
    inner = "".join(content)
    return f"<w:{name}{said}>{inner}</w:{name}>" if inner else f"<w:{name}{said}/>"


def plain(text: str) -> str:
    """Return the text on one line, as XML, without what Word cannot hold and what reorders or hides letters."""
    return escape(visible(" ".join(text.splitlines())))


def run(text: str, *properties: str) -> str:
    """Return a piece of text with its properties; spaces stay."""
    said = tag("rPr", *properties) if any(properties) else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{plain(text)}</w:t></w:r>'


def sized(points: float) -> str:
    """Return the size of letters."""
    return tag("sz", val=round(2 * points)) + tag("szCs", val=round(2 * points))


def twips(centimetres: float) -> int:
    """Return a length in twentieths of a point, as Word counts."""
    return round(centimetres / 2.54 * 1440)
