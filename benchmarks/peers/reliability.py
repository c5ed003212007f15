"""Reliability beside R: psych on its own public data (bfi) and this project's functions, number by number.

`python benchmarks/peers/reliability.py` needs Rscript with the package psych (Debian: r-base-core, r-cran-psych).
It ends with 1 if a number differs by more than 1e-5 (R's minres stops there; the others agree to rounding).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from beside import compare

from resilience_cli.stats import reliability as ours


def numbers(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield (name, our number)."""
    answers = pd.read_csv(folder / "answers.csv")
    for scale in "ACENO":
        items = [name for name in answers if str(name).startswith(scale)]
        covariance = answers[items].cov().to_numpy()
        r = ours.correlations(covariance)
        whole = {"alpha": ours.alpha(covariance), "alpha_std": ours.alpha(r), "lambda6": ours.lambda6(r)}
        whole |= {"mean_r": ours.mean_correlation(r), "omega": ours.omega_total(r)}
        yield from ((f"{name} {scale}", value) for name, value in whole.items())
        by_item = {"r_drop": ours.item_rest(covariance), "alpha_drop": ours.alpha_without(covariance)}
        for name, values in (by_item | {"loading": ours.one_factor(r)}).items():
            yield from ((f"{name} {scale} {item}", float(v)) for item, v in zip(items, values, strict=True))


if __name__ == "__main__":
    sys.exit(compare(Path(__file__), numbers, 1e-5))
