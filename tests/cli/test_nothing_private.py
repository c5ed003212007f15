"""What people wrote of themselves stays in their file, whatever is asked of the program."""

import io
import zipfile
from pathlib import Path

import pytest
from made import raw_instrument

PRIVATE = ["王小明", "138123", "12345678", "1234", "wang@", "example.org", "三号楼", "310115", "甲乙丙"]
OWN = "其他〖我是王小明，13812345678，住三号楼〗"
WRITTEN = [
    OWN,
    "138 1234 5678",
    "wang@example.org",
    "310115199003071234",
    "其他〖甲乙丙",
    "其他【请注明】〖王小明〗┋x",
]


@pytest.fixture
def spoilt(export: Path) -> Path:
    """Return the export with private words in the place of communities, roles, answers and in columns of their own."""
    head, *rows = export.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},IP,您的姓名,wechat_openid,还有什么意见,phone"]
    for n, row in enumerate(rows):
        cells = row.split(",")
        if n < 3 * len(WRITTEN):
            cells[(0, 1, 4)[n // len(WRITTEN)]] = WRITTEN[n % len(WRITTEN)]
        lines.append(",".join([*cells, "192.0.2.9", "王小明", "oX甲乙丙", OWN, "13812345678"]).replace(OWN, f'"{OWN}"'))
    export.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return export


def texts(path: Path) -> str:
    """Return all that a file holds, unpacked."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_inspecting_tells_nothing_private(resilience, spoilt, tmp_path):
    files = ["--write-mapping", "m.toml", "--write-names", "n.xlsx", "--write-findings", "f.xlsx"]
    ran = resilience("inspect", spoilt, "--allow-unreleased", *files)
    assert ran.code == 0
    told = ran.out + ran.err + resilience("inspect", spoilt, "--allow-unreleased", "--json").out
    told += "".join(texts(tmp_path / name) for name in ("m.toml", "n.xlsx", "f.xlsx"))
    assert "RES-R080" in told
    assert "RES-R070" in told
    assert [trace for trace in PRIVATE if trace in told] == []


def test_scoring_tells_nothing_private(resilience, spoilt, tmp_path):
    ran = resilience("score", spoilt, "--allow-unreleased", "--draws", 99, "--keep-respondents", "-o", "a")
    assert ran.code == 0
    assert resilience("report", "a", "-o", "a/report.docx", "--quiet").code == 0
    told = ran.out + ran.err + "".join(texts(file) for file in (tmp_path / "a").rglob("*") if file.is_file())
    assert [trace for trace in PRIVATE if trace in told] == []


def test_the_items_are_those_that_were_spoilt(export):
    assert export.read_text(encoding="utf-8").splitlines()[0].split(",")[4] == raw_instrument()["items"][2]["id"]
