"""What classes and order owe to choices, in words."""

from dataclasses import replace

import pytest
from synth import responses
from town import TOWN, many

from resilience_cli.analysis.sensitivity import sensitivity
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.sensitivity import Sensitivity
from resilience_cli.pipeline import assess
from resilience_cli.reports import sensitivity_document
from resilience_cli.reports.markdown import render


@pytest.fixture(scope="module")
def town() -> Assessment:
    return assess(responses(many(9, residents=30), TOWN), options=Options(draws=39))


@pytest.fixture(scope="module")
def found(town: Assessment) -> Sensitivity:
    return sensitivity(town, draws=200, rank_anyway=True)


def text(town: Assessment, found: Sensitivity, lang: str = "en") -> str:
    with speaking(lang):
        return render(sensitivity_document(town, found))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["keep it in at least 80 %", "Kendall", "Moved most by", "Sobol", "1–"]),
     ("zh", ["至少在 80% 的抽取中类型不变", "肯德尔", "影响最大", "Sobol", "1–"])],
)  # fmt: skip
def test_classes_ranks_and_indices_are_all_there(
    town: Assessment, found: Sensitivity, lang: str, words: list[str]
) -> None:
    told = text(town, found, lang)
    assert all(word in told for word in words)
    assert "{" not in told
    assert all(verdict.name in told for verdict in town.verdicts)


def test_what_cannot_move_has_no_column_and_is_said_to_prove_nothing(town: Assessment, found: Sensitivity) -> None:
    """A mean has no floor, and nobody left a question out."""
    told = text(town, found)
    assert "Cannot move any class here, and prove nothing: Floor, Missing." in told
    assert "Cannot move any rank here, and prove nothing: Floor, Cuts, Missing." in told
    [head] = [line for line in told.splitlines() if "Class" in line and "Moved most by" in line]
    assert "Weights" in head
    assert "Floor" not in head
    assert "Missing" not in head


def test_a_class_that_could_not_have_moved_is_no_percentage(town: Assessment, found: Sensitivity) -> None:
    stuck = tuple(
        replace(one, places=tuple(replace(p, still="same", stays=1.0) for p in one.places)) for one in found.varied
    )
    told = text(town, replace(found, varied=stuck))
    assert "Of 9 neighbourhoods with a class, 0 keep it" in told
    assert "Of 9 more, the class could not have moved: that is no sign of robustness." in told
    assert "100%" not in told.split("Classes with all")[0].split("How often")[1]


def test_communities_whose_class_hangs_on_choices_are_named_the_weakest_first(
    town: Assessment, found: Sensitivity
) -> None:
    *alone, last = found.varied
    shares = [0.3, 0.79, 0.8, *[1.0] * 6]
    places = tuple(replace(p, still=None, stays=s) for p, s in zip(last.places, shares, strict=True))
    told = text(town, replace(found, varied=(*alone, replace(last, places=places))))
    assert "C01 (30%), C02 (79%)." in told
    assert "C03 (80%)" not in told


def test_a_withheld_order_tells_no_rank_but_classes(town: Assessment, found: Sensitivity) -> None:
    hidden = sensitivity(town, draws=100)
    assert hidden.withheld == (found.warrant.use != "rank")
    warrant = replace(found.warrant, use="profile")
    places = [tuple(replace(p, rank=None, shift=None) for p in one.places) for one in found.varied]
    varied = tuple(replace(one, places=p, tau=None) for one, p in zip(found.varied, places, strict=True))
    told = text(town, replace(found, warrant=warrant, withheld=True, ranks={}, varied=varied, rank_indices=()))
    assert "No order is shown" in told
    assert "Kendall" not in told
    assert "Median" not in told
    assert "Mean shift of the ranks" not in told
    assert "How often the class stays" in told


def test_of_one_community_no_order_can_be_told() -> None:
    one = assess(responses(many(1, residents=30), TOWN), options=Options(draws=39))
    for anyway in (True, False):
        assert "No order can be told" in text(one, sensitivity(one, draws=100, rank_anyway=anyway))
