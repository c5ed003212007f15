"""How long `instruments validate` takes, beside only parsing the same files and checking them with the schema.

`python benchmarks/bench_validate.py [--instruments 200] [--runs 5]`; the aim is a ratio of at most 3.
Each instrument has 60 items and five cases, which only `validate` reads and runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench_score import seconds

ROLES = {"resident": 3, "committee": 1, "property": 1, "owners": 1}
FACTORS = ("structure", "capital", "leadership", "memory")
SCHEMA_ALONE = """
import json, sys
from jsonschema import Draft202012Validator
schema, *files = sys.argv[1:]
validator = Draft202012Validator(json.load(open(schema, encoding="utf-8")))
print(sum(not list(validator.iter_errors(json.load(open(file, encoding="utf-8")))) for file in files))
"""


def text(words: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"zh": f"{words}（中文）", "en": words}


def item(number: int) -> dict[str, Any]:
    """Return one of the 60 items; every fifth is reversed."""
    id_, words = (
        f"i{number:02}",
        f"Question {number}: in our neighbourhood, matter {number} is settled by all who have a part in it",
    )
    return {"id": id_, "text": text(words), "scale": "agree5", "asked_of": list(ROLES), "reverse": number % 5 == 0}


def scores() -> list[dict[str, Any]]:
    """Return 12 dimensions of 5 items, 4 factors of 3 dimensions, and 2 scores of the factors."""
    ids = [f"i{number:02}" for number in range(60)]
    dimensions = [(f"d{n:02}", "dimension", ids[5 * n : 5 * n + 5], "mean") for n in range(12)]
    factors = [(name, "factor", [f"d{3 * n + k:02}" for k in range(3)], "mean") for n, name in enumerate(FACTORS)]
    whole = [
        ("index", "composite", list(FACTORS), "geometric_mean"),
        ("weakest", "test_only", list(FACTORS), "minimum"),
    ]
    return [
        {"id": id_, "title": text(id_), "kind": kind, "of": of, "method": method}
        for id_, kind, of, method in (*dimensions, *factors, *whole)
    ]


def instrument(id_: str) -> dict[str, Any]:
    """Return a sound instrument."""
    labels = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    options = [{"value": value, "label": text(label)} for value, label in enumerate(labels, start=1)]
    strong = [{"score": name, "from": 65} for name in FACTORS]
    return {
        "format": 1, "id": id_, "version": "1.0.0", "status": "draft", "title": text("Benchmark"),
        "about": {"description": text("Made by a benchmark"), "evidence": text("None")},
        "languages": ["zh", "en"],
        "scales": {"agree5": {"kind": "ordinal", "options": options}},
        "respondent": {
            "community": {"text": text("Your neighbourhood")},
            "role": {"text": text("Your role"), "roles": {role: {"label": text(role)} for role in ROLES}},
        },
        "items": [item(number) for number in range(60)],
        "scores": scores(),
        "bands": [{"id": "weak", "title": text("weak")}, {"id": "strong", "from": 65, "title": text("strong")}],
        "community": {"role_weights": ROLES, "minimum_respondents": {"resident": {"score": 5, "ok": 10}}},
        "classes": [
            {"id": "deficient", "title": text("Deficient"), "when": {"score": "weakest", "below": 50}},
            {"id": "co_governing", "title": text("Co-governing"), "when": {"all": strong}},
            {"id": "intermediate", "title": text("Intermediate"), "otherwise": True},
        ],
    }  # fmt: skip


def case(high: int, low: int, class_id: str) -> dict[str, Any]:
    """Return a case in which so many residents answer 4 and so many 3, the first question left out."""
    turned = {f"i{number:02}": 2 for number in range(5, 60, 5)}
    groups = [{"role": "resident", "count": high, "every": 4, "answers": {"i00": None, **turned}}] if high else []
    groups += [{"role": "resident", "count": low, "every": 3, "answers": {"i00": None}}] if low else []
    mean = (75 * high + 50 * low) / (high + low)
    expect = {"scores": {"structure": mean, "index": mean}, "class": class_id}
    return {"name": f"{high} and {low}", "respondents": groups, "expect": expect, "why": "The mean of 75 and 50."}


def cases() -> list[dict[str, Any]]:
    """Return a case for each class, at each cut, and one that nobody likes."""
    all_low = {"role": "resident", "count": 9, "every": 2, "answers": {f"i{n:02}": 4 for n in range(0, 60, 5)}}
    return [
        case(10, 0, "co_governing"),
        case(6, 4, "co_governing"),
        case(5, 5, "intermediate"),
        case(0, 10, "intermediate"),
        {
            "name": "low",
            "respondents": [all_low],
            "expect": {"scores": {"index": 25}, "class": "deficient"},
            "why": "2 is 25.",
        },
    ]


def write(folder: Path, count: int) -> list[str]:
    """Write so many instruments with their cases; return their files."""
    files = []
    for number in range(count):
        id_ = f"bench{number:03}"
        (folder / id_).mkdir()
        for name, content in (("1.0.0", instrument(id_)), ("1.0.0.cases", {"format": 1, "cases": cases()})):
            (folder / id_ / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
        files.append(str(folder / id_ / "1.0.0.json"))
    return files


def main() -> None:
    """Print both medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instruments", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    from resilience_cli.catalog.schema import bundled_dir

    schema = str(bundled_dir() / "schema" / "instrument.schema.json")
    program = str(Path(sys.executable).with_name("resilience"))
    validate, alone = [], []
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), options.instruments)
        for _ in range(options.runs):
            validate.append(seconds([program, "instruments", "validate", *files, "--quiet"]))
            alone.append(seconds([sys.executable, "-c", SCHEMA_ALONE, schema, *files]))
    ours, theirs = statistics.median(validate), statistics.median(alone)
    print(
        f"{options.instruments} instruments, medians of {options.runs}: validate {ours:.2f} s, json and schema alone "
        f"{theirs:.2f} s, ratio {ours / theirs:.2f} (aim: at most 3)"
    )


if __name__ == "__main__":
    main()
