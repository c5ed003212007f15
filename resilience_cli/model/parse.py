"""The content of an instrument file that passed the checks -> Instrument. No input or output: content in, noun out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from resilience_cli.model.instrument import (
    Band,
    Choice,
    ClassDefinition,
    Field,
    Instrument,
    Item,
    Option,
    RegisterField,
    Role,
    Scale,
    Score,
    Screening,
)
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest

Json = Mapping[str, Any]


def canonical_sha256(content: Any) -> str:
    """Return the hash of the content as canonical JSON, the same whatever the file's layout."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def parse(raw: Json) -> Instrument:
    """Return the instrument that a valid file's content declares."""
    scales = {id_: _scale(id_, scale) for id_, scale in raw["scales"].items()}
    respondent, community = raw["respondent"], raw["community"]
    items = tuple(_item(item, scales) for item in raw["items"])
    item_ids = {item.id for item in items}
    return Instrument(
        id=raw["id"],
        version=raw["version"],
        title=raw["title"],
        languages=tuple(raw["languages"]),
        roles={id_: _role(id_, role) for id_, role in respondent["role"]["roles"].items()},
        community_headers=_headers(respondent["community"]),
        role_headers=_headers(respondent["role"]),
        fields=tuple(
            Field(id_, field["text"], scales[field["scale"]], tuple(field.get("also", ())))
            for id_, field in respondent.get("fields", {}).items()
        ),
        items=items,
        scores=tuple(_score(score, item_ids) for score in raw["scores"]),
        bands=tuple(Band(band["id"], band["title"], float(band.get("from", 0))) for band in raw.get("bands", ())),
        role_weights={id_: float(weight) for id_, weight in community["role_weights"].items()},
        minimum_respondents=community.get("minimum_respondents", {}),
        register={
            id_: RegisterField(
                id_, field["text"], {v: _choice(v, value) for v, value in field.get("values", {}).items()}
            )
            for id_, field in community.get("register", {}).items()
        },
        classes=tuple(
            ClassDefinition(c["id"], c["title"], parse_rule(c["when"]) if "when" in c else None, c.get("advice", {}))
            for c in raw["classes"]
        ),
        screening=_screening(raw.get("screening", {})),
        raw=raw,
        sha256=canonical_sha256(raw),
    )


def parse_rule(when: Json) -> Rule:
    """Return the condition that a `when` holds."""
    if "score" in when:
        test = "below" if "below" in when else "from"
        return ScoreTest(when["score"], test, float(when[test]))  # type: ignore[arg-type]
    if "register" in when:
        return RegisterTest(when["register"], tuple(when["in"]), when.get("unknown_is"))
    if "at_least" in when:
        return Combination("at_least", tuple(map(parse_rule, when["of"])), int(when["at_least"]))
    how = next(how for how in ("all", "any", "none") if how in when)
    return Combination(how, tuple(map(parse_rule, when[how])))  # type: ignore[arg-type]


def _headers(part: Json) -> tuple[str, ...]:
    return (*part["text"].values(), *part.get("also", ()))


def _choice(id_: str, part: Json) -> Choice:
    return Choice(id_, part["label"], tuple(part.get("also", ())))


def _scale(id_: str, scale: Json) -> Scale:
    options: Sequence[Json] = scale.get("options", ())
    kind = scale["kind"]
    if kind == "number":
        return Scale(id_, kind, minimum=float(scale["minimum"]), maximum=float(scale["maximum"]))
    if kind == "nominal":
        return Scale(id_, kind, choices=tuple(_choice(option["code"], option) for option in options))
    scored = tuple(Option(float(o["value"]), o["label"], tuple(o.get("also", ()))) for o in options)
    values = [option.value for option in scored]
    not_scored = tuple(_choice(option["code"], option) for option in scale.get("not_scored", ()))
    return Scale(id_, kind, scored, not_scored, minimum=min(values), maximum=max(values))


def _role(id_: str, role: Json) -> Role:
    exists = role.get("exists_if")
    return Role(
        id_,
        role["label"],
        tuple(role.get("also", ())),
        role.get("institution", False),
        (exists["register"], tuple(exists["in"])) if exists else None,
    )


def _item(item: Json, scales: Mapping[str, Scale]) -> Item:
    attention = item.get("attention")
    return Item(
        item["id"],
        item["text"],
        scales[item["scale"]],
        tuple(item["asked_of"]),
        item.get("phase", "routine"),
        item.get("reverse", False),
        None if attention is None else float(attention),
        item.get("unscored", False),
        tuple(item.get("also", ())),
    )


def _score(score: Json, item_ids: set[str]) -> Score:
    weights = [float(weight) for weight in score.get("weights", [1] * len(score["of"]))]
    return Score(
        score["id"],
        score["title"],
        score["kind"],
        tuple(score["of"]),
        score["of"][0] in item_ids,
        tuple(weight / sum(weights) for weight in weights),
        score.get("method", "mean"),
        score.get("minimum_answered", "half"),
        float(score.get("floor", 0)),
        score.get("higher_is", "better"),
    )


def _screening(screening: Json) -> Screening:
    exclude = list(screening.get("exclude", ()))
    if screening.get("attention") == "exclude":
        exclude.append("attention")
    defaults = Screening()
    return Screening(
        float(screening.get("seconds_per_item", defaults.seconds_per_item)),
        float(screening.get("longstring_share", defaults.longstring_share)),
        float(screening.get("blank_share", defaults.blank_share)),
        tuple(exclude),
    )
