"""Findings about forms for the field (RES-I160…) and what is written from an instrument."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

FIELDING: dict[str, Kind] = {
    "RES-I160": Kind("error", mark("The questionnaire has no role “{role}”."), mark("Its roles are: {roles}.")),
    "RES-I161": Kind(
        "error", mark("The questions have a blank, {{{name}}}, that nothing was given for."), mark("Give {option}.")
    ),
    "RES-I162": Kind(
        "error",
        mark("The questions have a blank, {{{name}}}, that nothing was given for."),
        mark("Give {option} NAME, or --no-event to leave the questions about an event out of the form."),
    ),
    "RES-I163": Kind(
        "error",
        mark("An XLSForm needs these names for itself: {ids}."),
        mark("Give the questions other ids in a new version of the questionnaire."),
    ),
    "RES-I164": Kind("error", mark("“{file}” is no name of a workbook."), mark("Give a name that ends in .xlsx.")),
    "RES-I170": Kind(
        "error",
        mark("The register {file} names no neighbourhood, so there is none to choose from."),
        mark("Write one row for each neighbourhood into it."),
    ),
    "RES-I171": Kind(
        "error",
        mark("{n} forms do not fit into one file, {file}."),
        mark("Name a folder instead, or one role with --role."),
    ),
    "RES-I172": Kind(
        "error",
        mark("{what} needs a file to write."),
        mark("Name it with --out, for instance: --out {example}"),
    ),
    "RES-I173": Kind(
        "error",
        mark("A codebook cannot be written as “{file}”."),
        mark("Give a name that ends in one of these, or say the form with --format: {endings}."),
    ),
}
