"""What inspect puts together: the files as they were understood, the register, careless answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from questionnaire import questionnaire
from workbook import write_csv, write_xlsx

from resilience_cli.analysis.inspection import inspected
from resilience_cli.errors import InputError
from resilience_cli.readers import ReadOptions

ROWS = """
community | role | a1 | a2 | a3 | c1 | seconds
东湖小区 | resident | 1 | 2 | 3 | 4 | 2
东湖 小区 | resident | 1 | 2 | 3 | 4 | 200
西湖小区 | resident | 1 | 2 | 3 | 4 | 200
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "a.csv", ROWS)


def test_careless_answers_are_counted(export: Path) -> None:
    found, register = inspected([export], [questionnaire()], ReadOptions())
    assert (found.flags["speed"], register) == (1, None)
    assert [f.code for f in found.findings] == ["RES-R077"]
    assert not found.faults


def test_a_register_settles_names_and_names_others(export: Path, tmp_path: Path) -> None:
    known = write_xlsx(tmp_path / "登记表.xlsx", "community | also\n东湖小区 | 东湖 小区")
    found, register = inspected([export], [questionnaire()], ReadOptions(), known)
    assert register is not None
    assert found.responses is not None
    assert found.responses.communities.index.tolist() == ["东湖小区", "西湖小区"]
    assert [f.code for f in found.findings] == ["RES-R094"]


def test_a_register_that_cannot_be_read_is_an_error(export: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        inspected([export], [questionnaire()], ReadOptions(), tmp_path / "登记表.xlsx")


def test_exports_that_cannot_be_read_need_no_register(tmp_path: Path) -> None:
    found, register = inspected([tmp_path / "none.csv"], [questionnaire()], ReadOptions(), tmp_path / "登记表.xlsx")
    assert ([fault.code for fault in found.faults], found.sheets, register) == (["RES-R001"], (), None)
