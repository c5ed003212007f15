import pytest

from resilience_cli.authoring.draft.draft import SeenAnswer
from resilience_cli.authoring.draft.recognised import recognise


def answers(*texts, **counts):
    """Return ten answers of each text, and as many of others as is said."""
    return [SeenAnswer((text,), 10) for text in texts] + [SeenAnswer((text,), n) for text, n in counts.items()]


def found(*texts, **counts):
    known = recognise(answers(*texts, **counts))
    return known and (known.family.id, [known.texts.get(place, (None,))[0] for place in known.places])


def test_sets_are_put_in_order():
    assert found("一般", "非常不满意", "满意", "非常满意", "不满意") == (
        "satisfied",
        ["非常不满意", "不满意", "一般", "满意", "非常满意"],
    )
    assert found("完全不同意", "同意", "完全同意") == ("agree", ["完全不同意", None, "同意", "完全同意"])
    assert found("总是", "从不", "有时") == ("often", ["从不", None, "有时", None, "总是"])
    assert found("Strongly agree", "Agree", "Disagree") == ("agree", [None, "Disagree", "Agree", "Strongly agree"])


@pytest.mark.parametrize(
    "texts",
    [
        ["同意", "不同意"],  # may be a question of yes or no
        ["非常不便", "不便", "无所谓", "没有更好"],
        ["不同意", "一般", "比较同意", "同意", "非常同意"],  # two options for one degree: more than five points
        ["非常满意", "满意", "不满意", "同意"],
        ["每月", "每周", "每天"],
    ],
)
def test_what_is_not_known_is_not_guessed(texts):
    assert found(*texts) is None


def test_another_way_to_write_an_option_is_not_an_option():
    known = recognise(answers("不同意", "一般", "比较同意", 同意=1, 较同意=1))
    assert known is not None
    assert known.texts[3] == ("比较同意", "同意", "较同意")


def test_slips_are_passed_over_and_other_options_are_not():
    assert found("不同意", "一般", "同意", 还行吧=1) is not None
    assert found("不同意", "一般", "同意", 还行吧=3) is None
    assert found("不同意", 一般=2, 同意=2, a=1, b=1, c=1) is None  # too many slips


def test_answers_without_a_value_are_kept_apart():
    known = recognise(answers("非常同意", "一般", "不同意", "不了解"))
    assert known is not None
    assert known.not_scored == ("不了解",)
    assert found("完全不了解", "不了解", "比较了解") == ("know", ["完全不了解", "不了解", "比较了解", None])


def test_a_label_with_a_letter_is_read_without_it():
    texts = [("A.非常同意", "非常同意"), ("B.同意", "同意"), ("C.不同意", "不同意")]
    known = recognise([SeenAnswer(readings, 5) for readings in texts])
    assert known is not None
    assert known.texts == {4: ("非常同意",), 3: ("同意",), 1: ("不同意",)}


def test_sets_that_can_be_one_are_joined():
    one, other, clash = (
        recognise(answers(*texts))
        for texts in (["很不同意", "一般", "同意"], ["同意", "一般", "很同意"], ["非常不同意", "一般", "同意"])
    )
    assert one is not None
    assert other is not None
    assert clash is not None
    both = one.joined(other)
    assert both is not None
    assert both.texts == {0: ("很不同意",), 2: ("一般",), 3: ("同意",), 4: ("很同意",)}
    assert both.includes(one)
    assert both.includes(other)
    assert both.joined(clash) is None
