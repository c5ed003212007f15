"""Reliability beside R: psych on its own public data (bfi) and this project's functions, number by number.

`python benchmarks/peers/reliability.py` needs Rscript with the package psych (Debian: r-base-core, r-cran-psych).
It ends with 1 if a number differs by more than 1e-5 (R's minres stops there; the others agree to rounding).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from resilience_cli.stats import reliability as ours

LIMIT = 1e-5


def main() -> int:
    """Print the largest difference of each kind of number; return 1 if one is too large."""
    if shutil.which("Rscript") is None:
        print("Rscript is not here: nothing compared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).with_suffix(".R")
        subprocess.run(["Rscript", str(script), folder], check=True)
        answers, theirs = (pd.read_csv(Path(folder) / name) for name in ("answers.csv", "r.csv"))
    found = pd.DataFrame(dict(numbers(answers)).items(), columns=["name", "ours"]).merge(theirs, on="name", how="outer")
    found["difference"] = (found["ours"] - found["value"]).abs().fillna(np.inf)
    found["kind"] = found["name"].str.split().str[1]
    print(f"{len(answers)} people, {len(found)} numbers; largest difference of each kind:")
    print(found.groupby("kind")["difference"].max().to_string(float_format="{:.1e}".format))
    return int((found["difference"] > LIMIT).any())


def numbers(answers: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """Yield (name, our number) for every number of the R script."""
    for scale in "ACENO":
        items = [name for name in answers if str(name).startswith(scale)]
        covariance = answers[items].cov().to_numpy()
        r = ours.correlations(covariance)
        whole = {"alpha": ours.alpha(covariance), "alpha_std": ours.alpha(r), "lambda6": ours.lambda6(r)}
        whole |= {"mean_r": ours.mean_correlation(r), "omega": ours.omega_total(r)}
        yield from ((f"{scale} {name}", value) for name, value in whole.items())
        by_item = {"r_drop": ours.item_rest(covariance), "alpha_drop": ours.alpha_without(covariance)}
        for name, values in (by_item | {"loading": ours.one_factor(r)}).items():
            yield from ((f"{scale} {name} {item}", float(v)) for item, v in zip(items, values, strict=True))


if __name__ == "__main__":
    sys.exit(main())
