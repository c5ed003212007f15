"""Two waves: who is in both, what changed, and what may be said of it."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import ITEMS, TOWN, content, many

from resilience_cli.analysis.pairing import matched, rows_of
from resilience_cli.analysis.wave_layouts import measured, two_layouts
from resilience_cli.analysis.waves import compare_waves, word
from resilience_cli.errors import UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Register
from resilience_cli.pipeline import assess

TABLE = many(9, residents=30)
SCORE = TOWN.base_scores[0].id
PAIRS = [(f"C{n:02}", f"C{n:02}") for n in range(1, 10)]


def wave(table: pd.DataFrame, name: str, register: Register | None = None) -> Assessment:
    return assess(responses(table, TOWN), register, Options(draws=99, wave=name))


@pytest.fixture(scope="module")
def first() -> Assessment:
    return wave(TABLE, "2025")


def test_a_wave_with_itself_has_changed_nothing(first: Assessment) -> None:
    found = compare_waves(first, wave(TABLE, "2026"))
    assert {change.difference for change in found.changes} == {0.0}
    assert {change.p_holm for change in found.changes if change.p_holm is not None} == {1.0}
    assert not {change.verdict for change in found.changes} & {"improved", "declined"}
    assert all(move.before == move.after for move in found.moves)
    assert found.drifting == found.only_before == found.only_after == ()
    estimate = first.scores.set_index(["community", "score"])["estimate"]
    for change in found.changes:
        assert change.before == pytest.approx(estimate[change.community, change.score])


def test_a_great_change_is_resolved_and_goes_the_right_way(first: Assessment) -> None:
    table = TABLE.copy()
    here = table["community"] == "C03"
    for item in TOWN.items:
        table.loc[here & table[item.id].notna(), item.id] = 1 if item.reverse else 5
    later = wave(table, "2026")
    by_community = {c.community: c for c in compare_waves(first, later).changes if c.score == SCORE}
    assert by_community["C03"].verdict == "improved"
    assert {c.verdict for name, c in by_community.items() if name != "C03"} <= {"stable", "not resolved"}
    back = {c.community: c.verdict for c in compare_waves(later, first).changes if c.score == SCORE}
    assert back["C03"] == "declined"


@pytest.mark.parametrize(
    ("difference", "p", "inside", "said"),
    [(6, 0.01, False, "improved"), (4, 0.01, True, "stable"), (4, 0.01, False, "not resolved"),
     (6, 0.2, False, "not resolved"), (6, float("nan"), False, "not resolved"), (0, 1.0, True, "stable")],
)  # fmt: skip
def test_what_may_be_said(difference: float, p: float, inside: bool, said: str) -> None:
    assert word(difference, p, inside, True, 5.0) == said
    assert word(-difference, p, inside, False, 5.0) == said.replace("improved", "declined")


def test_a_role_that_answered_in_one_wave_only_takes_no_part() -> None:
    """Officials sit higher: without them the score would fall though nobody changed his mind."""
    staff = TABLE[(TABLE["community"] == "C02") & (TABLE["role"] == "staff")]
    table = pd.concat([TABLE, *[staff] * 3], ignore_index=True)
    gone = table[(table["community"] != "C02") | (table["role"] != "staff")]
    found = compare_waves(wave(table, "2025"), wave(gone, "2026"))
    mine = [change for change in found.changes if change.community == "C02"]
    assert mine
    assert found.withheld == ()
    assert max(abs(change.difference) for change in mine) < 1e-9


def test_a_change_that_would_tell_what_two_people_answered_is_withheld(first: Assessment) -> None:
    """The score of the report with them, that without them, and the weights give their mean."""
    gone = TABLE[(TABLE["community"] != "C02") | (TABLE["role"] != "staff")]
    for found in (compare_waves(first, wave(gone, "2026")), compare_waves(wave(gone, "2025"), first)):
        assert found.withheld == ("C02",)
        assert "C02" not in {change.community for change in found.changes}
        assert found.without == ()


def test_moves_between_classes_of_another_meaning_are_not_told(first: Assessment) -> None:
    found = compare_waves(first, first, same_classes=False)
    assert (found.classes_comparable, found.moves, found.expected) == (False, (), {})
    assert found.changes


def test_every_move_has_its_probability_and_all_are_expected_somewhere(first: Assessment) -> None:
    found = compare_waves(first, wave(many(9, seed=2, residents=30), "2026"))
    classes = {v.community: v for v in first.verdicts}
    assert len(found.moves) == 9
    assert sum(found.expected.values()) == pytest.approx(9)
    for move in found.moves:
        assert move.before == classes[move.community].class_id
        assert 0 <= (move.probability or 0) <= found.expected[move.before or "", move.after or ""] + 1e-9


def test_a_role_without_one_score_in_one_wave_takes_no_part_in_that_score(first: Assessment) -> None:
    """Nobody of the staff has score A in C02: it must not be filled from other communities for the change."""
    table = pd.concat([TABLE, *[TABLE[TABLE["role"] == "staff"]] * 2], ignore_index=True)
    gone = table.copy()
    gone.loc[(gone["community"] == "C02") & (gone["role"] == "staff"), ["a1", "a2", "a3"]] = np.nan
    found = compare_waves(wave(table, "2025"), wave(gone, "2026"))
    mine = {c.score: c for c in found.changes if c.community == "C02"}
    assert abs(mine["a"].difference) < 1e-9
    few = compare_waves(first, wave(_without_a(TABLE), "2026"))
    assert few.withheld == ("C02",)
    assert {c.score for c in few.changes if c.community == "C02"} == {"b"}


def _without_a(table: pd.DataFrame) -> pd.DataFrame:
    table = table.copy()
    table.loc[(table["community"] == "C02") & (table["role"] == "staff"), ["a1", "a2", "a3"]] = np.nan
    return table


def test_residents_without_a_score_leave_none_to_the_staff(first: Assessment) -> None:
    table = TABLE.copy()
    table.loc[(table["community"] == "C02") & (table["role"] == "resident"), ["a1", "a2", "a3"]] = np.nan
    found = compare_waves(first, wave(table, "2026"))
    assert "a" not in {c.score for c in found.changes if c.community == "C02"}


def test_a_finite_population_narrows_the_change() -> None:
    columns = {f"population_{role}": float(n) for role, n in (("resident", 40), ("staff", 2), ("owners", 2))}
    names = [f"C{n:02}" for n in range(1, 10)]
    table = pd.DataFrame({**columns, **{f"sampling_{role}": "census" for role in TOWN.roles}}, index=names)
    register = Register(table, "r.csv", "0" * 64)
    one, other = wave(TABLE, "2025", register), wave(many(9, seed=2, residents=30), "2026", register)
    wide, narrow = (
        {(c.community, c.score): c for c in compare_waves(one, other, finite=finite).changes}
        for finite in (False, True)
    )
    assert wide.keys() == narrow.keys()
    for key, change in wide.items():
        assert narrow[key].difference == change.difference
        assert (narrow[key].mdc95 or 0) < (change.mdc95 or 0)


def test_the_interval_of_a_mean_of_scores_by_draws_is_that_of_the_formula(first: Assessment) -> None:
    """A mean is linear: draws and t must agree but for their noise; a minimum would not be."""
    found = measured(TOWN, two_layouts(first, wave(many(9, seed=2, residents=30), "2026"), PAIRS, False))
    both = [score.id for score in TOWN.scores].index("both")
    width = found.ends[:, both, 1] - found.ends[:, both, 0]
    assert width == pytest.approx(2 * 1.96 * np.sqrt(found.variance[:, both]), rel=0.12)
    again = measured(TOWN, two_layouts(first, wave(many(9, seed=2, residents=30), "2026"), PAIRS, False))
    assert np.array_equal(found.ends, again.ends)


def test_communities_are_the_same_by_id_name_or_another_name(first: Assessment) -> None:
    renamed = TABLE.assign(community=TABLE["community"].replace({"C01": "New One", "C02": "Elsewhere"}))
    register = Register(pd.DataFrame({"name": ["New One"], "also": [("C01",)]}, index=["New One"]), "r.csv", "0" * 64)
    later = wave(renamed, "2026", register)
    pairs, only_before, only_after = matched(first, later)
    assert dict(pairs)["C01"] == "New One"
    assert (only_before, only_after) == (("C02",), ("Elsewhere",))
    found = compare_waves(first, later)
    assert {change.community for change in found.changes} == {"New One", *(f"C{n:02}" for n in range(3, 10))}


def test_a_community_is_one_row_over_all_waves(first: Assessment) -> None:
    fewer = wave(TABLE[TABLE["community"] != "C01"], "2026")
    more = wave(pd.concat([TABLE, TABLE[TABLE["community"] == "C02"].assign(community="C10")]), "2027")
    rows = rows_of([first, fewer, more])
    assert len(rows) == 10
    assert {("C01", None, "C01"), ("C02", "C02", "C02"), (None, None, "C10")} <= set(rows)


def test_a_score_that_there_is_not_is_refused(first: Assessment) -> None:
    with pytest.raises(UsageError) as caught:
        compare_waves(first, first, named=["nothing"])
    assert [fault.code for fault in caught.value.faults] == ["RES-A040"]


def test_p_values_are_adjusted_over_what_is_shown(first: Assessment) -> None:
    table = TABLE.copy()
    rng = np.random.default_rng(3)
    table[ITEMS] = (table[ITEMS] + rng.integers(0, 2, (len(table), len(ITEMS)))).clip(upper=5)
    later = wave(table, "2026")
    every, one = compare_waves(first, later), compare_waves(first, later, named=[SCORE])
    wide = {c.community: c.p_holm for c in every.changes if c.score == SCORE}
    assert {c.score for c in one.changes} == {SCORE}
    assert all((c.p_holm or 0) <= (wide[c.community] or 0) for c in one.changes)


def _added(raw: dict[str, Any]) -> None:
    raw["scores"].insert(0, {"id": "z", "title": {"en": "Z"}, "kind": "side", "of": ["a1", "b1"]})


def _other_order(raw: dict[str, Any]) -> None:
    raw["scores"][:2] = raw["scores"][1::-1]


def _other_roles(raw: dict[str, Any]) -> None:
    roles = raw["respondent"]["role"]["roles"]
    raw["respondent"]["role"]["roles"] = {role: roles[role] for role in ("staff", "owners", "resident")}


def _renamed(raw: dict[str, Any]) -> None:
    raw["previous"] = {"version": "1.0.0", "renamed": {"new": "a"}}
    raw["scores"][0]["id"] = "new"
    for score in raw["scores"][2:]:
        score["of"] = ["new", "b"]


@pytest.mark.parametrize("change", [_added, _other_order, _other_roles, _renamed])
def test_the_same_answers_by_a_later_version_have_not_changed(first: Assessment, change: Any) -> None:
    """A version that compares as it stands may have more scores, other ids, and another order."""
    raw = content(version="1.1.0")
    change(raw)
    later = parse(raw)
    again = assess(responses(TABLE, later), None, Options(draws=99, wave="2026"))
    changes = compare_waves(first, again).changes
    assert len(changes) == 27
    assert max(abs(c.difference) for c in changes) < 1e-9
    assert {c.g for c in changes if c.g is not None} == {0.0}


def test_what_is_neither_good_nor_bad_does_not_improve() -> None:
    raw = content(version="1.1.0")
    raw["scores"][2]["higher_is"] = "neutral"
    later = assess(responses(TABLE, parse(raw)), None, Options(draws=99, wave="2026"))
    assert {c.score for c in compare_waves(later, later).changes} == {"a", "b"}
