"""Measure how resilient a neighbourhood's governance is: the face of the library.

The examples are run in the folder `sample_data`:

    >>> from pathlib import Path
    >>> import resilience_cli as rs
    >>> instrument = rs.load_instrument("rng@1.0.0")
    >>> responses = rs.read([Path("2026/东湖街道.csv")], [instrument])
    >>> assessment = rs.assess(responses)
    >>> assessment.scores  # a pandas table, one row (community, score)
      community ... estimate ...

A notebook that ends a cell with `assessment` shows its result. `docs/python.md` goes on from here. Every name is
imported when it is first used, so that the program starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resilience_cli.analysis.comparing import compare
    from resilience_cli.analysis.diagnosing import diagnose
    from resilience_cli.analysis.reporting import report
    from resilience_cli.catalog.load import load_instrument
    from resilience_cli.model.assessment import Assessment, Options
    from resilience_cli.pipeline import assess
    from resilience_cli.readers import ReadOptions, read
    from resilience_cli.readers.register import apply_register, read_register
    from resilience_cli.store import read as open_assessment
    from resilience_cli.store import write as write_assessment

__version__ = "0.1.0"
__all__ = [
    "Options",
    "ReadOptions",
    "apply_register",
    "assess",
    "compare",
    "diagnose",
    "load_instrument",
    "open_assessment",
    "read",
    "read_register",
    "report",
    "write_assessment",
]
_PLACES = {
    "Options": ("model.assessment", "Options"),
    "ReadOptions": ("readers", "ReadOptions"),
    "apply_register": ("readers.register", "apply_register"),
    "assess": ("pipeline", "assess"),
    "compare": ("analysis.comparing", "compare"),
    "diagnose": ("analysis.diagnosing", "diagnose"),
    "load_instrument": ("catalog.load", "load_instrument"),
    "open_assessment": ("store", "read"),
    "read": ("readers", "read"),
    "read_register": ("readers.register", "read_register"),
    "report": ("analysis.reporting", "report"),
    "write_assessment": ("store", "write"),
}


def __getattr__(name: str) -> Any:
    """Return a public name, importing its room; from then on notebooks can show assessments."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _show_in_notebooks()
    room, attribute = _PLACES[name]
    return getattr(import_module(f"{__name__}.{room}"), attribute)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__version__"]


def _show_in_notebooks() -> None:
    """Give assessments the method that notebooks call: it is set here because no noun may know the reports."""
    noun: Any = import_module(f"{__name__}.model.assessment").Assessment
    noun._repr_html_ = _as_html


def _as_html(assessment: Assessment) -> str:
    """Return the first page of the report as a part of a page, in the language of RESILIENCE_LANG."""
    from resilience_cli import reports

    return reports.html.fragment(reports.result(assessment))
