"""The class seen by others: by residents alone, and with each institutional role left out. No single form decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.model.instrument import Instrument
from resilience_cli.scoring.balance import Balanced, weighted
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout

Places = npt.NDArray[np.intp]
FEW_VOICES = 2
"""A role of at most this many people that changes the class is one voice (docs/method.md, section 4)."""


class Alternatives(NamedTuple):
    """Classes under other weights of the roles, as places in the instrument's classes; NO_CLASS where there is none."""

    residents: dict[str, npt.NDArray[np.float64]]
    """All scores (C) by residents alone; NaN where residents take no part."""
    residents_class: Places
    """C: class by residents alone."""
    without: dict[str, Places]
    """By institutional role: C classes with the role left out; NO_CLASS where it did not answer."""
    one_voice: dict[str, npt.NDArray[np.bool_]]
    """By institutional role: C, whether it is one or two people without whom the class is another."""


def alternatives(
    instrument: Instrument, layout: Layout, balanced: Balanced, classes: Places, register: Mapping[str, Any]
) -> Alternatives:
    """Return the classes that other weights of the roles would give; `classes` are those that stand."""
    own = np.array([role in instrument.residents for role in layout.roles])
    residents = _rescored(instrument, layout, balanced, own)
    without: dict[str, Places] = {}
    one_voice: dict[str, npt.NDArray[np.bool_]] = {}
    for role in instrument.institutions:
        place = layout.roles.index(role)
        answered = (layout.people[:, place] > 0) & layout.counted[place] & layout.exists[:, place]
        answered &= classes != rules.NO_CLASS
        others = np.arange(len(layout.roles)) != place
        left = rules.classify(instrument.classes, _rescored(instrument, layout, balanced, others), register)
        without[role] = np.where(answered, left, rules.NO_CLASS)
        one_voice[role] = answered & (layout.people[:, place] <= FEW_VOICES) & (classes != left)
    return Alternatives(residents, rules.classify(instrument.classes, residents, register), without, one_voice)


def _rescored(
    instrument: Instrument, layout: Layout, balanced: Balanced, roles: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[np.float64]]:
    weights = np.where(roles[:, None], layout.weights, 0.0)
    base = np.where(np.isnan(balanced.estimate), np.nan, weighted(balanced.cells, weights))
    return compose(instrument, base)
