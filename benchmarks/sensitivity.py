"""How long is `resilience sensitivity` of 500 communities, and how much longer would one loop over the draws take?

`python benchmarks/sensitivity.py [--communities 500] [--draws 10000] [--looped 50]`. An invented survey of the flagship
(12 residents and two of each body in every community) is scored and written; then three things are timed, in one run:

- **process**: `resilience sensitivity … --rank-anyway --json` as a user starts it, everything included: each of seven
  choices alone, all of them together, and the indices;
- **together**: only the draws of all choices together, in this process;
- **loop**: the same as *together* draw by draw and community by community, as one would write it first: the same
  aggregation and the same rules, `scipy.stats` for ranks and τ. `--looped` draws are timed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import kendalltau, rankdata

from resilience_cli import rules, store
from resilience_cli.analysis.choices import METHODS, choices_of, settings, together
from resilience_cli.analysis.redrawing import Base, redrawn
from resilience_cli.analysis.rescoring import Survey, reclassified, rescored, survey_of
from resilience_cli.catalog.load import load_instrument
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.pipeline import assess
from resilience_cli.stats.combine import combine
from resilience_cli.stats.ranks import ranks

RESIDENTS, STAFF, BETWEEN, PERSON, ANSWER = 12, 2, 0.5, 0.6, 0.8


def survey(instrument: Instrument, communities: int) -> Responses:
    """Return invented answers: a level a community and item, persons and answers around it, 2 % left blank."""
    rng = np.random.default_rng(7)
    cells = [
        (f"C{c:04}", role)
        for c in range(communities)
        for role in instrument.roles
        for _ in range(RESIDENTS if role in instrument.residents else STAFF)
    ]
    people = pd.DataFrame(cells, columns=["community", "role"])
    codes = pd.factorize(people["community"])[0]
    items = instrument.items
    levels = (
        3.4 + BETWEEN * rng.standard_normal((communities, 1)) + 0.3 * rng.standard_normal((communities, len(items)))
    )
    drawn = levels[codes] + PERSON * rng.standard_normal((len(people), 1))
    drawn = np.clip(np.round(drawn + ANSWER * rng.standard_normal(drawn.shape)), 1, 5)
    drawn = np.where([item.reverse for item in items], 6 - drawn, drawn)
    asked = np.array([[role in item.asked_of for item in items] for role in people["role"]])
    answered = asked & (rng.random(drawn.shape) > 0.02)
    reasons = np.where(answered, Reason.ANSWERED, np.where(asked, Reason.BLANK, Reason.NOT_ASKED)).astype(np.int8)
    answers = pd.DataFrame(np.where(answered, drawn, np.nan), columns=[item.id for item in items])
    people = people.assign(seconds=np.nan, wave="", weight=1.0)
    names = pd.DataFrame({"name": people["community"].unique()}, index=people["community"].unique())
    return Responses(instrument, answers, reasons, people, names, (), ())


def looped(survey: Survey, base: Base, draws: int) -> float:
    """Return the seconds of so many draws, one community of one draw after the other."""
    chosen = settings(survey.made, together(survey.made, draws, 1))
    start = time.perf_counter()
    for d in range(draws):
        composite = []
        for c in range(len(base.classes)):
            variant = 2 * int(chosen.complete[d]) + int(chosen.residents[d])
            pairs = zip(survey.weighed[variant, :, :, c], survey.part[variant, :, :, c], strict=True)
            weights = chosen.roles[d]
            means = [min(100.0, max(0.0, (weights @ cells) / (weights @ part))) for cells, part in pairs]
            values = dict(zip(survey.base, means, strict=True))
            for score in survey.chain:
                parts = np.array([values[name] for name in score.of])
                if score.id == survey.made.composite.id:
                    method = METHODS[chosen.methods[d]]
                    values[score.id] = combine(method, parts, chosen.weights[d], float(chosen.floors[d]))
                else:
                    values[score.id] = combine(score.method, parts, np.array(score.weights), score.floor)
            tested = {score: float(values[score]) for score in survey.instrument.class_scores}
            register = {field: value[c] for field, value in survey.register.items()}
            shifts = dict(zip(survey.made.cuts, chosen.shifts[d].tolist(), strict=True))
            rules.classify(survey.instrument.classes, tested, register, shifts)
            composite.append(float(values[survey.made.composite.id]))
        kendalltau(base.ranks, rankdata(-np.array(composite), method="min"))
    return time.perf_counter() - start


def prepared(assessment: Assessment) -> tuple[Survey, Base]:
    """Return what draws are made of."""
    instrument = assessment.instrument
    survey = survey_of(assessment, choices_of(instrument, instrument.score["index"], 5.0))
    values, chosen = rescored(survey, settings(survey.made, {})), settings(survey.made, {})
    everybody = np.arange(len(assessment.verdicts))
    return survey, Base(reclassified(survey, values, chosen)[0], everybody, ranks(values["index"][0]), 1.0)


def main() -> None:
    """Print the seconds of the process, of the draws together and of the loop."""
    parser = argparse.ArgumentParser(description=Path(__file__).name)
    parser.add_argument("--communities", type=int, default=500)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--looped", type=int, default=50)
    asked = parser.parse_args()
    assessment = assess(survey(load_instrument("rng@1.1.0"), asked.communities), options=Options(draws=39))
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "made.assessment"
        store.write(assessment, directory)
        command = [sys.executable, "-m", "resilience_cli", "sensitivity", str(directory), "--rank-anyway", "--json"]
        start = time.perf_counter()
        subprocess.run([*command, "--draws", str(asked.draws)], check=True, stdout=subprocess.DEVNULL)
        process = time.perf_counter() - start
    anew, base = prepared(assessment)
    start = time.perf_counter()
    redrawn(anew, base, together(anew.made, asked.draws, 1))
    quick = time.perf_counter() - start
    slow = looped(anew, base, asked.looped) / asked.looped * asked.draws
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy, peak = child.ru_utime + child.ru_stime, child.ru_maxrss / 1024
    print(f"{asked.communities} communities, {asked.draws} draws")
    print(f"process   {process:8.2f} s (all of it, seven choices alone, together and indices)")
    print(f"          {busy:8.2f} s of processor time, {peak:.0f} MB")
    print(f"together  {quick:8.2f} s")
    print(f"loop      {slow:8.1f} s (from {asked.looped} draws), {slow / quick:.0f} times as long")


if __name__ == "__main__":
    main()
