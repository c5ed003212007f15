import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from fielded import EVENT, fielded
from reading import Reading
from workbook import Row, write_csv, write_xlsx

from resilience_cli.model.responses import Reason, Responses

BEFORE = ["start", "end", "form_instrument", "form_event", "introduction", "privacy"]
TAIL = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
TAIL += ["__version__", "_tags", "_index"]
NAMES = ["community_choice", "community", "role", "tenure", "age", "a1", "a2", "a3", "c1"]
CHINESE = [
    *("您所在的小区", "community", "role", "您的住房", "您的年龄"),
    *("邻居会互相帮助。", "出了问题，没有人负责。", "我知道该找谁。", f"{EVENT}期间，秩序得到维持。"),
]
ENGLISH = ["Your neighbourhood", "community", "role", "Your home", "Your age", "Neighbours help one another.",
           "Nobody takes responsibility.", "I know whom to ask.", f"During {EVENT}, order was kept."]  # fmt: skip


def row(index: int, *answers: object, event: str = '台风"贝碧嘉"', instrument: str = "small@1.0.0") -> Row:
    """Return a row of an export; the converter had made the event's quotation marks straight."""
    before = ["2026-09-20T10:00:00.000+08:00", "2026-09-20T10:09:00.000+08:00", instrument, event, None, None]
    tail = [4711 + index, f"0b1c-{index}", f"2026-09-20T02:0{index}:00", None, None, "submitted_via_web", "zhang_san"]
    return [*before, *answers, *tail, "vX1", None, index]


BY_NAME = [
    row(1, "D1", "东湖", "resident", "owner", 42, "5", "1", "unknown", "3"),
    row(2, "W1", "西湖", "resident", "", "", 5, 4, "", 4),
    row(3, "D1", "东湖", "committee", "tenant", "30.5", "3", "3", "", "3"),
]


def check(responses: Responses) -> None:
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [5, 4, nan, 4], [3, 3, nan, 3]])
    assert responses.reasons[:, 2].tolist() == [Reason.NOT_SCORED, Reason.BLANK, Reason.NOT_ASKED]
    assert responses.people["community"].tolist() == ["东湖", "西湖", "东湖"]
    assert responses.people["role"].tolist() == ["resident", "resident", "committee"]
    assert responses.people["tenure"].fillna("").tolist() == ["owner", "", "tenant"]
    np.testing.assert_array_equal(responses.people["age"], [42, nan, 30.5])
    assert [finding.code for finding in responses.findings] == []
    assert [(source.platform, source.mode) for source in responses.sources] == [("kobo", "text")]


def test_names_as_headers_and_answers(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], *BY_NAME], sheet="小问卷 · 居民")
    responses = reading(path, candidates=[fielded(), fielded("twin")])
    check(responses)
    assert dict(responses.sources[0].placeholders) == {"event": '台风"贝碧嘉"'}


def test_a_csv_with_semicolons_and_the_groups_before_the_names(tmp_path: Path, reading: Reading) -> None:
    for mark in "/.":
        heads = [
            *BEFORE,
            "community_choice",
            "community",
            "role",
            *(f"about{mark}you{mark}{name}" for name in NAMES[3:]),
        ]
        path = write_csv(
            tmp_path / f"a{ord(mark)}.csv", [[*heads, *TAIL], *BY_NAME], encoding="utf-8-sig", delimiter=";"
        )
        check(reading(path, candidates=[fielded()]))


IN_CHINESE = {"5": "非常同意", "1": "非常不同意", "3": "一般", "4": "比较同意", "unknown": "不了解"}
IN_ENGLISH = {"5": "Strongly agree", "1": "Strongly disagree", "3": "Neutral", "4": "Agree", "unknown": "Don't know"}


@pytest.mark.parametrize(("heads", "words"), [
    (CHINESE, {**IN_CHINESE, "owner": "自有", "tenant": "租住"}),
    (ENGLISH, {**IN_ENGLISH, "owner": "Owned", "tenant": "Rented"}),
])  # fmt: skip
@pytest.mark.parametrize("straight", [False, True])
def test_labels_as_headers_and_answers(
    tmp_path: Path, reading: Reading, heads: list[str], words: dict[str, str], straight: bool
) -> None:
    """A server that keeps what the converter made of the form knows straight quotation marks only."""
    table = [[*cells[:9], *(words.get(str(cell), cell) for cell in cells[9:15]), *cells[15:]] for cells in BY_NAME]
    if straight:
        heads = [head.replace("“", '"').replace("”", '"') for head in heads]
    check(reading(write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *heads, *TAIL], *table]), candidates=[fielded()]))


def test_odk_central(tmp_path: Path, reading: Reading) -> None:
    heads = ["SubmissionDate", *BEFORE, *NAMES, "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "DeviceID"]
    table = [["2026-09-20T02:00:01Z", *cells[:15], "uuid:1", f"uuid:{n}", 12, "Zhang San", "collect:x"]
             for n, cells in enumerate(BY_NAME)]  # fmt: skip
    check(reading(write_csv(tmp_path / "a.csv", [heads, *table]), candidates=[fielded()]))


def test_without_a_register_the_neighbourhood_is_what_was_written(tmp_path: Path, reading: Reading) -> None:
    table = [[*cells[:6], *cells[7:]] for cells in BY_NAME]
    check(reading(write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES[1:], *TAIL], *table]), candidates=[fielded()]))


def test_it_goes_together_with_an_entry_that_was_typed_in(tmp_path: Path, reading: Reading) -> None:
    later = [[str(cell).replace("09-20T", "09-21T") if cell else cell for cell in cells] for cells in BY_NAME]
    curly = [[*cells[:3], EVENT, *cells[4:]] for cells in later]
    paths = [
        write_xlsx(tmp_path / f"{n}.xlsx", [[*BEFORE, *NAMES, *TAIL], *table])
        for n, table in enumerate((BY_NAME, curly))
    ]
    assert reading(*paths, candidates=[fielded()]).communities.index.tolist() == ["东湖", "西湖"]


def test_a_form_that_was_changed_meanwhile_is_noticed(tmp_path: Path, reading: Reading) -> None:
    def codes(*changed: Row, **options: str) -> list[str]:
        path = write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], *BY_NAME, *changed])
        return reading.codes(path, candidates=[fielded(), fielded("twin")], **options)

    answers = ("D1", "东湖", "resident", "owner", 42, "5", "1", "2", "3")
    assert codes(row(4, *answers, event="暴雨")) == ["RES-R049"]
    assert codes(row(4, *answers, instrument="twin@1.0.0")) == ["RES-R103"]
    path = write_xlsx(
        tmp_path / "b.xlsx", [[*BEFORE, *NAMES, *TAIL], *BY_NAME, row(4, *answers, instrument="twin@1.0.0")]
    )
    assert reading(path, candidates=[fielded("twin")], instrument="twin").instrument.id == "twin"


def test_without_its_metadata_the_form_is_known_by_what_it_carries(tmp_path: Path, reading: Reading) -> None:
    for n, heads in enumerate((NAMES, CHINESE)):
        path = write_xlsx(
            tmp_path / f"{n}.xlsx", [[*BEFORE[2:4], *heads], *([*cells[2:4], *cells[6:15]] for cells in BY_NAME)]
        )
        check(reading(path, candidates=[fielded(), fielded("twin")]))


def test_a_column_of_another_form_that_only_has_the_name_says_nothing(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(
        tmp_path / "a.csv", "community|role|a1|a2|a3|c1|form_event\n东湖|resident|5|1|4|3|x\n东湖|resident|5|1|4|3|y"
    )
    assert reading(path).sources[0].placeholders == ()


def test_who_submitted_it_stays_in_the_reader(tmp_path: Path, reading: Reading) -> None:
    cells = [*BY_NAME[0][:11], "zhang_san?", *BY_NAME[0][12:]]
    responses = reading(write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], cells]), candidates=[fielded()])
    assert [finding.code for finding in responses.findings] == ["RES-R021"]
    assert set(responses.people.columns) == {
        "community",
        "role",
        "seconds",
        "weight",
        "tenure",
        "age",
        "wave",
    }
    told = repr((responses.sources, responses.people, responses.communities))
    assert "zhang_san" not in told
    assert "_submitted_by" not in told


def test_a_name_that_is_no_questionnaire_says_nothing(tmp_path: Path, reading: Reading) -> None:
    table = [row(n, *cells[6:15], instrument="138 0013 8000") for n, cells in enumerate(BY_NAME, 1)]
    check(reading(write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], *table]), candidates=[fielded()]))


def test_persons_of_a_household_are_no_respondents(tmp_path: Path, reading: Reading) -> None:
    household: list[Row] = [["age", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"]]
    household += [[30 + n, n, "小问卷", 1, "0b1c-1"] for n in range(90)]
    path = write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], *BY_NAME], sheet="小问卷", persons=household)
    responses = reading(path, candidates=[fielded()])
    assert [(f.code, f.values["sheets"]) for f in responses.findings] == [("RES-R108", ["persons"])]
    assert len(responses.answers) == 3


def test_a_row_of_tags_is_no_respondent(tmp_path: Path, reading: Reading) -> None:
    heads = [*BEFORE, *NAMES, *TAIL]
    tags: Row = ["#date" if n % 3 else None for n, _ in enumerate(heads)]
    check(reading(write_csv(tmp_path / "a.csv", [heads, tags, *BY_NAME], delimiter=";"), candidates=[fielded()]))


def test_an_option_that_bears_the_name_of_an_item_is_no_item(tmp_path: Path, reading: Reading) -> None:
    heads = [*BEFORE, *NAMES, "problems", "problems/a1", "problems/noise", *TAIL]
    table = [[*cells[:15], "a1 noise", 1, 1, *cells[15:]] for cells in BY_NAME]
    check(reading(write_xlsx(tmp_path / "a.xlsx", [heads, *table]), candidates=[fielded()]))


def test_how_long_it_took_is_from_opening_to_the_end_not_to_sending(tmp_path: Path, reading: Reading) -> None:
    """A form that was filled in without a network is sent much later."""
    responses = reading(write_xlsx(tmp_path / "a.xlsx", [[*BEFORE, *NAMES, *TAIL], *BY_NAME]), candidates=[fielded()])
    begun, ended = (dt.datetime.fromisoformat(str(BY_NAME[0][BEFORE.index(name)])) for name in ("start", "end"))
    assert responses.people["seconds"].iloc[0] == (ended - begun).total_seconds()
