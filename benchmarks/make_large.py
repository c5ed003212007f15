"""Write a large 问卷星 text export of the flagship: `make_large.py [--rows N] [--communities N] [--part N] [-o FILE]`.

The ending of FILE says the kind: xlsx, csv or parquet. Parquet is written in parts of 250,000 rows, so that its size
is not bound by memory.

The workbook is written as XML by hand, with shared strings as the platform does it; a spreadsheet library would take
minutes. The answers are invented, always the same for the same numbers.
"""

from __future__ import annotations

import argparse
import csv
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
INSTRUMENT = ROOT / "instruments" / "rng" / "1.0.0.json"
DATA = Path(__file__).resolve().parent / "data"
FILLED_IN = {"event": "2024年9月台风“贝碧嘉”", "period": "过去12个月"}
SKIPPED, UNKNOWN = 6, 5
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in {
            "workbook": "sheet.main",
            "worksheets/sheet1": "worksheet",
            "sharedStrings": "sharedStrings",
        }.items()
    )
    + "</Types>",
    "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
}

PART = 250_000
Texts = npt.NDArray[np.object_]


def columns(instrument: Mapping[str, Any], rows: int, communities: int, part: int = 0) -> dict[str, Texts]:
    """Return {header: one text a respondent} of the whole export, or of a part of it."""
    rng = np.random.default_rng([rows, communities, part] if part else [rows, communities])
    respondent = instrument["respondent"]
    roles = respondent["role"]["roles"]
    place = rng.integers(0, communities, rows)
    role = rng.choice(len(roles), rows, p=[0.88, 0.05, 0.04, 0.03])
    seconds = rng.lognormal(6, 0.4, rows).astype(int)
    number = np.arange(part * rows + 1, (part + 1) * rows + 1).astype(str).astype(object)
    names = np.array([f"小区{n + 1:04}" for n in range(communities)], dtype=object)
    labels = np.array([found["label"]["zh"] for found in roles.values()], dtype=object)
    out = {
        "序号": number,
        "提交答卷时间": "2026/3/"
        + (place % 28 + 1).astype(str).astype(object)
        + " 12:"
        + (seconds % 50 + 10).astype(str),
        "所用时间": seconds.astype(str).astype(object) + "秒",
        "来源": np.full(rows, "微信", dtype=object),
        "来源详情": np.full(rows, "N/A", dtype=object),
        "来自IP": "192.0.2." + (seconds % 254 + 1).astype(str).astype(object) + "(示例省-示例市)",
        f"1、{respondent['community']['text']['zh']}": names[place],
        f"2、{respondent['role']['text']['zh']}": labels[role],
    }
    level = rng.normal(62, 10, communities)[place] + rng.normal(0, 10, rows)
    for index, item in enumerate(instrument["items"], start=3):
        options = instrument["scales"][item["scale"]]
        texts = [o["label"]["zh"] for o in (*options["options"], *options["not_scored"])] + ["(跳过)"]
        seen = np.clip(np.rint((level + rng.normal(0, 17, rows)) / 25), 0, 4).astype(int)
        codes = np.where(rng.random(rows) < 0.03, UNKNOWN, 4 - seen if item.get("reverse") else seen)
        asked = np.array([name in item["asked_of"] for name in roles])
        codes = np.where(asked[role], codes, SKIPPED)
        out[f"{index}、{item['text']['zh'].format(**FILLED_IN)}"] = np.array(texts, dtype=object)[codes]
    return out


def letters(index: int) -> str:
    """Return the column letters of a column, from 0."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def write(path: Path, table: Mapping[str, Texts]) -> None:
    """Write the columns as one sheet of an xlsx file."""
    strings, codes = np.unique(
        np.concatenate([np.append(header, texts) for header, texts in table.items()]).astype(str), return_inverse=True
    )
    cells = codes.reshape(len(table), -1).T.astype(str)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, text in PARTS.items():
            out.writestr(name, text)
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        out.writestr("xl/sharedStrings.xml", f'{XML}<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{shared}</sst>')
        with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for part in sheet_xml(cells):
                sheet.write(part.encode())


def sheet_xml(cells: npt.NDArray[np.str_]) -> Iterator[str]:
    """Yield the sheet's XML, a thousand rows at a time."""
    heads = [f'<c r="{letters(index)}' for index in range(cells.shape[1])]
    yield f'{XML}<worksheet xmlns="{MAIN}"><sheetData>'
    for first in range(0, len(cells), 1000):
        yield "".join(
            f'<row r="{row}">'
            + "".join([f'{h}{row}" t="s"><v>{code}</v></c>' for h, code in zip(heads, line, strict=True)])
            + "</row>"
            for row, line in enumerate(cells[first : first + 1000].tolist(), start=first + 1)
        )
    yield "</sheetData></worksheet>"


def write_csv(path: Path, table: Mapping[str, Texts]) -> None:
    """Write the columns as text in UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(table)
        writer.writerows(zip(*table.values(), strict=True))


def write_parquet(path: Path, parts: Iterable[Mapping[str, Texts]]) -> None:
    """Write the columns, one group of rows a part."""
    writer = None
    for part in parts:
        table = pa.table({header: pa.array(texts, pa.string()) for header, texts in part.items()})
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def main() -> None:
    """Write the file that the options describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--communities", type=int, default=200)
    parser.add_argument("--part", type=int, default=0, help="another part of the same survey: other answers")
    parser.add_argument("-o", "--out", type=Path, default=DATA / "large_按文本_.xlsx")
    options = parser.parse_args()
    instrument = json.loads(INSTRUMENT.read_text(encoding="utf-8"))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    if options.out.suffix == ".parquet":
        sizes = [min(PART, options.rows - first) for first in range(0, options.rows, PART)]
        parts = (columns(instrument, size, options.communities, k + options.part) for k, size in enumerate(sizes))
        write_parquet(options.out, parts)
    else:
        table = columns(instrument, options.rows, options.communities, options.part)
        (write_csv if options.out.suffix == ".csv" else write)(options.out, table)
    print(options.out, f"{options.out.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
