import re
from dataclasses import replace

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from reading import headed

from resilience_cli.model.same_text import header_text
from resilience_cli.readers.matching.headers import Question
from resilience_cli.readers.platforms.matrix import stemmed

COLON = re.compile(":")
WORDS = st.text("小区居民abcXYZ0123456789()，。 ", min_size=1).map(header_text).filter(bool)


def questions(columns: dict[str, list[str]]) -> list[Question]:
    """Return what headers with these cells ask."""
    sheet = replace(headed(*columns), cells=tuple(pa.array(cells, pa.string()) for cells in columns.values()))
    return list(stemmed(sheet, sheet.headers, COLON))


@given(WORDS, WORDS, st.integers(1, 99))
def test_a_row_is_found_with_and_without_its_stem(stem: str, row: str, number: int) -> None:
    header = header_text(f"{number}、{stem}:{row}")
    [question] = stemmed(headed(header), [header], COLON)
    assert question.number == str(number)
    assert question.texts[0] == header
    assert {header_text(f"{stem}—{row}"), row} <= set(question.texts)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_whatever_headers_say_each_asks_one_thing(headers: list[str]) -> None:
    texts = list(map(header_text, headers))
    asked = stemmed(headed(*headers), texts, COLON)
    assert [question.texts[0] for question in asked] == texts
    assert all(len(set(question.texts)) == len(question.texts) for question in asked)


def test_an_option_is_known_by_its_own_text_and_stands_for_all_of_its_question() -> None:
    found = questions({
        "5、关心:A.停车": ["A.停车", "", "A.停车"],
        "5、关心:绿化": ["", "", ""],
        "6、关心:停车": ["停车", "绿化", ""],
        "7、关心:停车": ["", "", ""],
        "关心:停车": ["停车", "停车", ""],
    })  # fmt: skip
    assert [question.option for question in found] == [True, True, False, False, True]
    assert found[0].texts == ("5、关心:A.停车",)
    assert found[2].texts == ("6、关心:停车", "关心—停车", "关心:停车", "停车")
