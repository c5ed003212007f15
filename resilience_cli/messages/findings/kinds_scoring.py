"""Findings about scoring (RES-S…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

SCORING: dict[str, Kind] = {
    "RES-S001": Kind(
        "warning",
        mark("no class: {n} answered as “{role}”, at least {least} are needed for a community score."),
        mark("Collect more answers before a class is given."),
    ),
    "RES-S002": Kind(
        "warning",
        mark("no class: of the roles in this survey only “{roles}” answered here."),
        mark("Ask the other roles too, or name those that count with --roles."),
    ),
    "RES-S003": Kind(
        "warning",
        mark("no class: the score “{score}” is missing, and the class rule needs it."),
        mark("See which of its items were answered by whom."),
    ),
    "RES-S004": Kind(
        "warning",
        mark("no class: the register does not tell “{field}”, and the class rule needs it."),
        mark("Fill in the community register and score again with --register."),
    ),
    "RES-S005": Kind(
        "warning",
        mark("no class: {share} of the weight belongs to roles that did not answer here."),
        mark("Ask the missing roles; a class would rest on filled-in numbers."),
    ),
    "RES-S010": Kind(
        "warning",
        mark("the role “{role}” answered in {n} of {of} communities: its means are shown, not combined."),
        mark("Roles count from half of the communities on; to decide otherwise, name them with --roles."),
    ),
    "RES-S011": Kind(
        "warning",
        mark("only residents count in this survey: the scores are the residents' view."),
        mark("Say so wherever the results are quoted."),
    ),
    "RES-S012": Kind(
        "warning",
        mark("“{roles}” did not answer here: filled in from the other roles and communities, provisional."),
        mark("Ask them; if the role does not exist here, say so in the community register."),
    ),
    "RES-S013": Kind(
        "warning",
        mark("“{roles}” did not answer here: scored by the roles that did, interval widened by the largest role gap."),
        mark("With fewer than 8 communities nothing is filled in. Ask them; if none exist, say so in the register."),
    ),
    "RES-S014": Kind(
        "warning",
        mark("the register says {population} people for “{role}”, but {n} answered: the number was not used."),
        mark("Correct the number in the community register."),
    ),
    "RES-S015": Kind(
        "warning",
        mark("no interval and no confidence: too few people of one role in one community to know how answers vary."),
        mark("Not assessed. Collect more answers."),
    ),
    "RES-S016": Kind(
        "info",
        mark("{n} of {of} communities are in the class “{class_title}”: the classes do not discriminate here."),
        mark("Read the profile of scores instead."),
    ),
    "RES-S017": Kind(
        "warning",
        mark(
            "many left out an item of {scores} (up to {share}); with only those who answered all items, the score that "
            "differs most is “{score}” in {community}: by {difference} points."
        ),
        mark("Both scores are kept side by side; look at which items are skipped."),
    ),
    "RES-S018": Kind(
        "info",
        mark("flagged by screening: {flags}; excluded: {excluded} of {received}."),
        mark("Flags mark careless answering; scores without the flagged stand beside the scores."),
    ),
    "RES-S019": Kind(
        "warning",
        mark("excluded by screening here: {roles}."),
    ),
    "RES-S020": Kind(
        "warning",
        mark("no community register was given: absence was not judged ({fields})."),
        mark("Write one with `resilience register --from EXPORT -o FILE`, fill it in, and score with --register FILE."),
    ),
    "RES-S021": Kind(
        "warning",
        mark("the class changes when the {n} answering as “{role}” are left out: one voice, never firm."),
        mark("Ask more people of this role."),
    ),
    "RES-S024": Kind(
        "warning",
        mark("“{role}” answered here, but too few items of {scores}: these scores are filled in, provisional."),
        mark("Look at which items they leave out."),
    ),
    "RES-S025": Kind(
        "warning",
        mark("{n} communities of the register have no answers and are not in the result: {names}."),
        mark("Ask there too; or check how their names are written in the answers."),
    ),
    "RES-S026": Kind(
        "warning",
        mark("the questionnaire {name} is not a released version: {standing}."),
        mark("For results that others rely on, release it and score again."),
    ),
    "RES-S022": Kind(
        "error",
        mark("no respondents are left to score."),
        mark("See the findings above: rows without community or role are not respondents."),
    ),
    "RES-S023": Kind(
        "error",
        mark("“{role}” is not a role of this questionnaire."),
        mark("Its roles: {roles}."),
    ),
    "RES-S050": Kind(
        "info",
        mark(
            "the answers were read in parts: no answer sheet was compared with the others to find careless answering."
        ),
        mark("Like questions, unusual patterns and near-duplicates were not looked at; scores do not depend on them."),
    ),
    "RES-S051": Kind(
        "info",
        mark("in {n} communities with more than {most} answer sheets, near-duplicates were not looked for."),
        mark("Scores do not depend on it."),
    ),
}
