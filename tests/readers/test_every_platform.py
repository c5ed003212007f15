"""One set of answers in the form of every platform: every reader understands the same."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from fielded import template, typed

from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.load import load
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Options
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.pipeline import assess
from resilience_cli.readers import READERS, ReadOptions, look, read
from resilience_cli.readers.correcting.mapping import read_mapping
from resilience_cli.readers.correcting.mapping_text import mapping_text

sys.path.append(str(Path(__file__).resolve().parents[2] / "sample_data"))

from asked import BLANK, COMMUNITIES, EVENT, PEOPLE, PERIOD, SKIPPED, UNKNOWN, Form, Survey, survey
from platforms import FORMS

ROOT = Path(__file__).resolve().parents[2]
RNG_SHORT = load(resolve("rng-short@1.0.0", instruments_dir()))
REASONS = {UNKNOWN: Reason.NOT_SCORED, BLANK: Reason.BLANK, SKIPPED: Reason.NOT_ASKED}
PRIVATE = ("192.0.2.", "王某某", "oX-invented", "wang_moumou", "anonymous", "000-5550142", "〖", "3 号楼", "示例市")


def entry(answers: Survey, folder: Path) -> Path:
    """Type the answers into the workbook that the project makes for it, a sheet a role."""
    with speaking("zh"):
        path = template(folder / "录入.xlsx", RNG_SHORT, event=EVENT, period=PERIOD)
    cells = {question.id: question.cells(question.labels) for question in answers.questions}
    rows = {}
    for place, role in enumerate(PEOPLE):
        ids = ["community", "tenure", "age", *(item.id for item in RNG_SHORT.items if role in item.asked_of)]
        who = [k for k, given in enumerate(answers.role) if given == place]
        label = RNG_SHORT.roles[role].label["zh"]
        rows[label] = [[n, *(cells[id_][k] for id_ in ids)] for n, k in enumerate(who, 1)]
    return typed(path, rows)


ALL = {**FORMS, "entry": Form("entry", entry)}


def test_every_reader_has_a_form_and_every_form_a_reader() -> None:
    assert {form.platform for form in ALL.values()} == set(READERS)


def wanted(answers: Survey) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the (values, reasons) that were answered, straight from the numbers."""
    codes = answers.codes
    reasons = np.select([codes == code for code in REASONS], list(REASONS.values()), Reason.ANSWERED)
    return np.where(codes <= 5, codes, np.nan), reasons


def in_order(responses: Responses) -> np.ndarray[Any, Any]:
    """Return the place of each respondent among all, whatever the sheets were: by community, role and row."""
    roles = [list(PEOPLE).index(role) for role in responses.people["role"]]
    places = [COMMUNITIES.index(name) for name in responses.people["community"]]
    return np.lexsort((np.arange(len(roles)), roles, places))


@pytest.mark.parametrize("name", ALL)
def test_a_form_holds_what_was_answered(name: str, tmp_path: Path) -> None:
    form = ALL[name]
    answers = survey(RNG_SHORT.raw, form.unknown)
    responses = read([form.write(answers, tmp_path)], [RNG_SHORT], ReadOptions(**form.said))
    assert {source.platform for source in responses.sources} == {form.platform}
    order, (values, reasons) = in_order(responses), wanted(answers)
    np.testing.assert_array_equal(responses.answers.to_numpy()[order], values)
    np.testing.assert_array_equal(responses.reasons[order], reasons)
    assert responses.communities.index.tolist() == list(COMMUNITIES)
    codes = [o["code"] for o in RNG_SHORT.raw["scales"]["tenure"]["options"]]
    assert responses.people["tenure"].to_numpy()[order].tolist() == [codes[k % 4] for k in range(len(order))]
    assert responses.people["age"].to_numpy()[order].tolist() == [30 + k for k in range(len(order))]
    remarks = [finding for finding in responses.findings if finding.severity != "info"]
    assert [(f.code, f.count) for f in remarks] == ([("RES-R072", form.left)] if form.left else [])


@pytest.mark.parametrize("name", ALL)
def test_nothing_private_leaves_the_reader(name: str, tmp_path: Path) -> None:
    form = ALL[name]
    responses = read([form.write(survey(RNG_SHORT.raw, form.unknown), tmp_path)], [RNG_SHORT], ReadOptions(**form.said))
    told = repr((responses.sources, responses.people.to_dict(), responses.communities.to_dict(), responses.findings))
    told += "".join(map(str, responses.findings))
    assert [trace for trace in PRIVATE if trace in told] == []


def test_every_form_scores_the_same(tmp_path: Path) -> None:
    """DESIGN: findings, classes and statuses equal, numbers to 1e-9; the order of rows may differ."""
    first = None
    for name, form in ALL.items():
        if not form.unknown:
            continue
        (tmp_path / name).mkdir()
        path = form.write(survey(RNG_SHORT.raw), tmp_path / name)
        assessment = assess(read([path], [RNG_SHORT], ReadOptions(**form.said)), None, Options(draws=99))
        table = assessment.scores.set_index(["community", "score"])["estimate"].sort_index()
        first = first if first is not None else table
        np.testing.assert_allclose(table, first, rtol=0, atol=1e-9, err_msg=name)
        assert table.index.equals(first.index)


def test_contributing_shows_a_reader_as_it_is() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = dedent(page.partition("   ```python\n")[2].partition("   ```\n")[0])
    assert shown == (ROOT / "resilience_cli/readers/platforms/tencent_docs.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ALL)
def test_the_mapping_that_is_written_changes_nothing_and_holds_nothing_private(name: str, tmp_path: Path) -> None:
    form = ALL[name]
    path = form.write(survey(RNG_SHORT.raw, form.unknown), tmp_path)
    options = ReadOptions(**form.said)
    found = look([path], [RNG_SHORT], options)
    assert found.responses is not None
    written = mapping_text(found)
    assert not [text for text in PRIVATE if text in written]
    (tmp_path / "mapping.toml").write_text(written, encoding="utf-8")
    again = read([path], [RNG_SHORT], replace(options, corrections=read_mapping(tmp_path / "mapping.toml")))
    np.testing.assert_array_equal(again.answers, found.responses.answers)
    np.testing.assert_array_equal(again.reasons, found.responses.reasons)
    assert again.people.equals(found.responses.people)
    assert again.findings == found.findings
