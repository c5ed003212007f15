"""The whole method on one page: screen, score respondents, sum up by community, balance, draw, classify."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli import __version__
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.finding import Finding
from resilience_cli.model.moments import Moments
from resilience_cli.model.responses import Register, Responses
from resilience_cli.scoring import notices, screening
from resilience_cli.scoring.communities import estimate, head_count, register_values, score_moments
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.gaps import role_gaps
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import collect, item_pairs, own_pairs
from resilience_cli.scoring.quality import finite_share, item_table, quality_table, reliabilities
from resilience_cli.scoring.respondents import RespondentScores, score_respondents
from resilience_cli.scoring.simulation import analytic, simulate
from resilience_cli.scoring.tables import respondent_table, role_table, score_table
from resilience_cli.scoring.uncertainty import precision
from resilience_cli.scoring.verdicts import Evidence, judge, verdicts

Progress = Callable[[int, int], None]
DEFAULTS = Options()


def assess(
    responses: Responses,
    register: Register | None = None,
    options: Options = DEFAULTS,
    progress: Progress | None = None,
) -> Assessment:
    """Return the assessment of all communities that answered.

    `progress` is called with (communities done, communities) while intervals are drawn. The same responses, register
    and options give the same tables. Raises InputError if nobody is left to score, UsageError for an unknown role.
    """
    instrument = responses.instrument
    _check(responses, options)
    options = replace(options, wave=options.wave or _wave(responses))
    communities = tuple(sorted(responses.people["community"].unique()))
    roles = tuple(instrument.roles)

    flags = screening.flag(responses)
    out = screening.excluded(flags, instrument, options.exclude)
    used = responses.take(~out)
    persons = score_respondents(used)
    flagged = screening.flagged(flags)
    moments = _moments(used, persons, flagged[~out])
    people = head_count(used.people, communities, roles)
    layout = lay_out(instrument, communities, moments["scores"], people, register=register, roles=options.roles)

    alpha = reliabilities(instrument, moments["items"])
    rho = finite_share(alpha)
    balanced, cells = estimate(instrument, layout, rho)
    values = compose(instrument, balanced.estimate)
    exact = precision(instrument, balanced, cells)
    facts = register_values(instrument, communities, register)
    if options.method == "draws":
        spread = simulate(
            instrument, layout, balanced, cells, exact, register=facts, options=options, progress=progress
        )
    else:
        spread = analytic(instrument, values, exact)

    evidence = Evidence(layout, balanced, exact, spread, values, facts)
    judgement = judge(instrument, evidence)
    found = verdicts(instrument, evidence, judgement, responses, flagged)
    scores = score_table(instrument, evidence, judgement, moments)
    names = {str(id_): str(name) for id_, name in responses.communities["name"].items()}
    noticed = [
        *notices.screening_notices(instrument, flags, out, responses.people),
        *notices.register_notices(instrument, layout, register),
        *notices.role_notices(instrument, layout, balanced),
        *notices.score_notices(instrument, scores, exact),
        *notices.class_notices(instrument, found),
    ]
    return Assessment(
        instrument=instrument,
        recipe=_recipe(responses, register, options),
        sources=responses.sources,
        counts={
            "received": len(responses.people),
            "used": len(used.people),
            "flagged": int(flagged.sum()),
            "excluded": int(out.sum()),
        },
        verdicts=found,
        scores=scores,
        roles=role_table(instrument, layout, balanced, cells, rho),
        gaps=role_gaps(instrument, layout, cells, moments["items"]),
        items=item_table(used),
        quality=quality_table(instrument, layout, alpha, rho),
        moments=moments,
        register=register,
        findings=(*responses.findings, *notices.with_names(noticed, names)),
        respondents=respondent_table(used.people, flags[~out], persons.values, moments["scores"].names)
        if options.keep_respondents
        else None,
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


def _moments(used: Responses, persons: RespondentScores, flagged: npt.NDArray[np.bool_]) -> dict[str, Moments]:
    """Return the sums of scores (all; only complete answers; only unflagged respondents) and of items."""
    instrument = used.instrument
    names = [score.id for score in instrument.base_scores]
    alone = own_pairs(len(names))
    complete = np.where(persons.complete, persons.values, np.nan)
    unflagged = np.where(flagged[:, None], np.nan, persons.values)
    return {
        "scores": score_moments(used, persons.values),
        "complete": collect(complete, used.people, names, alone),
        "unflagged": collect(unflagged, used.people, names, alone),
        "items": collect(persons.points, used.people, [i.id for i in instrument.items], item_pairs(instrument)),
    }


def _recipe(responses: Responses, register: Register | None, options: Options) -> dict[str, Any]:
    """Return all that the result depends on, so that anybody can make it again."""
    instrument = responses.instrument
    return {
        "instrument": {"id": instrument.id, "version": instrument.version, "sha256": instrument.sha256},
        "inputs": [{"file": source.file, "sha256": source.sha256} for source in responses.sources],
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
