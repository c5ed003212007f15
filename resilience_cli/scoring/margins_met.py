"""Can the residents of a community be weighted to its margins? Who is in which group, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Field
from resilience_cli.model.margins import Margins
from resilience_cli.model.responses import Responses

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Rows = npt.NDArray[np.bool_]

NOWHERE = 0
"""The group of a person for whom a field is no margin."""
LEAST_PER_MARGIN = 5
"""So many residents are needed for each number that the margins fix: with fewer, weights follow chance."""


@dataclass(frozen=True)
class Met:
    """What raking needs, for the communities in which it can be done."""

    communities: tuple[str, ...]
    """Those communities, sorted."""
    resident: Rows
    """N: who is weighted."""
    groups: Mapping[str, Places]
    """By field, N: the group of each person, numbered over all communities; NOWHERE elsewhere."""
    totals: Mapping[str, Floats]
    """By field: the total weight of each group; NaN of NOWHERE."""
    findings: tuple[Finding, ...]
    """What is in the way elsewhere, and who did not answer."""


class _Margin(NamedTuple):
    """One field in one community."""

    field: Field
    """What is asked."""
    rows: pd.DataFrame
    """Its rows of the margins file."""
    groups: Places
    """By resident: the place in `rows`; after the last for those who did not answer; -1 in none of them."""
    shares: Floats
    """By group: its share of all residents."""


def met(used: Responses, margins: Margins, base: Floats, resident: Rows) -> Met:
    """Return the groups and totals of all communities that can be raked; `base` are weights with a mean of 1.

    Raises InputError if a field of the margins has no answers in any file.
    """
    fields = [field for field in used.instrument.fields if field.id in set(margins.table["field"])]
    if absent := [field for field in fields if field.id not in used.people]:
        raise InputError(*(Finding("RES-S047", margins.where(), {"field": field.text}) for field in absent))
    groups = {field.id: np.full(len(base), NOWHERE, dtype=np.intp) for field in fields}
    totals = {field.id: [np.array([np.nan])] for field in fields}
    ready, without, findings = [], [], [*_strangers(used, margins)]
    for community, places in used.people[resident].groupby("community").groups.items():
        rows, id_ = places.to_numpy(), str(community)
        found = [*_margins_of(used, margins, fields, id_, base, rows=rows)]
        name = str(used.communities.at[id_, "name"])
        faults = [*_faults(found, margins, name)]
        findings += [*faults, *_silent(found, margins, name)]
        if not found:
            without.append(name)
        elif not faults:
            ready.append(id_)
            for one in found:
                groups[one.field.id][rows] = one.groups + sum(map(len, totals[one.field.id]))
                totals[one.field.id].append(one.shares * len(rows))
    if without:
        findings.append(Finding("RES-S038", margins.where(), {"names": without}))
    joined = {id_: np.concatenate(parts) for id_, parts in totals.items()}
    return Met(tuple(ready), resident, groups, joined, tuple(findings))


def _strangers(used: Responses, margins: Margins) -> Iterator[Finding]:
    """Yield a finding for each community of the margins from which there are no answers."""
    known = set(used.communities.index)
    names = {*known, *map(str, used.communities["name"])}
    for community, rows in margins.table.groupby("community", sort=False)["row"]:
        if community and community not in known:
            close = get_close_matches(str(community), names, n=1, cutoff=0.8)
            values = {"name": str(community), "near": close[0] if close else "–"}
            numbers = tuple(rows.astype(int).tolist())
            yield Finding("RES-S037", margins.where(numbers), values, numbers)


def _margins_of(
    used: Responses, margins: Margins, fields: Sequence[Field], community: str, base: Floats, *, rows: Places
) -> Iterator[_Margin]:
    """Yield the margins in force in a community. Those who did not answer a question keep the share that they have."""
    in_force = margins.of(community)
    for field in fields:
        listed = in_force[in_force["field"] == field.id]
        if listed.empty:
            continue
        answers = used.people[field.id].to_numpy()[rows]
        silent = pd.isna(answers)
        groups = np.where(silent, len(listed), _places(answers, listed))
        share = float(base[rows][silent].sum() / base[rows].sum())
        population = listed["population"].to_numpy(float)
        shares = np.append(population / population.sum() * (1.0 - share), share)
        yield _Margin(field, listed, groups, shares)


def _places(answers: npt.NDArray[Any], listed: pd.DataFrame) -> Places:
    """Return the place of each answer in the listed values or ranges; -1 where it is in none."""
    if listed["low"].isna().any():
        at = {id_: place for place, ids in enumerate(listed["ids"]) for id_ in ids}
        return np.asarray(pd.Series(answers, dtype=object).map(at).fillna(-1), dtype=np.intp)
    x = answers.astype(float)[:, None]
    inside = (x >= listed["low"].to_numpy()) & (x <= listed["high"].to_numpy())
    return np.where(inside.any(axis=1), inside.argmax(axis=1), -1).astype(np.intp)


def _faults(found: Sequence[_Margin], margins: Margins, community: str) -> Iterator[Finding]:
    """Yield why a community cannot be weighted: groups without answers or without people, too few residents."""
    for one in found:
        people = one.rows["population"].to_numpy(float) > 0
        answered = np.bincount(one.groups[one.groups >= 0], minlength=len(one.shares))[:-1] > 0
        groups = one.rows["value"].to_numpy()
        if (empty := people & ~answered).any():
            numbers = tuple(one.rows["row"][empty].astype(int).tolist())
            values = {"field": one.field.text, "values": groups[empty].tolist()}
            yield Finding("RES-S039", margins.where(numbers, community), values, numbers)
        if (one.groups < 0).any() or (answered & ~people).any():
            values = {"field": one.field.text, "values": groups[people].tolist()}
            yield Finding("RES-S040", margins.where((), community), values)
    n = len(found[0].groups) if found else 0
    fixed = sum(int((one.rows["population"] > 0).sum()) - 1 for one in found)
    if n < LEAST_PER_MARGIN * fixed:
        least = {"n": n, "fixed": fixed, "least": LEAST_PER_MARGIN * fixed}
        yield Finding("RES-S041", margins.where((), community), least)


def _silent(found: Sequence[_Margin], margins: Margins, community: str) -> Iterator[Finding]:
    """Yield how many did not answer a question that is a margin."""
    for one in found:
        if n := int((one.groups == len(one.rows)).sum()):
            told = {"n": n, "of": len(one.groups), "field": one.field.text}
            yield Finding("RES-S044", margins.where((), community), told)
