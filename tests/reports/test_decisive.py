from dataclasses import replace

from made import assessment, instrument, raw_instrument

from resilience_cli.model.assessment import Reason
from resilience_cli.model.parse import parse
from resilience_cli.reports.decisive import deciding_scores, lacking
from resilience_cli.reports.wording import score_rows


def test_a_true_test_inside_a_condition_that_fails_does_not_matter():
    raw = raw_instrument()
    raw["classes"][0]["when"] = {
        "any": [
            {"score": "weakest", "below": 50},
            {"all": [{"register": "owners", "in": ["none"]}, {"score": "society", "below": 60}]},
        ]
    }
    weak = Reason("deficient", "weakest", None, 47.0, "below", 50.0, True, 0.7, 3.0)
    owners = Reason("deficient", None, "owners", "working", "in", ("none",), False, None, 0.0)
    society = Reason("deficient", "society", None, 52.0, "below", 60.0, True, 0.9, 8.0)
    made = replace(assessment(), instrument=parse(raw))
    verdict = replace(made.verdicts[1], reasons=(weak, owners, society))
    assert lacking(verdict, made) == [weak]
    missing = replace(owners, met=True, estimate="none")
    assert lacking(replace(verdict, reasons=(weak, missing, society)), made) == [weak, society]


def test_of_a_minimum_only_the_sides_below_the_cut_decide():
    made = assessment()
    assert deciding_scores(made.verdicts[1], made, score_rows(made)) == ["state", "market"]


def test_a_better_class_names_what_it_lacks():
    made = assessment()
    strong = Reason("co_governing", "structure", None, 60.0, "from", 65.0, False, 0.1, 5.0)
    verdict = replace(made.verdicts[0], class_id="intermediate", reasons=(*made.verdicts[0].reasons[:2], strong))
    assert lacking(verdict, made) == [strong]
    assert deciding_scores(verdict, made, score_rows(made)) == ["structure"]
    assert instrument().score["structure"].of_items


def test_of_a_range_the_lowest_side_decides():
    raw = raw_instrument()
    raw["scores"][-1] |= {"method": "range", "higher_is": "worse"}
    raw["classes"][0]["when"] = {"score": "weakest", "from": 2}
    made = replace(assessment(), instrument=parse(raw))
    wide = Reason("deficient", "weakest", None, 5.0, "from", 2.0, True, 0.9, 3.0)
    assert deciding_scores(replace(made.verdicts[1], reasons=(wide,)), made, score_rows(made)) == ["market"]
