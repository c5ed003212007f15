"""Class rules as a table of conditions: the ways into each class, and what must hold together in each way."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Column, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest
from resilience_cli.reports.rules_in_words import register_labels

Condition = tuple[int, str, str]
"""How deep it stands under others, what is looked at, and what must hold of it."""
JOINED = {
    "all": mark("all of these {n}:"),
    "any": mark("one or more of these {n}:"),
    "none": mark("none of these {n}:"),
    "at_least": mark("at least {k} of these {n}:"),
}
UNKNOWN = {
    True: mark("Where the register does not tell, the test holds: {fields}."),
    False: mark("Where the register does not tell, the test does not hold: {fields}."),
    None: mark("Where the register does not tell, the class stays open: {fields}."),
}


def class_parts(instrument: Instrument) -> Iterator[Part]:
    """Yield the table of conditions, and what holds where the register does not tell."""
    yield class_table(instrument)
    rules = [definition.rule for definition in instrument.classes if definition.rule]
    tests = [test for rule in rules for test in rule.leaves() if isinstance(test, RegisterTest)]
    for unknown_is, words in UNKNOWN.items():
        fields = dict.fromkeys(test.field for test in tests if test.unknown_is is unknown_is)
        if fields:
            names = say(", ").join(pick(instrument.register[field].text) for field in fields)
            yield Paragraph(say(words, fields=names))


def class_table(instrument: Instrument) -> Table:
    """Return a row for each condition, under its class and its way into it, in the order in which they are tried."""
    rows: list[tuple[str, str, str, str]] = []
    for definition in instrument.classes:
        title = pick(definition.title)
        if definition.rule is None:
            rows.append((title, "", say("all others"), ""))
            continue
        for number, way in enumerate(_ways(definition.rule), start=1):
            for place, (depth, what, must_be) in enumerate(_conditions(way, instrument)):
                sign = "" if depth else say("and") if place else say("or {n}", n=number) if number > 1 else "1"
                rows.append((title, sign, f"{'-' * depth} {what}".lstrip(), must_be))
                title = ""
    columns = (Column(say("Class")), Column(say("Way")), Column(say("Score or fact")), Column(say("Condition")))
    first = say("The first class that holds is the community's; a class holds if one of its ways does.")
    return Table(columns, tuple(rows), first)


def _ways(rule: Rule) -> tuple[Rule, ...]:
    return rule.parts if isinstance(rule, Combination) and rule.how == "any" else (rule,)


def _conditions(rule: Rule, instrument: Instrument, depth: int = 0) -> Iterator[Condition]:
    """Yield the conditions that hold together; those that are counted stand deeper, under the line that says so."""
    if isinstance(rule, ScoreTest):
        cut = f"{rule.threshold:g}"
        must_be = say("below {cut}", cut=cut) if rule.test == "below" else say("{cut} or more", cut=cut)
        yield depth, pick(instrument.score[rule.score].title), must_be
    elif isinstance(rule, RegisterTest):
        labels = register_labels(rule.field, rule.values, instrument)
        yield depth, pick(instrument.register[rule.field].text), " / ".join(labels)
    elif rule.how == "all" and not depth:
        for part in rule.parts:
            yield from _conditions(part, instrument)
    else:
        how = "all" if rule.how == "at_least" and rule.k == len(rule.parts) else rule.how
        yield depth, say(JOINED[how], k=rule.k, n=len(rule.parts)), ""
        for part in rule.parts:
            yield from _conditions(part, instrument, depth + 1)
