"""Texts: complete in every language, with declared placeholders, and labels that mean one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import normal, same

Json = Mapping[str, Any]
Part = str | int
Labelled = tuple[tuple[Part, ...], str, Iterable[str]]
"""A place, what it stands for, and the texts that mean it."""
TEXTS = {
    "title",
    "text",
    "label",
    "advice",
    "description",
    "evidence",
    "introduction",
    "default",
    "event",
    "period",
    "why",
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def texts(node: Any, *path: Part) -> Iterator[tuple[tuple[Part, ...], Json]]:
    """Yield (path, text by language) for every text in the content."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in TEXTS and isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
                yield (*path, key), value
            else:
                yield from texts(value, *path, key)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from texts(value, *path, index)


def every_language(content: Json) -> Iterator[Finding]:
    """Every text is there in every language that the file lists."""
    for path, text in texts(content):
        for language in content["languages"]:
            if language not in text:
                yield at("RES-I024", *path, language=language)


def placeholders(content: Json) -> Iterator[Finding]:
    """Placeholders in texts are declared, and those declared are used."""
    declared = content.get("placeholders", {})
    used: set[str] = set()
    for path, text in texts(content):
        for language, words in text.items():
            names = set(PLACEHOLDER.findall(words))
            used |= names
            for name in sorted(names.difference(declared)):
                yield at("RES-I032", *path, language, name=name, declared=list(declared) or "–")
    for name in declared:
        if name not in used:
            yield at("RES-I033", "placeholders", name, name=name)


def labels_mean_one_thing(content: Json) -> Iterator[Finding]:
    """No text stands for two options of a scale, two roles, two register values, or two columns of an export.

    Texts are compared as a reader will compare them; an option's value is one of its texts.
    """
    for id_, scale in content["scales"].items():
        yield from _ambiguous(
            (
                (path, name, (name, *_labels(option)))
                for key in ("options", "not_scored")
                for path, name, option in _options(scale.get(key, ()), "scales", id_, key)
            )
        )
    yield from _ambiguous(_choices(content["respondent"]["role"]["roles"], "respondent", "role", "roles"))
    for id_, field in content["community"].get("register", {}).items():
        yield from _ambiguous(_choices(field.get("values", {}), "community", "register", id_, "values"))
    yield from _ambiguous(_headers(content), same)


CHECKS = (every_language, placeholders, labels_mean_one_thing)


def _ambiguous(meanings: Iterable[Labelled], compared: Callable[[str], str] = normal) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path, name, words in meanings:
        for word in dict.fromkeys(map(compared, words)):
            if first.setdefault(word, name) != name:
                yield at("RES-I026", *path, label=word, one=first[word], other=name)


def _labels(choice: Json) -> Iterator[str]:
    yield from choice["label"].values()
    yield from choice.get("also", ())


def _options(options: Iterable[Json], *path: Part) -> Iterator[tuple[tuple[Part, ...], str, Json]]:
    for index, option in enumerate(options):
        yield (*path, index), option["code"] if "code" in option else f"{option['value']:g}", option


def _choices(choices: Mapping[str, Json], *path: Part) -> Iterator[Labelled]:
    for id_, choice in choices.items():
        yield (*path, id_), id_, (id_, *_labels(choice))


def _headers(content: Json) -> Iterator[Labelled]:
    respondent = content["respondent"]
    columns: list[tuple[tuple[Part, ...], str, Json]] = [
        (("respondent", "community"), "community", respondent["community"]),
        (("respondent", "role"), "role", respondent["role"]),
    ]
    columns += [(("respondent", "fields", id_), id_, field) for id_, field in respondent.get("fields", {}).items()]
    columns += [(("items", index), item["id"], item) for index, item in enumerate(content["items"])]
    for path, name, column in columns:
        yield path, name, (name, *column["text"].values(), *column.get("also", ()))
