from dataclasses import replace

from resilience_cli.authoring.draft.draft import Seen, SeenAnswer, SeenColumn
from resilience_cli.authoring.draft.drafted import drafted
from resilience_cli.messages import speaking

AGREE = ("非常不同意", "不太同意", "一般", "比较同意", "非常同意")


def column(letter, text, answers, kind="question", number=None):
    seen = tuple(SeenAnswer((answer,), count) for answer, count in answers.items())
    return SeenColumn(letter, number, text, text, kind, seen)


def draft(*columns):
    made = drafted(Seen("去年.xlsx", columns))
    return made, {question.column: question for question in made.questions}


def test_known_sets_are_ordered_and_shared():
    made, by = draft(
        column("A", "邻居会帮忙", dict.fromkeys(AGREE[1:], 3), number="7"),
        column("B", "没人负责", dict.fromkeys(AGREE[:3], 2), number="7"),
        column("C", "满意吗", {"满意": 3, "不满意": 2, "非常满意": 1, "不了解": 1}, number="8"),
    )
    assert [(q.id, q.use, q.scale) for q in by.values()] == [
        ("q7_1", "score", "agree5"),
        ("q7_2", "score", "agree5"),
        ("q8", "score", "satisfied4"),
    ]
    agree, satisfied = made.scales
    assert [(option.labels[0], option.value) for option in agree.options] == list(zip(AGREE, range(1, 6), strict=True))
    labels = [(option.labels[0], option.value, bool(option.remark)) for option in satisfied.options]
    assert labels == [
        ("非常不满意", 1, True),  # nobody chose it
        ("不满意", 2, True),  # was there a middle option?
        ("满意", 3, False),
        ("非常满意", 4, False),
        ("不了解", None, False),
    ]


def test_unknown_sets_are_listed_by_frequency_without_values():
    made, by = draft(column("A", "多久一次", {"每年": 9, "每月": 5, "从没有": 3}))
    assert (by["A"].use, by["A"].scale) == ("field", "set1")
    assert [(option.labels[0], option.value) for option in made.scales[0].options] == [
        ("每年", None),
        ("每月", None),
        ("从没有", None),
    ]
    assert made.scales[0].options[0].remark


def test_words_of_one_person_are_not_shown():
    made, by = draft(
        column("A", "意见", {f"我是{i}号楼的": 1 for i in range(30)}),
        column("B", "还有呢", {"无": 9, "王阿姨家漏水": 1}),
        column("C", "住房", {"自有": 20, "租住": 19, "我和女儿住": 2}),
    )
    assert [question.use for question in by.values()] == ["leave", "leave", "field"]
    told = repr(made)
    assert not any(text in told for text in ("号楼", "王阿姨", "女儿"))


def test_what_is_left_out_says_why():
    _, by = draft(
        column("A", "序号", {}, kind="platform"),
        column("B", "", {}, kind="identifying"),
        column("C", "渠道", {}, kind="several"),
        column("D", "空", {}),
        column("E", "编号", {str(1000 + i): 1 for i in range(30)}),
    )
    assert all(question.use == "leave" and question.id == "" and question.scale == "" for question in by.values())
    assert len({question.remark for question in by.values()}) == 5


def test_numbers_and_points():
    with speaking("zh"):
        made, by = draft(
            column("A", "年龄", {"20岁": 2, "35": 2, "61": 2}),
            column("B", "打分", {"1": 3, "4": 3, "5": 3, "9": 1}),
        )
    assert (by["A"].use, by["A"].scale) == ("field", "数字 0–150")
    assert (by["B"].use, by["B"].scale) == ("score", "points5")
    assert [option.value for option in made.scales[0].options] == [1, 2, 3, 4, 5]


def test_neighbourhood_role_and_attention():
    made, by = draft(
        column("A", "您所在的小区", {"东湖": 5, "老街": 5}),
        column("B", "您的身份", {"居民": 5, "业主": 4, "物业": 2, "保安": 3, "张三": 2}),
        column("C", "此题请选“一般”", dict.fromkeys(AGREE, 2)),
        column("D", "小区", {"一期": 4, "二期": 3}),
    )
    assert [by[letter].use for letter in "ABCD"] == ["community", "role", "attention", "field"]
    assert [(role.id, role.texts) for role in made.roles] == [
        ("resident", ("居民", "业主")),
        ("property", ("物业",)),
        ("", ("保安",)),
    ]
    assert "东湖" not in repr(made)


def test_the_language_is_that_of_most_questions():
    made, _ = draft(column("A", "Neighbours help", {"Agree": 3, "Disagree": 2, "Strongly agree": 2}))
    assert made.language == "en"
    assert made.scales[0].options[0].labels == ("非常不同意", "Strongly disagree")


def test_who_was_asked_is_seen_from_who_answered():
    asked = column("A", "您的身份", {"居民": 20, "业主": 4, "物业": 4, "保安": 3})
    counts = {"居民": (19, 20), "业主": (0, 4), "物业": (0, 4), "保安": (1, 3)}
    some = replace(column("B", "邻居会帮忙", dict.fromkeys(AGREE, 4)), by_role=counts)
    everybody = replace(some, letter="C", by_role={"居民": (20, 20), "物业": (4, 4), "保安": (2, 3)})
    _, by = draft(asked, some, everybody)
    assert by["B"].roles == ("resident", "保安")
    assert by["C"].roles == ()
