"""Classes, confidence, reasons and statuses, case by case."""

import numpy as np
import pytest
from synth import responses
from town import TOWN, cell, content, facts, many, town

from resilience_cli.model.assessment import Assessment, Options, Verdict
from resilience_cli.model.parse import parse
from resilience_cli.model.rule import ScoreTest
from resilience_cli.pipeline import assess
from resilience_cli.scoring.reasons import shortfall
from resilience_cli.scoring.verdicts import confidence


def verdict(assessment: Assessment, community: str) -> Verdict:
    return next(v for v in assessment.verdicts if v.community == community)


@pytest.mark.parametrize(
    ("shares", "one_voice", "word", "rival"),
    [
        ([0.1, 0.1, 0.8], False, "firm", None),
        ([0.1, 0.1, 0.8], True, "borderline", None),
        ([0.3, 0.2, 0.5], False, "borderline", None),
        ([0.3, 0.29, 0.41], False, "unresolved", None),
        ([0.5, 0.1, 0.4], False, "unresolved", "poor"),
        ([np.nan] * 3, False, None, None),
    ],
)
def test_confidence(shares: list[float], one_voice: bool, word: str | None, rival: str | None) -> None:
    found = confidence(TOWN, "good", np.array(shares), one_voice)
    assert (found.confidence, found.rival) == (word, rival)


def test_no_class_has_no_confidence_and_no_draws_no_probability() -> None:
    assert confidence(TOWN, None, np.array([1.0, 0, 0]), False).probability is None
    assert confidence(TOWN, "good", None, False).confidence is None


@pytest.mark.parametrize(
    ("score", "test", "value", "lacks"),
    [("both", "below", 44.0, 6.0), ("both", "from", 50.0, 0.0), ("both", "from", 50 - 1e-12, 0.0),
     ("gap", "from", 63.0, 13.0), ("gap", "from", 49.0, 0.0), ("both", "below", float("nan"), 0.0)],
)  # fmt: skip
def test_shortfall_is_what_lacks_to_the_good_side(score: str, test: str, value: float, lacks: float) -> None:
    assert shortfall(TOWN, ScoreTest(score, test, 50.0), value) == pytest.approx(lacks, abs=1e-9)


def test_one_staff_form_that_changes_the_class_is_one_voice_and_never_firm() -> None:
    table = many(9, residents=30)
    residents = cell("Z", "resident", *[3] * 30)
    found = assess(town(table, residents, cell("Z", "staff", 1), cell("Z", "owners", 3, 3)))
    z = verdict(found, "Z")
    assert (z.class_id, z.without["staff"], z.residents_only) == ("poor", "good", "good")
    assert z.one_voice == ("staff",)
    assert z.status == "one voice"
    assert z.confidence in ("borderline", "unresolved")
    assert any(f.code == "RES-S021" and f.where.community == "Z" for f in found.findings)


def test_three_who_say_so_are_not_one_voice() -> None:
    table = many(9, residents=30)
    found = assess(
        town(table, cell("Z", "resident", *[3] * 30), cell("Z", "staff", 1, 1, 1), cell("Z", "owners", 3, 3))
    )
    assert verdict(found, "Z").one_voice == ()


@pytest.mark.parametrize(("staff_weight", "class_given"), [(2, True), (3, False)])
def test_more_than_half_of_the_weight_filled_in_is_no_class(staff_weight: int, class_given: bool) -> None:
    raw = content()
    raw["community"]["role_weights"] = {"resident": 1, "staff": staff_weight, "owners": 1}
    table = many(9)
    table = table[~((table["community"] == "C02") & (table["role"] == "staff"))]
    found = verdict(assess(responses(table, parse(raw))), "C02")
    assert found.status == "provisional"
    assert found.filled_roles == ("staff",)
    assert (found.class_id is not None) == class_given
    assert (found.no_class is None) == class_given
    if found.no_class is not None:
        assert found.no_class.code == "RES-S005"


def test_why_there_is_no_class() -> None:
    table = many(9)
    few = table[~((table["community"] == "C01") & (table["role"] == "resident"))]
    alone = few[~((few["community"] == "C02") & (few["role"] != "resident"))]
    found = assess(responses(alone, TOWN))
    assert verdict(found, "C01").no_class.code == "RES-S001"
    assert verdict(found, "C02").no_class.code == "RES-S002"
    for community in ("C01", "C02"):
        assert verdict(found, community).class_id is None
        assert verdict(found, community).status == "missing"


def test_an_unknown_register_value_stops_the_class_unless_the_rule_says_what_it_is() -> None:
    raw = content()
    test = {"register": "committee", "in": ["none"]}
    raw["classes"][0] = {"id": "poor", "title": {"en": "Poor"}, "when": test}
    unknown = assess(responses(many(9), parse(raw)))
    assert {v.no_class.code for v in unknown.verdicts} == {"RES-S004"}
    raw["classes"][0]["when"] = {**test, "unknown_is": False}
    known = assess(responses(many(9), parse(raw)))
    assert all(v.class_id in ("split", "good") for v in known.verdicts)
    assert known.verdicts[0].unjudged == ("committee",)
    register = facts(committee={f"C{c:02}": "none" for c in range(1, 10)})
    assert {v.class_id for v in assess(responses(many(9), parse(raw)), register).verdicts} == {"poor"}


def test_reasons_carry_every_test_with_its_probability() -> None:
    found = assess(responses(many(9), TOWN)).verdicts[0]
    assert [(r.class_id, r.score, r.test, r.threshold) for r in found.reasons] == [
        ("poor", "both", "below", 50.0),
        ("split", "gap", "from", 20.0),
    ]
    for reason in found.reasons:
        assert 0 <= reason.probability <= 1
        assert reason.met == ((reason.estimate < 50) if reason.score == "both" else (reason.estimate >= 20))


def test_statuses_in_their_order() -> None:
    table = many(10, residents=40, staff=30, owners=30)
    few = (table["community"] == "C03") & (table["role"] == "resident")
    keep = ~few | (table[few].groupby("community").cumcount().reindex(table.index, fill_value=0) < 5)
    found = assess(responses(table[keep], TOWN))
    assert verdict(found, "C03").status == "few"
    assert verdict(found, "C04").status == "ok"
    assert verdict(assess(responses(many(9), TOWN)), "C01").status == "borrowed"


def test_without_draws_there_is_an_interval_and_no_probability() -> None:
    found = assess(responses(many(9), TOWN), options=Options(method="analytic"))
    assert found.verdicts[0].probability is None
    assert found.verdicts[0].confidence is None
    assert found.scores["low"].notna().all()


def test_a_role_that_could_not_be_filled_is_told_apart_from_one_that_was() -> None:
    for number, filled, unfilled in ((9, ("staff",), ()), (4, (), ("staff",))):
        table = many(number)
        found = assess(responses(table[~((table["community"] == "C02") & (table["role"] == "staff"))], TOWN))
        assert (verdict(found, "C02").filled_roles, verdict(found, "C02").unfilled_roles) == (filled, unfilled)
        assert verdict(found, "C02").status == "provisional"
