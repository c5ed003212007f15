"""A definition taken apart, by the keys that a diff names: which part of one is which part of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from resilience_cli.catalog.diff.values import Json, in_both, written
from resilience_cli.model.same_text import same

LISTS = {"items": "item", "scores": "score", "classes": "class"}
OBJECTS = {"scales": "scale"}


class Part(NamedTuple):
    """A part of a definition."""

    path: tuple[str | int, ...]
    """Where it stands in the file."""
    value: Any
    """What stands there."""


class Names(NamedTuple):
    """Which ids are new names of old ones, by group (item, score, class) and old id."""

    declared: Mapping[str, Mapping[str, str]]
    """As `previous.renamed` says."""
    found: Mapping[str, Mapping[str, str]]
    """Not declared, but all that tells them apart is the id."""

    def of(self, group: str) -> dict[str, str]:
        """Return all new names of a group, by old one."""
        return {**self.declared[group], **self.found[group]}


def parts(content: Json) -> dict[str, Part]:
    """Return the parts of the content by key, in its order; everything in it is in exactly one part."""
    return {what: Part(path, value) for what, path, value in _parts(content)}


def _parts(content: Json) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
    for key, value in content.items():
        if key in LISTS:
            yield from ((f"{LISTS[key]}:{one['id']}", (key, index), one) for index, one in enumerate(value))
        elif key in OBJECTS:
            yield from ((f"{OBJECTS[key]}:{id_}", (key, id_), one) for id_, one in value.items())
        elif key in ("respondent", "community"):
            yield from _inner_parts(key, value)
        else:
            yield f"setting:{key}", (key,), value


def _inner_parts(key: str, value: Json) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
    for inner, one in value.items():
        if (key, inner) == ("respondent", "role"):
            rest = {name: part for name, part in one.items() if name != "roles"}
            yield "setting:role_question", (key, inner), rest
            yield from ((f"role:{id_}", (key, inner, "roles", id_), role) for id_, role in one["roles"].items())
        elif inner in ("fields", "register") and one:
            group = "field" if inner == "fields" else "register"
            yield from ((f"{group}:{id_}", (key, inner, id_), field) for id_, field in one.items())
        else:
            name = "community_question" if (key, inner) == ("respondent", "community") else inner
            yield f"setting:{name}", (key, inner), one


def names(old: Json, new: Json) -> Names:
    """Return which parts of the old content have another id in the new one."""
    renamed = new.get("previous", {}).get("renamed", {}) if old["id"] == new["id"] else {}
    declared = {group: _declared(old[key], new[key], renamed) for key, group in LISTS.items()}
    found: dict[str, dict[str, str]] = {group: {} for group in LISTS.values()}
    # Scores are told by their items, classes by their scores: in this order.
    for key, group in LISTS.items():
        before = with_new_ids(old, Names(declared, found))
        found[group] = _found(group, (before, new), (before[key], new[key]))
    return Names(declared, found)


def with_new_ids(content: Json, new: Names) -> dict[str, Any]:
    """Return the content with its new ids, wherever they are used."""
    items, scores, classes = (new.of(group) for group in LISTS.values())
    of = {**items, **scores}
    return {
        **content,
        "items": [{**one, "id": items.get(one["id"], one["id"])} for one in content["items"]],
        "scores": [
            {**one, "id": scores.get(one["id"], one["id"]), "of": [of.get(part, part) for part in one["of"]]}
            for one in content["scores"]
        ],
        "classes": [
            {**_tests_renamed(one, scores), "id": classes.get(one["id"], one["id"])} for one in content["classes"]
        ],
    }


def _tests_renamed(rule: Any, scores: Mapping[str, str]) -> Any:
    if isinstance(rule, list):
        return [_tests_renamed(part, scores) for part in rule]
    if not isinstance(rule, Mapping):
        return rule
    return {
        key: scores.get(part, part) if key == "score" else _tests_renamed(part, scores) for key, part in rule.items()
    }


def _declared(old: list[Json], new: list[Json], renamed: Mapping[str, str]) -> dict[str, str]:
    before, after = ({one["id"] for one in group} for group in (old, new))
    by_new = {other: one for one, other in renamed.items() if one in before and other in after}
    known = {one: other for other, one in by_new.items()}
    while clash := [one for one, other in known.items() if other in before and other not in known]:
        known = {one: other for one, other in known.items() if one not in clash}
    return known


def _found(group: str, contents: tuple[Json, Json], things: tuple[list[Json], list[Json]]) -> dict[str, str]:
    """Return by old id the new id of what is the same but for its id, and the same as nothing else."""
    languages = in_both(*(content["languages"] for content in contents))
    old, new = (
        {one["id"]: _told_by(group, one, content, languages) for one in many}
        for content, many in zip(contents, things, strict=True)
    )
    counts = Counter([*old.values(), *new.values()])
    ids = {key: id_ for id_, key in new.items() if id_ not in old}
    return {id_: ids[key] for id_, key in old.items() if id_ not in new and key in ids and counts[key] == 2}


def _told_by(group: str, one: Json, content: Json, languages: list[str]) -> str:
    """Return what tells a thing from the others of its group, besides its id."""
    text = one["text" if group == "item" else "title"]
    words = {language: same(text[language]) for language in languages if language in text}
    if group == "item":
        rest = [content["scales"][one["scale"]], one.get("reverse", False)]
    else:
        rest = [one.get("of"), one.get("method"), one.get("when")]
    return written([words, rest]) if words else written(one["id"])
