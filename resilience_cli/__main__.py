"""`resilience` and `python -m resilience_cli`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from resilience_cli.messages import LANGUAGES, default_language, use


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language of the last --lang that names one, else the environment's."""
    given = [
        *pairwise(arguments),
        *(tuple(one.split("=", 1)) for one in arguments if "=" in one),
    ]
    asked = [value for option, value in given if option == "--lang" and value in LANGUAGES]
    return asked[-1] if asked else default_language()


def main() -> None:
    """Run the program; ends the process with its exit code."""
    # Before anything else: the texts of options and commands are said when their modules are imported.
    use(asked_language(sys.argv[1:]))
    # The matrices are small: more threads save nothing, and where a processor is busy they wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from resilience_cli.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being imported
        code = 130
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)  # taking large tables apart, piece by piece, would take longer than reading a small export


if __name__ == "__main__":
    main()
