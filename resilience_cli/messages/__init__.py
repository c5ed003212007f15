"""Every text a user reads: English in the code, Chinese in the gettext catalogue beside this file.

`say("{n} rows", n=3)` translates now; `mark("…")` only marks a text for extraction, to be said later.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("zh", "en")
_language: ContextVar[str] = ContextVar("language", default="")


def default_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return RESILIENCE_LANG if it is zh or en, else the system locale's language, else zh."""
    asked = environ.get("RESILIENCE_LANG", "").strip().lower()[:2]
    if asked in LANGUAGES:
        return asked
    named = next((environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), "")
    system = named or (locale.getlocale()[0] or "")
    return "en" if system.lower().startswith("en") else "zh"


def language() -> str:
    """Return the language in use: zh or en."""
    return _language.get() or default_language()


def use(lang: str) -> None:
    """Speak zh or en from here on (in this context)."""
    _language.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak zh or en within a `with` block."""
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return (
        gettext.NullTranslations() if lang == "en" else gettext.translation("resilience", Path(__file__).parent, [lang])
    )


def mark(text: str) -> str:
    """Return the text itself; marks it for extraction, to be translated by a later `say`."""
    return text


def say(text: str, /, **values: object) -> str:
    """Return the text in the language in use, its {named} places filled."""
    translated = _catalogue(language()).gettext(text) if text else ""
    return translated.format(**values) if values else translated


def pick(text: Mapping[str, str]) -> str:
    """Return an instrument's text in the language in use, else in the first language it has."""
    return text.get(language()) or next(iter(text.values()), "")


def in_all(words: Callable[[], str]) -> dict[str, str]:
    """Return what `words` says in each language, for a text that is kept and shown later."""
    found = {}
    for lang in LANGUAGES:
        with speaking(lang):
            found[lang] = words()
    return found
