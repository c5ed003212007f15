"""Findings about weighted residents (RES-S030 to RES-S049)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

WEIGHTS: dict[str, Kind] = {
    "RES-S030": Kind(
        "info",
        mark(
            "residents are weighted by {to} in {n} of {of} neighbourhoods (design effect {low} to {high}); what this "
            "changes most is “{score}”: by {difference} points in one neighbourhood."
        ),
        mark("Scores with all residents weighing the same stand beside the scores."),
    ),
    "RES-S031": Kind(
        "error",
        mark("the margins file has no column “{column}”."),
        mark("Its columns: community (may be left out), field, value, population."),
    ),
    "RES-S032": Kind(
        "error",
        mark("“{name}” is not asked about respondents in this questionnaire."),
        mark("What can be a margin: {fields}."),
    ),
    "RES-S033": Kind(
        "error",
        mark("“{value}” is not an answer to “{field}”."),
        mark("Its answers: {options}."),
    ),
    "RES-S034": Kind(
        "error",
        mark("“{text}” is not a number of people."),
        mark("Write 0 or a number above it; percentages will do, without the sign."),
    ),
    "RES-S035": Kind(
        "error",
        mark("the group “{value}” is there twice, or overlaps another."),
        mark("Leave one row for each group; ranges include both ends: 16-34, 35-59, 60+."),
    ),
    "RES-S036": Kind(
        "error",
        mark("the margins do not add up to the same number of people for {community}: {totals}."),
        mark("Bring them to one total, above 0, or give all of them as percentages."),
    ),
    "RES-S037": Kind(
        "warning",
        mark("there are margins for “{name}”, but no answers from there (nearest: {near})."),
        mark("Write the name as in the answers or in the community register."),
    ),
    "RES-S038": Kind(
        "warning",
        mark("no margins for {names}: residents there keep the weights that they have."),
        mark("Add rows for them, or rows with an empty community for all."),
    ),
    "RES-S039": Kind(
        "warning",
        mark("not weighted to the margins here: of “{field}”, no resident answered {values}."),
        mark("Put such groups together with others in the margins file if they are ranges, or leave out the question."),
    ),
    "RES-S040": Kind(
        "warning",
        mark("not weighted to the margins here: residents gave other answers to “{field}” than {values}."),
        mark("Give the number of people for every answer that residents gave."),
    ),
    "RES-S041": Kind(
        "warning",
        mark("not weighted to the margins here: {n} residents for margins that fix {fixed} numbers, least {least}."),
        mark("Use fewer questions or wider ranges, or collect more answers."),
    ),
    "RES-S042": Kind(
        "warning",
        mark("not weighted to the margins here: no weights meet all of them, as some answers never go together."),
        mark("Use fewer questions or wider ranges."),
    ),
    "RES-S043": Kind(
        "warning",
        mark(
            "weights are kept from 0.3 to 3 times their mean here, so that the margins are missed by up to {points} "
            "percentage points."
        ),
        mark("Some groups hardly answered: collect more answers from them."),
    ),
    "RES-S044": Kind(
        "info",
        mark("{n} of {of} residents did not answer “{field}” here: together they keep the share that they have."),
    ),
    "RES-S045": Kind(
        "error",
        mark("in no neighbourhood could residents be weighted to the margins."),
        mark("See the findings above; without --margins all residents weigh the same."),
    ),
    "RES-S046": Kind(
        "warning",
        mark("the weight “{text}” of a resident is not a number above 0: left out (rows: {count})."),
        mark("Correct the weight; whom a resident stands for is not guessed."),
    ),
    "RES-S047": Kind(
        "error",
        mark("the answers do not hold “{field}”, which the margins name."),
        mark("Give exports with this question, or take it out of the margins file."),
    ),
    "RES-S048": Kind(
        "error",
        mark("“{value}” is not a number or a range of “{field}”."),
        mark("Write 16-34, or 60+ for 60 and above; both ends are inside."),
    ),
    "RES-S049": Kind(
        "error",
        mark("The assessment was made with the margins file {file}."),
        mark("Give the same file with --margins."),
    ),
}
