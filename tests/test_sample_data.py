"""The samples through the public path: three forms of one survey, one result, and no trace of a person."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from resilience_cli import store
from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.load import load
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.pipeline import assess
from resilience_cli.readers import ReadOptions, read
from resilience_cli.readers.register import apply_register, read_register
from resilience_cli.reports import FORMATS, as_json
from resilience_cli.reports.compose import compose

SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["waves"]
FORMS = {"text": "*_按文本_*.xlsx", "position": "*_按序号_*.xlsx", "plain": "*.csv"}
TRACES = ("192.0.2.", "示例省", "微信", "000-5550142", "example.org", "王某某", "居民会议", "基本同意", "2026/3/")


def assessed(wave: str, form: str, with_register: bool = True) -> Assessment:
    """Score one sample as `resilience score` does, with few draws."""
    instrument = load(resolve("rng@1.0.0", instruments_dir()))
    [export] = (SAMPLES / wave).glob(FORMS[form])
    responses = read([export], [instrument], ReadOptions())
    register = None
    if with_register:
        register, _ = read_register(SAMPLES / "登记表.xlsx", instrument)
        responses = apply_register(responses, register)
    return assess(responses, register, Options(draws=399))


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def wave(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def three(wave: str) -> dict[str, Assessment]:
    """One assessment for each form of the wave."""
    return {form: assessed(wave, form) for form in FORMS}


def test_the_three_forms_give_one_result(three: dict[str, Assessment]) -> None:
    text = three["text"]
    for form in ("position", "plain"):
        pd.testing.assert_frame_equal(three[form].scores, text.scores, check_exact=True)
        pd.testing.assert_frame_equal(three[form].roles, text.roles, check_exact=True)
        for mine, other in zip(three[form].verdicts, text.verdicts, strict=True):
            assert (mine.class_id, mine.probability, mine.status) == (other.class_id, other.probability, other.status)


def test_scores_and_classes_are_those_of_the_independent_script(wave: str, three: dict[str, Assessment]) -> None:
    found = three["text"]
    estimates = found.scores.set_index(["community", "score"])["estimate"]
    assert {verdict.community: verdict.class_id for verdict in found.verdicts} == {
        id_: meant["class"] for id_, meant in EXPECTED[wave].items()
    }
    for id_, meant in EXPECTED[wave].items():
        assert set(estimates.loc[id_].dropna().index) == set(meant["scores"])
        for score, value in meant["scores"].items():
            assert estimates.loc[id_, score] == pytest.approx(value, rel=0, abs=1e-9)


def test_communities_show_what_they_are_meant_to_show() -> None:
    verdicts = {verdict.community: verdict for verdict in assessed("2026", "text").verdicts}
    statuses = {id_: verdict.status for id_, verdict in verdicts.items()}
    assert statuses["DH04"] == "provisional"
    assert verdicts["DH04"].filled_roles == ("property",)
    assert verdicts["DH09"].absent_roles == ("owners",)
    assert statuses["DH10"] == "missing"
    assert statuses["DH11"] == "few"
    assert statuses["DH12"] == "one voice"
    assert verdicts["DH12"].without["property"] == "intermediate"
    assert verdicts["DH12"].confidence != "firm"
    assert {verdicts[id_].confidence for id_ in ("DH01", "DH05", "DH07")} == {"firm"}


def test_without_a_register_classes_are_given_and_absence_is_not_judged() -> None:
    verdicts = {verdict.name: verdict for verdict in assessed("2026", "text", with_register=False).verdicts}
    assert verdicts["柳堤苑"].class_id == "intermediate"
    assert {"owners_committee", "property_company"} <= set(verdicts["柳堤苑"].unjudged)
    classed = {name for name, verdict in verdicts.items() if verdict.class_id}
    assert classed == {meant["name"] for meant in EXPECTED["2026"].values() if meant["class"]}


def test_no_trace_of_a_person_is_left(tmp_path: Path) -> None:
    assessment = assessed("2026", "text")
    store.write(assessment, tmp_path / "a.assessment")
    texts = [str(pd.read_parquet(file).to_dict("list")) for file in tmp_path.rglob("*.parquet")]
    texts += [file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.json")]
    texts += [str(render(compose(assessment))) for render in FORMATS.values()]
    texts.append(json.dumps(as_json(assessment), ensure_ascii=False))
    assert len(texts) >= 6
    # What people wrote may only be shown where it stands in a cell of a closed question.
    allowed = {"基本同意"}
    assert {trace for trace in TRACES for text in texts if trace in text} <= allowed


def test_the_script_makes_the_same_samples_again(tmp_path: Path) -> None:
    plain = {**os.environ, "OPENPYXL_LXML": "False"}  # lxml, where it is installed, writes the same XML otherwise
    subprocess.run([sys.executable, "-B", SAMPLES / "make.py", "--out", tmp_path], check=True, env=plain)
    made = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    assert len(made) == 9
    for file in made:
        if file.name == "expected.json":  # the last digits of a number are the processor's
            (words, numbers), (old_words, old_numbers) = (words_and_numbers(f / file) for f in (tmp_path, SAMPLES))
            assert words == old_words
            np.testing.assert_allclose(numbers, old_numbers, rtol=0, atol=1e-9)
        else:
            assert contents(tmp_path / file) == contents(SAMPLES / file), file


def words_and_numbers(file: Path) -> tuple[list[str], list[float]]:
    """Return a text's pieces between its numbers, and the numbers."""
    pieces = re.split(r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)", file.read_text(encoding="utf-8"))
    return pieces[::2], [float(number) for number in pieces[1::2]]


def contents(file: Path) -> dict[str, bytes]:
    """Return a workbook's parts, or any other file's bytes."""
    if file.suffix != ".xlsx":
        return {"": file.read_bytes()}
    with zipfile.ZipFile(file) as book:
        return {name: book.read(name) for name in book.namelist()}
