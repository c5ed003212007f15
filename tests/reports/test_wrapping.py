from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from resilience_cli.reports.wrapping import evenly, wrapped

TEXTS = st.text(alphabet="中文字ab1 （）“”，。、(%)", max_size=60).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    made = wrapped(text, width)
    assert "".join(made.split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in made.splitlines())


def test_marks_stay_with_their_words():
    assert wrapped("甲乙丙丁（戊己）。", 10) == "甲乙丙丁\n（戊己）。"
    assert wrapped("甲乙丙丁戊，己", 10) == "甲乙丙丁\n戊，己"
    assert wrapped("共有小区 12 个。", 11) == "共有小区\n12 个。"
    assert wrapped("roles (residents, staff).", 16) == "roles\n(residents,\nstaff)."


def test_what_is_too_long_is_broken_anywhere():
    assert wrapped("abcdefgh", 3) == "abc\ndef\ngh"
    assert wrapped("。。。", 4) == "。。\n。"


def test_a_title_is_broken_into_even_lines():
    assert evenly("政府一方（事件中）", 12) == "政府一方\n（事件中）"
    assert evenly("Weakest side", 12) == "Weakest side"
