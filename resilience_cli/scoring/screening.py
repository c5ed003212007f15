"""Careless answering: who is flagged, and who is left out. Flag, never silently delete."""

from __future__ import annotations

from operator import eq, ge, gt, lt
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.assessment import FLAG_NAMES
from resilience_cli.model.instrument import Instrument, Screening
from resilience_cli.model.responses import Responses
from resilience_cli.scoring.indices import own_indices, sample_indices

Floats = npt.NDArray[np.float64]
FLAGS = tuple(FLAG_NAMES)
MARKING = ("speed", "longstring", "irv", "blank", "attention")
"""Flags that make a sheet flagged. Indices of consistency do not: in short scales they accuse many honest people."""
COUNTING = (*MARKING, "even_odd")
"""Flags that count for `--exclude careless`: those of one sheet alone, so that no score depends on the others."""
STRONG = ("speed", "longstring", "blank")
"""`--exclude careless` needs two different flags, one of which is one of these."""
INCONSISTENT = 0.30
"""Even-odd consistency below this is a flag (Johnson 2005)."""
NO_SYNONYMS = 0.22
"""Correlation over synonyms below this is a flag (Meade & Craig 2012)."""
TOO_FAR = 0.001
"""Probability of so large a Mahalanobis distance below which it is a flag: above the .999 quantile of χ²."""
ALIKE = 0.85
"""Share of equal answers with another sheet from which on both are to be looked at (Kuriakose & Robbins 2016)."""


class Screened(NamedTuple):
    """Who answered carelessly, and who is left."""

    flags: pd.DataFrame
    """Respondent x FLAGS, bool, of all received."""
    judged: pd.DataFrame
    """Respondent x FLAGS, bool: whether the index could be known."""
    flagged: npt.NDArray[np.bool_]
    """Who has any flag of MARKING."""
    out: npt.NDArray[np.bool_]
    """Who is excluded."""
    used: Responses
    """Those who are left."""


def screen(responses: Responses, how: Literal["declared", "none", "careless"]) -> Screened:
    """Return the flags of all respondents, and the responses without those that are excluded."""
    indices = pd.DataFrame({**own_indices(responses), **sample_indices(responses)}, columns=list(FLAGS))
    flags = flagged(indices, responses.instrument.screening)
    out = excluded(flags, responses.instrument, how)
    marked = np.asarray(flags[list(MARKING)].to_numpy(bool).any(axis=1), dtype=bool)
    return Screened(flags, indices.notna(), marked, out, responses.take(~out))


def flag(responses: Responses) -> pd.DataFrame:
    """Return respondent x flags of the respondent's own sheet, bool."""
    return flagged(pd.DataFrame(own_indices(responses)), responses.instrument.screening)


def flagged(indices: pd.DataFrame, screening: Screening) -> pd.DataFrame:
    """Return the same table, bool: where an index is known and says that the sheet was answered carelessly."""
    signs = {
        "speed": (lt, screening.seconds_per_item),
        "longstring": (ge, screening.longstring_share),
        "irv": (eq, 0.0),
        "even_odd": (lt, INCONSISTENT),
        "synonyms": (lt, NO_SYNONYMS),
        "mahalanobis": (lt, TOO_FAR),
        "near_duplicate": (ge, ALIKE),
        "blank": (lt, screening.blank_share),
        "attention": (gt, 0.0),
    }
    return pd.DataFrame({name: signs[name][0](indices[name], signs[name][1]) for name in map(str, indices.columns)})


def excluded(
    flags: pd.DataFrame, instrument: Instrument, how: Literal["declared", "none", "careless"]
) -> npt.NDArray[np.bool_]:
    """Return who is left out: as the instrument declares, nobody, or two flags of which one is strong."""
    if how == "none":
        return np.zeros(len(flags), dtype=bool)
    if how == "declared":
        return np.asarray(flags[list(instrument.screening.exclude)].to_numpy(bool).any(axis=1), dtype=bool)
    different = flags[list(COUNTING)].to_numpy().sum(axis=1) >= 2
    return np.asarray(different & flags[list(STRONG)].to_numpy(bool).any(axis=1), dtype=bool)
