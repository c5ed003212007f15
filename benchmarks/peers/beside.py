"""What the comparisons with R share: run the script of the same name, lay its numbers beside ours."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pandas as pd

Numbers = Callable[[Path], Iterable[tuple[str, float]]]
"""Of the folder with the data that R wrote: (name, our number) for every number of the R script."""


def compare(script: Path, numbers: Numbers, limit: float, by_design: Iterable[str] = ()) -> int:
    """Print the largest difference of each kind of number (the first word of its name); return 1 if one is too large.

    Kinds `by_design` are computed otherwise on purpose: they are printed, and may differ.
    """
    if shutil.which("Rscript") is None:
        print("Rscript is not here: nothing compared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["Rscript", str(script.with_suffix(".R")), folder], check=True)
        theirs = pd.read_csv(Path(folder) / "r.csv").set_index("name")["value"]
        ours = pd.Series(dict(numbers(Path(folder))), dtype=float)
    found = pd.DataFrame({"ours": ours, "r": theirs})
    found["difference"] = (found["ours"] - found["r"]).abs().fillna(np.inf)
    found["kind"] = found.index.str.split().str[0]
    same = found[~found["kind"].isin(set(by_design))]
    print(f"{len(found)} numbers; largest difference of each kind:")
    print(same.groupby("kind")["difference"].max().to_string(float_format="{:.1e}".format))
    if len(same) < len(found):
        print("By design otherwise:")
        print(found.drop(same.index)[["ours", "r"]].to_string(float_format="{:.6f}".format))
    return int((same["difference"] > limit).any())
