"""The page around the parts: its policy, its colours, its script if anything is to be sorted, and the members."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from resilience_cli.messages import language, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Document, Heading, Letter, Table
from resilience_cli.reports.html.marks import definitions, rules
from resilience_cli.reports.html.parts import Setting, html
from resilience_cli.reports.html.words import safe
from resilience_cli.reports.parts import addressee_text
from resilience_cli.reports.tones import variables

LANGUAGES = {"zh": "zh-CN", "en": "en"}
NOT_IN_IDS = re.compile(r"[^\w-]+")


def render(document: Document) -> str:
    """Return the document as a page in the language in use."""
    style, script = _style(), _file("page.js") if _moves(document) else ""
    scripted = f"<script>{script}</script>\n" if script else ""
    title = safe(document.title)
    body = "\n".join(_body(document))
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[language()]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{''.join(_properties(document.properties))}<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{definitions()}\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n{scripted}</body>\n</html>\n"
    )


def fragment(document: Document) -> str:
    """Return the document as a part of another page, such as a notebook: without a script, and its style only for it.

    A browser without CSS scopes, or a page that takes styles away, shows plain tables.
    """
    style = _style().replace(":root", ":scope").replace("\nbody {", "\n:scope {")
    body = "\n".join(_body(document))
    return (
        f'<div class="resilience" lang="{LANGUAGES[language()]}">\n<style>@scope {{\n{style}\n}}</style>\n'
        f"{definitions()}\n<h1>{safe(document.title)}</h1>\n{body}\n</div>"
    )


def _style() -> str:
    return f"{variables()}\n{rules()}\n{_file('page.css')}"


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").strip()


def _moves(document: Document) -> bool:
    """Return whether something in the page is sorted, found or opened."""
    return bool(document.members) or any(isinstance(part, Table) and part.keys for part in document.parts)


def _policy(style: str, script: str) -> str:
    """Return what a browser may use in this page: this very style and this very script, and nothing else."""
    allowed = [f"{kind}-src '{_hash(text)}'" for kind, text in (("style", style), ("script", script)) if text]
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _properties(properties: Mapping[str, str]) -> Iterator[str]:
    for name, value in properties.items():
        yield f'<meta name="{safe(name)}" content="{safe(value)}">\n'


def _body(document: Document) -> Iterator[str]:
    setting = Setting(anchors=_anchors(document))
    letter = document.letter or Letter()
    signed = f'<p class="signature">{safe(letter.sender)}<br>{safe(letter.date)}</p>'
    signed = signed if letter.sender or letter.date else ""
    if letter.to:
        yield f'<p class="to">{safe(addressee_text(letter))}</p>'
    for part in document.parts:
        if signed and isinstance(part, Heading) and part.new_page:
            yield signed
            signed = ""
        yield html(part, setting)
    yield signed
    yield from _members(document, setting)


def _members(document: Document, setting: Setting) -> Iterator[str]:
    if not document.members:
        return
    title = safe(say("One by one"))
    yield f'<section class="members">\n<h2>{title}</h2>'
    inner = Setting(depth=3, anchors=setting.anchors)
    for member in document.members:
        body = "\n".join(html(part, inner) for part in member.parts)
        summary = f"<summary><h3>{safe(member.title)}</h3></summary>"
        yield f'<details id="{setting.anchors[member.key]}">{summary}\n{body}\n</details>'
    yield "</section>"


def _anchors(document: Document) -> dict[str, str]:
    """Return an id for every member by its key: letters, digits, - and _ only, and no two alike."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for member in document.members:
        wanted = "at-" + NOT_IN_IDS.sub("-", printable(member.key, longest=None))
        id_, count = wanted, 1
        while id_ in taken:
            count += 1
            id_ = f"{wanted}-{count}"
        taken.add(id_)
        anchors.setdefault(member.key, id_)
    return anchors
