"""How long a report about 500 communities, each with a document of its own, takes to become a page, and how big it is.

`python benchmarks/bench_html.py [--communities 500] [--runs 5]`; the aim is at most 3 MB and 1 s.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from many_members import street

from resilience_cli.messages import speaking
from resilience_cli.reports.html import render


def main() -> None:
    """Print the median and the extremes of the times, and the size."""
    options = argparse.ArgumentParser()
    options.add_argument("--communities", type=int, default=500)
    options.add_argument("--runs", type=int, default=5)
    asked = options.parse_args()
    document = street(asked.communities)
    times, busy = [], []
    for _ in range(asked.runs):
        start, worked = perf_counter(), process_time()
        with speaking("zh"):
            page = render(document)
        times.append(perf_counter() - start)
        busy.append(process_time() - worked)
    size = len(page.encode("utf-8"))
    print(f"{asked.communities} communities: {size / 1e6:.2f} MB ({size / asked.communities:.0f} bytes each)")
    print(f"{statistics.median(busy):.2f} s of a processor, {statistics.median(times):.2f} s by the clock", end=" ")
    print(f"(first {times[0]:.2f}, least {min(times):.2f}, most {max(times):.2f})")


if __name__ == "__main__":
    main()
