"""Does the 95 % interval hold the truth 95 times in 100? Invented populations whose truth is known.

`python benchmarks/coverage.py [--repeats 40]` prints the population and, for every design of docs/method.md, section
6, coverage and mean width of the draws' interval of the index, and the coverage of its analytic twin. The truth is the
geometric mean of the role-balanced means of what the people of the population really think; in a finite population
so many are drawn of so many, and each answers with an error of measurement.
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
from resilience_cli.model.responses import Register
from resilience_cli.scoring.communities import estimate, head_count
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import all_pairs, collect
from resilience_cli.scoring.quality import finite_share, reliabilities
from resilience_cli.scoring.simulation import analytic, simulate
from resilience_cli.scoring.uncertainty import precision

Floats = npt.NDArray[np.float64]
ROLES = ("resident", "committee", "property", "owners")
SCORES = ("state", "market", "society")
OFFSETS = np.array([0.0, 11.0, 7.0, 3.0])
LEVEL, BETWEEN, CELL, PERSON, CORRELATION = 45.0, 10.0, 4.0, 19.0, 0.65
RELIABILITY, ITEMS = 0.8, 4
MODEL = (
    f"Communities around {LEVEL:g} (SD {BETWEEN:g}); role offsets {OFFSETS.tolist()}; role by community SD {CELL:g}; "
    f"persons' scores SD {PERSON:g}, reliability {RELIABILITY:g} over {ITEMS} items; true scores correlate "
    f"{CORRELATION:g} between scores, errors too unless they are apart; seeds 0, 1, … a repeat."
)


class Design(NamedTuple):
    """How many answer by role, in how many communities."""

    people: tuple[int, int, int, int]
    of: tuple[int, int, int, int] | None = None
    """So many people there are, of whom those that answer are drawn at random; None: without end."""
    communities: int = 40
    log_sd: float = 0.0
    """How much the persons' SD differs between cells."""
    silent: int = 0
    """In so many communities the owners do not answer."""
    errors: float = CORRELATION
    """How the errors of measurement correlate between scores."""

    def __str__(self) -> str:
        words = [",".join(map(str, self.people))]
        words += [f"of {','.join(map(str, self.of))}"] if self.of else []
        words += [f"log-SD {self.log_sd:g}"] if self.log_sd else []
        words += [] if self.errors else ["errors apart"]
        words += [f"no owners in {self.silent} of {self.communities}"] if self.silent else []
        return " ".join(words)


DESIGNS = (
    Design((40, 3, 3, 2)),
    Design((12, 2, 2, 2)),
    Design((40, 1, 1, 1)),
    Design((5, 1, 1, 0)),
    Design((5, 1, 1, 1), silent=10),
    Design((40, 3, 3, 3), of=(3000, 60, 60, 60)),
    Design((200, 5, 5, 5), of=(600, 6, 8, 6)),
    Design((200, 5, 5, 5), of=(600, 6, 8, 6), errors=0.0),
    Design((40, 3, 3, 2), log_sd=0.3),
    Design((40, 1, 1, 1), log_sd=0.3),
    Design((40, 3, 3, 2), silent=10),
)
"""The designs of docs/method.md, section 6, and a few more. Where owners answer nowhere, the index is of the others."""


def instrument() -> Instrument:
    """Return a questionnaire of four items a side and the index: only its scores and weights are used."""
    text = {"en": "-"}
    roles: dict[str, object] = {role: {"label": text, "institution": role != "resident"} for role in ROLES}
    items = [{"id": id_, "text": text, "scale": "share", "asked_of": ROLES} for id_ in item_ids()]
    sides = [{"id": s, "title": text, "kind": "side", "of": [f"{s}{k}" for k in range(ITEMS)]} for s in SCORES]
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


def item_ids() -> tuple[str, ...]:
    """Return the ids of the items, side by side."""
    return tuple(f"{score}{k}" for score in SCORES for k in range(ITEMS))


class Survey(NamedTuple):
    """Who answered what, and what is true."""

    answers: Floats
    """Persons x items."""
    people: pd.DataFrame
    """Community and role of each person."""
    truth: Floats
    """The index of each community."""


def root(correlation: float) -> Floats:
    """Return the Cholesky factor of the correlations of the three scores."""
    return np.linalg.cholesky(np.full((3, 3), correlation) + (1 - correlation) * np.eye(3))


def survey(design: Design, rng: np.random.Generator) -> Survey:
    """Return the answers of those who were drawn from populations of the model, and their truth."""
    answers: list[Floats] = []
    cells: list[tuple[str, str]] = []
    truth = []
    true_root, error_root = root(CORRELATION), root(design.errors)
    asked = [r for r in range(len(ROLES)) if design.people[r]]
    for c in range(design.communities):
        base = LEVEL + BETWEEN * (true_root @ rng.standard_normal(3))
        means = base + OFFSETS[:, None] + CELL * rng.standard_normal((4, 3))
        for r, role in enumerate(ROLES):
            n = 0 if role == "owners" and c < design.silent else design.people[r]
            sd = PERSON * np.exp(design.log_sd * rng.standard_normal())
            size = design.of[r] if design.of else n
            true = means[r] + sd * RELIABILITY**0.5 * (rng.standard_normal((size, 3)) @ true_root.T)
            if design.of:
                means[r] = true.mean(axis=0)
            error = sd * ((1 - RELIABILITY) * ITEMS) ** 0.5 * (error_root @ rng.standard_normal((n, 3, ITEMS)))
            answers.append((true[:n, :, None] + error).reshape(n, len(item_ids())))
            cells += [(f"C{c:03}", role)] * n
        truth.append(np.exp(np.log(np.maximum(means[asked].mean(axis=0), 1)).mean()))
    return Survey(np.vstack(answers), pd.DataFrame(cells, columns=["community", "role"]), np.array(truth))


def register(design: Design, communities: tuple[str, ...]) -> Register | None:
    """Return the register of a finite population, everywhere drawn at random."""
    if design.of is None:
        return None
    table = pd.DataFrame(index=pd.Index(communities))
    for role, size in zip(ROLES, design.of, strict=True):
        table[f"population_{role}"], table[f"sampling_{role}"] = float(size), "random"
    return Register(table, "-", "-")


def intervals(design: Design, repeats: int) -> Iterator[Floats]:
    """Yield, for each repeat, 2 x 2 x communities: draws and twin; whether the truth is inside, and the width."""
    questionnaire = instrument()
    for repeat in range(repeats):
        answers, people, truth = survey(design, np.random.default_rng(repeat))
        communities = tuple(sorted(people["community"].unique()))
        scores = answers.reshape(len(answers), len(SCORES), ITEMS).mean(axis=-1)
        moments = collect(scores, people, SCORES, all_pairs(3))
        items = collect(answers, people, item_ids(), all_pairs(len(item_ids())))
        counts = head_count(people, communities, ROLES)
        known = register(design, communities)
        layout = lay_out(questionnaire, communities, moments, counts, register=known)
        balanced, cells = estimate(questionnaire, layout, finite_share(reliabilities(questionnaire, items)))
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
    parser.add_argument("--repeats", type=int, default=40)
    repeats = parser.parse_args().repeats
    print(MODEL)
    for design in DESIGNS:
        (drawn, width), (twin, _) = np.concatenate(list(intervals(design, repeats)), axis=-1).mean(axis=-1)
        error = (0.95 * 0.05 / (repeats * (design.silent or design.communities))) ** 0.5
        print(
            f"{design}: draws {drawn:.3f} (width {width:.1f}), analytic {twin:.3f}; Monte Carlo error {error:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
