"""Write the same answers in the forms in which they leave a survey platform, and the community register."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from answers import BLANK, NO_ROLE, SKIPPED, UNKNOWN, UNREADABLE, Answers
from openpyxl import Workbook
from street import DISTRICT, EVENT, PERIOD, PLACES, ROLES, SEED, STREET, WAVES, Place

META = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")
NOT_LABELS = ("基本同意", "说不好", "比较同意┋一般", "看情况")
NOT_A_ROLE = "来访者"
WISHES = ("停车", "绿化", "电梯", "养老")
COMMENTS = (
    "希望多开几次居民会议。",
    "停车难了好多年┋请尽快解决",
    "楼道灯坏了，报修电话 000-5550142 没人接。",
    "=1+1 挺好的",
    "我是王某某，住 3 号楼，邮箱 wang@example.org，请回访。",
)
EPOCH = (1980, 1, 1, 0, 0, 0)
Json = Mapping[str, Any]
Rows = Iterable[Sequence[object]]


class Export:
    """One wave's answers with all that a platform adds to them, ready to be written in any form."""

    def __init__(self, instrument: Json, answers: Answers, wave: str) -> None:
        self.instrument, self.answers = instrument, answers
        rng = np.random.default_rng([SEED, int(wave), 1])
        n = len(answers.place)
        opened = dt.datetime.strptime(WAVES[wave], "%Y/%m/%d")  # noqa: DTZ007  local time, as the platform writes it
        late = np.sort(rng.integers(8 * 3600, 12 * 86400, n - 1)).tolist()
        times = [opened + dt.timedelta(seconds=second) for second in late]
        self.times = [f"{t.year}/{t.month}/{t.day} {t.hour}:{t:%M:%S}" for t in times]
        self.wishes = rng.random((n, len(WISHES))) < 0.4
        self.comment = np.where(rng.random(n) < 0.08, rng.integers(1, len(COMMENTS) + 1, n), 0)
        self.variant = rng.random(answers.codes.shape) < 0.04
        self.pick = rng.integers(0, 100, answers.codes.shape)
        self.address = rng.integers(1, 255, n)
        self.phone = rng.random(n) < 0.7
        # The last row is the sheet that is there twice: it is the same in everything but its number.
        twin = int(np.flatnonzero((answers.codes[:-1] == answers.codes[-1]).all(axis=1))[0])
        self.times.append(self.times[twin])
        for column in (self.wishes, self.comment, self.variant, self.pick, self.address, self.phone):
            column[-1] = column[twin]

    def community(self, row: int) -> str:
        """Return what a respondent wrote as the community; some add spaces, or write the other name."""
        place = PLACES[self.answers.place[row]]
        name = place.also if self.answers.alias[row] else place.name
        return f"{name} " if row % 29 == 7 else name

    def age(self, row: int) -> str:
        """Return the age as typed."""
        return f"{self.answers.age[row]}岁" if row % 37 == 5 else str(self.answers.age[row])

    def meta(self, row: int) -> list[str]:
        """Return what the platform puts first; two batches are pasted together, so the numbers start again."""
        number = row + 1 if row < 400 else row - 399
        source = ("微信", "N/A") if self.phone[row] else ("链接", "直接访问")
        address = f"192.0.2.{self.address[row]}(示例省-示例市)"
        return [str(number), self.times[row], f"{self.answers.seconds[row]}秒", *source, address]

    def questions(self) -> list[str]:
        """Return the headers of the questions, numbered."""
        respondent = self.instrument["respondent"]
        fields = [field["text"]["zh"] + "：" for field in respondent["fields"].values()]
        items = [item["text"]["zh"].format(event=EVENT, period=PERIOD) for item in self.instrument["items"]]
        texts = [respondent["community"]["text"]["zh"] + "：", respondent["role"]["text"]["zh"], *fields, *items]
        return [f"{number}、{text}" for number, text in enumerate(texts, start=1)]

    def headers(self, mode: str) -> list[str]:
        """Return the header row: one column for the several wishes as text, one a wish as positions."""
        questions = self.questions()
        wish = f"{len(questions) + 1}、您最希望小区改进哪些方面？"
        many = [f"{wish}({WISHES[0]})", *(f"{len(questions) + 1}、({w})" for w in WISHES[1:])]
        comment = f"{len(questions) + 2}、您还有什么意见？"
        return [*META, *questions, *([wish] if mode == "text" else many), comment]

    def rows(self, mode: str) -> Rows:
        """Yield one row a respondent; mode: text or position."""
        write = self._text if mode == "text" else self._position
        for row in range(len(self.answers.place)):
            comment = COMMENTS[self.comment[row] - 1] if self.comment[row] else ("(空)" if mode == "text" else "-2")
            yield [*self.meta(row), self.community(row), *write(row), comment]

    def plain(self) -> Rows:
        """Yield a header of ids, then one row a respondent with declared values."""
        fields = self.instrument["respondent"]["fields"]
        yield ["community", "role", *fields, "seconds", *(item["id"] for item in self.instrument["items"])]
        for row, codes in enumerate(self.answers.codes):
            role = self.answers.role[row]
            cells = [self._plain(item, code) for item, code in zip(self.instrument["items"], codes, strict=True)]
            own = [self._field(row, field, "code") for field in fields.values()]
            name = NOT_A_ROLE if role == NO_ROLE else ROLES[role]
            yield [self.community(row), name, *own, self.answers.seconds[row], *cells]

    def _text(self, row: int) -> list[str]:
        roles = self.instrument["respondent"]["role"]["roles"]
        role = self.answers.role[row]
        written = NOT_A_ROLE
        if role != NO_ROLE:
            labels = roles[ROLES[role]]
            also = [text for text in labels.get("also", ()) if not text.isascii()]
            written = also[row % len(also)] if also and row % 8 == 3 else labels["label"]["zh"]
        fields = self.instrument["respondent"]["fields"].values()
        items = zip(self.instrument["items"], self.answers.codes[row], strict=True)
        cells = [self._label(row, column, item, code) for column, (item, code) in enumerate(items)]
        wishes = "┋".join(w for w, chosen in zip(WISHES, self.wishes[row], strict=True) if chosen) or "(空)"
        return [written, *(self._field(row, field, "text") for field in fields), *cells, wishes]

    def _label(self, row: int, column: int, item: Json, code: int) -> str:
        scale = self.instrument["scales"][item["scale"]]
        if code in (BLANK, SKIPPED):
            return "(空)" if code == BLANK else "(跳过)"
        if code == UNREADABLE:
            return NOT_LABELS[self.pick[row, column] % len(NOT_LABELS)]
        option = scale["not_scored"][0] if code == UNKNOWN else scale["options"][code - 1]
        also = [text for text in option.get("also", ()) if not text.isascii() and "业委会" not in text]
        if self.variant[row, column] and also:
            return str(also[self.pick[row, column] % len(also)])
        return str(option["label"]["zh"])

    def _position(self, row: int) -> list[str]:
        fields = self.instrument["respondent"]["fields"].values()
        own = [self._field(row, field, "position") for field in fields]
        codes = np.select([self.answers.codes[row] == c for c in (BLANK, SKIPPED)], [-2, -3], self.answers.codes[row])
        role = self.answers.role[row]
        wishes = self.wishes[row].astype(int)
        return [str(role if role == NO_ROLE else role + 1), *own, *map(str, codes), *map(str, wishes)]

    def _plain(self, item: Json, code: int) -> str:
        if code == UNKNOWN:
            return str(self.instrument["scales"][item["scale"]]["not_scored"][0]["code"])
        return "" if code in (BLANK, SKIPPED) else str(code)

    def _field(self, row: int, field: Json, form: str) -> str:
        scale = self.instrument["scales"][field["scale"]]
        if scale["kind"] == "number":
            return self.age(row)
        option = scale["options"][self.answers.tenure[row]]
        return {
            "text": option["label"]["zh"], "code": option.get("code"), "position": str(self.answers.tenure[row] + 1)
        }[form]  # fmt: skip


def write_xlsx(path: Path, rows: Rows, title: str = "Sheet1") -> None:
    """Write one sheet; every cell is text, as the platform writes it, and the bytes do not depend on the hour."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, content in parts.items():
            fixed = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", content) if "core" in name else content
            new.writestr(zipfile.ZipInfo(name, EPOCH), fixed, zipfile.ZIP_DEFLATED)


def write_csv(path: Path, rows: Rows) -> None:
    """Write a CSV with a byte order mark, as Excel wants it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def administration(place: Place) -> tuple[int, int]:
    """Return invented hotline cases and petitions: the more of them, the lower the place stands."""
    return round(place.households * (105 - place.level) / 250), round(place.households * (105 - place.level) / 9000)


def register(instrument: Json) -> Rows:
    """Yield the community register: what the street office knows and no respondent is asked."""
    fields = instrument["community"]["register"]
    closed = [name for name, field in fields.items() if "values" in field]
    yield [
        "小区", "id", "别名", "street", "district", "户数", "12345工单", "信访",
        *(f"{what}_{role}" for what in ("population", "sampling", "sent") for role in ROLES),
        *(fields[name]["text"]["zh"] for name in fields),
    ]  # fmt: skip
    for number, place in enumerate(PLACES):
        known = dict(zip(("owners_committee", "property_company", "housing_type"), place.register, strict=True))
        values = [
            fields[name]["values"][known[name]]["label"]["zh"] if name in closed else f"东湖第{number // 3 + 1}居民区"
            for name in fields
        ]
        staff = [max(count + 2, 5) for count in place.people[1:]]
        staff[2] *= place.register[0] in {"working", "stalled"}
        people = [round(place.households * 2.6), *staff]
        sent = [round(1.6 * place.people[0] + 5, -1), *staff]
        yield [
            place.name, place.id, place.also, STREET, DISTRICT, place.households, *administration(place),
            *people, "volunteers", *["census" if count else "" for count in staff], *sent, *values,
        ]  # fmt: skip
