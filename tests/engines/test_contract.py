"""The same on every engine: the sums, what a user is told, and what is written."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pandas as pd
import pieces
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from questionnaire import questionnaire
from workbook import write_csv, write_xlsx

from resilience_cli import store
from resilience_cli.analysis.table_differences import differences
from resilience_cli.analysis.verifying import verify
from resilience_cli.cli import scoring
from resilience_cli.engines import ENGINES, Engine
from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages import say, speaking
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.responses import Register
from resilience_cli.model.verification import Given
from resilience_cli.pipeline import assess, versions
from resilience_cli.readers import read_parts
from resilience_cli.readers.containers import large, shelf
from resilience_cli.readers.register import with_register

HEAD = "序号|提交答卷时间|1、您所在的小区|2、您的身份|3、邻居会互相帮助。|4、出了问题，没有人负责。"
HEAD += "|5、我知道该找谁。|6、台风期间，秩序得到维持。\n"
LABELS = ["非常不同意", "不太同意", "一般", "比较同意", "非常同意"]
DRAWS = 399


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    with ENGINES[request.param]() as made:
        yield made


def line(n, place):
    answers = [LABELS[(n // step) % 5] for step in (1, 2, 3, 7)]
    role = "居委会" if n % 5 == 0 else "居民"
    return "|".join([str(n), f"2026/3/8 {n % 24}:{n % 60:02}:00", place, role, *answers]) + "\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return files of all kinds, none of which is held."""
    monkeypatch.setattr("resilience_cli.readers.containers.files.MOST_HELD", 100)
    monkeypatch.setattr(large, "MOST_HELD", 100)
    monkeypatch.setattr(large, "BLOCK", 7)
    monkeypatch.setattr(shelf, "MOST_CELLS", 40)
    places = ["东湖", "西湖", "南湖"]
    texts = ["".join(line(n, places[n % 3]) for n in range(k * 40 + 1, k * 40 + 41)) for k in range(5)]
    texts[4] = texts[4].replace("非常同意", "说不清", 1) + line(1, "西湖")  # not an option; a row of another file
    head, *rows = [row.split("|") for row in (HEAD + texts[0]).split("\n") if row]
    pq.write_table(pa.table({h: [row[at] for row in rows] for at, h in enumerate(head)}), tmp_path / "0.parquet")
    csvs = [write_csv(tmp_path / f"{k}.csv", HEAD + texts[k]) for k in (1, 2, 4)]
    return [tmp_path / "0.parquet", *csvs, write_xlsx(tmp_path / "3.xlsx", HEAD + texts[3])]


def scored(files, engine: Engine) -> Assessment:
    _, parts = read_parts(files, [questionnaire()])
    table = pd.DataFrame({"name": ["东湖花园", "西湖"], "also": [("东湖",), ()]}, index=["d", "x"])
    register = Register(table, "登记表.xlsx", "0" * 64)
    known = parts.then(partial(with_register, register=register, noticed=()))
    return assess(known, register, Options(draws=DRAWS), engine=engine)


def test_tables_findings_and_probabilities_are_those_of_one_process(files, engine):
    here, there = scored(files, ENGINES["local"]()), scored(files, engine)
    assert there.recipe == here.recipe | {"engine": engine.name}
    assert (there.findings, there.sources, there.counts) == (here.findings, here.sources, here.counts)
    assert {"RES-R171", "RES-R094"} <= {finding.code for finding in there.findings}
    ours, theirs = store.tables_of(here), store.tables_of(there)
    assert ours.keys() == theirs.keys()
    for name, table in ours.items():
        assert list(differences(name, table, theirs[name], DRAWS)) == []
    assert [verdict.probability for verdict in here.verdicts] == [verdict.probability for verdict in there.verdicts]


def test_what_an_engine_wrote_is_verified_here(files, engine, tmp_path):
    _, parts = read_parts(files, [questionnaire()])
    store.write(assess(parts, options=Options(draws=39), engine=engine), tmp_path / "a.assessment")
    found = verify(tmp_path / "a.assessment", Given(tuple(files)), assess, versions())
    assert found.holds
    assert found.tables


def test_pieces_are_added_up_in_their_order_and_progress_is_told(engine):
    seen = []
    found = engine.total(pieces.as_text, list(range(30)), lambda done, of: seen.append((done, of)))
    assert found.text == "".join(map(str, range(30)))
    assert all(of == 30 for _, of in seen)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert engine.total(pieces.as_text, [7]).text == "7"


def test_workers_speak_the_language_of_the_user(engine):
    with speaking("zh"):
        assert set(engine.total(pieces.said, [0, 1, 2])) == {say("Working")}


def test_an_error_comes_through_as_it_was_raised(engine, files):
    _, parts = read_parts(files, [questionnaire()])
    files[1].unlink()
    files[2].write_text("x")
    with pytest.raises(InputError) as caught:
        assess(parts, engine=engine)
    assert [fault.code for fault in caught.value.faults] == ["RES-E006", "RES-E007"]
    with pytest.raises(ZeroDivisionError):
        engine.total(pieces.divided, [1, 0])
    assert engine.total(pieces.divided, [1, 2]) == 1.5  # and it goes on working


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "local"])
def test_a_killed_worker_does_not_stop_the_run(name, tmp_path):
    with ENGINES[name]() as engine:
        assert engine.total(partial(pieces.killed_once, tmp_path / "killed"), list(range(20))) == sum(range(20))
    assert (tmp_path / "killed").exists()


def test_workers_that_always_end_are_an_error():
    with ENGINES["processes"]() as engine, pytest.raises(InputError) as caught:
        engine.total(pieces.always_killed, [1, 2])
    assert [fault.code for fault in caught.value.faults] == ["RES-E004"]


INTERRUPTED = """
import sys, time
from resilience_cli.cli.console import exit_code
from resilience_cli.engines import ENGINES

if __name__ == "__main__":
    try:
        with ENGINES[sys.argv[1]]() as engine:
            print("started", flush=True)
            engine.total(time.sleep, [60, 60])
    except BaseException as error:
        sys.exit(exit_code(error))
"""


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "local"])
def test_ctrl_c_ends_the_run_and_its_workers(name, tmp_path):
    (tmp_path / "run.py").write_text(INTERRUPTED, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), name]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout.readline() == "started\n"
        time.sleep(1)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, told = run.communicate(timeout=30)
    assert run.returncode == 130
    assert len(told.splitlines()) == 1, told
    assert gone(run.pid)


def gone(group):
    """Whether all processes of a group end within some seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_without_dask_its_engine_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(UsageError) as caught, ENGINES["dask"]():
        pass
    assert [fault.code for fault in caught.value.faults] == ["RES-E001"]


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr("resilience_cli.engines.dask._PATIENCE", "0.2s")
    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:9") as caught, ENGINES["dask"]("tcp://127.0.0.1:9"):
        pass
    assert [fault.code for fault in caught.value.faults] == ["RES-E003"]


def test_the_engines_of_the_command_line_are_those_that_there_are():
    assert list(scoring.ENGINES) == list(ENGINES)
