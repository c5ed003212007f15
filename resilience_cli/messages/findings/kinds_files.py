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
        mark("The content is no workbook and no CSV, whatever the name says (a web page, a document, a picture?)."),
        mark("Open it in Excel or WPS and save it as xlsx."),
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
}
