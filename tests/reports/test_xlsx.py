from resilience_cli.messages import speaking
from resilience_cli.model.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Interval,
    Line,
    Note,
    Outline,
    Paragraph,
    Table,
)
from resilience_cli.reports.xlsx import pages

TABLE = Table(
    (Column("name"), Column("n", "right")),
    (("- 东\u202e湖", Cell("5.0", 5)), ("x", Cell("–", float("nan")))),
    "caption",
)
CHART = Chart("places", (("东湖", Interval(49.96, 40, 60, text="50.0 (40–60)")),))
PARTS = (
    Paragraph("first"), Heading("A/B"), TABLE, Note("mind"), TABLE, Heading("Tree"),
    Outline((Line(0, "a", "x"), Line(1, "b"))),
    Heading("L" * 40), CHART, CHART,
)  # fmt: skip


def test_each_table_is_a_sheet_and_the_first_holds_the_words() -> None:
    with speaking("en"):
        contents, *sheets = pages(Document("Report", PARTS))
    assert [row[0] for row in contents.rows] == [
        "Report", "first", "", "A/B", "→ sheet “A B”", "caption", "mind", "→ sheet “A B 2”", "caption",
        "", "Tree", "→ sheet “Tree”", "", "L" * 40, f"→ sheet “{'L' * 31}”", f"→ sheet “{'L' * 29} 2”",
    ]  # fmt: skip
    assert [sheet.name for sheet in sheets] == ["A B", "A B 2", "Tree", "L" * 31, f"{'L' * 29} 2"]


def test_numbers_stay_numbers_and_texts_are_printable() -> None:
    with speaking("en"):
        sheets = {sheet.name: sheet for sheet in pages(Document("Report", PARTS))}
    assert sheets["A B"].rows == [("– 东湖", 5), ("x", "–")]
    assert sheets["Tree"].rows == [("a", "x"), ("　b", None)]
    assert sheets["L" * 31].rows == [("东湖", 49.96)]
