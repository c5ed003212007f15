"""Tables whose headers are item ids and whose cells are declared values: made by hand or by another program."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet


def _claims(sheet: Sheet, candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = {same(header) for header in sheet.headers}
    named = any(same(item.id) in headers for instrument in candidates for item in instrument.items)
    return (mark("headers are item ids"),) if named else ()


def _mode(_sheet: Sheet, _layout: Layout, _options: ReadOptions) -> Mode:
    return Mode("value", (mark("cells are declared values"),))


PLAIN = Platform("plain", _claims, _mode, metadata={"seconds": "seconds", "wave": "wave"})
