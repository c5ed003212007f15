"""Ids are unique, and every id that is used exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from resilience_cli.catalog.positions import at
from resilience_cli.catalog.schema import near
from resilience_cli.model.finding import Finding

Json = Mapping[str, Any]
Part = str | int
COLUMNS = ("community", "role", "seconds", "wave", "weight")
"""What is known of a respondent besides fields and answers; no item or field may be called so."""


def conditions(rule: Json, *path: Part) -> Iterator[tuple[tuple[Part, ...], Json]]:
    """Yield (path, condition) for a rule and all conditions in it."""
    yield path, rule
    for how in ("all", "any", "none", "of"):
        for index, part in enumerate(rule.get(how, ())):
            yield from conditions(part, *path, how, index)


def class_conditions(content: Json) -> Iterator[tuple[tuple[Part, ...], Json]]:
    """Yield (path, condition) for all conditions in the rules of the classes."""
    for index, definition in enumerate(content["classes"]):
        if "when" in definition:
            yield from conditions(definition["when"], "classes", index, "when")


def unique_ids(content: Json) -> Iterator[Finding]:
    """No id stands twice: `of` names items or scores, and headers name items, fields or what the reader adds."""
    named: list[tuple[tuple[Part, ...], str]] = [((), name) for name in COLUMNS]
    named += [(("respondent", "fields", id_), id_) for id_ in content["respondent"].get("fields", {})]
    named += [(("items", i, "id"), item["id"]) for i, item in enumerate(content["items"])]
    named += [(("scores", i, "id"), score["id"]) for i, score in enumerate(content["scores"])]
    yield from _repeated(named)
    for group in ("classes", "bands"):
        yield from _repeated([((group, i, "id"), one["id"]) for i, one in enumerate(content.get(group, ()))])
    for id_, scale in content["scales"].items():
        key = "options" if scale["kind"] == "nominal" else "not_scored"
        codes = [(("scales", id_, key, i, "code"), one["code"]) for i, one in enumerate(scale.get(key, ()))]
        yield from _repeated(codes)


def item_references(content: Json) -> Iterator[Finding]:
    """Scales and roles that items and fields name exist."""
    roles = content["respondent"]["role"]["roles"]
    for index, item in enumerate(content["items"]):
        yield from _unresolved([item["scale"]], content["scales"], "items", index, "scale")
        yield from _unresolved(item["asked_of"], roles, "items", index, "asked_of")
    for id_, field in content["respondent"].get("fields", {}).items():
        yield from _unresolved([field["scale"]], content["scales"], "respondent", "fields", id_, "scale")


def score_references(content: Json) -> Iterator[Finding]:
    """Items and scores that scores are made of exist."""
    known = [one["id"] for group in ("items", "scores") for one in content[group]]
    for index, score in enumerate(content["scores"]):
        yield from _unresolved(score["of"], known, "scores", index, "of")


def class_references(content: Json) -> Iterator[Finding]:
    """Scores, register fields and values that the class rules test exist."""
    scores = [score["id"] for score in content["scores"]]
    for path, test in class_conditions(content):
        if "score" in test:
            yield from _unresolved([test["score"]], scores, *path, "score")
        if "register" in test:
            yield from _register_values(content, test, path)


def community_references(content: Json) -> Iterator[Finding]:
    """Roles and register values of `community` and `exists_if` exist; every role has a weight."""
    roles = content["respondent"]["role"]["roles"]
    for key in ("role_weights", "minimum_respondents"):
        for role in content["community"].get(key, ()):
            yield from _unresolved([role], roles, "community", key, role)
    for role in roles:
        if role not in content["community"]["role_weights"]:
            yield at("RES-I045", "community", "role_weights", role=role)
        if "exists_if" in roles[role]:
            path = ("respondent", "role", "roles", role, "exists_if")
            yield from _register_values(content, roles[role]["exists_if"], path)


def version_references(content: Json) -> Iterator[Finding]:
    """What was renamed has its new id here; an instrument is not related to itself, nor its own previous version."""
    known = [one["id"] for group in ("items", "scores", "classes") for one in content[group]]
    previous = content.get("previous", {})
    for old, new in previous.get("renamed", {}).items():
        yield from _unresolved([new], known, "previous", "renamed", old)
    if previous.get("version") == content["version"]:
        yield at("RES-I035", "previous", "version", name=f"{content['id']}@{content['version']}")
    for index, other in enumerate(content.get("related", ())):
        if (other["id"], other["version"]) == (content["id"], content["version"]):
            yield at("RES-I035", "related", index, name=f"{other['id']}@{other['version']}")


CHECKS = (
    unique_ids,
    item_references,
    score_references,
    class_references,
    community_references,
    version_references,
)


def _repeated(named: Sequence[tuple[tuple[Part, ...], str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, id_ in named:
        if id_ in seen:
            yield at("RES-I020", *path, id=id_)
        seen.add(id_)


def _unresolved(names: Iterable[str], known: Iterable[str], *path: Part) -> Iterator[Finding]:
    names, known = list(names), list(known)
    for index, name in enumerate(names):
        if name not in known:
            place = (*path, index) if path[-1] in ("of", "asked_of", "in") else path
            yield at("RES-I021", *place, id=name, near=near(name, known))


def _register_values(content: Json, test: Json, path: tuple[Part, ...]) -> Iterator[Finding]:
    fields = content["community"].get("register", {})
    missing = list(_unresolved([test["register"]], fields, *path, "register"))
    yield from missing
    if not missing:
        yield from _unresolved(test["in"], fields[test["register"]].get("values", {}), *path, "in")
