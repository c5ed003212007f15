"""Labels of waves tell their order, or do not."""

import pytest

from resilience_cli.analysis.chronology import order_in_time


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["2026", "2025"], (1, 0)),
        (["2024年", "2025 second", "2023"], (2, 0, 1)),
        (["2025-11", "2025-3"], (1, 0)),
        (["202511", "20250301"], None),
        (["202511", "202503"], (1, 0)),
        (["2025年下半年", "2025年上半年"], (1, 0)),
        (["2025秋", "2025春"], (1, 0)),
        (["２０２６", "2025"], (1, 0)),
        (["2025 Q3", "2025-05"], None),
        (["2025", "2025"], None),
        (["2025", "2025-03"], None),
        (["first", "2025"], None),
        (["", ""], None),
        (["2025"], (0,)),
    ],
)
def test_order(labels: list[str], order: tuple[int, ...] | None) -> None:
    assert order_in_time(labels) == order
