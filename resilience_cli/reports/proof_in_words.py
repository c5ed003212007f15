"""What was proved of the classes, said in lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.proof import Proof, Witness
from resilience_cli.reports.wording import class_title


def proof_in_words(instrument: Instrument, proof: Proof) -> Iterator[str]:
    """Yield a line for each class with scores that reach it, and for missing scores what is then still possible."""
    for witness in proof.witnesses:
        title, scores = class_title(instrument, witness.class_id), _values(instrument, witness)
        words = mark("{title} is reached, for example: {scores}.") if scores else mark("{title} is reached by all.")
        yield say(words, title=title, scores=scores)
    alike: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for score, classes in proof.without.items():
        alike[classes].append(pick(instrument.score[score].title))
    for classes, titles in alike.items():
        possible = say(" or ").join(class_title(instrument, id_) for id_ in classes)
        yield say("If one is missing of {scores}: {classes}.", scores=say(", ").join(titles), classes=possible)


def _values(instrument: Instrument, witness: Witness) -> str:
    plain = [id_ for id_ in witness.scores if instrument.score[id_].kind != "test_only"]
    scores = [f"{pick(instrument.score[id_].title)} {witness.scores[id_]:.4g}" for id_ in plain]
    for field, value in witness.register.items():
        known = instrument.register[field]
        label = pick(known.values[value].label) if value is not None else say("not known")
        scores.append(say("{field}: {value}", field=pick(known.text), value=label))
    return say(", ").join(scores)
