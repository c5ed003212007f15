"""Plans: they say what scoring then finds, and never promise what cannot be."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import ROLES, TOWN, cell, content, many

from resilience_cli.analysis.plan_simulation import simulated
from resilience_cli.analysis.plan_sources import of_assessment, stated
from resilience_cli.analysis.plan_surveys import measured, surveyed
from resilience_cli.analysis.planning import Aims, plan
from resilience_cli.errors import UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.parse import parse
from resilience_cli.model.plan import Plan
from resilience_cli.model.responses import Register
from resilience_cli.pipeline import assess

PEOPLE = {"resident": (-1.0, -0.5, 0.0, 0.5, 1.0) * 2, "staff": (-0.5, 0.5), "owners": (-0.75, 0.75)}
NAMES = [f"C{c}" for c in range(9)]


def alike(register: Register | None = None, method: str = "analytic") -> Assessment:
    """Return nine communities of different levels in each of which people differ in the same way."""
    cells = [
        cell(name, role, *(3.0 + c / 20 + off for off in offsets))
        for c, name in enumerate(NAMES)
        for role, offsets in PEOPLE.items()
    ]
    answers = responses(pd.concat(cells, ignore_index=True), TOWN)
    return assess(answers, register, Options(method=method, draws=399))  # type: ignore[arg-type]


def town(sampling: str = "random", residents: float = 12.0) -> Register:
    table = pd.DataFrame({"name": NAMES}, index=NAMES)
    for role, size in zip(ROLES, (residents, 4.0, 4.0), strict=True):
        table[f"population_{role}"], table[f"sampling_{role}"] = size, sampling
    table["committee"] = "working"
    return Register(table, "r.xlsx", "-")


@pytest.fixture(scope="module")
def assessed() -> Assessment:
    return alike()


def of(assessed: Assessment, register: Register | None = None, **aims: object) -> Plan:
    return plan(of_assessment(assessed, {}), Aims(**aims), register)  # type: ignore[arg-type]


@pytest.mark.parametrize("score", ["a", "b", "both"])
def test_a_plan_has_the_error_that_scoring_then_finds(assessed: Assessment, score: str) -> None:
    spreads = of_assessment(assessed, {})
    (reach,) = plan(spreads, Aims(score=score, staff=(2,), residents=(10,))).reach
    row = assessed.score_row("C3", score)
    assert reach.se == pytest.approx(row["se"])
    survey = surveyed(spreads, 2, {})
    _, df = measured(survey, np.array([10.0]))
    assert df == pytest.approx([assessed.score_row("C3", "a")["df"]])


def test_finite_populations_narrow_a_plan_as_they_narrow_scoring() -> None:
    found = alike(town())
    spreads = of_assessment(found, {})
    assert spreads.rho == pytest.approx([1.0, 1.0])
    variance, _ = measured(surveyed(spreads, 2, {}, tuple(NAMES), town()), np.full(9, 10.0))
    assert np.sqrt(variance) == pytest.approx([found.score_row(name, "a")["se"] for name in NAMES])
    free, _ = measured(surveyed(spreads, 2, {}, tuple(NAMES), town("volunteers")), np.full(9, 10.0))
    assert (free > variance).all()


def test_no_more_people_are_planned_than_there_are(assessed: Assessment) -> None:
    few = of(assessed, town(residents=8.0), staff=(9,), distances=(0.5,), score="a").communities
    assert {one.residents for one in few} <= {None, 6, 7, 8}
    assert all(one.staff == {"staff": 4, "owners": 4} for one in few)
    cannot = of(assessed, town("volunteers", 8.0), staff=(1,), distances=(0.5,), score="a").communities
    assert all(one.residents is None and one.firm_from is not None and one.firm_from > 0.5 for one in cannot)


def test_too_few_for_a_score_is_no_number(assessed: Assessment) -> None:
    """The town gives no score below three residents."""
    assert all(c.residents is None and c.firm_from is None for c in of(assessed, town(residents=2.0)).communities)


def test_a_role_that_does_not_exist_shares_its_weight(assessed: Assessment) -> None:
    register = town()
    register.table.loc["C0", "committee"] = "none"
    first, second, *_ = of(assessed, register, staff=(2,)).communities
    assert (first.staff, second.staff) == ({"staff": 2}, {"staff": 2, "owners": 2})


def test_more_distance_more_staff_more_residents_never_need_more(assessed: Assessment) -> None:
    found = of(assessed, staff=(1, 2, 4), distances=(1.0, 2.0, 4.0), residents=(10, 40), score="both")
    need = {(one.distance, one.staff): one.residents or 10**6 for one in found.firmness}
    assert all(need[d, k] <= need[d, j] for d in (1.0, 2.0, 4.0) for j, k in ((1, 2), (2, 4)))
    assert all(need[e, k] <= need[d, k] for k in (1, 2, 4) for d, e in ((1.0, 2.0), (2.0, 4.0)))
    few, many_ = found.reach[:2]
    assert many_.se < few.se
    assert (many_.firm_from or 0) < (few.firm_from or 0)


def test_where_staff_alone_are_too_unsure_it_says_from_how_many_on_they_are_not() -> None:
    spreads = stated(TOWN, {"": 20.0}, 0.8)
    aims = Aims(staff=(1,), distances=(3.0,), score="both")
    assert plan(spreads, aims).main.residents is None
    least = plan(spreads, aims).main.least_staff
    assert least is not None
    assert plan(spreads, Aims(staff=(least,), distances=(3.0,), score="both")).main.residents is not None
    assert plan(spreads, Aims(staff=(least - 1,), distances=(3.0,), score="both")).main.residents is None


def test_named_numbers_stand_whatever_the_columns_say() -> None:
    spreads = stated(TOWN, {"": 20.0}, 0.8)
    both = plan(spreads, Aims(staff=(1, 5), answers={"staff": 3, "owners": 3}))
    assert {one.staff for one in both.firmness} == {1}
    assert both.firmness == plan(spreads, Aims(staff=(1,), answers={"staff": 3, "owners": 3})).firmness
    assert both.reach[0].se == plan(spreads, Aims(staff=(3,))).reach[0].se


def test_residents_only(assessed: Assessment) -> None:
    found = of(assessed, staff=(0,), score="a", residents=(10,))
    assert [(role.role, role.weight) for role in found.roles] == [("resident", 1.0)]
    sd = np.std([100 * x / 4 for x in PEOPLE["resident"]], ddof=1)
    assert found.reach[0].se == pytest.approx(sd / np.sqrt(10))


def test_one_group_without_a_questionnaire_is_the_textbook() -> None:
    found = plan(stated(None, {"": 18.0}, 0.8), Aims(residents=(20, 100, 200)))
    assert [round(one.detectable or 0, 1) for one in found.reach] == [16.4, 7.2, 5.1]
    assert [round(one.mdc, 1) for one in found.reach] == [11.2, 5.0, 3.5]
    assert found.main_change.residents == 205
    assert {one.staff for one in found.firmness} == {0}


def test_no_fewer_residents_are_planned_than_the_status_wants() -> None:
    found = plan(stated(TOWN, {"": 1.0}, 0.8), Aims(distances=(50.0,), residents=(2, 5)))
    assert found.main.residents == 6
    assert [one.residents for one in found.reach if one.staff == 1] == [5]  # below three there is no score


def test_the_least_sure_score_of_the_rules_is_planned_by_and_the_index_for_changes() -> None:
    spreads = of_assessment(assess(responses(many(9), TOWN), options=Options(method="analytic")), {})
    apart = replace(spreads, covariance=np.broadcast_to(400.0 * np.eye(2), (3, 2, 2)))
    found = plan(apart, Aims())
    assert (found.score, found.change_score) == ("gap", "both")


def test_the_questionnaire_says_which_change_matters() -> None:
    book = parse(content(change={"smallest_of_interest": 8}))
    assert plan(stated(book, {"": 20.0}, 0.8), Aims()).smallest == 8
    assert plan(stated(TOWN, {"": 20.0}, 0.8), Aims()).smallest == 5
    assert plan(stated(book, {"": 20.0}, 0.8), Aims(smallest=3.0)).smallest == 3


@pytest.mark.parametrize(
    ("sds", "aims", "code"),
    [
        ({"resident": 20.0}, Aims(), "RES-A121"),
        ({"": 0.0}, Aims(), "RES-A122"),
        ({"": 20.0}, Aims(score="x"), "RES-A040"),
        ({"": 20.0}, Aims(answers={"resident": 3}), "RES-A126"),
        ({"": 20.0}, Aims(answers={"x": 3}), "RES-A126"),
    ],
)
def test_what_cannot_be_planned_is_refused(sds: dict[str, float], aims: Aims, code: str) -> None:
    with pytest.raises(UsageError) as wrong:
        plan(stated(TOWN, sds, 0.8), aims)
    assert [finding.code for finding in wrong.value.faults] == [code]


def test_unknown_roles_are_refused() -> None:
    with pytest.raises(UsageError) as wrong:
        stated(TOWN, {"x": 3.0, "y": 3.0}, 0.8)
    assert [finding.code for finding in wrong.value.faults] == ["RES-A123", "RES-A123"]


def test_people_who_do_not_differ_plan_nothing() -> None:
    same = pd.concat([cell(name, role, *[3.0] * 5) for name in NAMES for role in ROLES], ignore_index=True)
    with pytest.raises(UsageError) as wrong:
        of(assess(responses(same, TOWN), options=Options(method="analytic")))
    assert wrong.value.faults[0].code == "RES-A122"


def test_a_stated_spread_replaces_what_the_survey_found(assessed: Assessment) -> None:
    spreads = of_assessment(assessed, {"resident": 30.0})
    found = {role.role: role for role in plan(spreads, Aims(score="a")).roles}
    assert (found["resident"].sd, found["resident"].source) == (pytest.approx(30.0), "stated")
    assert found["staff"].source == "assessment"


def test_the_whole_rule_is_drawn_as_scoring_draws_it() -> None:
    found = alike(method="draws")
    (now,) = simulated(found, of_assessment(found, {}), Aims(staff=(2,), residents=(10,)))
    firm = sum(verdict.confidence == "firm" for verdict in found.verdicts)
    assert (now.firm, now.of) == (firm, 9)


def test_more_residents_make_no_fewer_classes_firm() -> None:
    found = assess(responses(many(12), TOWN), options=Options(draws=399))
    told = simulated(found, of_assessment(found, {}), Aims(staff=(5,), residents=(3, 50, 2000)))
    assert [one.residents for one in told] == [3, 50, 2000]
    assert told[0].firm <= told[1].firm <= told[2].firm
    assert told[0].firm < told[2].firm


def test_without_class_rules_nothing_is_drawn() -> None:
    book = parse(content(classes=[{"id": "all", "title": {"en": "All"}, "otherwise": True}]))
    found = assess(responses(many(3), book), options=Options(method="analytic"))
    assert simulated(found, of_assessment(found, {}), Aims()) == ()
