"""What is said of the cells of a filled-in draft."""

from resilience_cli.authoring.draft.tables import by_column
from resilience_cli.model.finding import Finding, Where


def test_faults_of_one_kind_in_a_column_are_one_that_names_their_rows_in_few_words() -> None:
    faults = [Finding("RES-I148", Where(file="a.xlsx", sheet="题目", row=row, column="H")) for row in (5, 3, 4, 9)]
    other = Finding("RES-I148", Where(file="a.xlsx", sheet="题目", row=3, column="I"))
    first, second = by_column([*faults, other])
    assert (first.values["numbers"], first.rows) == (["3-5", "9"], (3, 4, 5, 9))
    assert second.values["numbers"] == ["3"]
