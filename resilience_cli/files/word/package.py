"""Paper -> docx: the parts of a Word file around its body, zipped, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from resilience_cli.files.beside import written_beside
from resilience_cli.files.word.body import body
from resilience_cli.files.word.looks import FAINT, KAI, SUBSTITUTES, Look, Setting
from resilience_cli.files.word.nouns import Paper
from resilience_cli.files.word.xml import plain, run, sized, tag
from resilience_cli.messages import language, mark, say

_PAGES = mark("page {page} of {pages}")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_SPACES = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}


def write_word(path: Path, paper: Paper) -> None:
    """Write the document as docx, in fonts for the language in use; raise InputError if it cannot be written."""

    def write(beside: Path) -> None:
        with ZipFile(beside, "w", ZIP_DEFLATED) as archive:
            for name, text in _parts(paper).items():
                archive.writestr(ZipInfo(name), _HEAD + text, ZIP_DEFLATED)

    written_beside(path, write)


def _parts(paper: Paper) -> dict[str, str]:
    """Return the files of the package, {name: XML}."""
    look = paper.look
    feet = {"default": _foot(paper, "right")} | ({"even": _foot(paper, "left")} if look.outside else {})
    named = "".join(f'<w:footerReference w:type="{kind}" r:id="{kind}"/>' for kind in feet)
    return {
        "[Content_Types].xml": _content_types(feet),
        "_rels/.rels": _relations(
            {
                "document": ("officeDocument", "word/document.xml"),
                "core": ("metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "word/document.xml": f"<w:document {_SPACES}>{body(paper, named)}</w:document>",
        "word/_rels/document.xml.rels": _relations(
            {name: (name, f"{name}.xml") for name in _NAMES if name != "document"}
            | {kind: ("footer", f"footer_{kind}.xml") for kind in feet}
        ),
        "word/styles.xml": f"<w:styles {_SPACES}>{''.join(_styles(look))}</w:styles>",
        "word/settings.xml": f"<w:settings {_SPACES}>{_settings(look)}</w:settings>",
        "word/fontTable.xml": f"<w:fonts {_SPACES}>{''.join(map(_font, SUBSTITUTES))}</w:fonts>",
        **{f"word/footer_{kind}.xml": f"<w:ftr {_SPACES}>{foot}</w:ftr>" for kind, foot in feet.items()},
        "docProps/core.xml": _properties(paper),
    }


def _content_types(feet: Mapping[str, str]) -> str:
    kinds = {f"/word/{name}.xml": f"{_KIND}.{kind}+xml" for name, kind in _NAMES.items()}
    kinds |= {f"/word/footer_{kind}.xml": f"{_KIND}.footer+xml" for kind in feet}
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return which files belong together, {id: (kind, name)}."""
    lines = (
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{"package" if "/" in kind else "officeDocument"}/2006/relationships/'
        f'{kind}" Target="{name}"/>'
        for id_, (kind, name) in targets.items()
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{"".join(lines)}</Relationships>'


def _properties(paper: Paper) -> str:
    """Return title, subject and keywords; no author, for the program does not know one."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{now}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain(paper.title)[:255]}</dc:title><dc:subject>{plain(paper.subject)}</dc:subject>"
        f"<dc:creator></dc:creator><cp:keywords>{plain(paper.keywords)}</cp:keywords>{dates}"
        f"<dc:language>{_tongue()}</dc:language></cp:coreProperties>"
    )


def _tongue() -> str:
    return "zh-CN" if language() == "zh" else "en-GB"


def _settings(look: Look) -> str:
    compatible = tag("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return "".join(
        (
            tag("mirrorMargins") if look.outside else "",
            tag("defaultTabStop", val=420),
            tag("evenAndOddHeaders") if look.outside else "",
            tag("characterSpacingControl", val="doNotCompress"),
            tag("compat", compatible),
            tag("themeFontLang", val=_tongue(), eastAsia="zh-CN"),
        )
    )


def _font(name: str) -> str:
    said = tag("altName", val=SUBSTITUTES[name]), tag("charset", val="86"), tag("family", val="auto")
    return tag("font", *said, tag("pitch", val="default"), name=name)


def _styles(look: Look) -> Iterator[str]:
    base = look.settings["body"]
    tongues = tag("lang", val="en-US" if language() == "zh" else "en-GB", eastAsia="zh-CN", bidi="ar-SA")
    yield tag("docDefaults", tag("rPrDefault", tag("rPr", _letters(base), tongues)), tag("pPrDefault"))
    yield _style(base)
    for setting in look.settings.values():
        if setting is not base:
            yield _style(setting)
    letters = tag("rPr", _fonts(base.latin, KAI), tag("color", val=FAINT))
    yield tag("style", tag("name", val="Placeholder Text"), letters, type="character", styleId="PlaceholderText")


def _style(setting: Setting) -> str:
    first = setting.name == "Normal"
    line, rule = (20 * setting.pitch, "exact") if setting.pitch else (240 * setting.leading, "auto")
    before, after = round(20 * setting.before), round(20 * setting.after)
    layout = (
        tag("keepNext") + tag("keepLines") if setting.follows else "",
        tag("spacing", before=before, after=after, line=round(line), lineRule=rule),
        tag("ind", firstLineChars=round(100 * setting.indent), firstLine=round(20 * setting.indent * setting.points)),
        tag("jc", val=setting.align),
        tag("outlineLvl", val=setting.level - 1) if setting.level else "",
    )
    return tag(
        "style",
        tag("name", val=setting.name),
        "" if first else tag("basedOn", val="Normal"),
        tag("next", val="Normal") if setting.level else "",
        tag("qFormat"),
        tag("pPr", *layout),
        tag("rPr", _letters(setting)),
        type="paragraph",
        default=1 if first else None,
        styleId=setting.id,
    )


def _letters(setting: Setting) -> str:
    bold = None if setting.bold else 0
    return "".join(
        (
            _fonts(setting.latin, setting.han),
            tag("b", val=bold),
            tag("bCs", val=bold),
            tag("spacing", val=-round(20 * setting.tighter)),
            sized(setting.points),
        )
    )


def _fonts(latin: str, han: str) -> str:
    """Return fonts for Latin and for Chinese letters; in Chinese, quotation marks are as wide as the text."""
    hint = "eastAsia" if language() == "zh" else None
    return tag("rFonts", hint=hint, ascii=latin, hAnsi=latin, eastAsia=han, cs=latin)


def _foot(paper: Paper, side: str) -> str:
    """Return the foot line: a text and the number of the page, or — 1 — a letter from the outer edge."""
    setting, place = paper.look.settings["footer"], ""
    if paper.look.outside:
        away = {f"{side}Chars": 100, side: round(20 * setting.points)}
        place = tag("ind", **away) + tag("jc", val=side)
        pieces = run("— ") + _field("PAGE") + run(" —")
    else:
        pieces = run(f"{paper.footer} · ") + "".join(map(_counted, re.split(r"(\{pages?\})", say(_PAGES))))
    return tag("p", tag("pPr", tag("pStyle", val=setting.id), place), pieces)


def _counted(piece: str) -> str:
    code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
    return _field(code) if code else run(piece)


def _field(code: str) -> str:
    """Return a number that the word processor counts."""
    return tag("fldSimple", run("1"), instr=code)
