"""Items: each has a use, blocks are keyed both ways, attention checks say what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding

Json = Mapping[str, Any]
LONG_BLOCK = 6
"""Items in a block from which on it should hold items keyed both ways."""


def used_items(content: Json) -> Iterator[Finding]:
    """Every item is in a score, an attention check, or declared unscored, and only one of these."""
    parts = {part: score["id"] for score in content["scores"] for part in score["of"]}
    for index, item in enumerate(content["items"]):
        score = parts.get(item["id"])
        kept_out = "attention" in item or item.get("unscored", False)
        if score is None and not kept_out:
            yield at("RES-I022", "items", index, item=item["id"])
        elif score is not None and (kept_out or content["scales"][item["scale"]]["kind"] == "nominal"):
            yield at("RES-I040", "items", index, item=item["id"], score=score)


def attention_items(content: Json) -> Iterator[Finding]:
    """An attention check expects a value of its scale, and quotes its label in every language."""
    for index, item in enumerate(content["items"]):
        if "attention" not in item:
            continue
        options = content["scales"][item["scale"]].get("options", ())
        label = next((one["label"] for one in options if one.get("value") == item["attention"]), None)
        if label is None:
            values = [f"{one['value']:g}" for one in options if "value" in one]
            yield at("RES-I039", "items", index, "attention", value=item["attention"], allowed=values)
            continue
        for language, text in item["text"].items():
            if label.get(language, "") not in text:
                yield at("RES-I025", "items", index, "text", language, label=label[language])


def blocks(content: Json) -> Iterator[list[tuple[int, Json]]]:
    """Yield the long runs of items on one ordinal scale, each with its index; attention checks do not part them."""
    numbered = [(index, item) for index, item in enumerate(content["items"]) if "attention" not in item]
    for scale, run in groupby(numbered, key=lambda pair: pair[1]["scale"]):
        block = list(run)
        if content["scales"][scale]["kind"] == "ordinal" and len(block) >= LONG_BLOCK:
            yield block


def keyed_both_ways(content: Json) -> Iterator[Finding]:
    """A block has reversed items and others: else careless answers cannot be told."""
    for block in blocks(content):
        if len({item.get("reverse", False) for _, item in block}) == 1:
            ids = [item["id"] for _, item in block]
            yield at("RES-I023", "items", block[0][0], items=len(ids), first=ids[0], last=ids[-1])


def scale_ends(content: Json) -> Iterator[Finding]:
    """A scale's values differ; its minimum is below its maximum."""
    for id_, scale in content["scales"].items():
        if scale["kind"] == "number" and scale["minimum"] >= scale["maximum"]:
            yield at("RES-I046", "scales", id_, "minimum", scale=id_)
        if scale["kind"] == "ordinal":
            values = [option["value"] for option in scale["options"]]
            if len(set(values)) < len(values):
                yield at("RES-I047", "scales", id_, "options", scale=id_)


CHECKS = (used_items, attention_items, keyed_both_ways, scale_ends)
