import pytest
from authored import problems
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.authoring.new import Group, Plan, Question, parse_questions, skeleton
from resilience_cli.authoring.usual import ROLES, SCORES
from resilience_cli.errors import UsageError

TEXT = """
# 邻里信任
邻居之间会互相帮助。
- 出了问题，没有人负责。

# 政府一方
居委会做决定之前会听取意见。
"""


def codes(text):
    with pytest.raises(UsageError) as error:
        parse_questions(text, "题目.txt")
    return [(fault.code, fault.where.line) for fault in error.value.faults]


def test_the_skeleton_has_no_problem_at_all():
    made = skeleton(Plan("my-survey"))
    assert problems(made) == []
    content = made.content
    assert (content["id"], content["version"], content["status"]) == ("my-survey", "1.0.0", "draft")
    assert content["languages"] == ["zh", "en"]
    assert [one["id"] for one in content["classes"]] == ["deficient", "imbalanced", "co_governing", "intermediate"]
    assert content["respondent"]["role"]["roles"]["owners"]["exists_if"]["register"] == "owners_committee"
    assert content["title"]["zh"] == "小区治理问卷"


def test_a_chinese_title_makes_a_chinese_questionnaire():
    made = skeleton(Plan("a", {"zh": "试"}, ("居民",)))
    assert made.content["languages"] == ["zh"]
    assert list(made.content["respondent"]["role"]["roles"]) == ["resident"]
    assert "register" not in made.content["community"]
    assert problems(made) == []


def test_questions_one_a_line():
    made = skeleton(Plan("a", groups=parse_questions(TEXT, "题目.txt")))
    assert problems(made) == []
    assert [(item["id"], item.get("reverse", False)) for item in made.content["items"]] == [
        ("q1_1", False),
        ("q1_2", True),
        ("state_1", False),
    ]
    assert [(score["id"], score["kind"]) for score in made.content["scores"][:2]] == [
        ("score1", "factor"),
        ("state", "side"),
    ]
    assert made.content["scores"][0]["title"] == {"zh": "邻里信任"}


def test_two_languages_on_a_line():
    groups = parse_questions("邻居会帮忙。 | Neighbours help.\n- 没人管。｜ Nobody cares.", "q.txt")
    assert [question.text for question in groups[0].questions] == [
        {"zh": "邻居会帮忙。", "en": "Neighbours help."},
        {"zh": "没人管。", "en": "Nobody cares."},
    ]
    assert problems(skeleton(Plan("a", groups=groups))) == []


def test_faults_are_named_by_their_line():
    assert codes("") == [("RES-I135", None)]
    assert codes("一 | two | 三\n好\n# 空") == [("RES-I133", 1), ("RES-I134", None)]
    assert codes("好\n坏 | bad") == [("RES-I136", None)]
    assert codes("# 信任\n好 | good") == [("RES-I136", None)]  # a title of one's own needs both languages too


def test_all_faults_of_a_plan_together():
    with pytest.raises(UsageError) as error:
        skeleton(Plan("Ä", {"en": "T"}, ("resident", "mayor"), groups=parse_questions("好", "q.txt")))
    assert [fault.code for fault in error.value.faults] == ["RES-I130", "RES-I131", "RES-I132"]


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*SCORES, "x", "y"]), st.lists(st.booleans(), min_size=1, max_size=4), min_size=1),
    st.lists(st.sampled_from(list(ROLES)), min_size=1, max_size=4, unique=True),
    st.sampled_from(["agree5", "often5"]),
)
def test_any_scores_and_roles_make_an_instrument_whose_cases_hold(scores, roles, scale):
    groups = tuple(
        Group({"en": id_}, tuple(Question({"en": f"{id_} {i}"}, reverse) for i, reverse in enumerate(keys)))
        for id_, keys in scores.items()
    )
    found = problems(skeleton(Plan("a", roles=tuple(roles), scale=scale, groups=groups)))
    assert [one for one in found if not one.startswith("RES-I023")] == []  # keyed one way is for the author to see
