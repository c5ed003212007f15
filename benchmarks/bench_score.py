"""How long scoring takes, beside only reading the file: whole processes, alternating, medians.

`python benchmarks/bench_score.py [--rows 50000] [--communities 200] [--runs 5]`; the aim is a ratio of at most 2.
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
    """Make the file if it is not there, run both processes in turn, print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--communities", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    file = HERE / "data" / f"{options.rows}x{options.communities}_按文本_.xlsx"
    if not file.exists():
        made = ["--rows", str(options.rows), "--communities", str(options.communities), "--out", str(file)]
        seconds([sys.executable, str(HERE / "make_large.py"), *made])
    program = str(Path(sys.executable).with_name("resilience"))
    times: dict[str, list[float]] = {"score": [], "read": []}
    with tempfile.TemporaryDirectory() as folder:
        score = [program, "score", str(file), "--out", str(Path(folder) / "large.assessment"), "--force"]
        for run in range(options.runs):
            times["score"].append(seconds(score))
            times["read"].append(seconds([sys.executable, "-c", READ, str(file)]))
            print(f"run {run + 1}: score {times['score'][-1]:.2f} s, read {times['read'][-1]:.2f} s", flush=True)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"median of {options.runs}: score {medians['score']:.2f} s, read {medians['read']:.2f} s")
    print(f"ratio {medians['score'] / medians['read']:.2f} (aim: at most 2)")


if __name__ == "__main__":
    main()
