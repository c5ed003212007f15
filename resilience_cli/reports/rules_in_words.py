"""Class rules said in words."""

from __future__ import annotations

from resilience_cli.messages import pick, say
from resilience_cli.model.instrument import ClassDefinition, Instrument
from resilience_cli.model.rule import RegisterTest, Rule, ScoreTest


def rule_in_words(definition: ClassDefinition, instrument: Instrument) -> str:
    """Return when a community belongs to the class, as one sentence's worth of words."""
    return say("all others") if definition.rule is None else _words(definition.rule, instrument, outermost=True)


def test_in_words(score: str, test: str, threshold: float, instrument: Instrument) -> str:
    """Return a test of a score, such as “Market side below 50”."""
    title = pick(instrument.score[score].title)
    if test == "below":
        return say("{score} below {cut}", score=title, cut=f"{threshold:g}")
    return say("{score} at least {cut}", score=title, cut=f"{threshold:g}")


def register_test_in_words(field: str, values: tuple[str, ...], instrument: Instrument) -> str:
    """Return a test of the register, such as “Owners' committee: none or being set up”."""
    labels = say(" or ").join(register_labels(field, values, instrument))
    return say("{field} is {values}", field=pick(instrument.register[field].text), values=labels)


def register_labels(field: str, values: tuple[str, ...], instrument: Instrument) -> list[str]:
    """Return the labels of a register field's values; a value that it does not list stands for itself."""
    known = instrument.register[field].values
    return [pick(known[value].label) if value in known else value for value in values]


def _words(rule: Rule, instrument: Instrument, outermost: bool = False) -> str:
    if isinstance(rule, ScoreTest):
        return test_in_words(rule.score, rule.test, rule.threshold, instrument)
    if isinstance(rule, RegisterTest):
        return register_test_in_words(rule.field, rule.values, instrument)
    parts = [_words(part, instrument) for part in rule.parts]
    if rule.how == "at_least":
        words = say("at least {k} of: {parts}", k=rule.k, parts=say(", ").join(parts))
    elif rule.how == "none":
        words = say("none of: {parts}", parts=say(", ").join(parts))
    else:
        words = (say(" and ") if rule.how == "all" else say("; or ") if outermost else say(" or ")).join(parts)
    return words if outermost or len(parts) < 2 else say("({words})", words=words)
