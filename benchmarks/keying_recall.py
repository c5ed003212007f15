"""How well the keying audit of `diagnose` finds items that count the wrong way: recall and false alarms, simulated.

`python benchmarks/keying_recall.py [--trials 2000]`. Answers of n people to K items of five options: a normal trait
with mean correlation r between latent answers, cut at -1.5, -0.5, 0.5, 1.5; in each trial one item is turned. First
component: items with a negative loading are accused. Item-rest: items with a negative correlation with the rest. Seed
20231026.
"""

from __future__ import annotations

import argparse

import numpy as np
import numpy.typing as npt

from resilience_cli.stats.reliability import correlations, first_component, item_rest

CUTS = (-1.5, -0.5, 0.5, 1.5)


def answers(rng: np.random.Generator, n: int, items: int, r: float) -> npt.NDArray[np.float64]:
    """Return n x items answers 1-5."""
    latent = np.sqrt(r) * rng.standard_normal((n, 1)) + np.sqrt(1 - r) * rng.standard_normal((n, items))
    return 1.0 + np.digitize(latent, CUTS)


def main() -> None:
    """Print one line a design."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2000)
    trials = parser.parse_args().trials
    print("people items  r   | first component: found, others accused, none turned | item-rest: the same")
    for n in (100, 300):
        for items in (3, 4, 6, 9):
            for r in (0.15, 0.3):
                rng = np.random.default_rng([20231026, n, items, int(100 * r)])
                found = np.array([trial(answers(rng, n, items, r)) for _ in range(trials)]).mean(axis=0)
                shown = "   ".join(f"{value:6.1%}" for value in found[:3]), "   ".join(f"{v:6.1%}" for v in found[3:])
                print(f"{n:6} {items:5}  {r:.2f} | {shown[0]} | {shown[1]}", flush=True)


def trial(x: npt.NDArray[np.float64]) -> list[float]:
    """Return for both ways: the turned item is accused; any other is; any is where none was turned."""
    turned = x.copy()
    turned[:, 0] = 6.0 - turned[:, 0]
    wrong, right = np.cov(turned.T), np.cov(x.T)
    loading, rest = first_component(correlations(wrong)), item_rest(wrong)
    clean = first_component(correlations(right)), item_rest(right)
    ways = ((loading, clean[0]), (rest, clean[1]))
    return [float(part) for bad, good in ways for part in (bad[0] < 0, (bad[1:] < 0).any(), (good < 0).any())]


if __name__ == "__main__":
    main()
