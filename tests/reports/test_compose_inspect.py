"""What inspect shows, and what it writes about every cell."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from questionnaire import questionnaire

from resilience_cli.messages import speaking
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.inspection import ColumnFound, Inspection, SheetFound
from resilience_cli.model.responses import Reason, Responses, Source
from resilience_cli.reports import finding_pages, inspection, inspection_as_json, terminal
from resilience_cli.reports.finding_pages import MOST_LINES

SOURCE = Source(
    "导出.xlsx", "0" * 64, "wjx", "text", "Sheet1", 3, 2,
    columns=(("A", "小区", "community", "header"), ("C", "邻居会互相帮助", "a1", "text of the question")),
    unused=(("B", ""), ("D", "邻居互助")),
)  # fmt: skip
SHEET = SheetFound(
    SOURCE,
    1,
    2,
    (ColumnFound("A", "小区", "community", "header"), ColumnFound("D", "邻居互助", near=(("a2", 0.834),))),
    ("a2",),
    ("2026-03-01", "2026-03-09"),
)


def unclear(answer: str, rows: tuple[int, ...], near: str = "") -> Finding:
    values = {"answer": answer, "item": "a1", "options": ["一般"], **({"near": near} if near else {})}
    where = Where("导出.xlsx", "Sheet1", rows[0], "C", "邻居会互相帮助")
    return Finding("RES-R022" if near else "RES-R021", where, values, rows)


@pytest.fixture
def found() -> Inspection:
    instrument = questionnaire()
    reasons = np.full((2, 4), Reason.ANSWERED, dtype=np.int8)
    reasons[:, 0], reasons[0, 2] = Reason.INVALID, Reason.BLANK
    people = pd.DataFrame({"community": ["东湖", "东湖"], "role": ["resident"] * 2, "wave": "春"})
    responses = Responses(
        instrument,
        pd.DataFrame(np.zeros((2, 4)), columns=["a1", "a2", "a3", "c1"]),
        reasons,
        people,
        pd.DataFrame({"name": ["东湖"]}, index=["东湖"]),
        (SOURCE,),
        (),
    )
    findings = (unclear("基本同意", (3, 4), "比较同意"), Finding("RES-R077", values={"names": ["东湖", "東湖"]}))
    return Inspection(instrument, (SHEET,), responses, findings, flags={"speed": 1, "irv": 0})


def test_everything_that_was_understood_is_shown(found: Inspection) -> None:
    with speaking("en"):
        text = terminal.render(inspection(found), 120)
    for said in (
        "headers in rows 1 to 2",
        "submitted from 2026-03-01 to 2026-03-09",
        "Questions without a column: 1 (a2",
        "83%",
        "Wave: 春",
        "faster than can be read: 1",
        "Most often left blank: a3 50%",
        "Columns that nothing uses, with no header or one that may identify people: B.",
        "Open questions: 3",
    ):
        assert said in " ".join(text.split())
    (line,) = [line for line in text.splitlines() if line.startswith("基本同意")]
    assert line.split() == ["基本同意", "2", "C3", "a1", "比较同意"]
    assert "no variation" not in text
    assert "can be scored" not in text


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(found: Inspection, width: int, lang: str) -> None:
    from rich.cells import cell_len

    with speaking(lang):
        assert max(map(cell_len, terminal.render(inspection(found), width).splitlines())) <= width


def test_nothing_open_and_nothing_wrong_can_be_scored(found: Inspection) -> None:
    clear = replace(found, findings=(), sheets=(replace(SHEET, missing=(), columns=SHEET.columns[:1]),))
    with speaking("en"):
        assert "No question is open: it can be scored." in terminal.render(inspection(clear))


def test_what_could_not_be_told_is_said() -> None:
    source = replace(SOURCE, platform="", mode="", columns=())
    lost = Inspection(
        None, (replace(SHEET, source=source),), None, (), (Finding("RES-R060", values={"platforms": []}),)
    )
    with speaking("en"):
        text = terminal.render(inspection(lost))
    assert "platform not known, kind of cells not known" in text
    assert "it cannot be scored" in text
    assert json.loads(json.dumps(inspection_as_json(lost)))["ready"] is False


def test_the_object_counts_answers_by_reason(found: Inspection) -> None:
    made = inspection_as_json(found)
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made["items"][0]["invalid"] == 2
    assert made["items"][2]["blank"] == 1
    assert made["inputs"][0]["near"] == [{"column": "D", "item": "a2", "likeness": 0.834}]
    assert made["alike"] == [["东湖", "東湖"]]
    assert made["communities"] == [{"id": "东湖", "n": {"resident": 2}}]


def test_questions_without_a_column_are_named_as_they_are_read(found: Inspection) -> None:
    lost = replace(found, sheets=(replace(SHEET, missing=("c1", *("a1", "a2", "a3") * 3)),))
    with speaking("en"):
        text = " ".join(terminal.render(inspection(lost), 200).split())
    assert "Questions without a column: 10 (c1" in text
    assert "and 2 more)" in text
    assert "{event}" not in text


def test_each_cell_of_a_finding_is_a_line(found: Inspection) -> None:
    with speaking("en"):
        (page,) = finding_pages((*found.findings, Finding("RES-R003", Where("b.xlsx"))))
    cells = [(row[0], row[2], row[4], row[7], row[8]) for row in page.rows]
    assert cells == [
        ("b.xlsx", None, None, "error", "RES-R003"),
        ("导出.xlsx", "C3", "基本同意", "warning", "RES-R022"),
        ("导出.xlsx", "C4", "基本同意", "warning", "RES-R022"),
        (None, None, None, "warning", "RES-R077"),
    ]
    assert "比较同意" in str(page.rows[1][6])


def test_a_page_of_findings_is_not_endless() -> None:
    many = unclear("x", tuple(range(2, MOST_LINES + 12)))
    with speaking("en"):
        (page,) = finding_pages([many, unclear("y", (2,))])
    assert len(page.rows) == MOST_LINES + 1
    assert page.rows[-1][5] == "… and 11 more lines."
