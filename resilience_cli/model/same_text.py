"""When two texts are the same: how labels and headers are compared, in instruments and in exports."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = dict.fromkeys(
    [0xAD, 0xFEFF, 0x2060, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""What cannot be seen, as `str.translate` takes it out."""
_CHINESE_SPACE = re.compile(r"(?<=[\u2E80-\u9FFF\uF900-\uFAFF]) | (?=[\u2E80-\u9FFF\uF900-\uFAFF])")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_BEHIND = ":* "
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def normal(text: str) -> str:
    """Return the text as it is compared: NFKC, nothing invisible, runs of space as one, trimmed."""
    if text.isascii() and text.isalnum():
        return text
    return " ".join(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).split())


def header_text(text: str) -> str:
    """Return a header as it is compared: `normal`, without markup, one kind of dash, no colon at the end.

    Beside a Chinese character a space or a line break says nothing.
    """
    plain = _CHINESE_SPACE.sub("", _TAG.sub("", normal(text)).replace("**", ""))
    return re.sub(r"\s*[—–―─]+\s*", "—", plain).strip().rstrip(_BEHIND)


def unstopped(header: str) -> str:
    """Return what is a `header_text` without the full stop at its end, which an author may have left out."""
    stops = header.endswith(("。", ".")) and not header.endswith("..")  # several are an ellipsis
    return header[:-1].rstrip(_BEHIND) if stops else header


def same(text: str) -> str:
    """Return the key under which headers are looked up: `header_text` whatever its case, quotes and full stop."""
    return as_key(header_text(text))


def as_key(header: str) -> str:
    """Return the key of what is a `header_text` already. Some programs make curly quotation marks straight."""
    return unstopped(header).translate(_STRAIGHT).casefold()
