"""Headings with their numbers: 一、 （一） in Chinese, 1. 1.1 in English; appendices are numbered by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resilience_cli.messages import language, say
from resilience_cli.model.document import Heading, Part

DIGITS = "〇一二三四五六七八九"


def numbered(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts with numbers before the texts of their headings, two levels deep; appendices have one level."""
    section = part_of = appendix = 0
    for part in parts:
        if not isinstance(part, Heading):
            yield part
        elif part.level == 1 and part.new_page:
            appendix += 1
            yield replace(part, text=say("Appendix {n}. {title}", n=appendix, title=part.text))
        elif part.level == 1:
            section, part_of = section + 1, 0
            yield replace(part, text=_number(section, 0) + part.text)
        elif part.level == 2 and not appendix and section:
            part_of += 1
            yield replace(part, text=_number(section, part_of) + part.text)
        else:
            yield part


def _number(section: int, part: int) -> str:
    if language() == "zh":
        return f"（{chinese(part)}）" if part else f"{chinese(section)}、"
    return f"{section}.{part} " if part else f"{section}. "


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese letters."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
