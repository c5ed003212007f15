from dataclasses import replace

import pytest
from made import assessment, instrument

from resilience_cli.messages import speaking
from resilience_cli.reports.suppression import (
    bodies_shown,
    count_shown,
    is_published,
    perception_gaps,
    pooled_is_shown,
    share_shown,
    staff_is_shown,
)


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"committee": 4}, False),
        ({"committee": 9}, False),  # one body
        ({"committee": 2, "property": 2}, False),  # four people
        ({"committee": 4, "property": 1}, False),  # two bodies: the weights would tell each body's own mean
        ({"committee": 5, "property": 5}, True),
        ({"committee": 3, "property": 1, "owners": 1}, True),
    ],
)
def test_staff_are_shown_as_one_group_of_five_from_several_bodies(people, shown):
    assert staff_is_shown(people, 5) is shown


def test_gaps_of_a_community_need_its_staff_to_be_showable():
    made = assessment()
    assert perception_gaps(made, "a")["state"] == pytest.approx(-8.0)  # 3 + 3 + 2 people
    assert perception_gaps(made, "b") == {}  # 1 + 1 people


def test_gaps_read_the_same_from_the_other_role():
    made = assessment()
    turned = made.gaps.assign(role=made.gaps["other"], other=made.gaps["role"], gap=-made.gaps["gap"])
    assert perception_gaps(replace(made, gaps=turned)) == perception_gaps(made)


def test_the_pooled_mean_is_hidden_where_it_would_tell_one_body():
    made = assessment()
    few = replace(made.verdicts[0], used={"resident": 40, "committee": 2})
    assert not pooled_is_shown(few, instrument())
    assert pooled_is_shown(replace(few, used={"resident": 40, "committee": 6}), instrument())
    assert pooled_is_shown(replace(few, used={"resident": 40, "committee": 2, "property": 1}), instrument())


@pytest.mark.parametrize(("n", "shown"), [(3, "under 5"), (5, "5–9"), (1200, "1000 or more")])
def test_the_public_sees_bands(n, shown):
    with speaking("en"):
        assert count_shown(n, "public") == shown
        assert count_shown(n, "internal") == str(n)


def test_ten_residents_are_needed_for_publication():
    first, second, third = assessment().verdicts
    assert [is_published(v, instrument()) for v in (first, second, third)] == [True, True, False]


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"committee": 9, "property": 7, "owners": 5}, {"committee", "property", "owners"}),
        ({"committee": 9, "property": 7, "owners": 4}, {"committee"}),  # from the mean of all the third could be told
        ({"committee": 9, "property": 3, "owners": 4}, {"committee"}),
        ({"committee": 9, "property": 0}, {"committee"}),
        ({"committee": 9, "property": 1}, set()),
        ({}, set()),
    ],
)
def test_bodies_are_shown_by_themselves_only_if_no_other_can_be_told(people, shown):
    assert bodies_shown(people, 5) == shown


@pytest.mark.parametrize(
    ("share", "n", "words"),
    [(0.0, 19, "<6%"), (1.0, 19, ">94%"), (0.0, 20, "0%"), (1.0, 20, "100%"), (0.5, 10, "50%"), (0.0, 5, "<20%")],
)
def test_of_few_it_is_not_said_that_nobody_or_all_did(share, n, words):
    with speaking("en"):
        assert share_shown(share, n) == words
