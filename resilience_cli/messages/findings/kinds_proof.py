"""Findings about what an instrument's answers and classes come to (RES-I070… proof, RES-I110… keying)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

PROOF: dict[str, Kind] = {
    "RES-I070": Kind(
        "error",
        mark("No neighbourhood can ever be in the class “{title}” ({id}), whatever its scores."),
        mark("Its rule contradicts itself, or the classes before it take every neighbourhood that it would."),
    ),
    "RES-I071": Kind(
        "error",
        mark("This test changes nothing: without it every neighbourhood would have the same class."),
        mark("Where it holds, other tests have decided already. Take it out, or correct its cut."),
    ),
    "RES-I072": Kind(
        "error",
        mark("This test changes nothing: wherever it matters it holds."),
        mark("Other tests ask for as much or more. Take it out, or correct its cut."),
    ),
    "RES-I073": Kind(
        "warning",
        mark("It is not proved that a neighbourhood can be in the class “{title}” ({id}), nor that none can."),
        mark("Its tests rest on the same questions or on parts of each other; show with a case that it is reached."),
    ),
    "RES-I074": Kind(
        "warning",
        mark("It is not proved that this test can change a class, nor that it cannot."),
        mark("It rests on the same questions as other tests, or on parts of the same scores."),
    ),
    "RES-I075": Kind(
        "warning",
        mark("The classes have too many combinations of tests: nothing is proved of them."),
        mark("Test fewer scores, or test scores that put several together."),
    ),
}
KEYING: dict[str, Kind] = {
    "RES-I110": Kind(
        "error",
        mark("The options of the scale “{scale}” are not in the order of their values: {values}."),
        mark("List them from the lowest to the highest value, or the other way round, as the form shows them."),
    ),
    "RES-I111": Kind(
        "error",
        mark("The labels of the scale “{scale}” run against its values: highest “{highest}”, lowest “{lowest}”."),
        mark("The highest value means most agreement; an item for which that is bad is reversed, not its scale."),
    ),
    "RES-I112": Kind(
        "warning",
        mark("Two texts of this option seem to say opposite things: “{one}” and “{other}”."),
        mark("One of them may belong to another option, or be a wrong translation."),
    ),
    "RES-I113": Kind(
        "error",
        mark("The attention check “{item}” is reversed."),
        mark("It expects a value as the form shows it: take “reverse” out."),
    ),
    "RES-I114": Kind(
        "info",
        mark(
            "{run} items in a row, from “{first}” to “{last}”, are keyed in one direction "
            "(reversed in the block: {turned} of {items})."
        ),
        mark("There careless answers are hard to tell from honest ones."),
    ),
}
