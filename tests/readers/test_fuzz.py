"""Whatever is in a file, reading ends in a result, a finding or a ResilienceError: never in another exception."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import LABELS, questionnaire
from workbook import Row, write_csv, write_xls, write_xlsx

from resilience_cli.errors import ResilienceError
from resilience_cli.readers import READERS, ReadOptions, read
from resilience_cli.readers.containers.files import CONTAINERS

INSTRUMENT = questionnaire()
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ODD = """|1|5|６|-3|(跳过)|(空)|其他〖x〗|A.一般|①一般|一般┋同意|不了解|N/A|#N/A|居民|resident|东湖|东湖 |合计
平均|1e999|137秒|0:02:17|{event}|{"ImportId":"QID1"}|#tag|Response|\ufeff|\x00|😀|=1+1|_x000D_
2026/3/8 9:05:07|Survey Preview|False"""
CELLS = st.one_of(
    st.sampled_from([*(label for zh, en, also in LABELS for label in (zh, en, *also)), "9" * 400, "9" * 30 + "秒"]),
    st.sampled_from(ODD.replace("\n", "|").split("|")),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.integers(-(10**9), 10**9).map(str),
    st.floats().map(str),
)
NAMES = """community|role|a1|a2|a3|c1|seconds|wave|序号|提交答卷时间|所用时间|来自IP|总分|1、您所在的小区
2、您的身份|3、邻居会互相帮助。|4、(出了问题，没有人负责。)|5、—|第6题(我知道该找谁。)
台风期间，秩序得到维持。|7.**台风**:台风期间，秩序得到维持。|ID|Start time|Completion time|Timestamp
_uuid|_submission_time|g/a1|form_instrument|form_event|ResponseId|RecordedDate|StartDate
Respondent ID|Collector ID|submitdate|lastpage|g0[a1]|record_id|x_complete|x___1|开始答题时间
答题时长|提交者（自动）|填写设备|微信OpenID|start|finish|Status|Finished"""
HEADERS = st.one_of(st.sampled_from(NAMES.replace("\n", "|").split("|")), CELLS)


def ends_well(path: Path, **options: Any) -> None:
    """Read the file: what comes back is a result or a ResilienceError, and both can be said."""
    told: tuple[object, ...]
    try:
        responses = read([path], [INSTRUMENT], ReadOptions(**options))
        assert len(responses.people) == len(responses.answers) == len(responses.reasons) > 0
        told = responses.findings
    except ResilienceError as error:
        told = error.faults or ("",)
    assert all(str(fault) for fault in told)


def written(folder: Path, kind: str, rows: list[Row]) -> Path:
    """Write the rows as this kind of file; what a workbook cannot hold is left out."""
    if kind == "csv":
        return write_csv(folder / "a.csv", rows)
    legal = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE
    cells: list[Row] = [[legal.sub("", str(cell)) for cell in row] for row in rows]
    return write_xlsx(folder / "a.xlsx", cells) if kind == "xlsx" else write_xls(folder / "a.xls", cells)


NUMBERED = "序号|提交答卷时间|1、您所在的小区|2、您的身份|3、邻居会互相帮助。|4、出了问题，没有人负责。"
NUMBERED += "|5、我知道该找谁。|6、台风期间，秩序得到维持。|总分"
TEXTS = "您所在的小区|您的身份|邻居会互相帮助。|出了问题，没有人负责。|我知道该找谁。|台风期间，秩序得到维持。"
WHOLE = st.sampled_from([text.split("|") for text in ("community|role|a1|a2|a3|c1", NUMBERED, TEXTS)])
"""Headers that are complete, so that the cells are looked at too."""
SAID = st.sampled_from(
    [{}, {"role_name": "居民"}, {"role_name": "居民", "community_name": "东湖"}, {"scores_are": "already_reversed"}]
)


@pytest.mark.parametrize("platform", [None, *READERS])
@given(data=st.data(), said=SAID, kind=st.sampled_from(["csv", "csv", "xlsx", "xls"]))
@settings(QUIET, max_examples=20)
def test_any_cells_under_any_headers(
    tmp_path: Path, platform: str | None, data: st.DataObject, said: dict[str, str], kind: str
) -> None:
    headers = data.draw(st.one_of(WHOLE, st.just([]))) + data.draw(st.lists(HEADERS, max_size=4))
    row = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
    rows: list[Row] = [list(cells) for cells in data.draw(st.lists(row, max_size=5))]
    ends_well(written(tmp_path, kind, [list(headers), *rows]), platform=platform, **said)


ROWS: list[Row] = [["community", "role", "a1", "a2", "a3", "c1"], *[["东湖", "resident", 5, 1, 4, 3]] * 3]


def sample(folder: Path, kind: str) -> bytes:
    """Return a small sound file of this kind."""
    path = folder / f"sound.{kind}"
    if kind == "parquet":
        columns = {str(name): [str(row[k]) for row in ROWS[1:]] for k, name in enumerate(ROWS[0])}
        pyarrow.parquet.write_table(pyarrow.table(columns), path)
    elif kind == "sav":
        frame = pd.DataFrame([row[2:] for row in ROWS[1:]], columns=ROWS[0][2:])
        pyreadstat.write_sav(frame.astype(float), path, variable_value_labels={"a1": {1: "非常不同意"}})
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("All_Data_Readable.csv", "\n".join(",".join(map(str, row)) for row in ROWS))
    else:
        {"xlsx": write_xlsx, "xls": write_xls, "csv": write_csv}[kind](path, ROWS)
    return path.read_bytes()


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """Return the bytes with a few places changed, cut out, doubled, or the end gone."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, max(len(data) - 1, 0))), draw(st.integers(0, 64))
        change = draw(st.sampled_from(["set", "cut", "double", "end"]))
        if change == "set":
            data[at : at + length] = draw(st.binary(min_size=length, max_size=length))
        elif change == "end":
            del data[at:]
        else:
            data[at : at + length] = data[at : at + length] * (2 if change == "double" else 0)
    return bytes(data)


@pytest.mark.parametrize("kind", CONTAINERS)
def test_any_bytes(tmp_path: Path, kind: str) -> None:
    sound = sample(tmp_path, kind)

    @given(data=damaged(sound), name=st.sampled_from([f"a.{kind}", "a.csv", "a.xlsx"]))
    @settings(QUIET, max_examples=12 if kind == "sav" else 60)  # a process each
    def check(data: bytes, name: str) -> None:
        (tmp_path / name).write_bytes(data)
        ends_well(tmp_path / name)

    check()


@given(data=st.data())
@settings(QUIET, max_examples=40)
def test_any_part_of_a_workbook(tmp_path: Path, data: st.DataObject) -> None:
    """Damage inside the zip, with checksums that are right again: the XML itself is hostile."""
    with zipfile.ZipFile(io.BytesIO(sample(tmp_path, "xlsx"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    hit = data.draw(st.sampled_from(sorted(parts)))
    parts[hit] = data.draw(damaged(parts[hit]))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    ends_well(path)


@given(data=st.binary(max_size=300), start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
@settings(QUIET)
def test_no_file_at_all(tmp_path: Path, data: bytes, start: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(start + data)
    ends_well(tmp_path / "a.csv")
