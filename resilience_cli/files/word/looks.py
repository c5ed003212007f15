"""How papers are set: margins, fonts and sizes of a form to be filled in, and of an official letter.

The letter follows GB/T 9704-2012: a field of 156 mm by 225 mm with 22 lines of 28 letters, 仿宋 of 16 points (三号).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "title", "heading", "heading2", "heading3", "heading4", "body", "small", "cell", "column",
    "addressee", "closing", "note", "caption", "outline", "footer",
]  # fmt: skip
"""What a paragraph is."""
FAINT = "595959"
"""Colour of what is said besides: 7 to 1 on white."""
PAGE = (21.0, 29.7)
"""A4 in centimetres."""


@dataclass(frozen=True)
class Setting:
    """How a kind of paragraph is set."""

    name: str
    """As word processors know it: their list of headings goes by `heading 1`."""
    latin: str
    """Font of Latin letters and digits."""
    han: str
    """Font of Chinese characters."""
    points: float
    """Size of the letters."""
    bold: bool = False
    pitch: float = 0
    """Points from line to line; 0: as the font asks for, times `leading`."""
    leading: float = 1.0
    before: float = 0
    """Points above it."""
    after: float = 0
    """Points beneath it."""
    indent: float = 0
    """Letters by which the first line stands in."""
    align: Literal["left", "center", "right", "both"] = "left"
    level: int = 0
    """Its level as a heading; 0: none."""
    follows: bool = False
    """Whether it stays on the page of what comes next."""
    tighter: float = 0
    """Points by which letters stand closer than the font says."""

    @property
    def id(self) -> str:
        """By what name the parts of a file refer to it."""
        return self.name.title().replace(" ", "")


@dataclass(frozen=True)
class Look:
    """How a paper is set."""

    settings: Mapping[Kind, Setting]
    """How each kind of paragraph is set; `body` is also how all is set that has no style."""
    margins: tuple[float, float, float, float]
    """Centimetres at the top, right, bottom and left; where both sides of a leaf are printed, left is inside."""
    foot: float
    """Centimetres from the lower edge of the page to the foot line."""
    cell: tuple[int, int]
    """Room in a cell above and at the left, in twentieths of a point."""
    row: float
    """Least height of a row in centimetres."""
    gap: tuple[float, float]
    """Points above and beneath a table."""
    ruled: bool = True
    """Whether lines part the columns of a table too."""
    rule: str = "auto"
    """Colour (RRGGBB) of the lines in a table."""
    frame: str = "auto"
    """Colour of the lines above and beneath it."""
    frame_size: int = 4
    """Their width in eighths of a point."""
    head: str = ""
    """Colour behind the titles of columns; empty: none."""
    outside: bool = False
    """Whether the number of the page stands outside, between dashes, and pages mirror each other."""

    @property
    def width(self) -> float:
        """Centimetres between the margins."""
        return PAGE[0] - self.margins[1] - self.margins[3]

    @property
    def height(self) -> float:
        """Centimetres between the margins of an upright page, from top to bottom."""
        return PAGE[1] - self.margins[0] - self.margins[2]


SERIF, SANS = "Times New Roman", "Arial"
SONG, HEI, FANGSONG, KAI, XIAOBIAOSONG = "宋体", "黑体", "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"
SUBSTITUTES = {FANGSONG: "仿宋", KAI: "楷体", XIAOBIAOSONG: "华文中宋", HEI: "SimHei", SONG: "SimSun"}
"""Which font a word processor takes where one is not installed."""

FORM = Look(
    {
        "body": Setting("Normal", SERIF, SONG, 10.5, leading=1.15, after=4),
        "title": Setting("Title", SANS, HEI, 16, after=6, align="center"),
        "heading": Setting(
            "heading 1", SANS, HEI, 12, bold=True, leading=1.15, before=8, after=4, level=1, follows=True
        ),
        "small": Setting("Small", SERIF, SONG, 9, leading=1.15, after=4),
        "cell": Setting("Cell", SERIF, SONG, 10.5),
        "column": Setting("Column", SERIF, SONG, 8, bold=True),
        "footer": Setting("footer", SERIF, SONG, 9, align="center"),
    },
    margins=(1.6, 1.5, 1.6, 1.5),
    foot=0.8,
    cell=(30, 45),
    row=0.7,
    gap=(0, 14),
)

_PITCH = 28.95
"""22 lines of it fill 225 mm."""
_CLOSER = 0.25
"""So much closer, 28 letters of 16 points fill 156 mm."""
_TEXT = Setting("Normal", SERIF, FANGSONG, 16, pitch=_PITCH, tighter=_CLOSER)
_SMALL = Setting("Cell", SERIF, FANGSONG, 10.5)
_FIELD = (3.7, 2.6, 3.5, 2.8)
"""Margins that leave 156 mm by 225 mm: 天头 37 mm, 订口 28 mm."""

_CHINESE = Look(
    {
        "body": replace(_TEXT, indent=2, align="both"),
        "title": replace(_TEXT, name="Title", han=XIAOBIAOSONG, points=22, pitch=36, after=_PITCH, align="center"),
        "heading": replace(_TEXT, name="heading 1", han=HEI, indent=2, level=1, follows=True),
        "heading2": replace(_TEXT, name="heading 2", han=KAI, indent=2, level=2, follows=True),
        "heading3": replace(_TEXT, name="heading 3", bold=True, indent=2, level=3, follows=True),
        "heading4": replace(_TEXT, name="heading 4", indent=2, level=4, follows=True),
        "addressee": replace(_TEXT, name="Salutation"),
        "closing": replace(_TEXT, name="Signature", align="right"),
        "note": replace(_TEXT, name="Note", han=KAI, points=12, pitch=20, before=3, after=3, tighter=0),
        "caption": replace(_SMALL, name="caption", han=HEI, points=12, before=8, align="center", follows=True),
        "small": replace(_SMALL, name="Small", points=9, before=3, after=3),
        "outline": replace(_SMALL, name="Outline", leading=1.15),
        "cell": _SMALL,
        "column": replace(_SMALL, name="Column", han=HEI),
        "footer": Setting("footer", SERIF, SONG, 14),
    },
    margins=_FIELD,
    foot=2.4,
    cell=(30, 75),
    row=0,
    gap=(4, 8),
    ruled=False,
    rule="A6A6A6",
    frame="262626",
    frame_size=8,
    head="F2F2F2",
    outside=True,
)
_ENGLISH = Look(
    {
        "body": Setting("Normal", SERIF, FANGSONG, 12, leading=1.25, after=6),
        "title": Setting("Title", SANS, HEI, 20, bold=True, after=18, align="center"),
        "heading": Setting("heading 1", SANS, HEI, 14, bold=True, before=14, after=6, level=1, follows=True),
        "heading2": Setting("heading 2", SANS, HEI, 12, bold=True, before=10, after=4, level=2, follows=True),
        "heading3": Setting("heading 3", SERIF, FANGSONG, 12, bold=True, before=8, after=4, level=3, follows=True),
        "heading4": Setting("heading 4", SERIF, KAI, 12, before=6, after=4, level=4, follows=True),
        "addressee": Setting("Salutation", SERIF, FANGSONG, 12, leading=1.25, after=6),
        "closing": Setting("Signature", SERIF, FANGSONG, 12, leading=1.25, align="right"),
        "note": Setting("Note", SERIF, KAI, 11, leading=1.15, before=4, after=6),
        "caption": Setting("caption", SANS, HEI, 10.5, bold=True, before=8, follows=True),
        "small": replace(_SMALL, name="Small", points=9, before=3, after=3),
        "outline": replace(_SMALL, name="Outline", leading=1.15),
        "cell": _SMALL,
        "column": replace(_SMALL, name="Column", latin=SANS, han=HEI, bold=True),
        "footer": Setting("footer", SERIF, SONG, 12),
    },
    margins=_FIELD,
    foot=2.4,
    cell=(30, 75),
    row=0,
    gap=(4, 8),
    ruled=False,
    rule="A6A6A6",
    frame="262626",
    frame_size=8,
    head="F2F2F2",
    outside=True,
)
LETTERS = {"zh": _CHINESE, "en": _ENGLISH}
"""The look of a letter in each language; the English one keeps the margins and the foot line."""
