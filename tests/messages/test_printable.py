import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.messages.printable import printable


def test_control_and_bidirectional_marks_go():
    assert printable("东湖\x1b[31m花园\u202e\u200b\r\n二期") == "东湖 [31m花园 二期"


def test_long_texts_end_in_an_ellipsis():
    assert printable("字" * 100, longest=5) == "字字字字…"


@given(st.text())
def test_nothing_hidden_is_left(text):
    shown = printable(text, longest=None)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Zl", "Zp", "Cs"}
    assert printable(shown, longest=None) == shown
