"""Raking beside R: survey on its own public data (api), weights, means and standard errors, number by number.

`python benchmarks/peers/raking.py` needs Rscript with the package survey (Debian: r-base-core, r-cran-survey).
It ends with 1 if a number differs by more than 1e-6 of itself. Only the standard errors of `rake` are shown and not
held: it stops after ten projections and leaves base weights out of them; `calibrate` with the same weights does not.
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

from resilience_cli.stats import raking as ours

LIMIT = 1e-6
SHOWN_ONLY = "rake se"


def main() -> int:
    """Print every number of both; return 1 if one differs too much."""
    if shutil.which("Rscript") is None:
        print("Rscript is not here: nothing compared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).with_suffix(".R")
        subprocess.run(["Rscript", str(script), folder], check=True)
        schools, totals, theirs = (pd.read_csv(Path(folder) / name) for name in ("schools.csv", "totals.csv", "r.csv"))
    found = pd.DataFrame(dict(numbers(schools, totals)).items(), columns=["name", "ours"]).merge(theirs, on="name")
    found["difference"] = (found["ours"] / found["value"] - 1.0).abs()
    print(f"{len(schools)} schools, {len(found)} numbers of {len(theirs)}:")
    print(found.to_string(index=False, float_format="{:.9g}".format))
    held = found[~found["name"].str.endswith(SHOWN_ONLY)]
    return int(len(found) < len(theirs) or (held["difference"] > LIMIT).any())


def numbers(schools: pd.DataFrame, totals: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """Yield (name, our number) for every number of the R script."""
    ones = np.ones(len(schools))
    for name, n, base in (("all", len(schools), ones), ("based", len(schools), schools["enroll"]), ("few", 24, ones)):
        some, weights = schools.iloc[:n], np.asarray(base[:n], dtype=float)
        margins = [_margin(some["stype"], totals), _margin(some["sch.wide"], totals)]
        for kind, used in (("rake", margins), ("calibrate", margins), ("post", margins[:1])):
            raked = ours.rake(weights, used, np.zeros(n, dtype=np.intp)).weights
            values = some[["api00"]].to_numpy(float)
            design = np.hstack([np.eye(len(total))[group] for group, total in used])
            z = ours.linearised(values, raked, ours.calibration_residuals(values, weights, design))[:, 0]
            yield f"{name} {kind} mean", float(z.mean())
            yield f"{name} {kind} se", float(z.std(ddof=1) / np.sqrt(n))
            if kind == "rake":
                yield f"{name} rake deff", float(ours.design_effect(raked, np.zeros(n, dtype=np.intp))[0])


def _margin(answers: pd.Series[str], totals: pd.DataFrame) -> ours.Margin:
    groups = pd.Index(sorted(answers.unique()))
    return groups.get_indexer(pd.Index(answers)), totals.set_index("group")["n"].loc[groups].to_numpy(float)


if __name__ == "__main__":
    sys.exit(main())
