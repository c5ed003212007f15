"""What classes and order owe to choices: the point where all is as it was, what makes no difference, and the edges."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from synth import responses, survey
from town import TOWN, cell, content, facts, many, town

from resilience_cli import store
from resilience_cli.analysis import sensitivity as room
from resilience_cli.analysis.choices import METHODS, choices_of, settings
from resilience_cli.analysis.rescoring import reclassified, rescored, survey_of
from resilience_cli.analysis.sensitivity import sensitivity
from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.load import load
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.sensitivity import CHOICES, Sensitivity, Varied
from resilience_cli.pipeline import assess
from resilience_cli.readers import ReadOptions, read
from resilience_cli.readers.register import apply_register, read_register

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
FEW = Options(draws=39)
GEOMETRIC = content()
GEOMETRIC["scores"][2] |= {"method": "geometric_mean", "floor": 1}


def made(table: pd.DataFrame, instrument: Instrument = TOWN, **options: Any) -> Assessment:
    return assess(responses(table, instrument), options=FEW, **options)


def without_owners(number: int = 9) -> pd.DataFrame:
    """Return answers in which the owners of C02 and C05 did not answer, and somebody left questions out."""
    table = many(number, residents=15)
    table = table[~((table["role"] == "owners") & table["community"].isin(["C02", "C05"]))]
    table.loc[table.index[::7], "a1"] = np.nan
    return table


def stored_sample(directory: Path) -> Assessment:
    """Return the sample of 2026, in which a role is filled and one does not exist, as it is read back from disk."""
    instrument = load(resolve("rng@1.0.0", instruments_dir()))
    register, _ = read_register(SAMPLES / "登记表.xlsx", instrument)
    [export] = (SAMPLES / "2026").glob("*.csv")
    answers = apply_register(read([export], [instrument], ReadOptions()), register)
    store.write(assess(answers, register, FEW), directory)
    assessment = store.read(directory)
    assert any(verdict.filled_roles for verdict in assessment.verdicts)
    assert any(verdict.absent_roles for verdict in assessment.verdicts)
    return assessment


def varied(found: Sensitivity) -> dict[str, Varied]:
    return {one.choice: one for one in found.varied}


@pytest.fixture(scope="module")
def filled() -> Assessment:
    return made(without_owners())


@pytest.mark.parametrize(
    ("town_of", "drawn"),
    [
        (name, drawn)
        for name in ("filled", "golden", "absent", "sample")
        for drawn in ("estimate", "complete", "residents")
    ]
    + [("few", "estimate")],  # there, roles that stand in do so by their own complete answers
)
def test_the_point_where_nothing_is_drawn_is_the_assessment(town_of: str, drawn: str, tmp_path: Path) -> None:
    """And where only one of two alternatives is taken, the column that the assessment has of it."""
    working = facts(committee={f"C{n:02}": "none" if n == 3 else "working" for n in range(1, 10)})
    assessment = {
        "filled": lambda: made(without_owners()),
        "few": lambda: made(without_owners(5)),  # too few to fill: the present roles stand in
        "golden": lambda: assess(survey(), options=FEW),
        "absent": lambda: made(without_owners(), register=working),
        "sample": lambda: stored_sample(tmp_path / "a"),
    }[town_of]()
    instrument = assessment.instrument
    composite = next(score for score in instrument.scores if not score.of_items and score.method in METHODS)
    choices = choices_of(instrument, composite, 5.0)
    anew = survey_of(assessment, choices)
    second = np.array([[0.9]])
    options: dict[str, Any] = {"complete": {"missing": second}, "residents": {"voices": second}}
    chosen = settings(choices, options.get(drawn, {}))
    values = rescored(anew, chosen)
    table = assessment.scores.pivot(index="community", columns="score", values=drawn)
    for score, value in values.items():
        assert value[0] == pytest.approx(table[score].to_numpy(), abs=1e-9, nan_ok=True)
    if drawn == "estimate":
        ids = np.array([*(definition.id for definition in instrument.classes), None], dtype=object)
        given = ids[reclassified(anew, values, chosen)[0]].tolist()
        assert given == [verdict.class_id for verdict in assessment.verdicts]


def test_shares_ranks_and_intervals_hang_together(filled: Assessment) -> None:
    found = sensitivity(filled, draws=500, rank_anyway=True)
    assert [one.choice for one in found.varied] == [*CHOICES, "all"]
    assert found.evaluations == 9 * 32
    for one in found.varied:
        assert one.draws == {"method": 4, "missing": 2, "voices": 2}.get(one.choice, 500)
        for place in one.places:
            assert place.probability is not None
            assert place.rank is not None
            assert sum(place.probability.values()) == pytest.approx(1.0)
            assert place.stays == place.probability[found.classes[place.community] or ""]
            assert 1 <= place.rank.low <= place.rank.median <= place.rank.high <= 9
    for index in (*found.rank_indices, *found.class_indices):
        assert index.first_range[0] <= index.first_range[1]
        assert index.total_range[0] <= index.total_range[1]


def test_one_alternative_after_the_other_by_hand() -> None:
    """Parts 20 and 80: arithmetic 50, geometric 40, harmonic 32, minimum 20; the other community has 45 throughout."""
    instrument = parse(GEOMETRIC)
    everybody = [cell(c, role, *[3] * 5) for c in ("C1", "C2") for role in TOWN.roles]
    assessment = assess(town(*everybody, instrument=instrument), options=FEW)
    choices = choices_of(instrument, instrument.score["both"], 5.0)
    anew = survey_of(assessment, choices)
    weighed = np.where(anew.part > 0, np.array([[20.0, 45.0], [80.0, 45.0]])[None, :, None, :] * anew.part, 0.0)
    four = settings(choices, {"method": np.array([[0.1], [0.3], [0.6], [0.9]])})
    both = rescored(replace(anew, weighed=weighed), four)["both"]
    assert both == pytest.approx(np.array([[50, 45], [40, 45], [32, 45], [20, 45]]))
    assert settings(choices, {"floor": np.array([[0.0], [0.5], [1.0]])}).floors == pytest.approx([0.1, 1, 10])
    assert settings(choices, {"cuts": np.array([[0.0, 1.0]])}).shifts.tolist() == [[-5.0, 5.0]]
    weights = settings(choices, {"weights": np.array([[0.0, 1.0]])}).weights
    assert weights == pytest.approx(np.array([[0.375, 0.625]]))
    roles = settings(choices, {"roles": np.array([[0.2, 0.5, 0.5, 0.0], [0.7, 0.5, 1.0, 0.5]])}).roles
    assert roles == pytest.approx(np.array([[2, 1, 0.75], [1, 1.25, 1]]))


def test_two_identical_alternatives_have_an_index_of_exactly_0() -> None:
    """Nobody left a question out: people with half and people with all items are the same."""
    found = sensitivity(made(many(9, residents=15)), draws=500, rank_anyway=True)
    assert varied(found)["missing"].still == "same"
    assert {place.still for place in varied(found)["missing"].places} == {"same"}
    for indices in (found.rank_indices, found.class_indices):
        [missing] = [index for index in indices if index.choice == "missing"]
        assert (missing.first, missing.total, missing.total_range) == (0.0, 0.0, (0.0, 0.0))


def test_what_could_not_have_moved_is_said_and_is_no_stability() -> None:
    """The composite decides no class here, and cuts change no rank; a mean has no floor."""
    raw = content()
    raw["classes"][0]["when"] = {"score": "a", "below": 50}
    found = varied(sensitivity(made(without_owners(), parse(raw)), draws=300, margin=0.0, rank_anyway=True))
    for choice in ("weights", "method", "floor"):
        assert {place.still for place in found[choice].places} == {"untouched"}
    assert {place.still for place in found["cuts"].places} == {"out of reach"}
    assert (found["floor"].still, found["cuts"].still) == ("untouched", "untouched")
    assert (found["weights"].still, found["method"].still, found["roles"].still) == (None, None, None)
    assert {place.still for place in found["roles"].places} == {None}


def test_one_community_has_classes_and_no_order() -> None:
    found = sensitivity(made(many(1, residents=15)), draws=100, rank_anyway=True)
    assert found.ranks == {}
    assert found.rank_indices == ()
    assert {(one.tau, one.still, one.places[0].rank) for one in found.varied} == {(None, None, None)}
    assert found.varied[-1].places[0].probability is not None


def test_all_tied_is_no_stability() -> None:
    """All say the same everywhere: nothing that is varied separates the communities."""
    cells = [cell(f"C{n}", role, 2, 3, 4, 3, 3) for n in range(4) for role in TOWN.roles]
    found = sensitivity(assess(town(*cells), options=FEW), draws=100, rank_anyway=True)
    assert set(found.ranks.values()) == {1}
    assert all(one.tau is None and one.still is not None for one in found.varied)
    assert found.rank_indices == ()


def test_tied_though_their_scores_move() -> None:
    """Each community is as all others, but its roles differ: weights move all scores alike."""
    levels = {"resident": (2, 3, 4, 3, 3), "staff": (1, 2, 3, 2, 2), "owners": (3, 4, 5, 4, 4)}
    cells = [cell(f"C{n}", role, *persons) for n in range(4) for role, persons in levels.items()]
    found = varied(sensitivity(assess(town(*cells), options=FEW), draws=100, rank_anyway=True))
    assert (found["roles"].still, found["all"].still) == ("tied", "tied")


def test_a_community_without_a_class_gets_none_and_is_not_called_stable() -> None:
    table = many(9, residents=15)
    few = table[(table["community"] != "C04") | (table["role"] == "resident")]  # one role: no score, no class
    found = sensitivity(made(few), draws=100, rank_anyway=True)
    assert found.classes["C04"] is None
    assert "C04" not in found.ranks
    for one in found.varied:
        [place] = [place for place in one.places if place.community == "C04"]
        assert (place.probability, place.stays, place.still, place.rank, place.shift) == (None,) * 5


def test_an_order_that_is_not_warranted_is_withheld_and_the_classes_stay(
    filled: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagnosis = room.diagnose(filled)
    warrants = {name: replace(warrant, use="profile") for name, warrant in diagnosis.warrants.items()}
    monkeypatch.setattr(room, "diagnose", lambda _: replace(diagnosis, warrants=warrants))
    found = sensitivity(filled, draws=100)
    assert found.withheld
    assert (found.ranks, found.rank_indices) == ({}, ())
    assert all(place.rank is None and place.stays is not None for one in found.varied for place in one.places)
    assert sensitivity(filled, draws=100, rank_anyway=True).ranks


def test_the_same_seed_gives_the_same_and_another_another(filled: Assessment) -> None:
    one, same, other = (sensitivity(filled, draws=150, seed=seed, rank_anyway=True) for seed in (1, 1, 2))
    assert one == same
    assert one.varied != other.varied


def test_weights_times_a_constant_are_the_same_weights() -> None:
    raw = content()
    raw["scores"][2]["weights"] = [3, 1]
    ten = content()
    ten["scores"][2]["weights"] = [30, 10]
    ten["community"]["role_weights"] = {role: 10 * w for role, w in raw["community"]["role_weights"].items()}
    table = without_owners()
    one, other = (sensitivity(made(table, parse(r)), draws=200, rank_anyway=True) for r in (raw, ten))
    scaled = varied(other)
    for mine in one.varied:
        if mine.choice not in ("roles", "all"):  # of these, the alternative is weight 1 for all: the same too
            assert mine == scaled[mine.choice]
    assert [p.probability for p in varied(one)["roles"].places] == [p.probability for p in scaled["roles"].places]


def test_of_a_score_of_which_less_is_better_the_lowest_is_first() -> None:
    raw = content()
    raw["scores"][2]["higher_is"] = "worse"
    table = without_owners()
    up, down = (sensitivity(made(table, i), draws=100, rank_anyway=True) for i in (TOWN, parse(raw)))
    assert {c: 10 - rank for c, rank in down.ranks.items()} == up.ranks


def test_few_draws_at_a_time_give_the_same(filled: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sensitivity(filled, draws=120, rank_anyway=True)
    monkeypatch.setattr("resilience_cli.analysis.redrawing.BLOCK", 7 * 9)
    assert sensitivity(filled, draws=120, rank_anyway=True) == whole


def test_which_choice_moves_a_community(filled: Assessment) -> None:
    found = sensitivity(filled, draws=300, rank_anyway=True)
    alone = {choice: one for choice, one in varied(found).items() if choice != "all"}
    for at, community in enumerate(found.classes):
        shifts = {choice: one.places[at].shift or 0.0 for choice, one in alone.items()}
        most = found.rank_moved_by(community)
        assert max(shifts.values()) == (shifts[most] if most else 0.0)
        leaves = {choice: 1.0 - (one.places[at].stays or 0.0) for choice, one in alone.items()}
        most = found.class_moved_by(community)
        assert max(leaves.values()) == (leaves[most] if most else 0.0)


def test_what_cannot_be_varied(filled: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    for score, code in (("a", "RES-A101"), ("gap", "RES-A101"), ("nothing", "RES-A101")):
        with pytest.raises(UsageError) as usage:
            sensitivity(filled, score)
        assert [fault.code for fault in usage.value.faults] == [code]
    raw = content()
    raw["scores"][2]["kind"] = "outcome"
    with pytest.raises(UsageError) as usage:
        sensitivity(made(many(3), parse(raw)))
    assert [fault.code for fault in usage.value.faults] == ["RES-A100"]
    assert sensitivity(made(many(3), parse(raw)), "both", draws=100).score == "both"
    monkeypatch.setattr(room, "MOST", 8)
    with pytest.raises(InputError) as caught:
        sensitivity(filled)
    assert caught.value.faults[0].code == "RES-A041"
