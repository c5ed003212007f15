from made import raw_instrument

from resilience_cli.catalog.proof.prove import prove
from resilience_cli.messages import speaking
from resilience_cli.model.parse import parse
from resilience_cli.model.proof import Proof
from resilience_cli.reports.proof_in_words import proof_in_words


def test_witnesses_and_what_is_left_without_a_score() -> None:
    instrument = parse(raw_instrument())
    proof = prove(instrument)
    with speaking("en"):
        lines = list(proof_in_words(instrument, proof))
    assert len(lines) >= len(proof.witnesses) + 1
    assert all(" is reached, for example: " in line for line in lines[: len(proof.witnesses)])
    assert lines[-1].startswith("If one is missing of ")
    assert "no class" in lines[-1]


def test_a_class_without_a_condition_takes_all() -> None:
    raw = raw_instrument()
    raw["classes"] = raw["classes"][-1:]
    instrument = parse(raw)
    with speaking("en"):
        lines = list(proof_in_words(instrument, prove(instrument)))
    assert len(lines) == 1
    assert lines[0].endswith(" is reached by all.")
    assert list(proof_in_words(instrument, Proof((), (), (), {}, complete=False))) == []
