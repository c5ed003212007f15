from time import process_time

import pytest

from resilience_cli.readers.spelling import bare, personal, shown

LONG = ["a" + " " * 32_000 + "b", "(" * 32_000, "(1" * 16_000, "1" * 32_000, "a@" * 16_000, "a" * 32_000, "〖" * 32_000]


@pytest.mark.parametrize("cell", LONG, ids=lambda cell: cell[:2])
def test_a_cell_as_long_as_excel_allows_takes_no_time(cell: str) -> None:
    begun = process_time()
    for look in (bare, personal, shown):
        look(cell)
    assert process_time() - begun < 2  # it takes a hundredth; 8 seconds where every blank was a beginning


@pytest.mark.parametrize(
    "cell",
    [
        "A. 非常同意",
        "Ａ．非常同意",
        "⑤非常同意",
        "5、 非常同意",
        "非常同意 （5 分）",
        "非常同意〖因为〗",
        "a）非常同意( 5 )",
    ],
)
def test_a_label_under_its_marks(cell: str) -> None:
    assert "非常同意" in bare(cell)
