"""The forms in which Chinese platforms export answers, after real files: a function each."""

from __future__ import annotations

import zipfile
from pathlib import Path

from asked import STEM, Form, Survey
from written import Column, address, each, joined, lasted, saved, text, xlsx

LETTERS = "ABCDEFGH"


# 问卷星


def wjx(survey: Survey, mode: str) -> list[Column]:
    """Return the columns of 问卷星: text, position or score."""
    time = each(survey, lambda k: "{0.year}/{0.month}/{0.day} {0.hour}:{0:%M:%S}".format(survey.time(k)))
    number, seconds = each(survey, lambda k: str(k + 1)), each(survey, lambda k: f"{survey.seconds(k)}秒")
    found = [("序号", number), ("提交答卷时间", time), ("所用时间", seconds), ("来源", each(survey, lambda _: "微信"))]
    found += [
        ("来源详情", each(survey, lambda _: "N/A")),
        ("来自IP", each(survey, lambda k: f"{address(k)}(示例省-示例市)")),
    ]
    blank, skipped = ("(空)", "(跳过)") if mode == "text" else ("-2", "-3")
    for place, begins, question in survey.numbered():
        stem = f"{STEM}—" if begins and question.kind == "matrix" else ""
        header = f"{place}、{stem}{question.text}{'：' if question.id == 'community' else ''}"
        worded = mode == "text" or (mode == "score" and question.kind == "single")  # what scores nothing stays a text
        words = question.labels if worded else tuple(str(k) for k in range(1, len(question.labels) + 1))
        if question.kind == "many" and mode == "text":
            found.append((header, joined(question, "┋", blank, other="〖王某某家的电梯〗")))
        elif question.kind == "many" and mode == "score":
            found.append((header, each(survey, lambda _: "0")))
        elif question.kind == "many":
            heads = [f"{header}({question.labels[0]})", *(f"{place}、({label})" for label in question.labels[1:])]
            found += [(head, question.chosen(option, "1", "0")) for option, head in enumerate(heads)]
        else:
            found.append((header, question.cells(words, blank, skipped)))
    return found


def wjx_text(survey: Survey, folder: Path) -> Path:
    """按文本, a workbook."""
    return xlsx(folder / "260308_按文本_韧性社区问卷_36_36.xlsx", wjx(survey, "text"))


def wjx_position(survey: Survey, folder: Path) -> Path:
    """按序号, as a CSV with a byte order mark."""
    return saved(folder / "260308_按序号_韧性社区问卷_36_36.csv", text(wjx(survey, "position")), "utf-8-sig")


def wjx_score(survey: Survey, folder: Path) -> Path:
    """按分数, without reversal, with the total."""
    columns = wjx(survey, "score")
    scored = [question.cells(question.values, "0", "0") for question in survey.questions if question.kind == "matrix"]
    total = [str(sum(map(int, row))) for row in zip(*scored, strict=True)]
    return xlsx(folder / "260308_1_韧性社区问卷_36_36.xlsx", [*columns, ("总分", total)])


# 腾讯问卷, 腾讯文档, 金数据, 问卷网


def tencent(survey: Survey, folder: Path) -> Path:
    """腾讯问卷: GBK, letters before the answers, the stem on every row of a matrix, one column an option."""
    start = each(survey, lambda k: f"{survey.time(k):%Y-%m-%d %H:%M:%S}")
    found = [("编号", each(survey, lambda k: str(k + 1))), ("开始答题时间", start), ("结束答题时间", start)]
    found += [("答题时长", each(survey, lasted)), ("地理位置国家和地区", each(survey, lambda _: "中国"))]
    found += [("地理位置省", each(survey, lambda _: "示例省")), ("昵称", each(survey, lambda _: "王某某"))]
    for place, _, question in survey.numbered():
        words = tuple(f"{letter}.{label}" for letter, label in zip(LETTERS, question.labels, strict=False))
        if question.kind == "many":
            heads = [f"{place}.{question.text}（可多选）:{label}" for label in question.labels]
            found += [(head, question.chosen(k, question.labels[k], "")) for k, head in enumerate(heads)]
        elif question.kind == "matrix":
            found.append((f"{place}.{STEM}:{question.text}", question.cells(question.labels)))
        else:
            found.append((f"{place}.**{question.text}**", question.cells(words)))
    return saved(folder / "韧性社区问卷.csv", text(found), "gb18030")


def unnumbered(survey: Survey, mark: str, end: str = "") -> list[Column]:
    """Return the questions as platforms without numbers write them: a text, and several answers joined."""
    return [(q.text, joined(q, mark, end=end) if q.kind == "many" else q.cells(q.labels)) for q in survey.questions]


def tencent_docs(survey: Survey, folder: Path) -> Path:
    """腾讯文档收集表: a sheet named after the form that says that it is larger than it is; real dates."""
    own = [("提交者（自动）", each(survey, lambda _: "王某某")), ("提交时间（自动）", each(survey, survey.time))]
    columns = [*own, *unnumbered(survey, ", ")]
    return xlsx(folder / "收集表.xlsx", columns, "韧性社区问卷（收集结果）", dimension="A1:BZ500")


def jinshuju(survey: Survey, folder: Path) -> Path:
    """金数据: its own columns are the last."""
    time = each(survey, lambda k: f"{survey.time(k):%Y-%m-%d %H:%M:%S}")
    own = [("微信昵称", "王某某"), ("微信OpenID", "oX-invented"), ("测评得分", "")]
    tail = [(name, each(survey, lambda _, cell=cell: cell)) for name, cell in own]
    tail += [("提交时间", time), ("修改时间", time), ("测评时长", each(survey, lasted))]
    more = [("填写设备", "手机"), ("操作系统", "Android"), ("浏览器", "微信"), ("填写地区", "示例省")]
    tail += [(name, each(survey, lambda _, cell=cell: cell)) for name, cell in more]
    columns = [("序号", each(survey, lambda k: k + 1)), *unnumbered(survey, "，"), *tail, ("IP", each(survey, address))]
    return xlsx(folder / "金数据.xlsx", columns)


def wenjuan(survey: Survey, folder: Path) -> Path:
    """问卷网: a zip of three tables in GBK."""
    time = each(survey, lambda k: f"{survey.time(k):%Y-%m-%d %H:%M:%S}")
    start = [
        ("序号", each(survey, lambda k: str(k + 1))),
        ("start", time),
        ("finish", time),
        ("答题时长", each(survey, lasted)),
    ]
    readable, original, place = list(start), list(start), 0
    for number, begins, question in survey.numbered():
        place = 1 if begins else place + 1
        values = tuple(str(k) for k in range(1, len(question.labels) + 1))
        if question.kind == "many":
            for k, label in enumerate(question.labels):
                readable.append((f"Q{number}_{question.text}_{label}", question.chosen(k, label, "")))
                original.append((f"Q{number}_A{k + 1}", question.chosen(k, "1", "0")))
        else:
            matrix = question.kind == "matrix"
            asked = f"{STEM}_{question.text}" if matrix else question.text
            readable.append((f"Q{number}_{asked}", question.cells(question.labels)))
            original.append((f"Q{number}_R{place}" if matrix else f"Q{number}", question.cells(values)))
    path = folder / "韧性社区问卷.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("All_Data_Readable.csv", text(readable).encode("gb18030"))
        archive.writestr("All_Data_Original.csv", text(original).encode("gb18030"))
        archive.writestr("code.csv", text([("编号", ["Q1"]), ("题目", ["小区"])]).encode("gb18030"))
    return path


FORMS = {
    "wjx-text": Form("wjx", wjx_text),
    "wjx-position": Form("wjx", wjx_position),
    "wjx-score": Form("wjx", wjx_score, False, {"scores_are": "as_declared"}),
    "tencent": Form("tencent", tencent),
    "tencent-docs": Form("tencent-docs", tencent_docs),
    "jinshuju": Form("jinshuju", jinshuju),
    "wenjuan": Form("wenjuan", wenjuan),
}
