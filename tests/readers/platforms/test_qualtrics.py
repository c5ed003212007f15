from pathlib import Path

import numpy as np
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.readers.platforms.qualtrics import QUALTRICS

OWN = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate"]
OWN += ["ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "LocationLatitude"]
TEXTS = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished"]
TEXTS += ["Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email", "Latitude"]
NAMES = ["Q1", "Q2", "Q2_6_TEXT", "Q3_1", "Q3_2", "Q3_3", "c1"]
ASKED = ["Your neighbourhood", "Your role - Selected Choice", "Your role - Other (please say) - Text"]
ASKED += [
    f"How much do you agree -\nwith each of these? - {row}"
    for row in ("Neighbours help one another.", "Nobody takes responsibility.", "I know whom to ask.")
]
ASKED += ["During the\nflood, order was kept."]
TEXT: list[Row] = [
    ["East Lake", "Resident", "", "Strongly agree", "Agree", "Don't know", "Neutral"],
    ["East Lake", "Committee", "", "Agree", "", "", "Disagree"],
]


def own(n: int, status: str = "IP Address", finished: str = "True") -> Row:
    return [f"2026-03-08 09:0{n}:00", f"2026-03-08 09:1{n}:00", status, f"192.0.2.{n}", "100", f"{n}37", finished,
            f"2026-03-08 09:1{n}:01", f"R_{n}x", "Li", "Hua", "li@example.org", "31.2"]  # fmt: skip


def ids(form: str) -> Row:
    return [form.format(name) for name in ("startDate", *range(1, len(OWN) + len(NAMES)))]


JSON, DICT = '{{"ImportId":"{}"}}', "{{'ImportId': '{}'}}"
HEADS: dict[str, list[Row]] = {
    "three rows": [[*OWN, *NAMES], [*TEXTS, *ASKED], ids(JSON)],
    "2016": [[*OWN, *NAMES], [*TEXTS, *ASKED], ids(DICT)],
    "two rows": [[*OWN, *NAMES], [*TEXTS, *ASKED]],
    "texts": [[*TEXTS, *ASKED]],
    "names again": [[f"V{n}" for n in range(1, len(OWN) + 1)] + NAMES, [*OWN, *ASKED]],
    "old dashes": [
        [f"V{n}" for n in range(1, len(OWN) + 1)] + NAMES,
        [*OWN, *(text.replace(" -\nwith each of these? - ", " with each?-") for text in ASKED)],
    ],
}


def check(reading: Reading, path: Path) -> list[str]:
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 4, np.nan, 3], [4, np.nan, np.nan, 2]])
    assert responses.people["role"].tolist() == ["resident", "committee"]
    assert responses.people["seconds"].tolist() == [137, 237]
    source = responses.sources[0]
    assert (source.platform, source.mode, source.kept) == ("qualtrics", "text", 2)
    assert dict(source.placeholders) == {"event": "the flood"}
    told = repr((source, responses.people, responses.findings))
    assert [trace for trace in ("192.0.2", "example.org", "Hua", "R_1x", "31.2", "Recipient") if trace in told] == []
    return [finding.code for finding in responses.findings]


@pytest.mark.parametrize("name", HEADS)
def test_headers_of_all_times(tmp_path: Path, reading: Reading, name: str) -> None:
    table = [*HEADS[name], *([*own(n), *answers] for n, answers in enumerate(TEXT, 1))]
    assert check(reading, write_csv(tmp_path / "a.csv", table, "utf-8-sig")) == []
    assert check(reading, write_csv(tmp_path / "a.tsv", table, "utf-16", "\t")) == []
    assert check(reading, write_xlsx(tmp_path / "a.xlsx", table)) == []


def test_previews_spam_and_what_was_not_submitted_are_counted_and_not_used(tmp_path: Path, reading: Reading) -> None:
    marked = [own(3, "Survey Preview"), own(4, "Spam"), own(5, finished="False"), own(6, "Survey Test", "False"),
              own(7, "1"), own(8, "8"), own(9, "0", "0")]  # fmt: skip
    table = [*HEADS["three rows"], *([*own(n), *answers] for n, answers in enumerate(TEXT, 1))]
    table += [[*cells, "East Lake", "Nobody", "", "Agree", "?", "", ""] for cells in marked]
    path = write_csv(tmp_path / "a.csv", table)
    assert check(reading, path) == ["RES-R121", "RES-R120"]
    left_out = {finding.code: (finding.rows, finding.where.column) for finding in reading(path).findings}
    assert left_out == {"RES-R121": ((6, 7, 9, 10, 11), "C"), "RES-R120": ((8, 12), "G")}
    assert reading(path).sources[0].rows == 9


def test_two_batches_pasted_together(tmp_path: Path, reading: Reading) -> None:
    first, second = ([*own(n), *answers] for n, answers in enumerate(TEXT, 1))
    table = [*HEADS["three rows"], first, *HEADS["three rows"], second]
    responses = reading(write_csv(tmp_path / "a.csv", table), role_name="resident")
    assert [(finding.code, finding.rows) for finding in responses.findings] == [("RES-R073", (5, 6, 7))]
    assert responses.sources[0].kept == 2


def test_cells_that_are_no_text(tmp_path: Path, reading: Reading) -> None:
    table = [*HEADS["three rows"], [*own(1), *TEXT[0]], [*own(2), *TEXT[1]], [*own(3), *TEXT[1]]]
    for row, finished in zip(table[3:], (True, 1, False), strict=True):
        row[6] = finished
    assert check(reading, write_xlsx(tmp_path / "a.xlsx", table)) == ["RES-R120"]


def test_only_previews_leave_nothing_to_score(tmp_path: Path, reading: Reading) -> None:
    table = [*HEADS["three rows"], [*own(1, "Survey Preview"), *TEXT[0]]]
    assert reading.codes(write_csv(tmp_path / "a.csv", table)) == ["RES-R121", "RES-R078"]


def recoded(*answers: Row) -> list[Row]:
    return [*HEADS["three rows"], *([*own(n, "0", "1"), *cells] for n, cells in enumerate(answers, 1))]


def test_recodes_are_values_and_no_code_is_guessed_at(tmp_path: Path, reading: Reading) -> None:
    table = recoded(
        ["East Lake", "Resident", "", "5", "4", "-1", "16738740"], ["East Lake", "Resident", "", "4", "2", "3", "-2"]
    )
    responses = reading(write_csv(tmp_path / "a.csv", table))
    np.testing.assert_array_equal(responses.answers, [[5, 4, np.nan, np.nan], [4, 2, 3, np.nan]])
    assert [(f.code, f.values["answer"]) for f in responses.findings] == [
        ("RES-R020", "-1"),
        ("RES-R020", "•••••"),
        ("RES-R020", "-2"),
    ]


def test_who_answered_is_not_told_by_a_code(tmp_path: Path, reading: Reading) -> None:
    answers: Row = ["5", "4", "3", "2"]
    path = write_csv(tmp_path / "a.csv", recoded(["East Lake", "1", "", *answers]))
    assert reading.codes(path) == ["RES-R110"]
    path = write_csv(tmp_path / "b.csv", recoded(["2", "Resident", "", *answers]))
    assert reading.codes(path) == ["RES-R122"]
    assert reading(path, community_name="East Lake").people["community"].tolist() == ["East Lake"]


def test_what_it_claims() -> None:
    assert QUALTRICS.claims(headed("Q1", "Q2", more=(("One", "Two"), ('{"ImportId":"QID1"}', ""))), [])
    assert QUALTRICS.claims(headed(*OWN), [])
    assert QUALTRICS.claims(headed("V1", "V2", "V3", more=(("ResponseID", "ResponseSet", "Finished"),)), [])
    assert not QUALTRICS.claims(headed("StartDate", "EndDate", "Respondent ID"), [])
