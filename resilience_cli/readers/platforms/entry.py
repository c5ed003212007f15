"""Workbooks that `instruments template` made for typing in: a sheet a role, told by a hidden sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.containers.typed_in import NUMBERS
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import with_or_without_number
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    return (mark("the workbook was made for typing in answers"),) if sheet.prepared else ()


def _mode(_sheet: Sheet, _layout: Layout, _options: ReadOptions) -> Mode:
    return Mode("text", (mark("answers are texts of options"),))


ENTRY = Platform("entry", _claims, _mode, with_or_without_number, NUMBERS, before=("wjx", "plain"))
