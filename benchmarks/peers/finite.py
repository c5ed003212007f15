"""Means by role with a finite population beside R: survey on its own public data and this project's functions.

`python benchmarks/peers/finite.py` needs Rscript with the package survey (Debian: r-base-core, r-cran-survey). Roles
are the strata of a stratified sample, ν0 = 0 and ρ = 1: the textbook. In a simple random sample the package takes the
number of each kind that came up as random (a domain), we take it as given: shown, and different by design. It ends
with 1 if another number differs by more than 1e-6.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from beside import compare

from resilience_cli.stats.combine import combine, gradient
from resilience_cli.stats.covariance import moderated, of_means, symmetric

PAIRS = np.array([[0, 0], [1, 1], [0, 1]])
WEIGHTS = np.array([0.6, 0.2, 0.2])


def of_strata(people: pd.DataFrame, population: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return (strata, means: strata x 2, their covariances: strata x 2 x 2) of api00 and api99."""
    groups = people.groupby("stype")[["api00", "api99"]]
    n = groups.size().to_numpy(float)[:, None] * np.ones(len(PAIRS))
    covariances = groups.cov().to_numpy().reshape(-1, 2, 2)
    scatter = covariances[:, PAIRS[:, 0], PAIRS[:, 1]] * (n - 1.0)
    own = moderated(scatter, n, np.zeros_like(n), np.zeros_like(n))
    kept = 1.0 - n[:, :2] / population[:, None]
    return list(groups.groups), groups.mean().to_numpy(), symmetric(of_means(own, n, PAIRS, kept), PAIRS, 2)


def numbers(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield (name, our number)."""
    people = pd.read_csv(folder / "strata.csv")
    names, means, covariance = of_strata(people, people.groupby("stype")["fpc"].first().to_numpy(float))
    for s, name in enumerate(names):
        yield f"mean {name}", means[s, 0]
        yield f"SE {name}", covariance[s, 0, 0] ** 0.5
        yield f"Cov {name}", covariance[s, 0, 1]
    both, spread = WEIGHTS @ means, np.tensordot(WEIGHTS**2, covariance, axes=1)
    yield "weighted mean", both[0]
    yield "weighted SE", spread[0, 0] ** 0.5
    half = np.array([0.5, 0.5])
    slopes = gradient("geometric_mean", both, half, 0.0)
    yield "geometric mean", float(combine("geometric_mean", both, half, 0.0))
    yield "geometric SE", float(slopes @ spread @ slopes) ** 0.5
    simple = pd.read_csv(folder / "simple.csv")
    drawn = simple.groupby("stype").size().to_numpy(float)
    names, _, covariance = of_strata(simple, drawn * simple["fpc"].iloc[0] / len(simple))
    yield from ((f"domain {name}", covariance[s, 0, 0] ** 0.5) for s, name in enumerate(names))


if __name__ == "__main__":
    sys.exit(compare(Path(__file__), numbers, 1e-6, by_design=["domain"]))
