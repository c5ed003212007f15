"""What a finding says."""

from resilience_cli.messages import speaking
from resilience_cli.model.finding import Finding


def test_where_there_is_nothing_to_choose_from_nothing_is_offered() -> None:
    with speaking("en"):
        assert Finding("RES-I021", values={"id": "a", "near": ["b", "c"]}).hint == "Possible are, among others: b, c."
        assert Finding("RES-I021", values={"id": "a", "near": []}).words == "There is no “a” that this could mean."
