"""Answers that stand in two of the files."""

from pathlib import Path

from reading import Reading
from workbook import write_csv, write_xlsx

HEAD = "序号|提交答卷时间|1、您所在的小区|2、您的身份|3、邻居会互相帮助。|4、出了问题，没有人负责。"
HEAD += "|5、我知道该找谁。|6、台风期间，秩序得到维持。\n"
FIRST = "1|2026/3/8 9:05:07|东湖|居民|非常同意|一般|不太同意|一般\n"
SECOND = "2|2026/3/8 9:06:10|东湖|居民|一般|一般|一般|一般\n"
THIRD = "3|2026/3/9 8:00:00|西湖|居民|一般|一般|一般|一般\n"
FOURTH = "4|2026/3/9 8:30:00|西湖|居民|非常同意|一般|一般|一般\n"


def test_one_survey_as_text_and_as_positions_would_count_twice(tmp_path: Path, reading: Reading) -> None:
    texts = write_xlsx(tmp_path / "12345_按文本_问卷_2_2.xlsx", HEAD + FIRST + SECOND)
    positions = HEAD + "1|2026/3/8 9:05:07|东湖|1|5|3|2|3\n2|2026/3/8 9:06:10|东湖|1|3|3|3|3\n"
    positions += "3|2026/3/8 9:07:10|东湖|2|3|3|3|3\n"
    other = write_xlsx(tmp_path / "12345_按序号_问卷_2_2.xlsx", positions)
    (fault,) = reading.faults(texts, other)
    assert (fault.code, fault.where.file, fault.values) == ("RES-R170", other.name, {"n": 2, "other": texts.name})


def test_an_earlier_export_beside_a_later_one_that_holds_it(tmp_path: Path, reading: Reading) -> None:
    earlier = write_csv(tmp_path / "一.csv", HEAD + FIRST + SECOND)
    later = write_csv(tmp_path / "二.csv", HEAD + FIRST + SECOND + THIRD + FOURTH)
    assert reading.codes(earlier, later) == reading.codes(later, earlier) == ["RES-R170"]


def test_a_few_that_are_in_two_files_are_flagged_and_used(tmp_path: Path, reading: Reading) -> None:
    more = "".join(f"{n}|2026/3/10 8:00:{n}|西湖|居民|一般|一般|一般|一般\n" for n in range(10, 15))
    responses = reading(write_csv(tmp_path / "一.csv", HEAD + FIRST + SECOND + THIRD),
                        write_csv(tmp_path / "二.csv", HEAD + FIRST + more))  # fmt: skip
    (found,) = [finding for finding in responses.findings if finding.code == "RES-R171"]
    assert (found.where.file, found.rows, found.values) == ("二.csv", (2,), {"n": 1, "other": "一.csv"})
    assert len(responses.people) == 9


def test_other_answers_another_place_or_no_time_are_other_people(tmp_path: Path, reading: Reading) -> None:
    one = HEAD + FIRST + SECOND + "3||东湖|居民|一般|一般|一般|一般\n"
    other = HEAD + FIRST.replace("东湖", "西湖") + SECOND.replace("|一般\n", "|非常同意\n")
    other += "9||东湖|居民|一般|一般|一般|一般\n"
    responses = reading(write_csv(tmp_path / "一.csv", one), write_csv(tmp_path / "二.csv", other))
    assert not {"RES-R170", "RES-R171"} & {finding.code for finding in responses.findings}


UNTIMED = "小区|身份|a1|a2|a3|c1\n"
ROWS = "".join(f"东湖|居民|{1 + n % 5}|{1 + n % 3}|{1 + n % 4}|{1 + n % 2}\n" for n in range(12))


def test_answers_without_a_time_in_the_same_order(tmp_path: Path, reading: Reading) -> None:
    one = write_csv(tmp_path / "一.csv", UNTIMED + ROWS)
    later = write_xlsx(tmp_path / "二.xlsx", UNTIMED + ROWS + "西湖|居民|5|5|5|5\n")
    for paths in ((one, later), (later, one)):
        (fault,) = reading.faults(*paths)
        assert (fault.code, fault.values) == ("RES-R175", {"n": 12, "other": paths[0].name})


def test_few_or_equal_answers_in_the_same_order_may_be_chance(tmp_path: Path, reading: Reading) -> None:
    few = write_csv(tmp_path / "一.csv", UNTIMED + ROWS[: len("东湖|居民|1|1|1|1\n") * 4])
    assert len(reading(few, write_csv(tmp_path / "二.csv", UNTIMED + ROWS)).people) == 16
    equal = UNTIMED + "东湖|居民|3|3|3|3\n" * 12
    one, other = write_csv(tmp_path / "a.csv", equal), write_csv(tmp_path / "b.csv", equal + "东湖|居民|3|3|3|3\n")
    assert len(reading(one, other).people) == 25
