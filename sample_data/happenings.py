"""Invented events of the street: a typhoon that hits every community, and the disturbances of everyday life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np
from street import PLACES, SEED

HEADERS = (
    *("事件编号", "事件", "小区", "事件类型", "开始日期", "结束日期", "新颖性", "颠覆性", "关键性"),
    *("关系紧张的双方", "应对方", "结果", "评定人"),
)
TYPHOON = ("台风贝碧嘉", dt.date(2024, 9, 16), (4, 7))
DAILY = (
    ("停车位争抢", "市场与社会", "市场", (2, 2, 3)),
    ("物业费上涨", "市场与社会", "市场；社会", (3, 3, 4)),
    ("楼道堆物", "", "政府；社会", (1, 2, 2)),
    ("加装电梯争议", "政府与社会", "政府；社会", (3, 4, 4)),
    ("物业公司更换", "政府与市场", "政府；市场；社会", (4, 4, 5)),
    ("夜间施工噪声", "政府与市场", "政府", (2, 3, 3)),
)
FIRST, LAST = dt.date(2024, 5, 6), dt.date(2025, 3, 8)


def happenings() -> Iterator[Sequence[object]]:
    """Yield the header and one row an event; every fourth is rated by two people."""
    yield HEADERS
    rng = np.random.default_rng([SEED, 3])
    number = 0
    for place in PLACES:
        name, start, (shortest, longest) = TYPHOON
        days = int(rng.integers(shortest, longest + 1)) + (100 - round(place.level)) // 12
        number += 1
        end = start + dt.timedelta(days)
        facts = (number, name, place.name, "突发冲击", str(start), str(end))
        yield from rated(facts, (5, 4 + int(rng.random() < 0.5), 5), ("", "政府；市场；社会", "已解决"), rng)
        for _ in range(int(rng.integers(1, 4))):
            number += 1
            title, sides, answered, parts = DAILY[int(rng.integers(len(DAILY)))]
            start = FIRST + dt.timedelta(int(rng.integers((LAST - FIRST).days - 20)))
            end = start + dt.timedelta(int(rng.integers(3, 260 - 2 * round(place.level))))
            over = end <= LAST
            facts = (number, title, place.name, "日常扰动", str(start), str(end) if over else None)
            yield from rated(facts, parts, (sides, answered, "已解决" if over else "尚未解决"), rng)


def rated(
    facts: Sequence[object], parts: Sequence[int], outcome: Sequence[object], rng: np.random.Generator
) -> Iterator[Sequence[object]]:
    """Yield the rows of an event: one a rating."""
    yield (*facts, *parts, *outcome, "甲")
    if int(str(facts[0])) % 4 == 0:
        again = np.clip(np.array(parts) + rng.integers(-1, 2, len(parts)), 1, 5).tolist()
        yield (*facts, *again, *outcome, "乙")
