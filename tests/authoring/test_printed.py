from dataclasses import replace

import pytest
from questionnaire import questionnaire

from resilience_cli.authoring.form import Form, Occasion, forms, numbered
from resilience_cli.authoring.printed import BOX, printed
from resilience_cli.files.word import TEXT_WIDTH, Grid, Line, Paper
from resilience_cli.messages import speaking


def form(**changes: object) -> Form:
    asked = questionnaire(placeholders={"event": {"zh": "事件", "en": "event"}}, status="draft", **changes)
    return forms(replace(asked, standing="draft"), Occasion("台风"), ["resident"])[0]


def lines(paper: Paper) -> list[str]:
    return [part.text for part in paper.parts if isinstance(part, Line)]


def grids(paper: Paper) -> list[Grid]:
    return [part for part in paper.parts if isinstance(part, Grid)]


def test_a_form_has_lines_to_fill_in_and_a_grid_of_boxes() -> None:
    with speaking("zh"):
        paper = printed(form())
    said = lines(paper)
    assert said[0] == "小问卷（居民）"
    assert "不记名" in said[1]
    assert said[3].startswith("1. 您所在的小区：____")
    assert said[4] == "2. 您的住房：□\u00a0自有   □\u00a0租住"
    assert said[5].startswith("3. 您的年龄：____")
    (grid,) = grids(paper)
    assert grid.header == ("题号", "题目", "非常不同意", "不太同意", "一般", "比较同意", "非常同意", "不了解")
    assert grid.rows[0] == ("4", "邻居会互相帮助。", *[BOX] * 6)
    assert grid.rows[-1][:2] == ("7", "台风期间，秩序得到维持。")
    assert sum(grid.widths) == pytest.approx(TEXT_WIDTH)
    assert said[-2:] == ["第 4—7 题", "问卷到此结束，谢谢您的回答！"]
    assert paper.footer == "small@1.0.0（未发布） · 居民 · 问卷编号：________"


def test_the_numbers_are_those_of_every_form() -> None:
    made = form()
    (grid,) = grids(printed(made))
    numbers = numbered(made)
    assert [int(row[0]) for row in grid.rows] == [numbers[item.id] for item in made.items]


@pytest.mark.parametrize(("n", "listed"), [(1, True), (12, True), (13, False)])
def test_few_neighbourhoods_are_ticked_and_many_written(n: int, listed: bool) -> None:
    with speaking("zh"):
        said = lines(printed(form(), [f"小区{number}" for number in range(n)]))[3]
    assert (f"{BOX}\u00a0小区0" in said) is listed
    assert ("____" in said) is not listed


def test_each_run_of_one_scale_is_a_section_and_a_number_is_written() -> None:
    made = form()
    age = made.fields[1].scale
    items = (made.items[0], replace(made.items[1], scale=age), *made.items[2:])
    with speaking("zh"):
        paper = printed(replace(made, items=items))
    assert [len(grid.rows) for grid in grids(paper)] == [1, 2]
    assert [line for line in lines(paper) if line.startswith("第")] == ["第 4 题", "第 5 题", "第 6—7 题"]
    assert any(line.startswith("5. 出了问题，没有人负责：____") for line in lines(paper))
