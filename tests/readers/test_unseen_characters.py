"""Wide digits, blanks that do not break and what cannot be seen change no answer, header or name."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import LABELS, questionnaire
from workbook import write_csv

from resilience_cli.readers import read

WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")
HEAD = ["您所在的小区", "您的身份", "a1", "出了问题，没有人负责。", "我知道该找谁。", "台风期间，秩序得到维持。"]
ROW = ["东湖(1期)", "居民", "5", "比较同意", "不了解", "1"]


@st.composite
def disguised(draw: st.DrawFn, text: str) -> str:
    """Return the text with wide digits or not, blanks around it, and invisible characters anywhere."""
    text = text.translate(WIDE) if draw(st.booleans()) else text
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from("\u200b\ufeff\u200d\u2060\u202a\u00ad")) + text[at:]
    blank = st.sampled_from(["", " ", "\u00a0", "\u3000", " \u00a0"])
    return draw(blank) + text + draw(blank)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_answer_in_disguise_is_the_same_answer(tmp_path: Path, data: st.DataObject) -> None:
    heads = [data.draw(disguised(text)) for text in HEAD]
    rows = [[data.draw(disguised(text)) for text in ROW] for _ in range(2)]
    responses = read([write_csv(tmp_path / "a.csv", [heads, *rows])], [questionnaire()])
    assert responses.communities.index.tolist() == ["东湖(1期)"]
    assert responses.people["role"].tolist() == ["resident"] * 2
    assert responses.answers.fillna(0).to_numpy().tolist() == [[5, 4, 0, 1]] * 2
    assert responses.findings == ()


@given(st.sampled_from([label for zh, en, also in LABELS for label in (zh, en, *also)]), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_label_with_a_letter_or_a_number_is_that_label(tmp_path: Path, label: str, data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(["", "A. ", "Ａ．", "①", "2、"]))
    cells = [*ROW[:2], before + data.draw(disguised(label)), *ROW[3:]]
    responses = read([write_csv(tmp_path / "a.csv", [HEAD, cells])], [questionnaire()])
    value = next(n for n, (zh, en, also) in enumerate(LABELS, 1) if label in (zh, en, *also))
    assert responses.answers.iloc[0, 0] == value
