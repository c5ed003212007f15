import json


def test_list_shows_drafts_and_faulty_ones(resilience, instruments):
    (instruments / "broken").mkdir()
    (instruments / "broken" / "1.0.0.json").write_text("{")
    out = resilience("instruments", "list").out
    assert "Small survey" in out
    assert "faulty" in out
    listed = json.loads(resilience("instruments", "list", "--json").out)
    assert [(one["id"], one["status"]) for one in listed] == [("broken", "faulty"), ("small", "draft")]
    lock = {"format": 1, "released": {"small": {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-01"}}}}
    (instruments / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    assert "changed since its release" in " ".join(resilience("instruments", "list").out.split())


def test_show(resilience, instruments):
    out = resilience("instruments", "show", "small", "--lang", "zh").out
    assert "小问卷 (small@1.0.0)" in out
    assert [line.split() for line in out.splitlines() if "业委会情况 " in line] == [["或", "2", "业委会情况", "没有"]]
    assert "    - structure2 灵活治理结构第2题 [反向计分]" in out
    path = instruments / "small" / "1.0.0.json"
    assert json.loads(resilience("instruments", "show", path, "--json").out) == json.loads(path.read_text("utf-8"))
    assert resilience("instruments", "show", "smal").code == 2
