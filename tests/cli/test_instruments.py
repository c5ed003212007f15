import json


def test_list_shows_drafts_and_faulty_ones(resilience, instruments):
    (instruments / "broken").mkdir()
    (instruments / "broken" / "1.0.0.json").write_text("{")
    out = resilience("instruments", "list").out
    assert "Small survey" in out
    assert "faulty" in out
    listed = json.loads(resilience("instruments", "list", "--json").out)
    assert [(one["id"], one["status"]) for one in listed] == [("broken", "faulty"), ("small", "draft")]


def test_show(resilience, instruments):
    out = resilience("instruments", "show", "small", "--lang", "zh").out
    assert "小问卷 (small@1.0.0)" in out
    assert [line.split() for line in out.splitlines() if "业委会情况 " in line] == [["或", "2", "业委会情况", "没有"]]
    assert "    - structure2 灵活治理结构第2题 [反向计分]" in out
    path = instruments / "small" / "1.0.0.json"
    assert json.loads(resilience("instruments", "show", path, "--json").out) == json.loads(path.read_text("utf-8"))
    assert resilience("instruments", "show", "smal").code == 2


def test_validate_says_no_with_every_fault_and_its_line(resilience, instruments):
    assert resilience("instruments", "validate", "small").code == 0
    path = instruments / "small" / "1.0.0.json"
    content = json.loads(path.read_text("utf-8"))
    content["scores"][0]["of"] = ["nobody1", "nobody2"]
    content["classes"][0]["whn"] = content["classes"][0].pop("when")
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    ran = resilience("instruments", "validate")
    assert ran.code == 1
    assert "not valid" in ran.out
    assert "line" in ran.out
    assert "whn" in ran.out
    assert resilience("instruments", "validate", path, "--quiet").out == ""
    as_json = resilience("instruments", "validate", path, "--json")
    assert as_json.code == 1
    assert any(finding["severity"] == "error" for finding in json.loads(as_json.out)[str(path)])


def test_a_file_that_is_not_there_is_a_fault(resilience):
    assert resilience("instruments", "validate", "none.json").code == 1


def test_a_released_version_that_is_gone_is_a_fault(resilience, instruments):
    lock = {"format": 1, "released": {"small": {"0.9.0": {"sha256": "0" * 64, "date": "2026-01-01"}}}}
    (instruments / "releases.json").write_text(json.dumps(lock))
    ran = resilience("instruments", "validate")
    assert ran.code == 1
    assert "RES-I055" in ran.out
    assert "small@0.9.0" in ran.out


def test_nothing_to_check_is_no_success(resilience, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = resilience("instruments", "validate", "--instruments", tmp_path / "empty")
    assert ran.code == 1
    assert "RES-I019" in ran.err
