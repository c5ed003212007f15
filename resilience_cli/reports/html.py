"""Document -> one HTML page that needs nothing else: no script, no picture, no address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from resilience_cli.messages import language
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import (
    Blank,
    Cell,
    Document,
    Heading,
    Interval,
    Line,
    Note,
    Outline,
    Paragraph,
    Part,
    Table,
)
from resilience_cli.reports.parts import blank_text, cell_text, in_figures, note_text

LANGUAGES = {"zh": "zh-CN", "en": "en"}
STYLE = """
:root { color-scheme: light; --line: #c9d1d9; --soft: #f3f6f9; --ink: #1f2933; --faint: #5b6770; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1.2rem; color: var(--ink); line-height: 1.6;
  font-family: "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.3; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3, h4 { font-size: 1.05rem; margin-top: 1.4rem; }
figure { margin: 1rem 0; overflow-x: auto; }
figcaption { color: var(--faint); font-size: .9rem; margin-top: .3rem; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.45; }
th, td { border: 1px solid var(--line); padding: .3rem .55rem; text-align: left; vertical-align: top;
  min-width: 2.6em; max-width: 32em; overflow-wrap: break-word; }
th { background: var(--soft); white-space: nowrap; }
th.right, td.right { text-align: right; font-variant-numeric: tabular-nums; }
.note { border-left: .3rem solid var(--line); background: var(--soft); padding: .5rem .9rem; margin: 1rem 0; }
.note.warning { border-color: #b7791f; background: #fdf6e7; }
.note.error { border-color: #b3261e; background: #fcefee; }
ul { padding-left: 1.3rem; margin: .15rem 0; }
.detail { color: var(--faint); font-size: .9em; }
@page { size: A4; margin: 14mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  figure { overflow: visible; }
  table { font-size: 8pt; width: 100%; }
  th { white-space: normal; }
  thead { display: table-header-group; }
  tr, .note { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
""".strip()
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(document: Document) -> str:
    """Return the document as a page in the language in use."""
    title = _safe(document.title)
    body = "\n".join(_part(part) for part in document.parts)
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[language()]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        level = min(part.level + 1, 4)
        return f"<h{level}>{_safe(part.text)}</h{level}>"
    if isinstance(part, Paragraph):
        return f"<p>{_safe(part.text)}</p>"
    if isinstance(part, Note):
        return f'<div class="note {part.tone}">{_safe(note_text(part))}</div>'
    if isinstance(part, Outline):
        return "".join(_branches(part.lines))
    if isinstance(part, Blank):
        return f'<p class="detail">{_safe(blank_text(part))}</p>'
    table = part if isinstance(part, Table) else in_figures(part)
    aligns = [column.align for column in table.columns]
    return _grid([column.title for column in table.columns], aligns, table.rows, table.caption)


def _grid(
    titles: Sequence[str], aligns: Sequence[str], rows: Iterable[Sequence[str | Cell | Interval]], caption: str
) -> str:
    head = _row("th", titles, aligns)
    body = "\n".join(_row("td", [cell_text(cell) for cell in row], aligns) for row in rows)
    told = f"\n<figcaption>{_safe(caption)}</figcaption>" if caption else ""
    return f"<figure>\n<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>{told}\n</figure>"


def _row(tag: str, texts: Sequence[str], aligns: Sequence[str]) -> str:
    kinds = (' class="right"' if align == "right" else "" for align in aligns)
    cells = "".join(f"<{tag}{kind}>{_safe(text)}</{tag}>" for text, kind in zip(texts, kinds, strict=True))
    return f"<tr>{cells}</tr>"


def _branches(lines: Sequence[Line]) -> Iterator[str]:
    """Yield nested lists: a line that stands deeper opens a list inside the item before it."""
    depth = -1
    for line in lines:
        if line.level > depth:
            yield "<ul>" * (line.level - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - line.level)
        detail = f' <span class="detail">{_safe(line.detail)}</span>' if line.detail else ""
        yield f"\n<li>{_safe(line.text)}{detail}"
        depth = line.level
    yield "</li></ul>" * (depth + 1)


def _safe(text: str) -> str:
    return escape(printable(text, longest=None))
