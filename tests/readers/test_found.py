from pathlib import Path

from questionnaire import questionnaire

from resilience_cli.readers import ReadOptions, look


def test_of_files_that_cannot_be_opened_nothing_is_told_but_why(tmp_path: Path) -> None:
    found = look([tmp_path / "a.csv"], [questionnaire()], ReadOptions())
    assert [fault.code for fault in found.faults] == ["RES-R001"]
    assert (found.instrument, found.responses) == (None, None)
