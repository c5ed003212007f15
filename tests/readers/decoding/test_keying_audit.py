from pathlib import Path

import numpy as np
import pytest
from questionnaire import LABELS, both, content
from reading import Reading
from workbook import Row, write_xlsx

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Responses

ITEMS = [
    {"id": "a1", "text": both("邻居会互相帮助。", "Neighbours help.")},
    {"id": "a2", "text": both("出了问题，没有人负责。", "Nobody is responsible."), "reverse": True},
    {"id": "a3", "text": both("我知道该找谁。", "I know whom to ask.")},
    {"id": "a4", "text": both("邻居很少来往。", "Neighbours rarely meet."), "reverse": True},
    {"id": "att", "text": both("本题请选择一般。", "Choose neutral."), "attention": 3},
]
AGREES = {"a1": 1, "a2": -1, "a3": 1, "a4": -1, "att": 0}
HEAD = [
    "序号",
    "所用时间",
    "1、您所在的小区",
    "2、您的身份",
    *(f"{n}、{i['text']['zh']}" for n, i in enumerate(ITEMS, 3)),
]


def keyed(**changes: object) -> Instrument:
    """Return a questionnaire with two reversed items and an attention check."""
    scores = [{"id": "s", "title": both("分", "Score"), "kind": "dimension", "of": ["a1", "a2", "a3", "a4"]}]
    return parse(content("keyed", items=[dict(item) for item in ITEMS], scores=scores, **changes))


def export(
    folder: Path, weights: dict[str, float], mode: str = "按序号", rows: int = 40, more: bool = False
) -> tuple[Path, np.ndarray]:
    """Write an export whose total has these weights; return (its path, the positions)."""
    rng = np.random.default_rng(5)
    answers = rng.integers(1, 6, (rows, len(ITEMS)))
    extra = rng.integers(1, 4, rows)
    key = np.array([weights[item["id"]] for item in ITEMS])
    total = (np.where(key < 0, 6 - answers, answers) * np.abs(key)).sum(axis=1) + more * extra
    cells = answers.tolist() if mode == "按序号" else [[LABELS[n - 1][0] for n in row] for row in answers.tolist()]
    role = "1" if mode == "按序号" else "居民"
    roles = [role if n else ("2" if mode == "按序号" else "居委会") for n in range(rows)]
    table: list[Row] = [
        [n, "90秒", "东湖", roles[n], *map(str, cells[n]), str(extra[n]), str(total[n])] for n in range(rows)
    ]
    path = folder / f"12345_{mode}_调查_{rows}_{rows}.xlsx"
    return write_xlsx(path, [[*HEAD, "8、您家几口人", "总分"], *table]), answers


def said(responses: Responses) -> dict[str, object]:
    """Return {code: item or items} of what the audit found."""
    found = [f for f in responses.findings if "RES-R160" <= f.code <= "RES-R169"]
    return {f.code: f.values.get("item", f.values.get("items")) for f in found}


@pytest.mark.parametrize("mode", ["按序号", "按文本"])
def test_a_total_with_the_key_of_the_instrument_agrees(tmp_path: Path, reading: Reading, mode: str) -> None:
    path, answers = export(tmp_path, AGREES, mode)
    responses = reading(path, candidates=[keyed()])
    assert said(responses) == {"RES-R160": None}
    np.testing.assert_array_equal(responses.answers, answers)


def test_a_question_that_is_scored_beside_is_seen_through(tmp_path: Path, reading: Reading) -> None:
    assert said(reading(export(tmp_path, AGREES, more=True)[0], candidates=[keyed()])) == {"RES-R160": None}


def test_a_column_that_looks_turned_round_stops_the_run(tmp_path: Path, reading: Reading) -> None:
    path, answers = export(tmp_path, AGREES | {"a1": -1, "a4": 1})
    faults = reading.faults(path, candidates=[keyed()])
    assert [(f.code, f.values["item"], f.where.column) for f in faults] == [
        ("RES-R162", "a1", "E"),
        ("RES-R162", "a4", "H"),
    ]
    as_declared = reading(path, candidates=[keyed()], scores_are="as_declared")
    assert said(as_declared) == {"RES-R163": "a4"}
    np.testing.assert_array_equal(as_declared.answers, answers)
    turned = reading(path, candidates=[keyed()], scores_are="already_reversed")
    assert said(turned) == {"RES-R169": "a4"}
    np.testing.assert_array_equal(turned.answers, np.where([[True, False, False, True, False]], 6 - answers, answers))


def test_the_instrument_may_say_it(tmp_path: Path, reading: Reading) -> None:
    path, answers = export(tmp_path, AGREES | {"a4": 1})
    hints = {"wjx": {"score_mode": "as_declared"}}
    responses = reading(path, candidates=[keyed(export_hints=hints)])
    assert said(responses) == {"RES-R163": "a4"}
    np.testing.assert_array_equal(responses.answers, answers)


def test_texts_say_what_they_say_and_the_key_is_in_question(tmp_path: Path, reading: Reading) -> None:
    path, answers = export(tmp_path, AGREES | {"a4": 1}, "按文本")
    responses = reading(path, candidates=[keyed()])
    assert said(responses) == {"RES-R163": "a4"}
    np.testing.assert_array_equal(responses.answers, answers)


def test_a_plain_sum_tells_nothing(tmp_path: Path, reading: Reading) -> None:
    path, _ = export(tmp_path, dict.fromkeys(AGREES, 1))
    assert said(reading(path, candidates=[keyed()])) == {"RES-R165": ["att"], "RES-R161": ["a2", "a4"]}


def test_what_the_total_leaves_out_is_named(tmp_path: Path, reading: Reading) -> None:
    path, _ = export(tmp_path, AGREES | {"a3": 0})
    assert said(reading(path, candidates=[keyed()])) == {"RES-R164": ["a3"], "RES-R160": None}


def test_a_total_of_other_things_and_few_rows_are_said(tmp_path: Path, reading: Reading) -> None:
    assert said(reading(export(tmp_path, AGREES, rows=12)[0], candidates=[keyed()])) == {"RES-R166": None}
    path, _ = export(tmp_path, AGREES | {"a1": 1.5})
    assert said(reading(path, candidates=[keyed()])) == {"RES-R160": None}
    table: list[Row] = [[n, "90秒", "东湖", str(1 + n % 2), *"12345", "1", str(n * n % 91)] for n in range(40)]
    path = write_xlsx(tmp_path / "12345_按序号_调查_1_1.xlsx", [[*HEAD, "8、您家几口人", "总分"], *table])
    assert said(reading(path, candidates=[keyed()])) == {"RES-R166": None}
