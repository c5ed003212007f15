import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.reports.html.words import broken, ems, safe


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("东湖花园", 4, ("东湖花园",)),
        ("东湖花园小区", 4, ("东湖花园", "小区")),
        ("东湖花园第一居民委员会", 4, ("东湖花园", "第一居…")),
        ("共治，很好", 2, ("共治，", "很好")),
        ("Owners' committee of the East Lake", 10, ("Owners' committee of", "the East Lake")),
        ("", 4, ("",)),
    ],
)
def test_lines(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert broken(text, room) == lines


@given(st.text(max_size=60), st.floats(2, 30), st.integers(1, 3))
def test_lines_keep_their_room_and_say_all_or_that_more_was_there(text: str, room: float, most: int) -> None:
    lines = broken(text, room, most)
    plain = "".join("".join(broken(text, 1e9)).split())
    said = "".join("".join(lines).split())
    assert 1 <= len(lines) <= most
    assert said == plain or (said[-1] == "…" and plain.startswith(said[:-1]))
    assert all(ems(line) <= room + 4 for line in lines)


def test_widths_and_inert_words() -> None:
    assert ems("东湖") == 2
    assert 0.9 < ems("ab") < 1.3
    assert safe("<b a='\u202e'>&\n\"") == "&lt;b a=&#x27;&#x27;&gt;&amp; &quot;"
