"""Findings about files as such: what they are, whether they can be opened, what of them was not read (RES-R…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

FILES: dict[str, Kind] = {
    "RES-R001": Kind("error", mark("There is no such file."), mark("Check the name and the folder.")),
    "RES-R002": Kind("error", mark("This is a folder."), mark("Name the export files in it.")),
    "RES-R003": Kind("error", mark("The file is empty (0 bytes)."), mark("Download the export again.")),
    "RES-R004": Kind(
        "error",
        mark("The workbook is protected with a password."),
        mark("Open it, remove the password, and save it as xlsx."),
    ),
    "RES-R005": Kind(
        "error",
        mark("The file is damaged or incomplete and cannot be opened."),
        mark("Download it again, or open it in Excel or WPS and save it as xlsx."),
    ),
    "RES-R006": Kind(
        "error",
        mark("Whatever its name says, the content is no table that can be read: {what}."),
        mark("Download the answers from the platform as xlsx or csv; a table that Excel or WPS opens, save as xlsx."),
    ),
    "RES-R007": Kind(
        "error",
        mark("The file would unpack to more than can be read."),
        mark("Delete empty columns and rows far away from the answers, or split the file."),
    ),
    "RES-R008": Kind(
        "error",
        mark("The text cannot be read as {encoding}."),
        mark("Name its encoding with --encoding, or save it as “CSV UTF-8” or xlsx."),
    ),
    "RES-R009": Kind("error", mark("There is no sheet “{asked}” to read; there are: {sheets}.")),
    "RES-R010": Kind(
        "error", mark("There is no table: no header row with answers below it."), mark("Check the sheet with --sheet.")
    ),
    "RES-R011": Kind("info", mark("By its content the file is {kind}, whatever its name says; it was read as such.")),
    "RES-R012": Kind(
        "info", mark("Other sheets were not read: {sheets}."), mark("To read another one, name it with --sheet.")
    ),
    "RES-R013": Kind(
        "error", mark("The file cannot be read: {why}."), mark("Close it in other programs and check the permission.")
    ),
    "RES-R014": Kind("info", mark("Rows above the header row {header} were not read: {n}.")),
    "RES-R015": Kind("error", mark("The file has the same content as {other}."), mark("Name each export once.")),
    "RES-R170": Kind(
        "error",
        mark(
            "The file holds answer sheets that are in {other} too, sent at the same time with the same answers: {n}. "
            "They would count twice."
        ),
        mark("Name only one of the exports: the text of the options or the positions, or the later export."),
    ),
    "RES-R171": Kind(
        "warning",
        mark("Answer sheets that are in {other} too, sent at the same time with the same answers: {n}; all are used."),
        mark("Look whether a batch is in two of the exports."),
    ),
    "RES-R176": Kind(
        "info",
        mark("Columns {columns} are all the question {item}, asked in several branches: nobody answered two of them."),
    ),
    "RES-R175": Kind(
        "error",
        mark(
            "The file holds the answer sheets of {other} in the same order, from the first on: {n}. "
            "They would count twice."
        ),
        mark("Name only one of the exports: the text of the options or the positions, or the later export."),
    ),
    "RES-R174": Kind(
        "warning",
        mark("Repeated answers were looked for among the first {most} rows only: more would fill the memory."),
    ),
    "RES-R172": Kind(
        "warning",
        mark("Rows with more cells than there are headers, so that answers may stand in the wrong columns: {count}."),
        mark(
            "Look for a comma in a text before them: put that text in quotation marks, or download the export as xlsx."
        ),
    ),
    "RES-R016": Kind("error", mark("There is no encoding “{encoding}”."), mark("Usual ones: utf-8, gb18030, big5.")),
    "RES-R017": Kind(
        "error",
        mark("Up to this line a quotation mark is not closed, or stands inside a cell: rows would run together."),
        mark(
            "Correct the cell in a text editor (a mark inside a cell is written twice), or download the export as xlsx."
        ),
    ),
    "RES-R018": Kind(
        "warning",
        mark("This is the lock file of a workbook that is open in Excel or WPS; it was not read."),
        mark("Save and close the workbook, so that its last changes are in the file that is read."),
    ),
    "RES-R056": Kind(
        "error",
        mark("This is a data dictionary of REDCap, and none of the other files is an export of its variables."),
        mark("Name the raw export and its dictionary together."),
    ),
    "RES-R057": Kind(
        "info",
        mark("Hidden rows, merged cells, errors and formulas without a value cannot be seen in an old workbook (xls)."),
        mark("If there may be any, open it in Excel or WPS and save it as xlsx."),
    ),
    "RES-R058": Kind(
        "warning",
        mark("Cells are garbled, as after a wrong encoding: “{text}”. Rows: {count}."),
        mark("Download the export again, or correct these cells; batches pasted together may differ in encoding."),
    ),
    "RES-R059": Kind(
        "info", mark("Rows of forms that are filled in repeatedly for one respondent, not used. Rows: {count}.")
    ),
    "RES-R104": Kind(
        "warning", mark("Columns that hold neither texts nor numbers nor dates were not read: {columns}.")
    ),
    "RES-R105": Kind(
        "error",
        mark(
            "{item}: the values {values} have no label, and the values that have one are not those of the "
            "questionnaire: what they mean cannot be told."
        ),
        mark("Give every value of this question its label, or recode it to the questionnaire's values."),
    ),
    "RES-R106": Kind(
        "info", mark("The headers are merged cells: rows {first} to {last} were read as headers, the lowest counts.")
    ),
    "RES-R107": Kind(
        "error",
        mark("Characters of the headers are lost, as after a wrong encoding: “{text}”."),
        mark("Name the right encoding with --encoding; if it is so in the file itself, download the export again."),
    ),
    "RES-R108": Kind(
        "info",
        mark(
            "Sheets of repeated questions (such as the persons of a household) are no respondents, not read: {sheets}."
        ),
    ),
    "RES-R109": Kind(
        "info", mark("Values that the file declares to be missing count as left blank: {values}. Cells: {n}.")
    ),
    "RES-R130": Kind(
        "error",
        mark("The table has more cells than can be read ({most}), or cells far away from the others."),
        mark("Delete empty columns and rows far away from the answers, or split the file."),
    ),
    "RES-R131": Kind("error", mark("The table has {n} columns; at most {most} can be read.")),
    "RES-R132": Kind("error", mark("The workbook has {n} sheets; at most {most} can be read.")),
    "RES-R133": Kind(
        "error",
        mark(
            "The file would grow enormously when unpacked, as no workbook does: it may be a trap, and was not opened."
        ),
        mark("Ask whoever sent it; download the export again."),
    ),
    "RES-R134": Kind(
        "error",
        mark(
            "The workbook defines its own XML entities, as no office program does: it may be a trap, and was not read."
        ),
        mark("Open it in Excel or WPS and save it as xlsx, if you trust whoever sent it."),
    ),
    "RES-R135": Kind(
        "info",
        mark(
            "The workbook has links to other files. They were not followed; the values that it holds itself were read."
        ),
    ),
    "RES-R136": Kind("info", mark("The workbook has macros. They were not run.")),
    "RES-R137": Kind(
        "error",
        mark("The file is incomplete: it ends too early."),
        mark("Download it again; when copying, wait until it has finished."),
    ),
    "RES-R138": Kind(
        "error",
        mark("The headers are garbled: “{text}” seems to be “{meant}”, read in a wrong encoding."),
        mark("Leave out --encoding or name the right one; if it is so in the file itself, download the export again."),
    ),
    "RES-R139": Kind(
        "warning",
        mark("Rows that are hidden in the workbook were read: {count}."),
        mark("To leave them out: --skip-hidden."),
    ),
    "RES-R140": Kind("warning", mark("Rows that are hidden in the workbook were not read: {count}.")),
    "RES-R141": Kind(
        "error",
        mark("Which rows are hidden cannot be seen in an old workbook (xls)."),
        mark("Open it in Excel or WPS and save it as xlsx, or leave out --skip-hidden."),
    ),
    "RES-R142": Kind(
        "warning",
        mark("Formulas whose value was never worked out were read as empty. Cells: {count}."),
        mark("Open the workbook in Excel or WPS and save it."),
    ),
    "RES-R143": Kind("warning", mark("Cells that show an error ({errors}) were read as empty: {count}.")),
    "RES-R144": Kind(
        "warning",
        mark("Cells merged over several rows: only the first row of each has the value. Cells: {count}."),
        mark("Take the merging apart and fill in the value in every row."),
    ),
}
