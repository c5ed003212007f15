"""Drafts that somebody filled in: what they become, and every fault at once."""

from dataclasses import replace

import pytest
from authored import problems
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.authoring.draft.draft import Draft, DraftOption, DraftQuestion, DraftRole, DraftScale, FilledSheet
from resilience_cli.authoring.draft.pages import draft_pages
from resilience_cli.authoring.draft.read import read_draft
from resilience_cli.authoring.draft.words import HEADERS, QUESTIONS, ROLES, SCALES, SCORES, SETTINGS, SHEETS, meaning
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.errors import InputError
from resilience_cli.messages import speaking

LABELS = [("不同意", "Disagree"), ("一般", "Neutral"), ("同意", "Agree")]
AGREE = DraftScale(
    "agree3",
    (*(DraftOption(label, value) for value, label in enumerate(LABELS, 1)), DraftOption(("不了解", ""), scored=False)),
)
HOME = DraftScale("home", (DraftOption(("自有", "")), DraftOption(("租住", ""))))
QUESTIONS_ = (
    DraftQuestion("A", "您住哪个小区", "", "community", "", ""),
    DraftQuestion("B", "邻居会帮忙", "q1", "score", "agree3", ""),
    DraftQuestion("C", "没人负责", "q2", "score", "agree3", ""),
    DraftQuestion("D", "此题请选“一般”", "q3", "attention", "agree3", ""),
    DraftQuestion("E", "您的住房", "q4", "field", "home", ""),
    DraftQuestion("F", "您的年龄", "q5", "field", "number 0–150", ""),
    DraftQuestion("G", "姓名", "", "leave", "", ""),
)
DRAFT = Draft("去年.xlsx", "zh", QUESTIONS_, (AGREE, HOME), (DraftRole("resident", ("居民",)),))
GIVEN = {
    (QUESTIONS, 1): {"reverse": "否", "score": "社会资本"},
    (QUESTIONS, 2): {"reverse": "yes", "score": "State side"},
    (SETTINGS, 0): {"value": "last-year"},
    (SETTINGS, 1): {"value": "去年的问卷"},
}


def filled(draft=DRAFT, given=None, language="zh"):
    """Return the sheets of the draft's workbook, with cells filled in: by (sheet, row) and key."""
    sheets = []
    given = GIVEN | {key: GIVEN.get(key, {}) | cells for key, cells in (given or {}).items()}
    with speaking(language):
        pages = draft_pages(draft)[1:]
    for page in pages:
        headers = tuple(column.header for column in page.columns)
        key = meaning(page.name, SHEETS)
        assert key is not None
        keys = list(HEADERS[key])
        rows = [["" if cell is None else str(cell) for cell in row] for row in page.rows]
        for (sheet, row), cells in given.items():
            for name, text in cells.items() if sheet == key and row < len(rows) else ():
                rows[row][keys.index(name)] = text
        letters = tuple("ABCDEFGHIJ"[: len(headers)])
        sheets.append(FilledSheet("草稿.xlsx", page.name, letters, headers, 2, tuple(map(tuple, rows))))
    return sheets


def faults(given, sheets=None):
    with pytest.raises(InputError) as error:
        read_draft(sheets or filled(given=given))
    return [(fault.code, fault.where.column, fault.rows) for fault in error.value.faults]


def test_a_completed_draft_is_an_instrument_with_cases():
    made = read_draft(filled())
    assert problems(made) == []
    content = made.content
    assert (content["id"], content["title"], content["languages"]) == ("last-year", {"zh": "去年的问卷"}, ["zh"])
    assert [(item["id"], item.get("reverse"), item.get("attention")) for item in content["items"]] == [
        ("q1", None, None),
        ("q2", True, None),
        ("q3", None, 2),
    ]
    assert content["respondent"]["fields"] == {
        "q4": {"text": {"zh": "您的住房"}, "scale": "home"},
        "q5": {"text": {"zh": "您的年龄"}, "scale": "scale_3"},
    }
    assert content["scales"]["home"]["kind"] == "nominal"
    assert content["scales"]["agree3"]["not_scored"] == [{"code": "none1", "label": {"zh": "不了解"}}]
    assert content["respondent"]["community"]["text"] == {"zh": "您住哪个小区"}
    assert "您所在的小区" in content["respondent"]["community"]["also"]
    assert [score["id"] for score in content["scores"][:2]] == ["capital", "state"]
    assert [remark.code for remark in made.remarks] == ["RES-I157"]
    assert {"zh": "灵活治理结构"} in made.remarks[0].values["scores"]


def test_the_workbook_may_be_in_the_other_language():
    assert read_draft(filled(language="en")).content == read_draft(filled()).content


def test_an_untouched_draft_names_everything_at_once():
    with pytest.raises(InputError) as error:
        read_draft(filled(given={key: dict.fromkeys(cells, "") for key, cells in GIVEN.items()}))
    assert {(fault.code, fault.where.sheet, fault.where.column, fault.rows) for fault in error.value.faults} == {
        ("RES-I148", "设置", "B", (2, 3)),
        ("RES-I148", "题目", "I", (3, 4)),
        ("RES-I152", "题目", "H", (3, 4)),
    }


@pytest.mark.parametrize(
    ("given", "code", "column", "row"),
    [
        ({(QUESTIONS, 1): {"scale": "agree9"}}, "RES-I149", "G", 3),
        ({(QUESTIONS, 1): {"score": "好"}}, "RES-I149", "I", 3),
        ({(QUESTIONS, 1): {"reverse": "也许"}}, "RES-I149", "H", 3),
        ({(QUESTIONS, 1): {"use": "随便"}}, "RES-I149", "F", 3),
        ({(QUESTIONS, 2): {"id": "q1", "reverse": "否"}}, "RES-I151", "E", 4),
        ({(QUESTIONS, 4): {"id": "community"}}, "RES-I151", "E", 6),
        ({(QUESTIONS, 1): {"id": "第一", "reverse": "否"}}, "RES-I130", "E", 3),
        ({(QUESTIONS, 1): {"roles": "居民、保安", "reverse": "否"}}, "RES-I149", "J", 3),
        ({(QUESTIONS, 3): {"zh": "此题请选一个"}}, "RES-I158", "B", 5),
        ({(SCALES, 0): {"value": "低"}}, "RES-I150", "B", 2),
        ({(SCALES, 0): {"value": ""}}, "RES-I148", "B", 2),
        ({(SCALES, 1): {"value": "1"}}, "RES-I156", "B", 3),
        ({(SCALES, 5): {"scale": "other"}}, "RES-I159", "A", 6),
        ({(ROLES, 0): {"weight": "0"}}, "RES-I150", "F", 2),
        ({(SCORES, 0): {"kind": "好"}}, "RES-I149", "D", 2),
        ({(SETTINGS, 3): {"value": "七"}}, "RES-I150", "B", 5),
        ({(SETTINGS, 3): {"value": "70"}}, "RES-I155", "B", 6),
        ({(SETTINGS, 5): {"value": "60"}}, "RES-I155", "B", 7),
        ({(SETTINGS, 7): {"value": "3"}}, "RES-I155", "B", 9),
        ({(SETTINGS, 7): {"setting": "别的"}}, "RES-I147", None, None),
    ],
)
def test_a_fault_names_its_cell(given, code, column, row):
    assert faults(given) == [(code, column, (row,) if row else ())]


def test_once_one_question_is_english_all_texts_must_be():
    found = faults({(QUESTIONS, 1): {"en": "Neighbours help", "reverse": "no"}})
    assert ("RES-I148", "C", (4, 5, 6, 7)) in found  # the other questions
    assert ("RES-I148", "D", (5, 6, 7)) in found  # options without an English text
    assert ("RES-I148", "B", (4,)) in found  # the title


def test_an_outcome_alone_decides_nothing():
    outcome = {(SCORES, row): {"kind": "结果"} for row in range(7)}
    assert faults(outcome) == [("RES-I154", None, ())]


def test_missing_sheets_and_columns():
    sheets = filled()
    headers = ("列", "别的", *sheets[0].headers[2:])
    changed = FilledSheet("草稿.xlsx", sheets[0].name, sheets[0].letters, headers, 2, sheets[0].rows)
    assert [code for code, *_ in faults(None, [changed, *sheets[2:]])] == ["RES-I147", "RES-I146"]


def test_a_cell_is_shown_without_long_numbers():
    with pytest.raises(InputError) as error:
        read_draft(filled(given={(QUESTIONS, 1): {"score": "电话13812345678" + "长" * 60}}))
    assert "138" not in str(error.value)
    assert "长" * 40 not in str(error.value)


NAME = st.text(st.characters(categories=["Lo"], include_characters="，。"), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(NAME, st.booleans(), st.integers(0, 6)), min_size=1, max_size=6, unique_by=lambda one: one[0]),
    st.sampled_from(["zh", "en"]),
)
def test_what_is_filled_in_comes_back(rows, language):
    questions = tuple(
        DraftQuestion(str(i), f"{i}{text}", f"q{i}", "score", "agree3", "") for i, (text, *_) in enumerate(rows)
    )
    given = {
        (QUESTIONS, i): {"reverse": "是" if reverse else "否", "score": SCORE_IDS[score]}
        for i, (_, reverse, score) in enumerate(rows)
    }
    draft = Draft("a", "zh", questions, (AGREE,), (DraftRole("resident", ()),))
    made = read_draft(filled(draft, given, language))
    assert [one for one in problems(made) if not one.startswith("RES-I023")] == []
    items = [(item["text"]["zh"], item.get("reverse", False)) for item in made.content["items"]]
    assert items == [(f"{i}{text}", reverse) for i, (text, reverse, _) in enumerate(rows)]
    of = {score["id"]: score["of"] for score in made.content["scores"]}
    assert all(f"q{i}" in of[SCORE_IDS[score]] for i, (*_, score) in enumerate(rows))


SCORE_IDS = ("structure", "capital", "leadership", "memory", "state", "market", "society")


CELL = st.sampled_from(
    ["", "是", "1", "-5", "一般", "score", "计分题", "q1", "agree3", "数字 0–9", "=1+1", "home;{x}", "居民", "社会一方"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 9), CELL), max_size=6))
def test_whatever_stands_in_the_cells_is_an_instrument_or_faults(changes):
    sheets = filled()
    for place, row, column, text in changes:
        sheet = sheets[place]
        rows = [list(cells) for cells in sheet.rows]
        if row < len(rows) and column < len(sheet.headers):
            rows[row][column] = text
        sheets[place] = replace(sheet, rows=tuple(map(tuple, rows)))
    try:
        made = read_draft(sheets)
    except InputError:
        return
    assert schema_faults(made.content, "instrument") == []
