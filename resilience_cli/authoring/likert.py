"""Sets of answers that are known and have an order, such as 非常不同意…非常同意."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resilience_cli.model.same_text import normal

_DEGREES = (
    "非常不{} 完全不{} 很不{} 十分不{} 极不{} 极其不{} 根本不{} 强烈不{} 一点也不{}",
    "不太{} 不{} 比较不{} 较不{} 不大{} 不怎么{} 有点不{}",
    "一般 中立 普通 说不上 说不准 无所谓 不确定 一般{} 中等 说不上{}或不{} 既{}也不{} 既不{}也不反对",
    "比较{} {} 较{} 较为{} 基本{} 还算{} 有点{}",
    "非常{} 完全{} 很{} 十分{} 极其{} 特别{} 强烈{} 极{}",
)
_ENGLISH = {
    "agree": ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
    "satisfied": ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
    "true": ("Not at all true", "Hardly true", "Neutral", "Rather true", "Very true"),
    "important": ("Not at all important", "Not very important", "Moderately important", "Important", "Very important"),
    "often": ("Never", "Rarely", "Sometimes", "Often", "Always"),
}
_ALSO_ENGLISH = {
    "Strongly disagree": ("Completely disagree", "Totally disagree"),
    "Neutral": ("Neither agree nor disagree", "Neither satisfied nor dissatisfied"),
    "Strongly agree": ("Completely agree", "Totally agree"),
    "Disagree": ("Somewhat disagree",),
    "Agree": ("Somewhat agree",),
    "Rarely": ("Seldom",),
}
_WORDS = {
    "agree": "同意", "satisfied": "满意", "true": "符合", "important": "重要", "trust": "信任", "endorse": "认同",
    "approve": "赞同", "willing": "愿意", "support": "支持", "know": "了解", "familiar": "熟悉", "clear": "清楚",
    "convenient": "方便", "handy": "便利", "safe": "安全", "care": "关心", "helpful": "有帮助", "timely": "及时",
}  # fmt: skip
_OFTEN = (
    "从不 从来不 从未 从没有 从来没有",
    "很少 较少 极少 偶尔",
    "有时 有时候 有时会",
    "经常 常常 时常",
    "总是 一直 每次都",
)
NO_ANSWER = {
    "不了解", "不清楚", "不知道", "不适用", "说不清", "不好说", "没有业委会", "没有物业公司", "没有物业",
    "Don't know", "Do not know", "Don’t know", "Not applicable", "N/A",
}  # fmt: skip
"""Answers that say that somebody has none."""
_EXPECTED = re.compile(
    r"请(?:直接)?选择?\s*[“\"「']?([^”\"」'。，,]{1,20})"
    r"|please (?:choose|select) [“\"']?([^”\"'.]{1,30})",
    re.IGNORECASE,
)
MIDDLE = 2
"""Place of the middle option among the five degrees."""


@dataclass(frozen=True)
class Family:
    """A set of five degrees, each with the texts that may stand for it."""

    id: str
    """Id, such as agree."""
    degrees: tuple[tuple[str, ...], ...]
    """Texts by degree, from low to high; the usual one of each language first."""

    def degree(self, text: str) -> int | None:
        """Return the place, from 0, of the degree that a text stands for."""
        return next((place for place, texts in enumerate(self.degrees) if text in texts), None)

    def label(self, place: int) -> dict[str, str]:
        """Return the usual text of a degree in the languages in which there is one."""
        texts = self.degrees[place]
        english = next((text for text in texts if text.isascii()), None)
        chinese = next((text for text in texts if not text.isascii()), None)
        return {language: text for language, text in (("zh", chinese), ("en", english)) if text}


def expected_answer(question: str) -> str | None:
    """Return what an attention check asks to choose, such as 此题请选择“比较同意”; None if it is none."""
    hit = _EXPECTED.search(question)
    return normal(hit[1] or hit[2]) if hit else None


def known_scale(id_: str, languages: Sequence[str]) -> dict[str, Any]:
    """Return the family's scale of five options as the instrument format writes it."""
    family = next(one for one in FAMILIES if one.id == id_)
    options = []
    for place in range(len(family.degrees)):
        label = family.label(place)
        options.append({"value": place + 1, "label": {language: label[language] for language in languages}})
    silent = {"zh": "不了解", "en": "Don't know"}
    unknown = {"code": "unknown", "label": {language: silent[language] for language in languages}}
    return {"kind": "ordinal", "options": options, "not_scored": [unknown]}


def _family(id_: str, degrees: Sequence[str], word: str) -> Family:
    english = _ENGLISH.get(id_, ("",) * 5)
    texts = []
    for pattern, text in zip(degrees, english, strict=True):
        texts.append((*pattern.replace("{}", word).split(), *([text] if text else []), *_ALSO_ENGLISH.get(text, ())))
    return Family(id_, tuple(texts))


FAMILIES = (*(_family(id_, _DEGREES, word) for id_, word in _WORDS.items()), _family("often", _OFTEN, ""))
"""All sets that are known; a text such as 一般 belongs to several, so that all answers together decide."""
