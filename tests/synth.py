"""The golden survey as Responses, and the small questionnaire that it answers."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Reason, Register, Responses

GOLDEN = Path(__file__).parent / "golden"
INSTRUMENT = parse(json.loads((GOLDEN / "instruments/synth/1.0.0.json").read_text(encoding="utf-8")))
ITEMS = [item.id for item in INSTRUMENT.items]
BASE = [score.id for score in INSTRUMENT.base_scores]
ROLES = tuple(INSTRUMENT.roles)


def table(name: str) -> pd.DataFrame:
    """Return a golden CSV."""
    return pd.read_csv(GOLDEN / name)


def numbers(name: str) -> dict:
    """Return a golden JSON."""
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def responses(answers: pd.DataFrame, instrument=INSTRUMENT, seconds: float = np.nan) -> Responses:
    """Return the rows (community, role, one column an item; NaN blank) as Responses."""
    items = [item.id for item in instrument.items]
    values = answers.reindex(columns=items).astype(float).reset_index(drop=True)
    people = answers[["community", "role"]].astype(object).reset_index(drop=True)
    people = people.assign(seconds=seconds, wave="", weight=1.0)
    asked = np.array([[role in item.asked_of for item in instrument.items] for role in people["role"]])
    asked = asked.reshape(values.shape)  # of nobody too
    reasons = np.where(values.notna(), Reason.ANSWERED, np.where(asked, Reason.BLANK, Reason.NOT_ASKED))
    ids = list(dict.fromkeys(people["community"]))
    names = pd.DataFrame({"name": ids}, index=ids)
    return Responses(instrument, values, reasons.astype(np.int8), people, names, (), ())


def survey() -> Responses:
    """Return all 392 people of the golden survey."""
    return responses(table("synth_survey.csv"))


def complete_survey() -> Responses:
    """Return the 371 people who have all three scores S, M and C: what the community numbers rest on."""
    scores = table("synth_respondent_pomp_expected.csv")
    return responses(table("synth_survey.csv")[scores[["S", "M", "C"]].notna().all(axis=1)])


def register(sampling: str = "census") -> Register:
    """Return the golden populations as a community register."""
    wide = table("synth_population.csv").pivot(index="community", columns="role", values="N").astype(float)
    facts = wide.rename(columns=lambda role: f"population_{role}").rename_axis(None)
    facts.columns.name = None
    for role in ROLES:
        facts[f"sampling_{role}"] = sampling
    return Register(facts, "register.csv", "0" * 64)
