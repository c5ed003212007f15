"""Findings about new instruments (RES-I130…): questions, copied definitions, drafts in a workbook."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

NEW: dict[str, Kind] = {
    "RES-I130": Kind(
        "error",
        mark("“{id}” cannot be the id of a questionnaire."),
        mark("Lower-case letters, digits, _ and -, beginning with a letter, such as hudong-2026."),
    ),
    "RES-I131": Kind("error", mark("There is no usual role “{role}”."), mark("Roles are: {roles}.")),
    "RES-I132": Kind(
        "error",
        mark("The title is given in language “{language}”, in which there are no questions."),
        mark("Leave it out, or give every question in this language too, after a |."),
    ),
    "RES-I133": Kind(
        "error",
        mark("The line is no question: at most one | may divide the Chinese from the English."),
    ),
    "RES-I134": Kind("error", mark("The score “{title}” has no questions."), mark("Write them under it, one a line.")),
    "RES-I135": Kind(
        "error",
        mark("There is no question in it."),
        mark("One question a line; “# title” begins a score; “- ” in front marks a reversed question."),
    ),
    "RES-I136": Kind("error", mark("Some questions are in two languages, others are not.")),
    "RES-I137": Kind(
        "error",
        mark("{name} is released, so it is not replaced."),
        mark("A correction is a new version: choose another id, or copy the file under the next version."),
    ),
    "RES-I139": Kind(
        "warning",
        mark("The export holds numbers in place of the options' texts."),
        mark("Download it again with the texts (in 问卷星: 按文本); then the options are recognised."),
    ),
    "RES-I138": Kind("error", mark("{option} says nothing here."), mark("It belongs to: {ways}.")),
}
COPIED: dict[str, Kind] = {
    "RES-I140": Kind(
        "error",
        mark("“{cut}” moves no cut."),
        mark("Write OLD=NEW, such as 65=60, or SCORE:OLD=NEW, such as society:60=55."),
    ),
    "RES-I141": Kind("error", mark("The cut in “{cut}” is moved twice.")),
    "RES-I142": Kind("error", mark("No class tests a score “{score}”."), mark("Those that are tested: {scores}.")),
    "RES-I143": Kind("error", mark("There is no cut at {cut}."), mark("The cuts are: {cuts}.")),
    "RES-I144": Kind("error", mark("A copy needs an id of its own, not “{id}”.")),
    "RES-I145": Kind(
        "warning",
        mark("Cases that have another class under the new cuts; the class was taken out of them: {cases}."),
        mark("Their scores are checked as before. Who wants the classes checked too writes them into {file}."),
    ),
}
DRAFT: dict[str, Kind] = {
    "RES-I146": Kind(
        "error", mark("The workbook has no sheet “{sheet}”."), mark("Take a draft made by --from-export.")
    ),
    "RES-I147": Kind(
        "error", mark("“{header}” is missing on this sheet."), mark("Take it from the draft as it was made.")
    ),
    "RES-I148": Kind("error", mark("Must be filled in; rows: {numbers}.")),
    "RES-I149": Kind("error", mark("“{found}” is not known here; rows: {numbers}."), mark("Known are: {expected}.")),
    "RES-I150": Kind("error", mark("“{found}” is not a number from {low} to {high}.")),
    "RES-I151": Kind("error", mark("The id “{id}” is taken already, or reserved.")),
    "RES-I152": Kind(
        "error",
        mark("It is not said whether the question is reversed; rows: {numbers}."),
        mark("Choose “no” where agreement is good, “yes” where it is bad."),
    ),
    "RES-I154": Kind(
        "error",
        mark("No question belongs to a factor or a side, so that nothing decides a class."),
        mark("Choose a score for the scored questions; outcomes are only shown."),
    ),
    "RES-I155": Kind("error", mark("The number must be above {low}, and at most {high}.")),
    "RES-I156": Kind("error", mark("The value {found} stands at two options of one scale.")),
    "RES-I157": Kind("info", mark("Scores without questions were left out: {scores}.")),
    "RES-I158": Kind(
        "error",
        mark("The attention check quotes none of its options."),
        mark("Its text must hold the answer that is expected, one of: {expected}."),
    ),
    "RES-I159": Kind("error", mark("“{scale}” has fewer than two options.")),
}
AUTHORING: dict[str, Kind] = NEW | COPIED | DRAFT
