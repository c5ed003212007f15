"""Findings about whether an assessment directory is what was computed (RES-U05…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

VERIFYING: dict[str, Kind] = {
    "RES-U050": Kind(
        "error",
        mark("this part of the file is not as it was written."),
        mark("Take the original back, or score the exports again."),
    ),
    "RES-U051": Kind(
        "info", mark("It was made with {made}; this is {here}. The last digits of a number may differ for that.")
    ),
    "RES-U052": Kind(
        "error",
        mark("The assessment was made with the community register {file}."),
        mark("Give the same file with --register."),
    ),
    "RES-U053": Kind(
        "error",
        mark("The assessment was made with the corrections {file}."),
        mark("Give the same file with --mapping (columns and answers) or --names (neighbourhoods)."),
    ),
    "RES-U054": Kind("error", mark("the file has another content than when it was scored.")),
    "RES-U055": Kind(
        "error", mark("the file was scored, but was not given."), mark("Give all exports that were scored.")
    ),
    "RES-U056": Kind("error", mark("the file was not part of the assessment.")),
    "RES-U057": Kind(
        "warning",
        mark("The assessment was made with options that this version does not know: {options}."),
        mark("Verify it with the version that made it."),
    ),
    "RES-U058": Kind("error", mark("computed anew, “{column}” is another. Rows: {n}; first: {row}.")),
    "RES-U059": Kind("error", mark("rows that are not in both, the stored and the new result: {n}; first: {row}.")),
}
