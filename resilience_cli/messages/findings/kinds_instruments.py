"""Findings about instruments (RES-I…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

FILES: dict[str, Kind] = {
    "RES-I001": Kind(
        "error",
        mark("There is no such directory of instruments."),
        mark(
            "Check --instruments and RESILIENCE_INSTRUMENTS, or leave them out to use the instruments that came along."
        ),
    ),
    "RES-I002": Kind(
        "error",
        mark("There is no instrument “{name}”."),
        mark("The nearest there are: {near}. A file can be named by its path."),
    ),
    "RES-I019": Kind(
        "error",
        mark("There is no questionnaire in {folder}: nothing was checked."),
        mark("Name the files, or another folder with --instruments."),
    ),
    "RES-I003": Kind("error", mark("There is no such file.")),
    "RES-I004": Kind(
        "error", mark("This cannot be read as a file: {why}."), mark("Check that it is a file that you may read.")
    ),
    "RES-I005": Kind("error", mark("The file is larger than {megabytes} MB: it is not an instrument.")),
    "RES-I006": Kind("error", mark("The file is not UTF-8 text from this place on."), mark("Save it as UTF-8.")),
    "RES-I007": Kind(
        "error",
        mark("This is not valid JSON: here stands {found}, expected was {expected}."),
        mark("Most often a comma, a quotation mark or a bracket is missing or too many, here or just before."),
    ),
    "RES-I008": Kind("error", mark("The key “{key}” stands here a second time."), mark("Remove one of the two.")),
    "RES-I009": Kind("error", mark("The brackets are nested more than {deepest} deep: it is not an instrument.")),
    "RES-I087": Kind(
        "error",
        mark("This is a workbook or another office file, not a questionnaire definition."),
        mark("Of a draft that was filled in, one is made by: resilience instruments new --from-workbook FILE.xlsx"),
    ),
    "RES-I080": Kind(
        "error", mark("This number has no bounds or is none, and JSON cannot hold it."), mark("Write a finite number.")
    ),
    "RES-I081": Kind("error", mark("This text holds half a character."), mark("Write it anew.")),
    "RES-I082": Kind(
        "warning",
        mark("This file lies among questionnaires, but its name is not a version: it was not checked."),
        mark("Name it <version>.json, such as 1.0.0.json, or move it away."),
    ),
}
RELEASE: dict[str, Kind] = {
    "RES-I050": Kind(
        "error",
        mark("The file's folder and name do not match the id and version in it."),
        mark("Expected: {expected}."),
    ),
    "RES-I051": Kind(
        "error",
        mark("{name} was released on {date} and has been changed since."),
        mark("Undo the change, or make it a new version."),
    ),
    "RES-I052": Kind(
        "error",
        mark("{name} says that it is released, but releases.json does not list it."),
        mark("Set its status to draft, or list it with sha256 {sha256}; to try it, use --allow-unreleased."),
    ),
    "RES-I053": Kind("info", mark("{name} is a draft."), mark("To score with it, use --allow-unreleased.")),
    "RES-I083": Kind(
        "error",
        mark("{name} was not released: only what validation finds no fault with, and no warning, can be released."),
        mark("See above."),
    ),
    "RES-I084": Kind("error", mark("Say which version of “{name}” to release."), mark("For example: {near}.")),
    "RES-I055": Kind("error", mark("releases.json lists {name}, but there is no such file.")),
}
SCHEMA: dict[str, Kind] = {
    "RES-I010": Kind("error", mark("The key “{key}” is not known here."), mark("Known are: {near}.")),
    "RES-I011": Kind("error", mark("Missing here: {keys}.")),
    "RES-I012": Kind("error", mark("Found {found}, expected {expected}.")),
    "RES-I013": Kind(
        "error", mark("“{found}” is not one of the values allowed here."), mark("Allowed are: {allowed}.")
    ),
    "RES-I014": Kind("error", mark("“{found}” does not have the right form."), mark("Expected: {expected}.")),
    "RES-I015": Kind("error", mark("The number {found} is outside what is allowed."), mark("Expected: {expected}.")),
    "RES-I016": Kind(
        "error",
        mark("The number of entries or characters, {found}, is not allowed here."),
        mark("Expected: {expected}."),
    ),
    "RES-I017": Kind("error", mark("An entry of this list stands there twice.")),
    "RES-I018": Kind("error", mark("This condition tests nothing."), mark("It needs one of: {allowed}.")),
}
REFERENCES: dict[str, Kind] = {
    "RES-I020": Kind(
        "error", mark("The id “{id}” stands twice, or is a reserved name."), mark("Give each its own id.")
    ),
    "RES-I021": Kind(
        "error", mark("There is no “{id}” that this could mean."), mark("Possible are, among others: {near}.")
    ),
    "RES-I035": Kind("error", mark("{name} is named as a relation of itself.")),
    "RES-I045": Kind("error", mark("The role “{role}” has no weight."), mark("Give each role a weight above 0.")),
}
TEXTS: dict[str, Kind] = {
    "RES-I024": Kind("error", mark("The text in language “{language}” is missing.")),
    "RES-I026": Kind(
        "error",
        mark("“{label}” means both “{one}” and “{other}”."),
        mark("Each text may stand for one thing only; take it from one of the two."),
    ),
    "RES-I032": Kind("error", mark("The placeholder {{{name}}} is not declared."), mark("Declared are: {declared}.")),
    "RES-I033": Kind("error", mark("The placeholder {{{name}}} is declared, but no text uses it.")),
}
ITEMS: dict[str, Kind] = {
    "RES-I022": Kind(
        "error",
        mark("The item “{item}” is in no score."),
        mark('Name it in a score, or say "attention" or "unscored": true.'),
    ),
    "RES-I023": Kind(
        "warning",
        mark("The {items} items from “{first}” to “{last}” are all keyed in one direction."),
        mark("Reverse some of them: otherwise careless answers cannot be told from honest ones."),
    ),
    "RES-I025": Kind("error", mark("The attention check does not quote the label that it expects: “{label}”.")),
    "RES-I039": Kind(
        "error", mark("The expected answer {value} is not a value of the scale."), mark("Values are: {allowed}.")
    ),
    "RES-I040": Kind(
        "error",
        mark("The item “{item}” cannot be part of the score “{score}”."),
        mark("An attention check, an unscored item or one on a nominal scale has no place in a score."),
    ),
    "RES-I046": Kind("error", mark("The minimum of the scale “{scale}” is not below its maximum.")),
    "RES-I047": Kind("error", mark("Two options of the scale “{scale}” have the same value.")),
}
SCORES: dict[str, Kind] = {
    "RES-I029": Kind("error", mark("The score “{score}” is for tests only, but no class tests it.")),
    "RES-I030": Kind(
        "error", mark("The score “{score}” mixes items and scores."), mark("Make a score of the items first.")
    ),
    "RES-I031": Kind("error", mark("The score “{score}” is made of itself.")),
    "RES-I036": Kind(
        "info",
        mark("“{role}” are asked fewer than half of the {items} items of “{score}”: shown there, not combined."),
    ),
    "RES-I037": Kind(
        "info", mark("“{role}” are asked one of the {items} items of “{score}”: their part rests on a single answer.")
    ),
    "RES-I038": Kind("error", mark("There are {found} weights for {count} parts.")),
    "RES-I043": Kind("error", mark("A difference is made of two parts; here are {count}.")),
    "RES-I044": Kind("error", mark("{found} answers are required, but the score has {count} items.")),
    "RES-I049": Kind(
        "error",
        mark("“{role}” can never have the score “{score}”: {found} answers are required, but they are asked {asked}."),
        mark("Ask them more of its items, require fewer answers, or write “half” or “all”."),
    ),
    "RES-I086": Kind(
        "error",
        mark("Nobody can have the score “{score}”: no role is asked half of its {items} items."),
        mark("A role that is asked fewer is shown, not combined. Ask one role more of them, or part the score."),
    ),
}
CLASSES: dict[str, Kind] = {
    "RES-I027": Kind(
        "error", mark("The cut {cut:g} of “{score}” is outside its range."), mark("Above {low:g}, up to {high:g}.")
    ),
    "RES-I028": Kind("error", mark("A score needs {low} respondents, but {high} are already enough for “ok”.")),
    "RES-I048": Kind(
        "error",
        mark("The score “{score}” is made of items and its method is “{method}”: items are always averaged."),
        mark('Write "mean"; other methods put scores together, at the level of the community.'),
    ),
    "RES-I034": Kind(
        "error",
        mark("The class “{id}” is out of place."),
        mark('The last class, and only the last, is "otherwise": true; all others have a condition.'),
    ),
    "RES-I041": Kind("error", mark("At least {found} of {count} conditions can never be met.")),
    "RES-I042": Kind(
        "error",
        mark("The band “{id}” is out of order."),
        mark("The first begins at 0, each later one higher, up to 100."),
    ),
}
CASES: dict[str, Kind] = {
    "RES-I060": Kind(
        "warning",
        mark("The instrument has no cases: nothing shows that it scores as meant."),
        mark("Write them into {expected}."),
    ),
    "RES-I061": Kind("error", mark("Case “{case}”: “{score}” is {found}, expected {expected}.")),
    "RES-I062": Kind("error", mark("Case “{case}”: the class is {found}, expected {expected}.")),
    "RES-I063": Kind(
        "error",
        mark("Case “{case}”: the instrument has no “{name}” that this could mean."),
        mark("The nearest there are: {near}."),
    ),
    "RES-I064": Kind("warning", mark("No case expects the class “{id}”.")),
    "RES-I065": Kind("warning", mark("No case has “{score}” exactly at the cut {cut:g}.")),
    "RES-I066": Kind("warning", mark("No case has a missing answer.")),
    "RES-I067": Kind(
        "error", mark("Case “{case}”: {value} is not an answer to “{item}”."), mark("Answers are: {allowed}.")
    ),
    "RES-I085": Kind(
        "error",
        mark("Case “{case}”: {found} respondents are more than {most}."),
        mark("Fewer show the same."),
    ),
    "RES-I068": Kind(
        "error", mark("Case “{case}”: “{role}” is not asked “{item}”."), mark("Take it from the answers of this role.")
    ),
}
INSTRUMENTS: dict[str, Kind] = FILES | RELEASE | SCHEMA | REFERENCES | TEXTS | ITEMS | SCORES | CLASSES | CASES
