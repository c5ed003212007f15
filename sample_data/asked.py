"""One set of invented answers to a questionnaire, question by question, as a form asks them.

Beside the questionnaire each form asks for several wishes and for a comment. Nobody in it exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

UNKNOWN, BLANK, SKIPPED = 6, 7, 8
"""Codes beside the values 1-5: don't know, left empty, not shown by the form."""
EVENT, PERIOD = "2024年9月台风“贝碧嘉”", "过去12个月"
PEOPLE = {"resident": 12, "committee": 2, "property": 2, "owners": 2}
"""Respondents in each community."""
COMMUNITIES = ("映月里", "临湖苑")
STEM = "请按实际情况选择"
WISHES = ("停车", "绿化", "其他")
COMMENTS = ("", "停车难┋请解决; 电话 000-5550142, 谢谢", "我是王某某，\n住 3 号楼", "", "N/A")
Json = Mapping[str, Any]
Ints = npt.NDArray[np.int64]
Row = list[Any]


@dataclass(frozen=True)
class Question:
    """A question as a form asks it, and what everybody answered."""

    id: str
    """Id in the questionnaire."""
    text: str
    """Its text; of the row of a matrix the row's."""
    kind: str
    """single, matrix (one row of it), number, text or many."""
    labels: tuple[str, ...] = ()
    """Options in the order of the form."""
    values: tuple[str, ...] = ()
    """Names of the options in data."""
    given: tuple[Any, ...] = ()
    """By respondent: place of the option from 0, a text, a set of places; None: skipped, "": left empty."""

    def cells(self, words: tuple[str, ...], blank: object = "", skipped: object = "") -> Row:
        """Return the answers, the options in these words."""
        codes = {None: skipped, "": blank}
        return [codes.get(g, words[g] if isinstance(g, int) else g) for g in self.given]

    def chosen(self, option: int, yes: object, no: object) -> Row:
        """Return of a question with several answers whether each respondent chose an option."""
        return [yes if option in given else no for given in self.given]


@dataclass(frozen=True)
class Survey:
    """What was answered, and when."""

    instrument: Json
    """The questionnaire."""
    place: tuple[int, ...]
    """By respondent: index into COMMUNITIES."""
    role: tuple[int, ...]
    """By respondent: index into PEOPLE."""
    codes: Ints
    """Respondent x item: 1-5 or a code."""

    @property
    def questions(self) -> list[Question]:
        """The form's questions: who answers, a matrix a scale, several wishes, a comment."""
        asked, scales, n = self.instrument["respondent"], self.instrument["scales"], range(len(self.place))
        roles = asked["role"]["roles"]
        names = tuple(role["label"]["zh"] for role in roles.values())
        tenure, ages = scales[asked["fields"]["tenure"]["scale"]]["options"], tuple(str(30 + k) for k in n)
        texts = {id_: part["text"]["zh"] for id_, part in asked["fields"].items()}
        found = [
            Question("community", asked["community"]["text"]["zh"], "text", given=self.written),
            Question("role", asked["role"]["text"]["zh"], "single", names, tuple(roles), self.role),
            Question("tenure", texts["tenure"], "single", *options(tenure), tuple(k % len(tenure) for k in n)),
            Question("age", texts["age"], "number", given=ages),
        ]
        for item, codes in zip(self.instrument["items"], self.codes.T.tolist(), strict=True):
            scale = scales[item["scale"]]
            given = tuple({BLANK: "", SKIPPED: None}.get(code, code - 1) for code in codes)
            text = item["text"]["zh"].format(event=EVENT, period=PERIOD)
            found.append(Question(item["id"], text, "matrix", *options(scale["options"] + scale["not_scored"]), given))
        wishes = tuple(frozenset(w for w in range(3) if (k >> w) & 1) for k in n)
        comments = tuple(COMMENTS[k % len(COMMENTS)] for k in n)
        wish = Question("wishes", "您最希望改进哪些方面？", "many", WISHES, ("parking", "green", "other"), wishes)
        return [*found, wish, Question("comment", "您还有什么意见？", "text", given=comments)]

    @property
    def written(self) -> tuple[str, ...]:
        """By respondent: the community, some with what cannot be seen or is wide."""
        return tuple(COMMUNITIES[p] + ("\u200b" if k == 3 else " " if k == 5 else "") for k, p in enumerate(self.place))

    def time(self, k: int) -> dt.datetime:
        """Return when a respondent sent the form."""
        return dt.datetime(2026, 3, 8, 9, 5, 7) + dt.timedelta(minutes=37 * k)  # noqa: DTZ001  local, as platforms write

    def seconds(self, k: int) -> int:
        """Return how long a respondent took."""
        return 200 + 7 * k

    def numbered(self) -> list[tuple[int, bool, Question]]:
        """Return the questions with their numbers; True where a question begins: a matrix has one number."""
        found: list[tuple[int, bool, Question]] = []
        for question in self.questions:
            number, _, last = found[-1] if found else (0, True, question)
            begins = not (question.kind == last.kind == "matrix" and question.labels == last.labels)
            found.append((number + begins, begins, question))
        return found


def options(parts: list[Json]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (labels, names in data) of options."""
    return tuple(p["label"]["zh"] for p in parts), tuple(str(p.get("value", p.get("code"))) for p in parts)


def survey(instrument: Json, unknown: bool = True) -> Survey:
    """Return invented answers, always the same; `unknown`: whether anybody says that they don't know."""
    rng = np.random.default_rng(20260308)
    place = tuple(c for c in range(len(COMMUNITIES)) for count in PEOPLE.values() for _ in range(count))
    role = tuple(r for _ in COMMUNITIES for r, count in enumerate(PEOPLE.values()) for _ in range(count))
    codes = rng.integers(1, 6, (len(place), len(instrument["items"])))
    codes[rng.random(codes.shape) < 0.04] = UNKNOWN if unknown else BLANK
    codes[rng.random(codes.shape) < 0.04] = BLANK
    asked = np.array([[name in item["asked_of"] for item in instrument["items"]] for name in PEOPLE])
    return Survey(instrument, place, role, np.where(asked[list(role)], codes, SKIPPED))


@dataclass(frozen=True)
class Form:
    """A form in which answers leave a platform."""

    platform: str
    """Name of the platform."""
    write: Callable[[Survey, Path], Path]
    """Writes the answers into a folder; returns the file."""
    unknown: bool = True
    """Whether "don't know" can be said in it."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What the reader has to be told."""
    left: int = 0
    """Rows below the answers that are no answers."""
