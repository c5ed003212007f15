from dataclasses import replace

import pytest
from town import TOWN


@pytest.mark.parametrize(
    ("rule", "asked", "least"),
    [
        ("half", 1, 1),
        ("half", 2, 2),
        ("half", 3, 2),
        ("half", 4, 2),
        ("half", 5, 3),
        ("all", 4, 4),
        (3, 4, 3),
        ("half", 0, 0),
    ],
)
def test_how_many_must_be_answered(rule: str | int, asked: int, least: int) -> None:
    assert replace(TOWN.base_scores[0], minimum_answered=rule).least_answered(asked) == least
