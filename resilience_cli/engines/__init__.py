"""Where parts are counted: here, on all processors of this machine, or on a Dask cluster. An engine is one entry."""

from __future__ import annotations

from resilience_cli.engines.dask import Dask
from resilience_cli.engines.engine import Engine
from resilience_cli.engines.local import Local
from resilience_cli.engines.processes import Processes

ENGINES: dict[str, type[Engine]] = {"local": Local, "processes": Processes, "dask": Dask}
"""Engines by name; each is made of an address, None for none, and is entered by `with`."""

__all__ = ["ENGINES", "Engine", "Local"]
