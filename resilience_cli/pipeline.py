"""The whole method on one page: screen, score respondents, sum up by community, balance, draw, classify."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy as np

from resilience_cli import __version__
from resilience_cli.engines import Engine, Local
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.common import common_items
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.margins import Margins
from resilience_cli.model.parts import InHand, Parts
from resilience_cli.model.responses import Register, Responses
from resilience_cli.scoring.communities import on_roles
from resilience_cli.scoring.evidence import weigh
from resilience_cli.scoring.gaps import role_gaps
from resilience_cli.scoring.layout import Layout, lay_out
from resilience_cli.scoring.notices import noticed
from resilience_cli.scoring.quality import finite_share, item_table, quality_table, reliabilities
from resilience_cli.scoring.tables import in_no_order, role_table, score_table
from resilience_cli.scoring.tally import Tally, tallied
from resilience_cli.scoring.verdicts import judge, verdicts
from resilience_cli.scoring.weighting_notices import recipe_of, weighting_notices, with_design_effects

Progress = Callable[[int, int], None] | None
DEFAULTS = Options()
LOCAL = Local()


def assess(
    responses: Responses | Iterable[Responses] | Parts,
    register: Register | None = None,
    options: Options = DEFAULTS,
    progress: Progress = None,
    *,
    margins: Margins | None = None,
    engine: Engine = LOCAL,
) -> Assessment:
    """Return the assessment of all communities that answered.

    The responses may come in parts, as `readers.read_parts` gives them: the engine counts them, and only their sums are
    kept, unless residents are weighted, to `margins` or by the column that the options name. `progress` is told (files
    done, files), then (communities done, communities).
    The same responses, register, margins and options give the same tables.
    Raises InputError if nobody is left to score or nobody can be weighted to the margins, UsageError for an unknown
    role.
    """
    kept, told = tallied(_parts(responses), options, margins, partial(engine.total, progress=progress))
    _check_roles(instrument := told.instrument, options)
    if kept is None:
        raise InputError(*(f for f in told.findings if f.severity != "info"), Finding("RES-S022"))
    options = replace(options, wave=options.wave or _only(kept.waves))
    layout = _laid_out(instrument, kept, register, options)
    alpha = reliabilities(instrument, kept.moments["items"])
    evidence = weigh(instrument, layout, finite_share(alpha), register, options=options, progress=progress)
    judgement = judge(instrument, evidence)
    found = verdicts(instrument, evidence, judgement, kept.heads, told.communities["name"])
    scores = score_table(instrument, evidence, judgement, kept.moments)
    return Assessment(
        instrument=instrument,
        recipe={**_recipe(told, register, options, engine), **recipe_of(kept.weighting, margins, options.weight)},
        sources=told.sources,
        counts=kept.counts(),
        verdicts=found,
        scores=scores,
        roles=role_table(instrument, evidence),
        gaps=role_gaps(instrument, evidence, kept.moments["items"]),
        items=item_table(instrument, kept.items),
        quality=quality_table(instrument, layout, alpha),
        people=with_design_effects(kept.heads, kept.weighting).reset_index(),
        moments=kept.moments,
        halves=kept.halves,
        register=register,
        findings=noticed(
            told,
            kept.heads,
            evidence,
            register,
            scores=scores,
            verdicts=found,
            in_parts=kept.in_parts,
            weighting=weighting_notices(instrument, kept.weighting, margins, scores),
        ),
        respondents=in_no_order(kept.respondents) if options.keep_respondents else None,
    )


def _parts(responses: Responses | Iterable[Responses] | Parts) -> Parts:
    if isinstance(responses, Responses):
        return InHand([responses])
    return responses if isinstance(responses, Parts) else InHand(responses)


def _laid_out(instrument: Instrument, kept: Tally, register: Register | None, options: Options) -> Layout:
    communities = tuple(sorted(kept.heads.index.unique("community")))
    grid = communities, tuple(instrument.roles)
    people = on_roles(kept.heads["used"], *grid)
    found = lay_out(instrument, communities, kept.moments["scores"], people, register=register, roles=options.roles)
    if kept.weighting is None:
        return found
    return replace(found, deff=np.maximum(on_roles(kept.weighting.deff, *grid), 1.0))  # 0 where nobody answered


def _check_roles(instrument: Instrument, options: Options) -> None:
    roles = instrument.roles
    labels = [role.label for role in roles.values()]
    unknown = [Finding("RES-S023", values={"role": r, "roles": labels}) for r in options.roles if r not in roles]
    if unknown:
        raise UsageError(*unknown)


def _only(waves: frozenset[str]) -> str | None:
    """Return the wave that the answers say they belong to, if it is one."""
    return next(iter(waves)) if len(waves) == 1 else None


def _recipe(responses: Responses, register: Register | None, options: Options, engine: Engine) -> dict[str, Any]:
    """Return all that the result depends on, so that anybody can make it again."""
    instrument = responses.instrument
    common = common_items(instrument)
    files = dict.fromkeys((source.file, source.sha256) for source in responses.sources)  # may be several sheets
    return {
        "instrument": {"id": instrument.id, "version": instrument.version, "sha256": instrument.sha256},
        "inputs": [{"file": file, "sha256": sha256} for file, sha256 in files],
        "corrected_by": [{"file": file, "sha256": sha256} for file, sha256 in responses.corrected_by],
        "register": None if register is None else {"file": register.file, "sha256": register.sha256},
        "placeholders": dict(pair for source in responses.sources for pair in source.placeholders),
        "reading": dict(responses.read_with),
        "common_with": [] if common is None else list(common.shared_with),
        "options": asdict(options),
        "engine": engine.name,
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Return the versions of the program and of all that computes for it."""
    libraries = {name: version(name) for name in ("numpy", "pandas", "scipy")}
    return {"resilience-cli": __version__, "python": platform.python_version(), **libraries}
