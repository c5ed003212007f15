"""Does the 95 % interval hold the truth 95 times in 100? Invented populations whose truth is known.

`python benchmarks/coverage.py [--repeats 30]`. The population: communities with a level of their own (SD 10, scores
correlated .65), role offsets 0, 11, 7 and 3, a role-by-community deviation (SD 4), persons around it (SD 19, in one
design with a log-SD of .3 between cells). The truth is the geometric mean of the role-balanced means; the populations
are infinite. Printed: coverage and mean width of the draws' interval and of its analytic twin.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.assessment import Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.scoring.communities import estimate, head_count
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import all_pairs, collect
from resilience_cli.scoring.simulation import analytic, simulate
from resilience_cli.scoring.uncertainty import precision

Floats = npt.NDArray[np.float64]
ROLES = ("resident", "committee", "property", "owners")
SCORES = ("state", "market", "society")
OFFSETS = np.array([0.0, 11.0, 7.0, 3.0])
LEVEL, BETWEEN, CELL, PERSON, CORRELATION = 45.0, 10.0, 4.0, 19.0, 0.65


class Design(NamedTuple):
    """How many answer by role, in how many communities."""

    people: tuple[int, int, int, int]
    communities: int = 40
    log_sd: float = 0.0
    """How much the persons' SD differs between cells."""
    silent: int = 0
    """In so many communities the owners do not answer."""


DESIGNS = (
    Design((40, 3, 3, 2)),
    Design((12, 2, 2, 2)),
    Design((40, 1, 1, 1)),
    Design((40, 3, 3, 2), log_sd=0.3),
    Design((40, 1, 1, 1), log_sd=0.3),
    Design((40, 3, 3, 2), silent=10),
)


def instrument() -> Instrument:
    """Return a questionnaire of one item a side and the index: only its scores and weights are used."""
    text = {"en": "-"}
    roles: dict[str, object] = {role: {"label": text, "institution": role != "resident"} for role in ROLES}
    items = [{"id": f"{score}1", "text": text, "scale": "share", "asked_of": ROLES} for score in SCORES]
    sides = [{"id": score, "title": text, "kind": "side", "of": [f"{score}1"]} for score in SCORES]
    index = {"id": "index", "title": text, "kind": "composite", "of": SCORES, "method": "geometric_mean", "floor": 1}
    return parse(
        {
            "id": "coverage", "version": "1.0.0", "title": text, "languages": ["en"],
            "scales": {"share": {"kind": "number", "minimum": 0, "maximum": 100}},
            "respondent": {"community": {"text": text}, "role": {"text": text, "roles": roles}},
            "items": items, "scores": [*sides, index],
            "community": {"role_weights": dict.fromkeys(ROLES, 1)},
            "classes": [{"id": "all", "title": text, "otherwise": True}],
        }
    )  # fmt: skip


def population(design: Design, rng: np.random.Generator) -> tuple[Floats, pd.DataFrame, Floats]:
    """Return the persons' scores, their community and role, and the true index of each community."""
    root = np.linalg.cholesky(np.full((3, 3), CORRELATION) + (1 - CORRELATION) * np.eye(3))
    values: list[Floats] = []
    cells: list[tuple[str, str]] = []
    truth = []
    for c in range(design.communities):
        base = LEVEL + BETWEEN * (root @ rng.standard_normal(3))
        means = base + OFFSETS[:, None] + CELL * rng.standard_normal((4, 3))
        for r, role in enumerate(ROLES):
            n = 0 if role == "owners" and c < design.silent else design.people[r]
            sd = PERSON * np.exp(design.log_sd * rng.standard_normal())
            values.append(means[r] + sd * (rng.standard_normal((n, 3)) @ root.T))
            cells += [(f"C{c:03}", role)] * n
        truth.append(np.exp(np.log(np.maximum(means.mean(axis=0), 1)).mean()))
    return np.vstack(values), pd.DataFrame(cells, columns=["community", "role"]), np.array(truth)


def intervals(design: Design, repeats: int) -> Iterator[Floats]:
    """Yield, for each repeat, 2 x 2 x communities: draws and twin; whether the truth is inside, and the width."""
    questionnaire = instrument()
    for repeat in range(repeats):
        values, people, truth = population(design, np.random.default_rng(repeat))
        communities = tuple(sorted(people["community"].unique()))
        moments = collect(values, people, SCORES, all_pairs(3))
        counts = head_count(people, communities, ROLES)
        layout = lay_out(questionnaire, communities, moments, counts, register=None, roles=ROLES)
        balanced, cells = estimate(questionnaire, layout, np.zeros(3))
        exact = precision(questionnaire, balanced, cells)
        options = Options(seed=repeat, draws=999)
        drawn = simulate(questionnaire, layout, balanced, cells, exact, register={}, options=options)
        twin = analytic(questionnaire, compose(questionnaire, balanced.estimate), exact)
        here = slice(0, design.silent or None)
        yield np.array(
            [[(s.low[:, 3] <= truth) & (truth <= s.high[:, 3]), s.high[:, 3] - s.low[:, 3]] for s in (drawn, twin)]
        )[..., here]


def main() -> None:
    """Print coverage and width for each design."""
    parser = argparse.ArgumentParser(description=Path(__file__).name)
    parser.add_argument("--repeats", type=int, default=30)
    repeats = parser.parse_args().repeats
    for design in DESIGNS:
        (drawn, width), (twin, _) = np.concatenate(list(intervals(design, repeats)), axis=-1).mean(axis=-1)
        error = (0.95 * 0.05 / (repeats * (design.silent or design.communities))) ** 0.5
        print(f"{design}: draws {drawn:.3f} (width {width:.1f}), analytic {twin:.3f}; Monte Carlo error {error:.3f}")


if __name__ == "__main__":
    main()
