"""A short way to read files in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from questionnaire import questionnaire

from resilience_cli.errors import InputError
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Responses
from resilience_cli.readers import ReadOptions, read
from resilience_cli.readers.sheet import Sheet, letter


class Reading:
    """Reads files under the small questionnaire."""

    def __call__(self, *paths: Path, candidates: list[Instrument] | None = None, **options: Any) -> Responses:
        return read(paths, candidates or [questionnaire()], ReadOptions(**options))

    def faults(self, *paths: Path, **options: Any) -> list[Any]:
        """Return what the InputError holds."""
        with pytest.raises(InputError) as caught:
            self(*paths, **options)
        return list(caught.value.faults)

    def codes(self, *paths: Path, **options: Any) -> list[str]:
        """Return the codes of the faults."""
        return [fault.code for fault in self.faults(*paths, **options)]


def headed(*headers: str, more: tuple[tuple[str, ...], ...] = ()) -> Sheet:
    """Return a sheet that has headers and nothing else."""
    letters = tuple(letter(place) for place in range(len(headers)))
    return Sheet("导出.xlsx", "", "xlsx", "Sheet1", None, letters, headers, 1, (), more)
