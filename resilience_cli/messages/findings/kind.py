"""What is fixed about a kind of finding."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Kind(NamedTuple):
    """A kind of finding: how grave, what it says ({places} filled from the finding's values), what to do."""

    severity: Severity
    message: str
    hint: str = ""
