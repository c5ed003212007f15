"""Findings about where parts are counted (RES-E001 to RES-E019)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

ENGINES: dict[str, Kind] = {
    "RES-E001": Kind(
        "error",
        mark("--engine dask needs the Python packages dask and distributed, which are not installed."),
        mark("Install them (pip install “resilience-cli[dask]”), or use --engine processes."),
    ),
    "RES-E002": Kind(
        "error",
        mark("--scheduler names a Dask cluster, but the engine is {engine}."),
        mark("Add --engine dask, or leave out --scheduler."),
    ),
    "RES-E003": Kind(
        "error",
        mark("No Dask scheduler answers at {address}."),
        mark("Check the address, such as tcp://host:8786; without --scheduler this machine is the cluster."),
    ),
    "RES-E004": Kind(
        "error",
        mark("Workers ended several times while they counted, most likely for lack of memory."),
        mark("Split the exports into smaller files, or use --engine local, which holds one block of rows at a time."),
    ),
    "RES-E005": Kind(
        "error",
        mark("All workers need version {own} of the program; found: {found}."),
        mark("Install the same version on every worker."),
    ),
    "RES-E006": Kind(
        "error",
        mark("Whoever counts this file cannot read it: {why}."),
        mark("All workers must see the same files at the same paths, as in a shared folder."),
    ),
    "RES-E007": Kind(
        "error",
        mark("The file is not the one that was looked at before: it was changed, or a worker finds another."),
        mark("Start again when nobody writes the file any more. All workers must see the same files."),
    ),
}
