"""Everything that a judgement of the communities rests on: means, errors, intervals, and what the register says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli.model.assessment import Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Register
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.communities import estimate, register_values
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.simulation import Spread, analytic, simulate
from resilience_cli.scoring.uncertainty import CellCovariance, Precision, precision

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """All that a judgement rests on."""

    layout: Layout
    """Who answered where."""
    rho: Floats
    """J: reliability of each base score, for finite populations."""
    balanced: Balanced
    """Community means."""
    cells: CellCovariance
    """Covariance of the role means."""
    precision: Precision
    """Standard errors of the community scores."""
    spread: Spread
    """Their intervals and the draws' shares."""
    values: Mapping[str, Floats]
    """Every score by id, C each."""
    register: Mapping[str, Any]
    """Every register field by id, C values each."""


def weigh(
    instrument: Instrument,
    layout: Layout,
    rho: Floats,
    register: Register | None,
    *,
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> Evidence:
    """Return the evidence on all communities, with intervals from draws or by formula as the options say."""
    balanced, cells = estimate(instrument, layout, rho)
    values = compose(instrument, balanced.estimate)
    exact = precision(instrument, balanced, cells)
    facts = register_values(instrument, layout.communities, register)
    if options.method == "draws":
        spread = simulate(
            instrument, layout, balanced, cells, exact, register=facts, options=options, progress=progress
        )
    else:
        spread = analytic(instrument, values, exact)
    return Evidence(layout, rho, balanced, cells, exact, spread, values, facts)
