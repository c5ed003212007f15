"""Sheets that KoboToolbox and ODK write beside the respondents: what was asked of each repeatedly."""

from __future__ import annotations

from resilience_cli.model.same_text import same
from resilience_cli.readers.containers.workbook import Grid

_REPEATED = {"_parent_index", "_parent_table_name", "parent_key"}


def is_repeat_group(grid: Grid) -> bool:
    """Whether a sheet holds what was asked repeatedly of each respondent, such as the persons of a household."""
    headers = {same(str(text)) for column in grid.cells for text in column.slice(0, 1).to_pylist() if text}
    return not headers.isdisjoint(_REPEATED)
