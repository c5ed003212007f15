"""Prints how wide the intervals of changes of scores made of scores are by draws and by formula, on the sample data.

`python benchmarks/change_intervals.py`, in the folder of the repository.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from resilience_cli import assess, load_instrument, read, read_register
from resilience_cli.analysis.pairing import matched
from resilience_cli.analysis.wave_layouts import measured, two_layouts
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.readers.register import apply_register
from resilience_cli.scoring.communities import estimate
from resilience_cli.scoring.uncertainty import precision
from resilience_cli.stats.change import joint_df, within

SAMPLE = Path(__file__).parent.parent / "sample_data"


def wave(year: int) -> Assessment:
    """Return the assessment of the sample street in that year, with its register."""
    instrument = load_instrument("rng@1.0.0")
    register, _ = read_register(SAMPLE / "登记表.xlsx", instrument)
    responses = read([SAMPLE / str(year) / "东湖街道.csv"], [instrument])
    return assess(apply_register(responses, register), register, Options(draws=99, wave=str(year)))


def main() -> None:
    """Print by score the mean, least and largest width by draws as a share of that by t."""
    before, after = wave(2025), wave(2026)
    instrument = after.instrument
    two = two_layouts(before, after, matched(before, after)[0], finite=False)
    drawn = measured(instrument, two)
    found = [estimate(instrument, layout, rho) for layout, rho in zip(two.shared, two.rho, strict=True)]
    exact = [precision(instrument, *one) for one in found]
    df = joint_df(exact[0].se ** 2, exact[0].df, exact[1].se ** 2, exact[1].df)
    low, high = within(drawn.after - drawn.before, np.sqrt(drawn.variance), df)
    share = (drawn.ends[..., 1] - drawn.ends[..., 0]) / (high - low)
    for place, score in enumerate(instrument.scores):
        if not score.of_items:
            known = share[~np.isnan(share[:, place]), place]
            print(f"{score.id:14s} {known.mean():.3f} ({known.min():.3f} to {known.max():.3f})")


if __name__ == "__main__":
    main()
