"""Files named after what people wrote: no name leaves its folder, is refused by a system, or meets another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from resilience_cli.messages.printable import visible

LONGEST = 120
"""In bytes, so that an ending and a number still fit into the 255 that file systems allow."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""What Windows keeps for devices, with any ending."""


def file_names(names: Iterable[str], ending: str, longest: int = LONGEST) -> tuple[str, ...]:
    """Return one file name a name, in order, all different even where capitals do not count.

    `ending` has no dot; `longest` in bytes, without it.
    """
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        plain, number = _plain(name, longest), 1
        made = f"{plain}.{ending}"
        while made.casefold() in taken:
            number += 1
            made = f"{plain} {number}.{ending}"
        taken.add(made.casefold())
        found.append(made)
    return tuple(found)


def _plain(name: str, longest: int) -> str:
    text = _FORBIDDEN.sub("_", visible(" ".join(name.split())))
    text = text.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore").strip(" .")
    return f"_{text}" if _RESERVED.fullmatch(text) or not text else text
