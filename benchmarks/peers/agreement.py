"""ICC, r_wg(j) and AD beside R: multilevel on its own public data and this project's functions, number by number.

`python benchmarks/peers/agreement.py` needs Rscript with the package multilevel (Debian: r-base-core,
r-cran-multilevel). ICC1 of the package takes the plain mean size of a group, ours n0 = (N - Σn²/N)/(C - 1): both are
shown, and mean-n is our formula with the plain mean. It ends with 1 if another number differs by more than 1e-9.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from beside import compare

from resilience_cli.stats.agreement import average_deviation, intraclass, uniform_variance, within_group

OPTIONS = 5


def numbers(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield (name, our number)."""
    people = pd.read_csv(folder / "bh1996.csv").groupby("GRP")
    for variable in ("COHES", "LEAD", "HRS", "WBEING"):
        groups = people[variable]
        n, mean = groups.count().to_numpy(float), groups.mean().to_numpy()
        found = intraclass(n, mean, groups.var().to_numpy() * (n - 1))
        if found is not None:
            yield f"ICC1 {variable}", found.icc1
            msb = found.n0 * found.between + found.within
            yield f"mean-n {variable}", (msb - found.within) / (msb + (n.mean() - 1.0) * found.within)
            yield f"ICC2 {variable}", found.icc2
    answers = pd.read_csv(folder / "lq2002.csv")
    items = [name for name in answers if name != "COMPID"]
    groups = answers.groupby("COMPID")[items]
    within = within_group(groups.var().to_numpy(), uniform_variance(OPTIONS))
    single = within_group(groups.var()[items[:1]].to_numpy(), uniform_variance(OPTIONS))
    values = np.arange(1.0, OPTIONS + 1)
    counts = np.array([[[(group[i] == v).sum() for v in values] for i in items] for _, group in groups])
    deviation = average_deviation(counts, values).mean(axis=1)
    for name, found_by_group in (("rwgj", within), ("rwg", single), ("AD", deviation)):
        yield from ((f"{name} {group}", float(v)) for group, v in zip(groups.groups, found_by_group, strict=True))


if __name__ == "__main__":
    sys.exit(compare(Path(__file__), numbers, 1e-9, by_design=["ICC1"]))
