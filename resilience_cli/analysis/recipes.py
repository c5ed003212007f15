"""How assessments were made: where they differ, and the command that makes one anew on common questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.finding import Finding

NO_MATTER = ("wave", "seed", "draws", "keep_respondents")
"""Options that do not change what a score means."""
OF_READING = ("scores_are", "no_event")
"""What was said of the files that does."""
EVENT = "event"
PLAIN = re.compile(r"[\w@%+=:,./-]+")
"""What needs no quotes in a command."""


def differing(assessments: Sequence[Assessment], names: Sequence[str]) -> Iterator[Finding]:
    """Yield that the assessments were not made in the same way, naming each choice, and that the events differ.

    What is not known of an assessment, such as the event where no header names it, is no difference.
    """
    told = [_choices(assessment) for assessment in assessments]
    choices = []
    for choice in dict.fromkeys(key for one in told for key in one):
        values = {name: one[choice] for name, one in zip(names, told, strict=True) if choice in one}
        if len(set(values.values())) > 1:
            shown = [f"{name}: {value}" for name, value in values.items()]
            if choice == EVENT:
                yield Finding("RES-A029", values={"values": shown})
            else:
                choices.append(f"{choice} ({', '.join(shown)})")
    if choices:
        yield Finding("RES-A028", values={"choices": choices})


def _choices(assessment: Assessment) -> dict[str, str]:
    """Return what was chosen, by the name of the option, of the register's column or of the place in the questions."""
    recipe, register = assessment.recipe, assessment.register
    found = {_flag(key): value for key, value in recipe["options"].items() if key not in NO_MATTER}
    found |= {_flag(key): recipe["reading"].get(key) for key in OF_READING}
    places = {EVENT, *recipe["placeholders"]}
    asked = {place: recipe["placeholders"].get(place) or recipe["reading"].get(place) for place in places}
    found |= {place: text for place, text in asked.items() if text}
    found["--register"] = "+" if register else "–"
    if register is not None:
        sampling = [str(column) for column in register.table if str(column).startswith("sampling_")]
        found |= {column: sorted(set(register.table[column].dropna().astype(str))) for column in sampling}
    return {key: _shown(value) for key, value in found.items()}


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "+".join(map(str, value)) or "–"
    return "–" if value in (None, "", False) else "+" if value is True else str(value)


def rescoring(assessment: Assessment, others: Sequence[str], name: str) -> str:
    """Return the command that scores the assessment's files again on the questions that the others ask alike.

    `others`: id@version of each; `name`: what the wave is called. Files are named as the recipe knows them.
    """
    recipe = assessment.recipe
    words: list[str] = ["resilience", "score", *(one["file"] for one in recipe["inputs"])]
    words += ["-i", assessment.instrument.name]
    for other in others:
        words += ["--common-with", other]
    words += _flags(recipe["reading"])
    if recipe["register"]:
        words += ["--register", recipe["register"]["file"]]
    for one in recipe["corrected_by"]:
        words += ["--mapping" if PurePath(one["file"]).suffix == ".toml" else "--names", one["file"]]
    default = asdict(Options())
    chosen = {key: value for key, value in recipe["options"].items() if _shown(value) != _shown(default.get(key))}
    words += _flags({key: value for key, value in chosen.items() if key not in recipe["reading"]})
    words += ["-o", re.sub(r"[^\w.-]+", "-", name).strip("-") + ".common.assessment"]
    return " ".join(word if PLAIN.fullmatch(word) else f'"{word}"' for word in map(str, words))


def _flags(options: Mapping[str, Any]) -> list[str]:
    words: list[str] = []
    for key, value in options.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            words += [_flag(key)] if one is True else [_flag(key), str(one)] if one not in (None, False) else []
    return words


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"
