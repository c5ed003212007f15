"""A small instrument and an assessment made by hand, to try reports and commands without scoring."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pandas as pd

from resilience_cli.model.assessment import FLAG_NAMES, Assessment, Reason, Verdict
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.halves import Halves
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Source

ROLES = {
    "resident": {"label": {"zh": "居民", "en": "Resident"}},
    "committee": {"label": {"zh": "居委会工作人员", "en": "Residents' committee staff"}, "institution": True},
    "property": {"label": {"zh": "物业公司工作人员", "en": "Property company staff"}, "institution": True},
    "owners": {"label": {"zh": "业委会成员", "en": "Owners' committee member"}, "institution": True},
}
TITLES = {
    "state": ("政府一方", "State side", "side"),
    "market": ("市场一方", "Market side", "side"),
    "society": ("社会一方", "Society side", "side"),
    "structure": ("灵活治理结构", "Flexible governance structure", "factor"),
    "capital": ("社会资本", "Social capital", "factor"),
    "tension": ("社会张力", "Social tension", "outcome"),
}


def _text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _item(score: str, number: int) -> dict[str, Any]:
    text = _text(f"{TITLES[score][0]}第{number}题", f"{TITLES[score][1]}, item {number}")
    return {"id": f"{score}{number}", "text": text, "scale": "agree5", "asked_of": list(ROLES), "reverse": number == 2}


def raw_instrument() -> dict[str, Any]:
    """Return the content of the small instrument's file."""
    weak = {"any": [{"score": "weakest", "below": 50}, {"register": "owners", "in": ["none"], "unknown_is": False}]}
    strong = {"all": [{"score": "weakest", "from": 65}, {"score": "structure", "from": 65}]}
    scores = [
        {"id": id_, "title": _text(zh, en), "kind": kind, "of": [f"{id_}1", f"{id_}2"], "method": "mean"}
        for id_, (zh, en, kind) in TITLES.items()
    ]
    scores[-1]["higher_is"] = "worse"
    sides, factors = ["state", "market", "society"], ["structure", "capital"]
    scores += [
        {"id": "index", "title": _text("韧性治理指数", "Resilience index"), "kind": "composite", "of": factors,
         "method": "geometric_mean", "floor": 1},
        {"id": "weakest", "title": _text("最弱一方", "Weakest side"), "kind": "test_only", "of": sides,
         "method": "minimum"},
    ]  # fmt: skip
    return {
        "format": 1, "id": "small", "version": "1.0.0", "status": "draft",
        "title": _text("小问卷", "Small survey"),
        "about": {"description": _text("试用", "For tests"),
                  "evidence": _text("试用版：切点未经验证", "Pilot: cuts not validated")},
        "languages": ["zh", "en"],
        "scales": {"agree5": {"kind": "ordinal", "options": [
            {"value": v, "label": _text(zh, en)} for v, (zh, en) in enumerate(
                [("非常不同意", "Strongly disagree"), ("不太同意", "Disagree"), ("一般", "Neutral"),
                 ("比较同意", "Agree"), ("非常同意", "Strongly agree")], start=1)]}},
        "respondent": {"community": {"text": _text("您所在的小区", "Your neighbourhood")},
                       "role": {"text": _text("您的身份", "Your role"), "roles": deepcopy(ROLES)}},
        "items": [_item(score, number) for score in TITLES for number in (1, 2)],
        "scores": scores,
        "community": {
            "role_weights": {"resident": 3, "committee": 1, "property": 1, "owners": 1},
            "minimum_respondents": {"resident": {"score": 5, "ok": 10}},
            "register": {"owners": {"text": _text("业委会情况", "Owners' committee"), "values": {
                "working": {"label": _text("正常运作", "working")}, "none": {"label": _text("没有", "none")}}}},
        },
        "classes": [
            {"id": "deficient", "title": _text("不足型", "Deficient"), "when": weak,
             "advice": _text("先补短板。", "Mend the weakest side first.")},
            {"id": "co_governing", "title": _text("共治型", "Co-governing"), "when": strong},
            {"id": "intermediate", "title": _text("过渡型", "Intermediate"), "otherwise": True},
        ],
    }  # fmt: skip


def instrument() -> Instrument:
    """Return the small instrument."""
    return parse(raw_instrument())


def assessment(names: dict[str, str] | None = None, findings: tuple[Finding, ...] | None = None) -> Assessment:
    """Return three communities: one firm, one decided by one voice, one without a class. `names` renames them."""
    made = instrument()
    told = {"a": "东湖花园", "b": "老街新村", "c": "滨河一号", **(names or {})}
    levels = {"a": 75.0, "b": 49.98, "c": np.nan}
    people = {"a": (40, 3, 3, 2), "b": (12, 1, 1, 0), "c": (3, 1, 0, 0)}
    verdicts = tuple(_verdict(id_, told[id_], levels[id_], dict(zip(ROLES, people[id_], strict=True))) for id_ in told)
    remark = Finding("RES-U001", Where(file="调查导出.xlsx", row=57, column="K"), {"name": "x"})
    return Assessment(
        instrument=made,
        recipe={"options": {"draws": 3999, "seed": 20231026, "method": "draws", "wave": "2026"}, "inputs": []},
        sources=(Source("调查导出.xlsx", "ab" * 32, "wjx", "text", "Sheet1", 70, 66),),
        counts={"received": 70, "used": 66, "flagged": 4, "excluded": 0},
        verdicts=verdicts,
        scores=_scores(made, levels),
        roles=_cells(made, people, "score"),
        gaps=_gaps(made, people),
        items=_cells(made, people, "item"),
        quality=pd.DataFrame({"score": ["index"], "alpha": [np.nan]}),
        people=_heads(people),
        moments={"scores": _no_moments()},
        halves=Halves(_no_moments().cells, (), np.zeros((0, 0, 0)), np.zeros((0, 0, 0))),
        register=None,
        findings=(remark,) if findings is None else findings,
    )


def _heads(people: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    rows = [
        (id_, role, n, n, 0, 0) for id_, counts in people.items() for role, n in zip(ROLES, counts, strict=True) if n
    ]
    heads = pd.DataFrame(rows, columns=["community", "role", "received", "used", "flagged", "excluded"])
    return heads.assign(**dict.fromkeys(FLAG_NAMES, 0), **{f"of_{name}": heads["received"] for name in FLAG_NAMES})


def _verdict(id_: str, name: str, level: float, used: dict[str, int]) -> Verdict:
    known = not np.isnan(level)
    weakest = Reason("deficient", "weakest", None, level - 3 if known else None, "below", 50.0,
                     level - 3 < 50 if known else None, 0.04 if level > 50 else 0.7 if known else None,
                     max(0.0, 53 - level) if known else 0.0)  # fmt: skip
    owners = Reason("deficient", None, "owners", None, "in", ("none",), False, None, 0.0)
    strong = Reason("co_governing", "weakest", None, level - 3, "from", 65.0, level > 68, 0.93, max(0.0, 68 - level))
    factor = Reason("co_governing", "structure", None, level + 3, "from", 65.0, level > 62, 0.99, max(0.0, 62 - level))
    class_id = ("co_governing" if level > 60 else "deficient") if known else None
    return Verdict(
        community=id_, name=name, class_id=class_id,
        no_class=None if known else Finding("RES-U001", values={"name": name}),
        probability={"deficient": 0.04, "co_governing": 0.93, "intermediate": 0.03} if level > 60
        else {"deficient": 0.7, "co_governing": 0.0, "intermediate": 0.3} if known else None,
        confidence=("firm" if level > 60 else "borderline") if known else None,
        rival=None, status="ok" if level > 60 else "one voice" if known else "missing",
        reasons=(weakest, owners, *((strong, factor) if level > 60 else ())),
        received=used, used=used, flagged=1, population={"resident": 1200.0} if id_ == "a" else {},
        filled_roles=("owners",) if id_ == "b" else (), absent_roles=(),
        residents_only=class_id if level > 60 else "intermediate" if known else None,
        without={"committee": class_id, "property": "intermediate"} if known else {}, unjudged=("owners",),
        one_voice=("property",) if id_ == "b" else (),
    )  # fmt: skip


def _scores(made: Instrument, levels: dict[str, float]) -> pd.DataFrame:
    rows = []
    for id_, level in levels.items():
        for place, score in enumerate(made.scores):
            estimate = level - 3 if score.id in ("market", "weakest") else level + place
            drawn = score.kind != "test_only"
            rows.append({
                "community": id_, "score": score.id, "estimate": estimate,
                "low": estimate - 6 if drawn else np.nan, "high": estimate + 5 if drawn else np.nan,
                "se": 2.5, "df": 20.0, "status": "ok", "n": 48, "n_eff": 12.5, "pooled": estimate + 1,
                "complete": estimate, "unflagged": estimate, "prorated": 0.02, "filled": 0.0, "borrowed": 0.3,
                "residents": estimate - 1,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _cells(made: Instrument, people: dict[str, tuple[int, ...]], kind: str) -> pd.DataFrame:
    ids = [score.id for score in made.base_scores] if kind == "score" else [item.id for item in made.items]
    rows = [
        {
            "community": community,
            "role": role,
            kind: id_,
            "n": n,
            "mean": 50.0 if kind == "score" else 3.0 + 0.1 * place,
            **(
                {}
                if kind == "score"
                else {"count_1": 0, "count_2": n - n // 2, "count_3": 0, "count_4": n // 2, "count_5": 0}
            ),
        }
        for community, counts in people.items()
        for role, n in zip(ROLES, counts, strict=True)
        for place, id_ in enumerate(ids)
        if n
    ]
    return pd.DataFrame(rows)


def _gaps(made: Instrument, people: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    rows = [
        {
            "community": community,
            "score": score.id,
            "role": "resident",
            "other": other,
            "gap": -8.0,
            "se": 3.0,
            "se_role": 1.0,
            "se_other": 8.0**0.5,
            "items": 2,
        }
        for community, counts in people.items()
        for other, n in list(zip(ROLES, counts, strict=True))[1:]
        for score in made.base_scores
        if n
    ]
    return pd.DataFrame(rows)


def _no_moments() -> Moments:
    empty = np.zeros((0, 1))
    cells = pd.MultiIndex.from_arrays([[], []], names=["community", "role"])
    return Moments(cells, ("state",), np.array([[0, 0]]), empty, empty, empty, empty)
