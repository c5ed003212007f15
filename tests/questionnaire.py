"""A small questionnaire for tests of the readers: four items, two roles, two of everything."""

from __future__ import annotations

from typing import Any

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


LABELS = [
    ("非常不同意", "Strongly disagree", ["完全不同意"]),
    ("不太同意", "Disagree", []),
    ("一般", "Neutral", []),
    ("比较同意", "Agree", ["同意"]),
    ("非常同意", "Strongly agree", []),
]
EVERYONE = ["resident", "committee"]


def content(id_: str = "small", version: str = "1.0.0", **changes: Any) -> dict[str, Any]:
    """Return the JSON of the questionnaire; `changes` replace its parts."""
    items: list[dict[str, Any]] = [
        {"id": "a1", "text": both("邻居会互相帮助。", "Neighbours help one another.")},
        {"id": "a2", "text": both("出了问题，没有人负责。", "Nobody takes responsibility."), "reverse": True},
        {"id": "a3", "text": both("我知道该找谁。", "I know whom to ask."), "asked_of": ["resident"]},
        {"id": "c1", "text": both("{event}期间，秩序得到维持。", "During {event}, order was kept."), "phase": "crisis"},
    ]
    options = [{"value": i, "label": both(zh, en), "also": also} for i, (zh, en, also) in enumerate(LABELS, 1)]
    unknown = {"code": "unknown", "label": both("不了解", "Don't know"), "also": ["不清楚"]}
    raw: dict[str, Any] = {
        "id": id_,
        "version": version,
        "title": both("小问卷", "Small"),
        "languages": ["zh", "en"],
        "scales": {
            "agree5": {"kind": "ordinal", "options": options, "not_scored": [unknown]},
            "tenure": {
                "kind": "nominal",
                "options": [
                    {"code": "owner", "label": both("自有", "Owned")},
                    {"code": "tenant", "label": both("租住", "Rented"), "also": ["租房"]},
                ],
            },
            "age": {"kind": "number", "minimum": 0, "maximum": 120},
        },
        "respondent": {
            "community": {"text": both("您所在的小区", "Your neighbourhood"), "also": ["小区"]},
            "role": {
                "text": both("您的身份", "Your role"),
                "also": ["身份"],
                "roles": {
                    "resident": {"label": both("居民", "Resident"), "also": ["业主"]},
                    "committee": {"label": both("居委会", "Committee"), "institution": True},
                },
            },
            "fields": {
                "tenure": {"text": both("您的住房", "Your home"), "scale": "tenure"},
                "age": {"text": both("您的年龄", "Your age"), "scale": "age"},
            },
        },
        "items": items,
        "scores": [{"id": "s", "title": both("分", "Score"), "kind": "dimension", "of": ["a1", "a2", "a3", "c1"]}],
        "community": {
            "role_weights": {"resident": 3, "committee": 1},
            "register": {
                "owners": {
                    "text": both("业委会情况", "Owners' committee"),
                    "values": {
                        "working": {"label": both("正常运作", "Working")},
                        "none": {"label": both("没有", "None")},
                    },
                },
                "area": {"text": both("所属居民区", "Area")},
            },
        },
        "classes": [{"id": "all", "title": both("全部", "All")}],
    } | changes
    for item in raw["items"]:
        item.setdefault("scale", "agree5")
        item.setdefault("asked_of", EVERYONE)
    return raw


def questionnaire(id_: str = "small", version: str = "1.0.0", **changes: Any) -> Instrument:
    """Return the questionnaire."""
    return parse(content(id_, version, **changes))
