"""The library's face: few names, imported only when used, and the example of its docstring."""

import subprocess
import sys
from pathlib import Path

import pytest

import resilience_cli

SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"


def test_at_most_twelve_public_names_and_each_is_there() -> None:
    assert len(resilience_cli.__all__) <= 12
    assert set(resilience_cli.__all__) < set(dir(resilience_cli))
    for name in resilience_cli.__all__:
        assert getattr(resilience_cli, name).__doc__


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        resilience_cli.nonsense  # noqa: B018


def test_importing_it_imports_no_tables() -> None:
    heavy = "{'pandas', 'numpy', 'scipy', 'pyarrow'}"
    code = f"import sys, resilience_cli; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_example_of_the_docstring() -> None:
    instrument = resilience_cli.load_instrument("rng@1.0.0")
    responses = resilience_cli.read([SAMPLES / "2026" / "东湖街道.csv"], [instrument])
    assessment = resilience_cli.assess(responses, options=resilience_cli.Options(method="analytic"))
    assert {"community", "score", "estimate", "low", "high"} <= set(assessment.scores)
