"""The whole method on one page: screen, score respondents, sum up by community, balance, draw, classify."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import version
from typing import Any

from resilience_cli import __version__
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Register, Responses
from resilience_cli.scoring.communities import head_count
from resilience_cli.scoring.evidence import weigh
from resilience_cli.scoring.gaps import role_gaps
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import gather
from resilience_cli.scoring.notices import noticed
from resilience_cli.scoring.quality import finite_share, item_table, quality_table, reliabilities
from resilience_cli.scoring.respondents import score_respondents
from resilience_cli.scoring.screening import screen
from resilience_cli.scoring.tables import respondent_table, role_table, score_table
from resilience_cli.scoring.verdicts import judge, verdicts

Progress = Callable[[int, int], None] | None
DEFAULTS = Options()


def assess(
    responses: Responses, register: Register | None = None, options: Options = DEFAULTS, progress: Progress = None
) -> Assessment:
    """Return the assessment of all communities that answered.

    `progress` is told (communities done, communities). The same responses, register and options give the same tables.
    Raises InputError if nobody is left to score, UsageError for an unknown role.
    """
    instrument = responses.instrument
    _check(responses, options)
    options = replace(options, wave=options.wave or _wave(responses))
    communities = tuple(sorted(responses.people["community"].unique()))

    screened = screen(responses, options.exclude)
    persons = score_respondents(screened.used)
    moments = gather(screened.used, persons, screened.flagged[~screened.out])
    people = head_count(screened.used.people, communities, tuple(instrument.roles))
    layout = lay_out(instrument, communities, moments["scores"], people, register=register, roles=options.roles)
    alpha = reliabilities(instrument, moments["items"])
    evidence = weigh(instrument, layout, finite_share(alpha), register, options=options, progress=progress)
    judgement = judge(instrument, evidence)
    found = verdicts(instrument, evidence, judgement, responses, screened.flagged)
    scores = score_table(instrument, evidence, judgement, moments)
    return Assessment(
        instrument=instrument,
        recipe=_recipe(responses, register, options),
        sources=responses.sources,
        counts=screened.counts(),
        verdicts=found,
        scores=scores,
        roles=role_table(instrument, evidence),
        gaps=role_gaps(instrument, evidence, moments["items"]),
        items=item_table(screened.used),
        quality=quality_table(instrument, layout, alpha),
        moments=moments,
        register=register,
        findings=noticed(responses, screened, evidence, register, scores=scores, verdicts=found),
        respondents=respondent_table(screened, persons) if options.keep_respondents else None,
    )


def _check(responses: Responses, options: Options) -> None:
    roles = responses.instrument.roles
    labels = [role.label for role in roles.values()]
    unknown = [Finding("RES-S023", values={"role": r, "roles": labels}) for r in options.roles if r not in roles]
    if unknown:
        raise UsageError(*unknown)
    if responses.people.empty:
        raise InputError(*(f for f in responses.findings if f.severity != "info"), Finding("RES-S022"))


def _wave(responses: Responses) -> str | None:
    """Return the wave that the answers say they belong to, if it is one."""
    named = [wave for wave in responses.people["wave"].unique() if wave]
    return str(named[0]) if len(named) == 1 else None


def _recipe(responses: Responses, register: Register | None, options: Options) -> dict[str, Any]:
    """Return all that the result depends on, so that anybody can make it again."""
    instrument = responses.instrument
    files = dict.fromkeys((source.file, source.sha256) for source in responses.sources)  # may be several sheets
    return {
        "instrument": {"id": instrument.id, "version": instrument.version, "sha256": instrument.sha256},
        "inputs": [{"file": file, "sha256": sha256} for file, sha256 in files],
        "corrected_by": [{"file": file, "sha256": sha256} for file, sha256 in responses.corrected_by],
        "register": None if register is None else {"file": register.file, "sha256": register.sha256},
        "placeholders": dict(pair for source in responses.sources for pair in source.placeholders),
        "options": asdict(options),
        "engine": "local",
        "versions": {
            "resilience-cli": __version__,
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "pandas", "scipy")},
        },
    }
