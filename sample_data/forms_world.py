"""The forms in which international platforms export answers, after real files: a function each."""

from __future__ import annotations

import csv
from pathlib import Path

from asked import STEM, Form, Question, Row, Survey
from forms_chinese import unnumbered
from written import Column, address, each, joined, saved, text, xlsx


def constant(survey: Survey, **cells: object) -> list[Column]:
    """Return columns that hold the same for everybody."""
    return [(name.replace("__", " "), each(survey, lambda _, cell=cell: cell)) for name, cell in cells.items()]


def numbers(survey: Survey, header: str) -> list[Column]:
    """Return a column that counts the respondents."""
    return [(header, each(survey, lambda k: k + 1))]


def times(survey: Survey, form: str, *headers: str) -> list[Column]:
    """Return columns of the time of sending as text."""
    return [(header, each(survey, lambda k: format(survey.time(k), form))) for header in headers]


# Microsoft Forms, Google Forms


def msforms(survey: Survey, folder: Path, chinese: bool = True) -> Path:
    """Microsoft Forms: a wrong dimension, blanks that do not break, real dates, a `;` behind every choice."""
    names = (
        ("开始时间", "完成时间", "电子邮件", "名称") if chinese else ("Start time", "Completion time", "Email", "Name")
    )
    sent = each(survey, survey.time)
    people = [(names[2], each(survey, lambda _: "anonymous")), (names[3], each(survey, lambda _: "王某某"))]
    own = [*numbers(survey, "ID"), (names[0], sent), (names[1], sent), *people]
    asked = [(f"{head}\u00a0", cells) for head, cells in unnumbered(survey, ";", end=";")]
    return xlsx(folder / "韧性社区问卷(1-36).xlsx", [*own, *asked], dimension="A1")


def msforms_csv(survey: Survey, folder: Path) -> Path:
    """Microsoft Forms as a CSV, in English."""
    names = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
    own = [*numbers(survey, names[0]), *times(survey, "%m/%d/%y %H:%M:%S", *names[1:3])]
    own += [*constant(survey, Email="anonymous", Name="", Last__modified__time="")]
    return saved(folder / "Form1.csv", text([*own, *unnumbered(survey, ";", end=";")]), "utf-8-sig")


def gforms(survey: Survey, folder: Path) -> Path:
    """Google Forms: rows of a grid in brackets with stray blanks, a tally of the analyst below."""
    found: list[Column] = [("Timestamp", each(survey, survey.time))]
    for question in survey.questions:
        cells = joined(question, ", ") if question.kind == "many" else question.cells(question.labels)
        found.append((f"{STEM} [ {question.text} ]" if question.kind == "matrix" else question.text, cells))
    tally: list[Row] = [[], [], ["非常同意", None, None, 12, 3, 4], ["一般", None, None, 7, 1, 2]]
    return xlsx(folder / "Form Responses.xlsx", found, "Form Responses 1", below=tally)


# KoboToolbox


def kobo_columns(survey: Survey, labels: bool) -> list[Column]:
    """Return what KoboToolbox writes: names or labels, a summary of several answers and a column each."""
    found = times(survey, "%Y-%m-%dT%H:%M:%S.000+08:00", "start", "end")
    for question in survey.questions:
        head = question.text if labels else question.id
        head = f"items/{head}" if question.kind == "matrix" and not labels else head
        words = question.labels if labels else question.values
        if question.kind == "many":
            found.append((head, [" ".join(words[w] for w in sorted(given)) for given in question.given]))
            found += [(f"{head}/{word}", question.chosen(k, 1, 0)) for k, word in enumerate(words)]
        else:
            found.append((head, question.cells(words)))
    found += [
        *constant(survey, _id=4711, _uuid="0b1c-invented"),
        *times(survey, "%Y-%m-%dT%H:%M:%S", "_submission_time"),
    ]
    found += constant(
        survey, _validation_status="", _notes="", _status="submitted_via_web", _submitted_by="wang_moumou"
    )
    return [*found, *constant(survey, __version__="vX1", _tags=""), *numbers(survey, "_index")]


def kobo_names(survey: Survey, folder: Path) -> Path:
    """KoboToolbox by XML names, a workbook."""
    return xlsx(folder / "韧性社区问卷.xlsx", kobo_columns(survey, labels=False), "韧性社区问卷")


def kobo_labels(survey: Survey, folder: Path) -> Path:
    """KoboToolbox by labels, `;` and quotes everywhere, a row of HXL tags below the headers."""
    columns = kobo_columns(survey, labels=True)
    tags = ["#loc+name" if head == survey.questions[0].text else "" for head, _ in columns]
    heads: list[Row] = [[head for head, _ in columns], tags]
    content = text(columns, heads, ";", csv.QUOTE_ALL)
    return saved(folder / "韧性社区问卷.csv", content, "utf-8-sig")


# Qualtrics, SurveyMonkey, LimeSurvey, REDCap


def qualtrics_columns(survey: Survey) -> list[tuple[str, str, Row]]:
    """Return (name, text, cells)."""
    own = times(survey, "%Y-%m-%d %H:%M:%S", "StartDate", "EndDate")
    own += [
        *constant(survey, Status="IP Address"),
        ("IPAddress", each(survey, address)),
        *constant(survey, Progress="100"),
    ]
    own += [
        ("Duration (in seconds)", each(survey, lambda k: str(survey.seconds(k)))),
        *constant(survey, Finished="True"),
    ]
    own += times(survey, "%Y-%m-%d %H:%M:%S", "RecordedDate")
    own += [
        ("ResponseId", each(survey, lambda k: f"R_{k:015}")),
        *constant(survey, RecipientLastName="", RecipientEmail=""),
    ]
    found = [(name, name, cells) for name, cells in own]
    row = 0
    for number, begins, question in survey.numbered():
        row = 1 if begins else row + 1
        matrix = question.kind == "matrix"
        asked = f"{STEM}\n - {question.text}" if matrix else question.text
        cells = joined(question, ",") if question.kind == "many" else question.cells(question.labels)
        found.append((f"Q{number}_{row}" if matrix else f"Q{number}", asked, cells))
    return found


def qualtrics(survey: Survey, folder: Path, ids: str = '{{"ImportId":"QID{}"}}') -> Path:
    """Qualtrics: names, texts with line breaks, import ids."""
    columns = qualtrics_columns(survey)
    heads: list[Row] = [[name for name, _, _ in columns], [asked for _, asked, _ in columns]]
    heads += [[ids.format(k) for k in range(len(columns))]] if ids else []
    return saved(folder / "qualtrics.csv", text([(name, cells) for name, _, cells in columns], heads))


def qualtrics_2016(survey: Survey, folder: Path) -> Path:
    """Qualtrics of 2016: the import ids as a Python dict."""
    return qualtrics(survey, folder, "{{'ImportId': 'QID{}'}}")


def surveymonkey(survey: Survey, folder: Path) -> Path:
    """SurveyMonkey: two rows of headers, the question over its first column only."""
    sent = times(survey, "%m/%d/%Y %H:%M:%S", "Start Date", "End Date")
    own = [*numbers(survey, "Respondent ID"), *constant(survey, Collector__ID=99), *sent]
    own += [
        ("IP Address", each(survey, address)),
        *constant(survey, Email__Address="", First__Name="", Custom__Data__1=""),
    ]
    columns, below = list(own), [""] * len(own)
    for _, begins, question in survey.numbered():
        if question.kind == "many":
            chosen = [question.chosen(k, label, "") for k, label in enumerate(question.labels)]
            columns += [("" if k else question.text, cells) for k, cells in enumerate(chosen)]
            below += question.labels
        else:
            matrix, open_ended = question.kind == "matrix", question.kind in ("text", "number")
            head = question.text if not matrix else STEM if begins else ""
            columns.append((head, question.cells(question.labels)))
            below.append(question.text if matrix else "Open-Ended Response" if open_ended else "Response")
    return saved(folder / "Sheet_1.csv", text(columns, [[head for head, _ in columns], list(below)]), "utf-8-sig")


def limesurvey(survey: Survey, folder: Path, style: str = "code") -> Path:
    """LimeSurvey: headers by code, by code and text, or by text."""
    own = [*numbers(survey, "id"), *times(survey, "%Y-%m-%d %H:%M:%S", "submitdate")]
    own += [*constant(survey, lastpage="3", startlanguage="zh-Hans", seed="1234567"), *times(survey, "%c", "startdate")]
    columns: list[Column] = [*own, *times(survey, "%Y-%m-%d %H:%M:%S", "datestamp"), ("ipaddr", each(survey, address))]
    for number, _, question in survey.numbered():
        name = f"g{number}[{question.id}]" if question.kind == "matrix" else question.id
        asked = f"{STEM} [{question.text}]" if question.kind == "matrix" else question.text
        head = {"code": name, "both": f"{name}. {asked}", "text": asked}[style]
        if question.kind == "many":
            chosen = [question.chosen(k, "Yes", "") for k in range(len(question.labels))]
            columns += [(f"{head}[{value}]", cells) for value, cells in zip(question.values, chosen, strict=True)]
        else:
            columns.append((head, question.cells(question.labels)))
    return saved(folder / "results-survey26.csv", text(columns, quoting=csv.QUOTE_ALL), "utf-8-sig")


def limesurvey_both(survey: Survey, folder: Path) -> Path:
    """LimeSurvey, headers by code and text."""
    return limesurvey(survey, folder, "both")


def limesurvey_text(survey: Survey, folder: Path) -> Path:
    """LimeSurvey, headers by text."""
    return limesurvey(survey, folder, "text")


def redcap(survey: Survey, folder: Path) -> Path:
    """REDCap raw: names of variables, codes, 0 and 1 for several answers."""
    columns = [*numbers(survey, "record_id"), *times(survey, "%Y-%m-%d %H:%M:%S", "survey_timestamp")]
    for question in survey.questions:
        if question.kind == "many":
            columns += [(f"{question.id}___{k + 1}", question.chosen(k, "1", "0")) for k in range(len(question.labels))]
        else:
            columns.append((question.id, question.cells(question.values)))
    return saved(folder / "Survey_DATA.csv", text([*columns, *constant(survey, survey_complete="2")]))


# Tables that other programs write


def plain_columns(survey: Survey) -> list[Column]:
    """Return item ids and declared values."""
    asked: list[Question] = [q for q in survey.questions if q.kind != "many" and q.id != "comment"]
    return [("seconds", each(survey, lambda k: str(survey.seconds(k)))), *((q.id, q.cells(q.values)) for q in asked)]


def plain(survey: Survey, folder: Path) -> Path:
    """A table of declared values, separated by tabs."""
    return saved(folder / "plain.csv", text(plain_columns(survey), delimiter="\t"), "utf-16")


def parquet(survey: Survey, folder: Path) -> Path:
    """The same as a Parquet file; numbers are numbers."""
    import pyarrow as pa
    from pyarrow import parquet as file

    columns = {name: [cell or None for cell in cells] for name, cells in plain_columns(survey)}
    columns["seconds"] = [int(cell) for cell in columns["seconds"]]
    file.write_table(pa.table(columns), folder / "plain.parquet")
    return folder / "plain.parquet"


def spss(survey: Survey, folder: Path) -> Path:
    """SPSS: names of variables, labels of values, "don't know" declared as missing by the user."""
    import pandas as pd
    import pyreadstat

    table, labels, values = {}, {}, {}
    for question in survey.questions:
        if question.kind == "many":
            continue
        labels[question.id] = question.text
        table[question.id] = question.given
        if question.labels:
            table[question.id] = [g + 1.0 if isinstance(g, int) else None for g in question.given]
            values[question.id] = dict(enumerate(question.labels, 1))
    unknown = {q.id: [len(q.labels)] for q in survey.questions if q.kind == "matrix"}
    path = folder / "survey.sav"
    pyreadstat.write_sav(
        pd.DataFrame(table), path, column_labels=labels, variable_value_labels=values, missing_ranges=unknown
    )
    return path


FORMS = {
    "msforms": Form("msforms", msforms),
    "msforms-csv": Form("msforms", msforms_csv),
    "gforms": Form("gforms", gforms, left=2),
    "kobo-names": Form("kobo", kobo_names),
    "kobo-labels": Form("kobo", kobo_labels),
    "qualtrics": Form("qualtrics", qualtrics),
    "qualtrics-2016": Form("qualtrics", qualtrics_2016),
    "surveymonkey": Form("surveymonkey", surveymonkey),
    "limesurvey-codes": Form("limesurvey", limesurvey),
    "limesurvey-both": Form("limesurvey", limesurvey_both),
    "limesurvey-texts": Form("limesurvey", limesurvey_text),
    "redcap": Form("redcap", redcap),
    "spss": Form("spss", spss),
    "plain": Form("plain", plain),
    "plain-parquet": Form("plain", parquet),
}
