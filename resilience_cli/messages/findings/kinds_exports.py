"""Findings about what exports and registers hold (RES-R…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

_ANSWERS = {
    "RES-R020": Kind(
        "warning",
        mark("The number “{answer}” is none of the options ({options}); counted as not understood. Rows: {count}."),
    ),
    "RES-R021": Kind(
        "warning",
        mark("The answer “{answer}” is none of the options ({options}); counted as not understood. Rows: {count}."),
        mark("If it means one of them, say so in a mapping (--write-mapping), or add it to that option's `also`."),
    ),
    "RES-R022": Kind(
        "warning",
        mark("The answer “{answer}” is none of the options ({options}); counted as not understood. Rows: {count}."),
        mark("If it means “{near}”, say so in a mapping (--write-mapping), or add it to that option's `also`."),
    ),
    "RES-R023": Kind(
        "warning",
        mark("“{answer}” holds several answers to a question with one ({options}); not understood. Rows: {count}."),
        mark("Check whether the question was set up as a multiple choice."),
    ),
    "RES-R024": Kind(
        "info",
        mark(
            "{role}: answers to questions that this role is not asked were read and not scored ({items}). Answers: {n}."
        ),
    ),
    "RES-R025": Kind(
        "warning",
        mark("Entries that are no number from {minimum} to {maximum} count as not understood. Rows: {count}."),
    ),
    "RES-R026": Kind("warning", mark("Entries that are none of the options were left out. Rows: {count}.")),
    "RES-R027": Kind("info", mark("Durations that were not understood: the speed is not known. Rows: {count}.")),
    "RES-R028": Kind(
        "warning",
        mark("Further texts that are none of the options count as not understood. Rows: {count}."),
        mark("Check that the column really is this question."),
    ),
}
_COLUMNS = {
    "RES-R040": Kind(
        "error",
        mark("No header is a question of a known instrument ({instruments})."),
        mark("Name another instrument with -i, or use its texts or item ids as headers."),
    ),
    "RES-R041": Kind(
        "error",
        mark("{instrument}: these questions have no column: {items}."),
        mark(
            "Say in a mapping which columns they are (--write-mapping), or name the instrument that was used with -i."
        ),
    ),
    "RES-R042": Kind(
        "error",
        mark("Columns {columns} are all the question {item}."),
        mark("Say in a mapping (--write-mapping, --mapping) which is the answer, and `ignore` for the others."),
    ),
    "RES-R043": Kind(
        "error",
        mark("The header may be any of the questions {items}."),
        mark("Use the item id as the header of this column."),
    ),
    "RES-R044": Kind(
        "info",
        mark("This header is nearly that of {item} (“{text}”); it was not taken for it."),
        mark("If it is this question, say so in a mapping (--write-mapping, --mapping)."),
    ),
    "RES-R045": Kind(
        "error",
        mark("There is no column for the community ({headers})."),
        mark("Name it with --community; or name the one community of the file with --community-name."),
    ),
    "RES-R046": Kind(
        "error",
        mark("There is no column for the role of the respondent ({headers})."),
        mark("Name it with --role; or name the one role of the file with --role-name."),
    ),
    "RES-R047": Kind("error", mark("There is not exactly one column “{asked}”. There are: {columns}.")),
    "RES-R048": Kind("error", mark("Several columns may be meant: {columns}."), mark("Name one with {option}.")),
    "RES-R049": Kind(
        "error",
        mark("The questions are about different events: {events}."),
        mark("Score the answers about each event on their own."),
    ),
    "RES-R050": Kind(
        "error",
        mark("{instrument}: the questions about the event have no column: {items}."),
        mark("If they were left out of the form on purpose, say so with --no-event."),
    ),
    "RES-R051": Kind("info", mark("The questions about the event were left out by design: {items}.")),
    "RES-R052": Kind("error", mark("There is no role “{role}”; there are: {roles}.")),
    "RES-R053": Kind("error", mark("The file fits several instruments: {instruments}."), mark("Choose one with -i.")),
    "RES-R054": Kind(
        "warning", mark("You named “{given}”, but the questions say “{stands}”; the questions' words are kept.")
    ),
    "RES-R055": Kind(
        "warning",
        mark("Read as {instrument}, though all columns of {longer} are there except {items}."),
        mark("If {longer} was used, restore the missing columns; else name {instrument} with -i."),
    ),
}
_PLATFORMS = {
    "RES-R060": Kind(
        "error",
        mark("It is not clear which survey platform the file comes from."),
        mark("Name it with --platform ({platforms})."),
    ),
    "RES-R061": Kind(
        "error",
        mark("The file may come from several platforms: {platforms}."),
        mark("Name one with --platform."),
    ),
    "RES-R062": Kind("error", mark("There is no platform “{asked}”; there are: {platforms}.")),
    "RES-R063": Kind(
        "error",
        mark("The cells do not tell whether they are texts, scores or positions of options."),
        mark("Download the export as text (按文本), or keep the file name that 问卷星 gave it."),
    ),
    "RES-R064": Kind(
        "error",
        mark("The file name says {mode}, but the cells are something else."),
        mark("Download the export as text (按文本) again, or correct the file name."),
    ),
    "RES-R065": Kind(
        "error",
        mark("These are scores, and it is not known who reversed the reverse-scored questions (number of them: {n})."),
        mark(
            "Download the export as text (按文本) or as positions (按序号); or say it with "
            "--scores-are as_declared or --scores-are already_reversed."
        ),
    ),
    "RES-R066": Kind(
        "info",
        mark("Positions were read in the order that the instrument declares: {orders}."),
        mark("If the form showed another order, download the export as text (按文本)."),
    ),
    "RES-R067": Kind(
        "error",
        mark("The community is given as a position, and which one that is the file does not say."),
        mark("Download the export as text (按文本), or name the one community with --community-name."),
    ),
}
_ROWS = {
    "RES-R070": Kind(
        "warning",
        mark("“{answer}” is none of the roles ({roles}). Rows not used: {count}."),
        mark("If it means one of them, say so in a mapping (--write-mapping), or add it to that role's `also`."),
    ),
    "RES-R071": Kind("warning", mark("Rows without a community, not used: {count}.")),
    "RES-R072": Kind(
        "warning",
        mark("Rows below a blank row that do not look like respondents, not read: {count}."),
        mark("If they are, delete the blank row."),
    ),
    "RES-R073": Kind("info", mark("Totals, means or repeated headers, not read. Rows: {count}.")),
    "RES-R074": Kind(
        "info", mark("Serial numbers that occur again, as in files pasted together: {count}; all rows are used.")
    ),
    "RES-R075": Kind(
        "warning",
        mark(
            "Rows that repeat an earlier row in every answer and in the time of submission: {count}; all rows are used."
        ),
        mark("Look whether a batch was pasted twice."),
    ),
    "RES-R076": Kind(
        "error",
        mark("The answers belong to different waves: {waves}."),
        mark("Score each wave on its own, or give all of them one name with --wave."),
    ),
    "RES-R077": Kind(
        "warning",
        mark("These names may be the same community: {names}. They were kept apart."),
        mark(
            "If they are the same, enter one as another name in the register, or confirm it in a list (--write-names)."
        ),
    ),
    "RES-R078": Kind("error", mark("No row can be used as a respondent.")),
    "RES-R079": Kind("warning", mark("Rows without a role, not used: {count} ({roles}).")),
    "RES-R082": Kind(
        "error",
        mark("All answers have the first role by position: on a form for one role that is its role, whichever it is."),
        mark("Say who answered with --role-name ({roles}), or export by text."),
    ),
    "RES-R080": Kind(
        "warning",
        mark(
            "Rows that hold a phone or identity number, an e-mail address, or words that the respondent added, "
            "in place of the community, not used: {count}."
        ),
        mark("Write the name of the community into these cells."),
    ),
}
_REGISTER = {
    "RES-R090": Kind("error", mark("The register has no column for the community (“{header}”).")),
    "RES-R091": Kind(
        "warning", mark("The column “{column}” is not known and was not read."), mark("Nearest known: {near}.")
    ),
    "RES-R092": Kind("warning", mark("“{answer}” is none of the values ({options}); taken as not known.")),
    "RES-R093": Kind(
        "error",
        mark("Several rows of the register bear the same name or id: {names}."),
        mark("Each name, id and other name must belong to one community."),
    ),
    "RES-R094": Kind(
        "warning",
        mark("The community “{name}” is in the answers but not in the register; nothing is known of it."),
        mark("Nearest name in the register: {near}. If it is the same, enter it there as another name."),
    ),
    "RES-R095": Kind("info", mark("Communities of the register without answers: {names}.")),
    "RES-R096": Kind("warning", mark("“{answer}” is no number of people or households; taken as not known.")),
    "RES-R097": Kind("warning", mark("Rows of the register that name no community, not read: {count}.")),
    "RES-R099": Kind("warning", mark("Columns of the register that are not known and were not read: {columns}.")),
}
_FIELDED = {
    "RES-R100": Kind(
        "error",
        mark("Nothing has been typed into this workbook yet ({names})."),
        mark("If it was, save it, and check that you gave the right file."),
    ),
    "RES-R101": Kind(
        "error",
        mark("By its headers this is an entry sheet, but whose answers it holds cannot be told by its name."),
        mark("Name it as it was before ({names}), and a copy of a sheet in a copy of the file."),
    ),
    "RES-R102": Kind(
        "error",
        mark("The answers were collected with {name}, which is not among the questionnaires in use ({instruments})."),
        mark(
            "Name the directory that holds it with --instruments; add --allow-unreleased if it is not released; or "
            "name another questionnaire with -i."
        ),
    ),
    "RES-R103": Kind(
        "error",
        mark("The answers were collected with different questionnaires: {names}."),
        mark("Score each on its own; or name the one to be used with -i."),
    ),
}
EXPORTS: dict[str, Kind] = _ANSWERS | _COLUMNS | _PLATFORMS | _ROWS | _REGISTER | _FIELDED
