import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.authoring.json_text import json_text

RNG = Path(__file__).parent.parent.parent / "instruments" / "rng" / "1.0.0.json"
SOME = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(SOME, lambda part: st.lists(part) | st.dictionaries(st.text(), part))


@given(JSON)
def test_what_is_written_is_what_is_read(content):
    assert json.loads(json_text(content)) == content


def test_an_item_is_one_line():
    lines = json_text(json.loads(RNG.read_text("utf-8"))).splitlines()
    assert sum(line.startswith('    {"id": ') for line in lines if '"asked_of"' in line) == 64
    assert '        {"value": 2, "label": {"zh": "很少", "en": "Rarely"}, "also": ["较少", "极少", "Seldom"]},' in lines
