"""A small questionnaire of two sides and three roles, and towns that answer it, for tests of scoring."""

from typing import Any

import numpy as np
import pandas as pd
from synth import responses

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Register, Responses

ROLES = ("resident", "staff", "owners")
ALL = list(ROLES)


def content(**changes: Any) -> dict[str, Any]:
    """Return the JSON of the questionnaire; `changes` replace its parts."""
    items = [{"id": f"{side}{i}", "asked_of": ALL} for side in "ab" for i in (1, 2, 3)]
    items[1]["reverse"] = True  # a2
    items[5]["asked_of"] = ["resident", "owners"]  # b3
    raw = {
        "id": "town",
        "version": "1.0.0",
        "title": {"en": "Town"},
        "languages": ["en"],
        "scales": {
            "five": {"kind": "ordinal", "options": [{"value": v, "label": {"en": f"L{v}"}} for v in range(1, 6)]}
        },
        "respondent": {
            "community": {"text": {"en": "community"}},
            "role": {
                "text": {"en": "role"},
                "roles": {
                    "resident": {"label": {"en": "Resident"}},
                    "staff": {"label": {"en": "Staff"}, "institution": True},
                    "owners": {
                        "label": {"en": "Owners"},
                        "institution": True,
                        "exists_if": {"register": "committee", "in": ["working"]},
                    },
                },
            },
        },
        "items": [{"text": {"en": item["id"]}, "scale": "five", **item} for item in items],
        "scores": [
            {"id": "a", "title": {"en": "A"}, "kind": "side", "of": ["a1", "a2", "a3"]},
            {"id": "b", "title": {"en": "B"}, "kind": "side", "of": ["b1", "b2", "b3"]},
            {"id": "both", "title": {"en": "Both"}, "kind": "composite", "of": ["a", "b"], "method": "mean"},
            {"id": "gap", "title": {"en": "Gap"}, "kind": "test_only", "of": ["a", "b"], "method": "range",
             "higher_is": "worse"},
        ],
        "community": {
            "role_weights": {"resident": 2, "staff": 1, "owners": 1},
            "minimum_respondents": {"resident": {"score": 3, "ok": 6}},
            "register": {"committee": {"text": {"en": "Committee"}, "values": {
                "working": {"label": {"en": "working"}}, "none": {"label": {"en": "none"}}}}},
        },
        "classes": [
            {"id": "poor", "title": {"en": "Poor"}, "when": {"score": "both", "below": 50}},
            {"id": "split", "title": {"en": "Split"}, "when": {"score": "gap", "from": 20}},
            {"id": "good", "title": {"en": "Good"}, "otherwise": True},
        ],
        "screening": {"attention": "flag"},
    }  # fmt: skip
    return raw | changes


TOWN = parse(content())
ITEMS = [item.id for item in TOWN.items]


def cell(community: str, role: str, *levels: float) -> pd.DataFrame:
    """Return one person a level, answering every item with it (a2 turned round)."""
    rows = pd.DataFrame({item: np.array(levels, dtype=float) for item in ITEMS})
    rows["a2"] = 6 - rows["a2"]
    if role == "staff":
        rows["b3"] = np.nan
    return rows.assign(community=community, role=role)


def town(*cells: pd.DataFrame, instrument: Instrument = TOWN) -> Responses:
    """Return the cells as Responses."""
    return responses(pd.concat(cells, ignore_index=True), instrument)


def facts(**columns: dict[str, Any]) -> Register:
    """Return a register with the columns given as {community: value}."""
    table = pd.DataFrame(columns)
    return Register(table, "register.xlsx", "0" * 64)


def many(number: int, seed: int = 1, staff: int = 2, owners: int = 2, residents: int = 12) -> pd.DataFrame:
    """Return answers of `number` communities C01…, each with a level of its own and noise by person and item."""
    rng = np.random.default_rng(seed)
    cells = []
    for c in range(number):
        level = rng.normal(3.3, 0.6)
        for role, n, offset in (("resident", residents, 0.0), ("staff", staff, 0.5), ("owners", owners, 0.2)):
            person = level + offset + rng.normal(0, 0.6, (n, 1))
            answers = np.clip(np.round(person + rng.normal(0, 0.7, (n, len(ITEMS)))), 1, 5)
            rows = pd.DataFrame(answers, columns=ITEMS).assign(community=f"C{c + 1:02}", role=role)
            rows["a2"] = 6 - rows["a2"]
            rows.loc[rows["role"] == "staff", "b3"] = np.nan
            cells.append(rows)
    return pd.concat(cells, ignore_index=True)


def _shaken() -> Instrument:
    """Return the questionnaire with an event: two items on how it was met, one on each side in it."""
    raw = content()
    of_event = {"text": {"en": "event"}, "scale": "five", "asked_of": ALL, "phase": "crisis"}
    items = [*raw["items"], *({"id": name, **of_event} for name in ("e1", "e2", "ea", "eb"))]
    outcomes = {"met": ["e1", "e2"], "a_event": ["ea"], "b_event": ["eb"]}
    told = [{"id": name, "title": {"en": name}, "kind": "outcome", "of": of} for name, of in outcomes.items()]
    return parse(content(items=items, scores=[*raw["scores"], *told]))


SHAKEN = _shaken()
"""TOWN with an event."""


def shaken(number: int, seed: int = 1, residents: int = 30, activated: int = 0) -> pd.DataFrame:
    """Return `many` with answers about an event that follow ordinary days; `activated` options more for side a."""
    table = many(number, seed, residents=residents)
    rng = np.random.default_rng(seed + 1)
    usual = {name: table[[f"{side}1", f"{side}3"]].mean(axis=1) for side, name in (("a", "ea"), ("b", "eb"))}
    usual |= {name: table[["a1", "b1"]].mean(axis=1) for name in ("e1", "e2")}
    usual["ea"] = usual["ea"] + activated
    noise = {name: rng.normal(0, 0.5, len(table)) for name in usual}
    return table.assign(**{name: np.clip(np.round(usual[name] + noise[name]), 1, 5) for name in usual})
