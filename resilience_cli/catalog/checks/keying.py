"""Keying: which answer counts as high. A wrong direction is the dearest fault there is, because no number shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from resilience_cli.catalog.checks.items import blocks
from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding

Json = Mapping[str, Any]
LONG_RUN = 12
"""Items in a row that are keyed in one direction, from which on it is told."""
LESS = re.compile(
    r"(?<!差)不(?!错|少|断)|没(?!问题)|未(?!来)|从无|难以|差(?!不多|异)|低|少|否"
    r"|\bdis\w+|\bun(?:likely|satisfied|important|true|clear|willing)|\bpoor|\bno(?:t|ne)?\b|\bnever\b|\brarely\b"
    r"|\bseldom\b|\bhardly\b|\blow\b|\bbad\b|\blittle\b|\bfalse\b"
)
"""What makes a label say little of something."""
MORE = re.compile(
    r"同意|满意|认同|符合|赞成|经常|总是|常常|每次|好|不错|高|(?<!不)多|可能|重要|清楚|信任|愿意"
    r"|\b(?:agree|satisfied|approve|always|often|very|completely|good|high|likely|important|true|yes|excellent"
    r"|frequently|much)\b"
)
"""What makes it say much, unless something in it makes it say little: “very poor”."""


def options_in_order(content: Json) -> Iterator[Finding]:
    """The options of an ordinal scale stand in the order of their values, up or down."""
    for id_, scale in content["scales"].items():
        if scale["kind"] == "ordinal":
            values = [option["value"] for option in scale["options"]]
            if sorted(values) not in (values, values[::-1]):
                yield at("RES-I110", "scales", id_, "options", scale=id_, values=[f"{value:g}" for value in values])


def labels_rise_with_values(content: Json) -> Iterator[Finding]:
    """The label of the highest value does not say less than that of the lowest: agreement counts for an item."""
    for id_, scale in content["scales"].items():
        if scale["kind"] != "ordinal":
            continue
        options = [*enumerate(scale["options"])]
        lowest = min(options, key=lambda pair: pair[1]["value"])[1]["label"]
        index, highest = max(options, key=lambda pair: pair[1]["value"])
        for language, label in highest["label"].items():
            if says_more(label) < 0 < says_more(lowest.get(language, "")):
                place = ("scales", id_, "options", index, "label", language)
                yield at("RES-I111", *place, scale=id_, highest=label, lowest=lowest[language])


def labels_agree(content: Json) -> Iterator[Finding]:
    """The texts of one option do not say opposite things: one translation or alias would be of another option."""
    for id_, scale in content["scales"].items():
        for index, option in enumerate(scale.get("options", ()) if scale["kind"] == "ordinal" else ()):
            texts = [*option["label"].values(), *option.get("also", ())]
            for text in texts[1:]:
                if says_more(text) * says_more(texts[0]) < 0:
                    yield at("RES-I112", "scales", id_, "options", index, one=texts[0], other=text)


def attention_is_not_reversed(content: Json) -> Iterator[Finding]:
    """An attention check expects a value as it stands on the form; there is nothing to reverse."""
    for index, item in enumerate(content["items"]):
        if "attention" in item and item.get("reverse", False):
            yield at("RES-I113", "items", index, "reverse", item=item["id"])


def long_runs(content: Json) -> Iterator[Finding]:
    """Tells of long stretches in one direction within a block that is keyed both ways."""
    for block in blocks(content):
        turned = [place for place, (_, item) in enumerate(block) if item.get("reverse", False)]
        if not turned or len(turned) == len(block):
            continue
        edges = [-1, *turned, len(block)]
        start, end = max(pairwise(edges), key=lambda edge: edge[1] - edge[0])
        run = block[start + 1 : end]
        if len(run) >= LONG_RUN:
            ids = {"first": run[0][1]["id"], "last": run[-1][1]["id"]}
            yield at("RES-I114", "items", run[0][0], run=len(run), turned=len(turned), items=len(block), **ids)


def says_more(label: str) -> int:
    """Return 1 for a label that says much of something, -1 for one that says little, 0 where its words do not tell."""
    text = label.casefold()
    return -1 if LESS.search(text) else 1 if MORE.search(text) else 0


CHECKS = (options_in_order, labels_rise_with_values, labels_agree, attention_is_not_reversed, long_runs)
