import pytest

from resilience_cli.authoring.likert import FAMILIES, expected_answer, known_scale


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
