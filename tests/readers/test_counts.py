"""The numbers of a finding read right whatever they are: no noun stands behind one."""

import re

import pytest

from resilience_cli.messages.findings.kinds_exports import EXPORTS
from resilience_cli.model.finding import Finding


def test_no_noun_depends_on_a_number() -> None:
    texts = [text for kind in EXPORTS.values() for text in (kind.message, kind.hint)]
    assert [text for text in texts if re.search(r"\{(n|count)\} [a-z]", text)] == []


@pytest.mark.parametrize("rows", [(3,), (3, 4)])
def test_rows_are_counted_in_words_that_fit_any_number(rows: tuple[int, ...]) -> None:
    assert Finding("RES-R071", rows=rows).message == f"Rows without a community, not used: {len(rows)}."
