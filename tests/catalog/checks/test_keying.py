import pytest

from resilience_cli.catalog.checks.keying import says_more


@pytest.mark.parametrize(("label", "more"), [
    *((label, 1) for label in ("同意", "非常满意", "总是", "很好", "Strongly agree", "Very good", "Often", "不错")),
    *((label, -1) for label in ("不太同意", "从不", "很少", "没有", "较差", "Disagree", "Very poor", "Not at all")),
    *((label, 0) for label in ("一般", "有时", "Neutral", "Sometimes", "差不多", "A", "")),
])  # fmt: skip
def test_what_a_label_says(label: str, more: int) -> None:
    assert says_more(label) == more
