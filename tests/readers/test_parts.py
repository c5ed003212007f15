"""What is large is read block by block, and comes to the same."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from questionnaire import questionnaire
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.model.responses import Register, Responses
from resilience_cli.pipeline import assess
from resilience_cli.readers import ReadOptions, read, read_parts
from resilience_cli.readers.containers import delimited, large, shelf
from resilience_cli.readers.register import with_register

HEAD = "序号|提交答卷时间|1、您所在的小区|2、您的身份|3、邻居会互相帮助。|4、出了问题，没有人负责。"
HEAD += "|5、我知道该找谁。|6、台风期间，秩序得到维持。\n"
LABELS = ["非常不同意", "不太同意", "一般", "比较同意", "非常同意"]


def line(n: int, place: str = "东湖", role: str = "居民", first: str | None = None) -> str:
    answers = [first or LABELS[n % 5], LABELS[(n // 2) % 5], LABELS[(n // 3) % 5], LABELS[(n // 7) % 5]]
    return "|".join([str(n), f"2026/3/8 {n % 24}:{n % 60:02}:00", place, role, *answers]) + "\n"


MANY = HEAD + "".join(line(n, "西湖" if n % 3 else "东湖") for n in range(1, 41))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every file large, and blocks a few rows."""
    monkeypatch.setattr(large, "MOST_HELD", 100)
    monkeypatch.setattr("resilience_cli.readers.containers.files.MOST_HELD", 100)
    monkeypatch.setattr(large, "BLOCK", 7)
    monkeypatch.setattr(delimited, "_BLOCK", 3)


def in_parts(*paths: Path, **options: Any) -> list[Responses]:
    return list(read_parts(paths, [questionnaire()], ReadOptions(**options))[1])


def same(one: Responses, other: Responses) -> None:
    pd.testing.assert_frame_equal(one.answers, other.answers)
    np.testing.assert_array_equal(one.reasons, other.reasons)
    pd.testing.assert_frame_equal(one.people, other.people)
    assert (one.communities["name"].to_dict(), one.sources) == (other.communities["name"].to_dict(), other.sources)
    assert sorted(map(str, one.findings)) == sorted(map(str, other.findings))
    assert sorted(f.rows for f in one.findings) == sorted(f.rows for f in other.findings)


MESSY = [
    MANY,
    MANY + "|||||||\n" + "合计||40||3|2|1|4\n" + line(41),  # a gap, a sum, and one more answer below
    MANY + line(12) + line(12).replace("12|", "99|", 1),  # repeated rows, far from each other
    HEAD + line(1) + "".join(line(n, first="不知何意") for n in range(2, 30)) + line(30, role="路人"),
    HEAD + line(1) * 3 + HEAD + "".join(line(n) for n in range(2, 20)),  # pasted together, with the headers
    "居民调查||||||||\n" + HEAD + "".join(line(n) for n in range(1, 20)) + line(21).replace("\n", "|x|y\n"),
    HEAD + "".join(line(n, first=f"第{n}种") for n in range(1, 40)),  # more texts than have a finding of their own
    MANY + line(50, role="居委会"),
]


@pytest.mark.parametrize("rows", MESSY, ids=range(len(MESSY)))
def test_blocks_come_to_the_same_as_the_whole(tmp_path: Path, rows: str, request: pytest.FixtureRequest) -> None:
    path = write_csv(tmp_path / "导出.csv", rows)
    whole = read([path], [questionnaire()])
    request.getfixturevalue("small_blocks")
    *blocks, last = in_parts(path)
    assert len(blocks) > 1
    assert all(block.partial for block in blocks)
    assert (last.partial, len(last.people)) == (False, 0)
    same(read([path], [questionnaire()]), whole)


def test_a_parquet_file_in_blocks(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    head, *rows = [text.split("|") for text in MANY.split("\n") if text]
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(head)})
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    whole = read([path], [questionnaire()])
    request.getfixturevalue("small_blocks")
    assert len(in_parts(path)) > 2
    same(read([path], [questionnaire()]), whole)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_in_blocks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(MANY.replace("|", ",").encode(encoding))
    assert len(read([path], [questionnaire()]).people) == 40


def test_many_files_are_read_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds no room is opened again when its turn comes; the result is that of files that are held."""
    paths = [write_xlsx(tmp_path / f"{n}.xlsx", HEAD + line(n) + line(n + 20, "西湖")) for n in range(1, 6)]
    whole = read(paths, [questionnaire()])
    monkeypatch.setattr(shelf, "MOST_CELLS", 40)
    parts = in_parts(*paths)
    assert [len(part.people) for part in parts] == [2, 2, 2, 2, 2, 0]
    same(read(paths, [questionnaire()]), whole)


def test_an_assessment_of_parts_is_that_of_the_whole(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = write_csv(tmp_path / "导出.csv", MANY)
    table = pd.DataFrame({"name": ["东湖花园", "西湖"], "also": [("东湖",), ()]}, index=["d", "x"])
    register = Register(table, "登记表.xlsx", "0" * 64)

    def found() -> Any:
        _, parts = read_parts([path], [questionnaire()])
        return assess(parts.then(partial(with_register, register=register, noticed=())), register)

    whole = found()
    request.getfixturevalue("small_blocks")
    parts = found()
    pd.testing.assert_frame_equal(parts.scores, whole.scores, rtol=1e-9)
    assert [(v.community, v.name, v.received) for v in parts.verdicts] == [
        (v.community, v.name, v.received) for v in whole.verdicts
    ]
    told = [finding for finding in parts.findings if finding.code != "RES-S050"]  # no sheet compared with all others
    assert len(told) == len(parts.findings) - 1
    assert sorted(map(str, told)) == sorted(map(str, whole.findings))


@pytest.mark.usefixtures("small_blocks")
def test_answers_in_two_large_files_count_once(tmp_path: Path, reading: Reading) -> None:
    one, other = (write_csv(tmp_path / f"{name}.csv", MANY) for name in "ab")
    other.write_text(other.read_text("utf-8") + line(99).replace("|", ","), "utf-8")
    assert reading.codes(one, other) == ["RES-R170"]


@pytest.mark.usefixtures("small_blocks")
def test_faults_of_all_files_are_said_together(tmp_path: Path, reading: Reading) -> None:
    nobody, others = (HEAD + "".join(line(n, role="路人") for n in range(1, last)) for last in (30, 33))
    paths = [write_csv(tmp_path / f"{name}.csv", rows) for name, rows in (("a", nobody), ("b", MANY), ("c", others))]
    assert [code for code in reading.codes(*paths) if code == "RES-R078"] == ["RES-R078"] * 2


@pytest.mark.usefixtures("small_blocks")
def test_a_role_far_below_whose_questions_are_missing(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The columns are told by the first rows; who comes later is asked more."""
    monkeypatch.setattr("resilience_cli.readers.containers.files.HEAD", 5)
    rows = HEAD.replace("|5、我知道该找谁。", "|5、别的。") + "".join(line(n, role="居委会") for n in range(1, 20))
    write_csv(tmp_path / "a.csv", rows)
    assert len(reading(tmp_path / "a.csv").people) == 19
    path = write_csv(tmp_path / "b.csv", rows + "".join(line(n) for n in range(20, 40)))
    assert reading.codes(path)[0] == "RES-R041"


@pytest.mark.usefixtures("small_blocks")
def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "_LONGEST_LINE", 1000)
    path = tmp_path / "a.csv"
    path.write_text(MANY.replace("|", ",") + '"' + "x" * 5000, "utf-8")
    with pytest.raises(InputError) as caught:
        in_parts(path)
    assert caught.value.faults[0].code == "RES-R017"


@pytest.mark.usefixtures("small_blocks")
def test_rows_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", MANY)
    seen = [block.numbers for block in large_blocks(path)]
    assert all(before[-1] + 1 == after[0] for before, after in pairwise(seen))
    assert (seen[0][0], seen[-1][-1]) == (2, 41)


def large_blocks(path: Path) -> Any:
    from resilience_cli.readers.containers.files import open_sheet

    return open_sheet(path).blocks()


@pytest.mark.usefixtures("small_blocks")
def test_beyond_so_many_rows_repetitions_are_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "a.csv", MANY + line(3) + line(39))
    again = {finding.code: finding.rows for finding in in_parts(path)[-1].findings}
    assert again["RES-R075"] == (42, 43)
    monkeypatch.setattr("resilience_cli.readers.parts.MOST_REMEMBERED", 20)
    assert {"RES-R174"} == {finding.code for finding in in_parts(path)[-1].findings}
