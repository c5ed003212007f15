"""Findings about what a mapping or a list of names says (RES-R145 to RES-R159)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

CORRECTING: dict[str, Kind] = {
    "RES-R145": Kind(
        "error",
        mark("The mapping cannot be read here as TOML."),
        mark('Every text stands in double quotes: "text" = "meaning"; each text once in its table.'),
    ),
    "RES-R146": Kind("error", mark("There is no “{key}” in a mapping; there are: {known}."), mark("Nearest: {near}.")),
    "RES-R147": Kind(
        "error",
        mark("The mapping has the format {format}; this version reads format 1."),
        mark("Write a new one with resilience inspect … --write-mapping FILE."),
    ),
    "RES-R148": Kind("error", mark("“{key}” must be {expected}.")),
    "RES-R149": Kind(
        "error",
        mark("“{target}” is no question of {instrument}, and neither community, role nor ignore."),
        mark("Nearest: {near}."),
    ),
    "RES-R150": Kind(
        "warning",
        mark("The mapping names the header “{header}”, which no input has."),
        mark("Write the header as it stands in the file, or the letter of the column."),
    ),
    "RES-R151": Kind(
        "error",
        mark("{name} is an input or already another output; it is not written over."),
        mark("Give another name."),
    ),
    "RES-R152": Kind(
        "error", mark("“{name}” is neither a question nor a scale of {instrument}."), mark("Nearest: {near}.")
    ),
    "RES-R153": Kind("error", mark("“{value}” is none of the values that are possible here: {options}.")),
    "RES-R154": Kind(
        "info",
        mark("By the mapping, “{answer}” was taken as “{meaning}” ({item}). Rows: {count}."),
    ),
    "RES-R155": Kind(
        "info", mark("As was confirmed, the neighbourhood “{name}” was taken as “{meaning}”. Rows: {count}.")
    ),
    "RES-R156": Kind(
        "error",
        mark("This is no list of names: there is no column “{header}”."),
        mark("Have one written with resilience inspect … --write-names FILE, fill it in and give it back."),
    ),
    "RES-R157": Kind(
        "error",
        mark("It is not clear which neighbourhood “{name}” is: {given}."),
        mark("Give each spelling one name, and no name that is itself another spelling."),
    ),
    "RES-R158": Kind(
        "error",
        mark("The mapping says {said}, but the cells of this platform are: {mode}."),
        mark("Correct or delete the line with the mode."),
    ),
    "RES-R159": Kind("info", mark("By the mapping, rows with the role “{answer}” were left out. Rows: {count}.")),
}
