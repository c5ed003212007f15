"""The result of scoring: what is known of every community, how sure it is, and how it was made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding
from resilience_cli.model.halves import Halves
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.responses import Register, Source

if TYPE_CHECKING:
    import pandas as pd

Confidence = Literal["firm", "borderline", "unresolved"]
STATUSES = ("missing", "not comparable", "provisional", "one voice", "few", "borrowed", "ok")
"""Status words from worst to best; the first that holds is given."""

FLAG_NAMES = {
    "speed": mark("too fast"),
    "longstring": mark("long runs of one answer"),
    "irv": mark("no variation"),
    "even_odd": mark("halves of scales disagree"),
    "synonyms": mark("like questions answered unlike"),
    "mahalanobis": mark("unusual pattern of answers"),
    "near_duplicate": mark("nearly the same as another sheet"),
    "blank": mark("mostly blank"),
    "attention": mark("failed attention check"),
}
"""Signs of careless answering, and what they are called."""


@dataclass(frozen=True)
class Options:
    """What the user chose; with the instrument and the inputs it fixes the result."""

    exclude: Literal["declared", "none", "careless"] = "declared"
    """Which flagged respondents are left out."""
    roles: tuple[str, ...] = ()
    """Roles that count; empty: those that occur in at least half of the communities."""
    method: Literal["draws", "analytic"] = "draws"
    """How intervals are made."""
    draws: int = 3999
    """How many draws."""
    seed: int = 20231026
    """Seed of the draws."""
    wave: str | None = None
    """Name of the wave."""
    weight: str | None = None
    """Column of the exports that holds base weights of residents; None: all weigh the same before raking."""
    keep_respondents: bool = False
    """Whether the scores of persons are kept, without name or place in the file."""


@dataclass(frozen=True)
class Reason:
    """One test of the class rules, as it came out."""

    class_id: str
    """Class whose rule holds the test."""
    score: str | None
    """Score that was tested, or None for a test of the register."""
    field: str | None
    """Register field that was tested, or None for a test of a score."""
    estimate: float | str | None
    """The score, or the register's value; None if missing."""
    test: str
    """below, from, or in."""
    threshold: float | tuple[str, ...]
    """The cut, or the register values."""
    met: bool | None
    """Whether the test is true; None: unknown."""
    probability: float | None
    """Share of draws in which it is true; None without draws or for the register."""
    shortfall: float
    """Points that the score lacks for the test to come out the other way to be better; 0 if it is on the good side."""


@dataclass(frozen=True)
class Verdict:
    """What is said of one community."""

    community: str
    """Its id."""
    name: str
    """How it is written."""
    class_id: str | None
    """Its class, or None."""
    no_class: Finding | None
    """Why there is no class."""
    probability: Mapping[str, float] | None
    """Share of draws in each class; None: not assessed."""
    confidence: Confidence | None
    """How firm the class is; None: not assessed."""
    rival: str | None
    """Another class with more draws."""
    status: str
    """One of STATUSES: the worst among the scores of the class rule."""
    reasons: tuple[Reason, ...]
    """The tests of the classes that were tried, in order; for each class all of its tests."""
    received: Mapping[str, int]
    """Answer sheets by role, before screening."""
    used: Mapping[str, int]
    """Respondents by role that count in at least one score."""
    flagged: int
    """Respondents with a screening flag."""
    population: Mapping[str, float]
    """People by role, where the register tells."""
    filled_roles: tuple[str, ...]
    """Roles that exist here, did not answer and were filled."""
    absent_roles: tuple[str, ...]
    """Roles that the register says do not exist here."""
    residents_only: str | None
    """Class by residents alone."""
    without: Mapping[str, str | None]
    """By institutional role that answered: the class when it is left out."""
    unjudged: tuple[str, ...]
    """Register fields that the class rules test and that are not known here."""
    one_voice: tuple[str, ...] = ()
    """Institutional roles of one or two people without whom the class would be another."""
    unfilled_roles: tuple[str, ...] = ()
    """Roles that exist here, did not answer and were not filled: too few communities. The class lacks their voice."""


@dataclass(frozen=True)
class Assessment:
    """Everything that one scoring run found; every table is long and sorted by id."""

    instrument: Instrument
    """The questionnaire."""
    recipe: Mapping[str, Any]
    """Instrument, inputs, options, seed, engine and versions: enough to make it again."""
    sources: tuple[Source, ...]
    """The input files."""
    counts: Mapping[str, int]
    """Respondents received, used, flagged, excluded."""
    verdicts: tuple[Verdict, ...]
    """One a community, sorted by id."""
    scores: pd.DataFrame
    """One row (community, score): estimate, low, high, se, df, status, n, n_eff, pooled, complete (persons with
    all items), unflagged, prorated (share of persons with a missing item), filled (weight of filled roles),
    borrowed (share of the variance from other communities), residents (estimate by residents alone); of weighted
    residents also unweighted (the estimate if all residents weighed the same)."""
    roles: pd.DataFrame
    """One row (community, role, score): n, mean, sd, low, high, combined, filled, borrowed."""
    gaps: pd.DataFrame
    """One row (community, score, role, other): gap (role minus other, on the items both are asked), se and its
    parts se_role and se_other, items."""
    items: pd.DataFrame
    """One row (community, role, item): n, mean (declared values), count_<value> a scale value, missing_<reason>."""
    quality: pd.DataFrame
    """One row a score: alpha (within community x role), n, prorated, pooled covariance df."""
    people: pd.DataFrame
    """One row (community, role): answer sheets received, used, flagged and excluded, how many have each flag of
    FLAG_NAMES, and of_<flag>: of how many its index could be known; of weighted residents also deff (Kish's design
    effect)."""
    moments: Mapping[str, Moments]
    """scores, complete, unflagged (sums of scores only), items: all that a later comparison needs. Of weighted
    residents, the scores' are sums of pseudo-values (stats.raking), and unweighted has those of the scores."""
    halves: Halves
    """Sums over random halves of the residents, for a correlation in which no person is on both sides."""
    register: Register | None
    """The community register, if one was given."""
    findings: tuple[Finding, ...]
    """What was noticed, reading and scoring."""
    respondents: pd.DataFrame | None = None
    """Only if asked for: one row a person (community, role, the flags, the scores made of items), in an order that
    does not tell the file's."""

    def score_row(self, community: str, score: str) -> Mapping[str, Any]:
        """Return the row of one community's score."""
        row = self.scores[(self.scores["community"] == community) & (self.scores["score"] == score)]
        return {str(key): value for key, value in row.iloc[0].items()}

    def gaps_of(self, roles: Collection[str]) -> pd.DataFrame:
        """Return the rows of `gaps` between these roles and the others, turned so that `role` is one of these."""
        found = self.gaps[self.gaps["role"].isin(roles) != self.gaps["other"].isin(roles)].copy()
        turned = found["other"].isin(roles)
        for one, two in (("role", "other"), ("se_role", "se_other")):
            found.loc[turned, [one, two]] = found.loc[turned, [two, one]].to_numpy()
        found.loc[turned, "gap"] *= -1.0
        return found
