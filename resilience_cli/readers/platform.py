"""What a reader declares about its platform; which reader a file belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resilience_cli.errors import InputError
from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, as_written
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import near, shown

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class Mode:
    """What the cells of an export hold."""

    name: str
    """text, score, position or value."""
    why: tuple[str, ...]
    """Marked texts that say how it is known."""
    reversed: bool = False
    """The platform has already reversed the reversed items: they are turned back to declared values."""


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Rows that the platform itself marks as no answers: they are counted and not used."""

    code: str
    """Code of the finding that says so."""
    column: int
    """Column that marks them."""
    rows: npt.NDArray[np.bool_]
    """By row, whether it is one."""


def _nothing(_sheet: Sheet) -> tuple[LeftOut, ...]:
    return ()


@dataclass(frozen=True)
class Platform:
    """How one survey platform writes its exports. Everything else is the same for all."""

    name: str
    """Key of READERS."""
    claims: Callable[[Sheet, Sequence[Instrument]], tuple[str, ...]]
    """Marked texts that say why a sheet is this platform's; empty if it is not."""
    mode: Callable[[Sheet, Layout, ReadOptions], Mode]
    """What the cells hold; raises InputError where that cannot be told."""
    questions: Callable[[Sheet], tuple[Question, ...]] = as_written
    """What the headers say."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Headers of its own columns (`*_x`: that end in `_x`): serial, started, ended, submitted, seconds, total, wave, or
    "" for what is dropped."""
    no_answer: Mapping[str, Reason] = field(default_factory=dict)
    """Cells that say why there is no answer; an empty cell is blank everywhere."""
    separator: str = ""
    """What stands between several answers in one cell."""
    before: tuple[str, ...] = ()
    """Platforms whose signs are in its exports too: where it claims a sheet, their claims say nothing."""
    container: str | None = None
    """The one kind of file that is always its own, whatever the headers look like."""
    left_out: Callable[[Sheet], tuple[LeftOut, ...]] = _nothing
    """Rows that the platform marks as no answers, such as previews."""


def recognise(
    sheet: Sheet, readers: Mapping[str, Platform], candidates: Sequence[Instrument], asked: str | None
) -> tuple[Platform, tuple[str, ...]]:
    """Return (the one platform that claims the sheet, why); raise InputError if none or several do."""
    if asked is not None:
        if asked not in readers:
            values = {"asked": shown(asked), "platforms": list(readers), "near": near(asked, readers) or ""}
            raise InputError(Finding("RES-R062", values=values))
        why = readers[asked].claims(sheet, candidates) or (mark("nothing in the file shows it"),)
        return readers[asked], (mark("platform named by the user"), *why)
    own = {name: reader for name, reader in readers.items() if reader.container == sheet.container}
    claims = {name: why for name, reader in (own or readers).items() if (why := reader.claims(sheet, candidates))}
    behind = {other for name in claims for other in readers[name].before}
    claims = {name: why for name, why in claims.items() if name not in behind}
    if len(claims) != 1:
        code = "RES-R061" if claims else "RES-R060"
        raise InputError(Finding(code, sheet.where(), {"platforms": list(claims or readers)}))
    name, why = next(iter(claims.items()))
    return readers[name], why
