import pytest

from resilience_cli.authoring.likert import FAMILIES, expected_answer, known_scale, recognise


def found(*answers):
    known = recognise([(answer,) for answer in answers])
    return None if known is None else (known.family.id, [known.texts.get(place) for place in known.places])


def test_sets_are_put_in_order():
    assert found("一般", "非常不满意", "满意", "非常满意", "不满意") == (
        "satisfied",
        ["非常不满意", "不满意", "一般", "满意", "非常满意"],
    )
    assert found("完全不同意", "同意", "完全同意") == ("agree", ["完全不同意", None, "同意", "完全同意"])
    assert found("总是", "从不", "有时") == ("often", ["从不", None, "有时", None, "总是"])
    assert found("Strongly agree", "Agree", "Disagree") == ("agree", [None, "Disagree", "Agree", "Strongly agree"])


@pytest.mark.parametrize(
    "answers",
    [
        ["同意", "不同意"],  # may be a question of yes or no
        ["非常不便", "不便", "无所谓", "没有更好"],
        ["同意", "比较同意", "非常同意"],  # two texts for one degree: another set than the known
        ["非常满意", "满意", "不满意", "同意"],
        ["每月", "每周", "每天"],
    ],
)
def test_what_is_not_known_is_not_guessed(answers):
    assert found(*answers) is None


def test_answers_without_a_value_are_kept_apart():
    known = recognise([("非常同意",), ("一般",), ("不同意",), ("不了解",)])
    assert known is not None
    assert known.not_scored == ("不了解",)
    assert found("完全不了解", "不了解", "比较了解") == ("know", ["完全不了解", "不了解", "比较了解", None])


def test_a_label_with_a_letter_is_read_without_it():
    known = recognise([("A.非常同意", "非常同意"), ("B.同意", "同意"), ("C.不同意", "不同意")])
    assert known is not None
    assert known.texts == {4: "非常同意", 3: "同意", 1: "不同意"}


def test_sets_that_can_be_one_are_joined():
    one, other = (
        recognise([(text,) for text in texts]) for texts in (["很不同意", "一般", "同意"], ["同意", "一般", "很同意"])
    )
    assert one is not None
    assert other is not None
    both = one.joined(other)
    assert both is not None
    assert both.texts == {0: "很不同意", 2: "一般", 3: "同意", 4: "很同意"}
    clash = recognise([("非常不同意",), ("一般",), ("同意",)])
    assert clash is not None
    assert both.joined(clash) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("为检查是否认真作答，此题请选择“比较同意”", "比较同意"),
        ("此题请选2", "2"),
        ("Please select “Agree” here.", "Agree"),
        ("邻居之间会互相帮助。", None),
    ],
)
def test_an_attention_check_says_what_it_expects(question, answer):
    assert expected_answer(question) == answer


@pytest.mark.parametrize("family", [family.id for family in FAMILIES])
def test_no_text_stands_for_two_degrees(family):
    degrees = next(one.degrees for one in FAMILIES if one.id == family)
    texts = [text for degree in degrees for text in degree]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("id_", ["agree", "satisfied", "true", "often"])
def test_a_known_scale_has_both_languages(id_):
    scale = known_scale(id_, ["zh", "en"])
    assert [option["value"] for option in scale["options"]] == [1, 2, 3, 4, 5]
    assert all(set(option["label"]) == {"zh", "en"} for option in scale["options"])
