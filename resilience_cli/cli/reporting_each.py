"""`report --all-communities`: one report a neighbourhood, into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_cli.cli.console import tell, working
from resilience_cli.cli.forms import all_new
from resilience_cli.cli.options import one_of
from resilience_cli.errors import UsageError
from resilience_cli.files.folder import filled_together
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resilience_cli.model.assessment import Assessment
    from resilience_cli.reports.suppression import Audience

EACH = ("docx", "html", "xlsx", "md")
"""Forms in which each community can have its report; the first is the usual one."""


def each_form(form: str | None, out: Path | None, opened: bool, named: Sequence[str] | None) -> str:
    """Return the form of the reports; raise UsageError where no folder is named, or what does not go with one."""
    chosen = form or EACH[0]
    one_of("--format", chosen, EACH)
    if out is None or (out.exists() and not out.is_dir()):
        raise UsageError(Finding("RES-U022"))
    for given, option in ((opened, "--open"), (bool(named), "--community")):
        if given:
            raise UsageError(Finding("RES-U006", values={"first": "--all-communities", "second": option}))
    return chosen


def write_each(
    found: Assessment, form: str, folder: Path, audience: Audience, *, force: bool, quiet: bool, **said: Any
) -> None:
    """Write the report of each community that may be shown; raise UsageError if a file is there already."""
    from resilience_cli import reports
    from resilience_cli.analysis.ways_up import shared_by_all, ways_up
    from resilience_cli.files.made import write_made
    from resilience_cli.files.naming import file_names

    shown = [v for v in found.verdicts if audience == "internal" or reports.is_published(v, found.instrument)]
    paths = [folder / name for name in file_names([v.name or v.community for v in shown], form)]
    all_new(paths, force)
    with working(quiet) as progress, filled_together(folder) as made:
        shared = shared_by_all(found)
        for done, (verdict, path) in enumerate(zip(shown, paths, strict=True), 1):
            ways = ways_up(found, verdict, shared)
            document = reports.compose(found, audience, [verdict.community], ways=ways, **said)
            write_made(made / path.name, reports.FORMATS[form](document))
            progress(done, len(shown))
    if not quiet:
        tell(say("Written: {n} reports in {folder}.", n=len(shown), folder=folder))
        if left := len(found.verdicts) - len(shown):
            tell(say("Too few residents answered for publication, withheld: {n} neighbourhoods.", n=left), "yellow")
