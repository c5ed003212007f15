"""Measure how resilient a neighbourhood's governance is: the face of the library.

    import resilience_cli as rs

    instrument = rs.load_instrument("rng@1.0.0")
    responses = rs.read([Path("导出.xlsx")], [instrument])
    assessment = rs.assess(responses)
    assessment.scores  # a pandas table, one row (community, score)

Every name is imported when it is first used, so that the program starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resilience_cli.catalog.load import load_instrument
    from resilience_cli.model.assessment import Options
    from resilience_cli.pipeline import assess
    from resilience_cli.readers import ReadOptions, read
    from resilience_cli.readers.register import apply_register, read_register
    from resilience_cli.reports.as_json import as_json
    from resilience_cli.store import read as open_assessment
    from resilience_cli.store import write as write_assessment

__version__ = "0.1.0"
__all__ = [
    "Options",
    "ReadOptions",
    "apply_register",
    "as_json",
    "assess",
    "load_instrument",
    "open_assessment",
    "read",
    "read_register",
    "write_assessment",
]
_PLACES = {
    "Options": ("model.assessment", "Options"),
    "ReadOptions": ("readers", "ReadOptions"),
    "apply_register": ("readers.register", "apply_register"),
    "as_json": ("reports", "as_json"),
    "assess": ("pipeline", "assess"),
    "load_instrument": ("catalog.load", "load_instrument"),
    "open_assessment": ("store", "read"),
    "read": ("readers", "read"),
    "read_register": ("readers.register", "read_register"),
    "write_assessment": ("store", "write"),
}


def __getattr__(name: str) -> Any:
    """Return a public name, importing its room."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, attribute = _PLACES[name]
    return getattr(import_module(f"{__name__}.{room}"), attribute)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]
