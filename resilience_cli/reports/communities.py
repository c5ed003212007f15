"""Which communities are meant by the names that a user gives."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence

from resilience_cli.errors import UsageError
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.finding import Finding


def find_communities(assessment: Assessment, wanted: Sequence[str]) -> list[Verdict]:
    """Return the verdicts of the communities with these ids or names, in file order; of all for an empty list.

    Raises UsageError with one finding for each that is not there, with the nearest names.
    """
    if not wanted:
        return list(assessment.verdicts)
    by_name = {_folded(text): v for v in assessment.verdicts for text in (v.name, v.community)}
    unknown = [text for text in wanted if _folded(text) not in by_name]
    if unknown:
        raise UsageError(*(_unknown_community(text, assessment) for text in unknown))
    found = {by_name[_folded(text)].community for text in wanted}
    return [verdict for verdict in assessment.verdicts if verdict.community in found]


def _unknown_community(text: str, assessment: Assessment) -> Finding:
    names = [verdict.name for verdict in assessment.verdicts]
    near = difflib.get_close_matches(text, names, cutoff=0.4) or names[:5]
    return Finding("RES-U003", values={"community": printable(text), "near": [printable(name) for name in near]})


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
