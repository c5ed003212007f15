"""Our numbers beside those that R made (tests/golden/README.md says which rows each rests on), to 1e-9."""

import numpy as np
import pandas as pd
import pytest
from synth import BASE, INSTRUMENT, ROLES, complete_survey, numbers, register, survey, table

from resilience_cli.pipeline import assess
from resilience_cli.scoring.balance import balance, weighted
from resilience_cli.scoring.communities import head_count
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import all_pairs, collect, item_pairs, score_moments
from resilience_cli.scoring.respondents import item_points, score_respondents
from resilience_cli.scoring.tables import pooled_means
from resilience_cli.scoring.uncertainty import CellCovariance, cell_covariance, precision
from resilience_cli.stats.careless import intra_individual_variability, longest_run
from resilience_cli.stats.covariance import borrowed, symmetric
from resilience_cli.stats.intervals import effective_size, t_interval
from resilience_cli.stats.reliability import alpha

PIPELINE, SPEC = numbers("08_synth_pipeline.json"), numbers("14_spec_reference.json")
ALL_ROLES = ("C01", "C03", "C05", "C08", "C11")
SIDES = ("S", "M", "C")


def close(expected: object) -> object:
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.fixture(scope="module")
def layout():
    """The 371 complete people laid out, all four roles counting, with the populations known."""
    people = complete_survey()
    communities = tuple(sorted(set(people.people["community"])))
    moments = score_moments(people, score_respondents(people).values)
    counts = head_count(people.people, communities, ROLES)
    return lay_out(INSTRUMENT, communities, moments, counts, register=register(), roles=ROLES)


@pytest.fixture(scope="module")
def assessment():
    return assess(complete_survey(), register())


def score_of(assessment, community: str, score: str, column: str = "estimate") -> float:
    return assessment.score_row(community, score)[column]


def test_respondent_scores() -> None:
    expected = table("synth_respondent_pomp_expected.csv")[BASE].to_numpy()
    found = score_respondents(survey()).values
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    assert np.nan_to_num(found) == close(np.nan_to_num(expected))


def test_numbers_scored_means_and_deviations() -> None:
    values = score_respondents(survey()).values
    assert len(values) == PIPELINE["n"]
    for j, score in enumerate(BASE):
        seen = values[~np.isnan(values[:, j]), j]
        assert len(seen) == PIPELINE["scored"][score]
        assert seen.mean() == close(PIPELINE["mean"][score])
        assert seen.std(ddof=1) == close(PIPELINE["sd"][score])


def test_role_means_with_their_finite_population() -> None:
    roles = assess(survey(), register()).roles.set_index(["community", "role", "score"])
    for row in table("synth_role_means_expected.csv").itertuples():
        if not row.n:
            continue
        found = roles.loc[(row.community, row.role, row.construct)]
        assert (found["n"], found["mean"]) == (row.n, close(row.mean))
        if row.n > 1:
            assert found["sd"] == close(row.sd)
            assert np.sqrt((1 - row.n / row.N) * found["sd"] ** 2 / row.n) == close(row.se_fpc)


def test_careless_indices() -> None:
    expected = table("synth_careless_expected.csv")
    codes = table("synth_survey.csv").filter(regex="^[SMC]").to_numpy(float)
    assert longest_run(codes).tolist() == expected["longstr"].tolist()
    found, irv = intra_individual_variability(codes), expected["irv"].to_numpy()
    assert np.array_equal(np.isnan(found), np.isnan(irv))
    assert np.nan_to_num(found) == close(np.nan_to_num(irv))


@pytest.mark.parametrize("community", ALL_ROLES)
def test_communities_with_all_roles_through_the_whole_pipeline(assessment, community: str) -> None:
    expected, spec = PIPELINE["communities"][community], SPEC["communities_nu0_20_rho1"][community]
    for side in SIDES:
        assert score_of(assessment, community, side) == close(expected["role_balanced_mean"][side])
        assert score_of(assessment, community, side, "pooled") == close(expected["pooled_mean"][side])
    for score, name in {"geom": "geom", "arith": "arith", "harm": "harm"}.items():
        assert score_of(assessment, community, score) == close(expected[f"{name}_balanced"])
    assert score_of(assessment, community, "min_actor") == close(expected["min_actor"])
    imbalance = 1 - score_of(assessment, community, "geom") / score_of(assessment, community, "arith")
    assert imbalance == close(spec["imbalance"])
    assert score_of(assessment, community, "geom", "n_eff") == close(spec["n_eff"])
    used = next(v.used for v in assessment.verdicts if v.community == community)
    assert used == expected["n_by_role"]


@pytest.mark.parametrize("community", sorted(PIPELINE["communities"]))
def test_means_over_the_roles_present(layout, community: str) -> None:
    c, expected = layout.communities.index(community), PIPELINE["communities"][community]
    present = np.where(layout.present, layout.weights, 0.0)
    base = weighted(layout.mean, present)
    scores = compose(INSTRUMENT, base)
    for j, side in enumerate(SIDES):
        assert base[c, j] == close(expected["role_balanced_mean"][side])
        assert pooled_means(layout)[c, j] == close(expected["pooled_mean"][side])
    for score in ("geom", "arith", "harm"):
        assert scores[score][c] == close(expected[f"{score}_balanced"])
    n_eff = effective_size(layout.weights[c, :, 0], layout.count[c, :, 0])
    assert n_eff == close(SPEC["communities_nu0_20_rho1"][community]["n_eff"])


def test_role_covariances_raw_and_used(layout) -> None:
    covariance, _, _ = borrowed(layout.scatter, layout.n)
    kept = [p for p, pair in enumerate(layout.pairs) if max(pair) < 3]
    for r, role in enumerate(ROLES):
        expected = np.array(list(SPEC["role_cov_used"][role]["S"].values()))
        first, second = layout.pairs[kept].T
        assert covariance[r, kept] == close(expected[first, second])


def present_only(layout, rho: float, prior_df: float | None = None):
    """Return the precision of all scores with the weights shared over the roles present."""
    from dataclasses import replace

    weights = np.where(layout.present, layout.weights, 0.0)
    shared = weights / weights.sum(axis=1, keepdims=True)
    here = replace(layout, weights=shared)
    cells: CellCovariance = cell_covariance(here, np.full(len(BASE), rho), prior_df)
    balanced = balance(here, cells.sampling)
    return balanced, precision(INSTRUMENT, balanced, cells)


@pytest.mark.parametrize("rho", [1.0, 0.75])
@pytest.mark.parametrize("community", sorted(PIPELINE["communities"]))
def test_borrowed_covariance_standard_error_and_interval(layout, community: str, rho: float) -> None:
    expected = SPEC[f"communities_nu0_20_rho{rho:g}"][community]
    c = layout.communities.index(community)
    balanced, found = present_only(layout, rho)
    geom = [score.id for score in INSTRUMENT.scores].index("geom")
    assert balanced.estimate[c, :3] == close(list(expected["mean"].values()))
    assert found.covariance[c, :3, :3] == close(np.array(list(expected["V"].values())))
    assert found.se[c, geom] == close(expected["se_delta"])
    assert found.df[c, geom] == close(expected["satt_df"])
    interval = t_interval(np.array(expected["geom"]), found.se[c, geom], found.df[c, geom])
    assert interval == close(tuple(expected["ci_t"]))


def test_without_borrowing_it_is_the_survey_package(layout) -> None:
    _, found = present_only(layout, 1.0, prior_df=0.0)
    geom = [score.id for score in INSTRUMENT.scores].index("geom")
    arith = [score.id for score in INSTRUMENT.scores].index("arith")
    checked = 0
    for community, expected in PIPELINE["communities"].items():
        if "survey" not in expected:
            continue
        c = layout.communities.index(community)
        assert found.covariance[c, :3, :3] == close(np.array(list(expected["survey"]["vcov"].values())))
        # svycontrast differentiates numerically: 1e-6 (docs/method.md, section 6)
        assert found.se[c, geom] == pytest.approx(expected["survey"]["geom_se_delta"], rel=1e-6)
        assert found.se[c, arith] == close(expected["survey"]["arith_se"])
        checked += 1
    assert checked == 4
    spec = SPEC["C08_nu0_0_rho1"]
    c08 = layout.communities.index("C08")
    assert found.se[c08, geom] == close(spec["se_delta"])
    assert found.df[c08, geom] == close(spec["satt_df"])


@pytest.mark.parametrize("side", SIDES)
def test_missing_roles_are_filled(layout, side: str) -> None:
    expected, j = SPEC["role_fill"][side], SIDES.index(side)
    cells = cell_covariance(layout, np.zeros(len(BASE)))
    found = balance(layout, cells.sampling)
    assert np.nanmean(cells.sampling[..., j]) == close(expected["mean_sampling_var"])
    for community, fill in expected["communities"].items():
        c = layout.communities.index(community)
        assert found.cells[c, :, j] == close(list(fill["cells"].values()))
        assert found.estimate[c, j] == close(fill["mean"])
        assert found.noise[c, :, j] == close(np.zeros(4))  # tau_int2 is 0 in all three scores
    assert expected["tau_int2"] == 0


def test_alpha_uncentred_as_psych_has_it() -> None:
    people = survey()
    together = pd.DataFrame({"community": ["all"] * len(people.people), "role": ["all"] * len(people.people)})
    items = collect(item_points(people), together, [item.id for item in INSTRUMENT.items], item_pairs(INSTRUMENT))
    covariance = symmetric(items.scatter / (items.n - 1), items.pairs, len(items.names))[0]
    for score in INSTRUMENT.base_scores:
        members = [items.names.index(item) for item in score.of]
        assert alpha(covariance[np.ix_(members, members)]) == close(PIPELINE["alpha"][score.id]["raw_alpha"])


def test_all_pairs_begin_with_the_variables_themselves() -> None:
    assert all_pairs(3)[:3].tolist() == [[0, 0], [1, 1], [2, 2]]
