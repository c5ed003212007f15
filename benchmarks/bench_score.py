"""How long scoring takes, beside only reading the file: whole processes, alternating, medians.

`python benchmarks/bench_score.py [--rows 50000] [--communities 12 50 200] [--runs 5]`; the aim is a ratio of at most 2.
The draws cost the same for every community, however few answer there: many small communities take longer.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
READ = """
import sys, fastexcel
print(fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None, dtypes="string").to_arrow().num_rows)
"""


def seconds(command: list[str]) -> float:
    """Return how long a process takes from its start to its end; a failing one ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return taken


def main() -> None:
    """Print the ratio for each number of communities."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--communities", type=int, nargs="+", default=[12, 50, 200])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for communities in options.communities:
        score, read = medians(large(options.rows, communities), options.runs)
        print(
            f"{options.rows} respondents, {communities} communities, medians of {options.runs}: "
            f"score {score:.2f} s, read {read:.2f} s, ratio {score / read:.2f} (aim: at most 2)",
            flush=True,
        )


def large(rows: int, communities: int) -> Path:
    """Return a file of that size, made if it is not there."""
    file = HERE / "data" / f"{rows}x{communities}_按文本_.xlsx"
    if not file.exists():
        made = ["--rows", str(rows), "--communities", str(communities), "--out", str(file)]
        seconds([sys.executable, str(HERE / "make_large.py"), *made])
    return file


def medians(file: Path, runs: int) -> tuple[float, float]:
    """Return the median seconds of scoring the file and of only reading it, both processes run in turn."""
    program = str(Path(sys.executable).with_name("resilience"))
    times: dict[str, list[float]] = {"score": [], "read": []}
    with tempfile.TemporaryDirectory() as folder:
        score = [program, "score", str(file), "--out", str(Path(folder) / "large.assessment"), "--force"]
        for _ in range(runs):
            times["score"].append(seconds(score))
            times["read"].append(seconds([sys.executable, "-c", READ, str(file)]))
    return statistics.median(times["score"]), statistics.median(times["read"])


if __name__ == "__main__":
    main()
