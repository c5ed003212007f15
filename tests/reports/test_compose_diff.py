"""What is said of a difference, and how."""

from __future__ import annotations

from typing import Any

import pytest
from mutations import GONE, TINY, changed, compared

from resilience_cli.messages import speaking
from resilience_cli.reports import markdown, terminal
from resilience_cli.reports.compose_diff import difference_document

NEXT = {"/version": "1.0.1"}


def said(values: dict[str, Any], language: str = "en", width: int = 100) -> str:
    with speaking(language):
        return terminal.render(difference_document(compared(TINY, changed(TINY, NEXT | values))), width)


def test_a_cut_is_said_in_words_with_both_values() -> None:
    assert "from Gap at least 40 to Gap at least 30" in said({"/classes/1/when/from": 30})
    assert "由 差不低于 40 改为 差不低于 30" in said({"/classes/1/when/from": 30}, "zh").replace("\n", "")


def test_every_cut_of_a_class_that_changed_is_said() -> None:
    of = "/classes/0/when/any/0/of"
    text = " ".join(said({f"{of}/0/below": 45, f"{of}/1/below": 40}).split())
    assert "from Alpha below 50 to Alpha below 45" in text
    assert "from Beta below 50 to Beta below 40" in text


def test_a_rule_that_tests_what_is_gone_is_said_in_words_too() -> None:
    values = {"/scores/3": GONE, "/classes/1/when": {"score": "whole", "from": 40}}
    text = " ".join(said(values).split())
    assert "from Gap at least 40 to Whole at least 40" in text
    assert "was: Gap" in text
    assert "Removed, so not comparable: gap." in text


def test_of_a_long_text_what_differs_is_shown() -> None:
    before = "It is said at length what this is about, and then some more of it, until the end of it all."
    old = changed(TINY, {"/about/description/en": before})
    new = changed(old, {"/about/description/en": before.replace("some more", "much less")})
    with speaking("en"):
        text = terminal.render(difference_document(compared(old, new)), 200)
    assert "“…and then some more of it,…”" in text
    assert "“…and then much less of it,…”" in text


def test_a_text_that_changed_in_two_languages_is_shown_once() -> None:
    values = {"/items/0/text": {"zh": "另一句", "en": "Another"}}
    english, chinese = said(values), said(values, "zh")
    assert "“Another”" in english
    assert "另一句" not in english
    assert "“另一句”" in chinese
    assert "文字 zh en" in chinese


def test_parts_and_weights_and_yes_and_no() -> None:
    text = " ".join(said({"/scores/0/of": ["a1", "a2"], "/scores/2/weights": [1, 1], "/items/0/reverse": True}).split())
    assert "was: a3" in text
    assert "from alpha 2, beta 1 to alpha 1, beta 1" in text
    assert "from no to yes" in text


def test_what_is_no_difference_and_what_has_no_effect() -> None:
    with speaking("en"):
        assert "Nothing differs." in terminal.render(difference_document(compared(TINY, TINY)))
    text = said({"/items/0/reverse": False})
    assert "Differs too, without effect: setting:version, item:a1." in text
    assert "Identical: items 5, scores 4, classes 3." in text


def test_a_new_id_that_is_not_declared_is_pointed_out() -> None:
    values: dict[str, Any] = {"/items/0/id": "x1", "/scores/0/of": ["x1", "a2", "a3"]}
    told = "Only the id is another: item:x1."
    assert told in said(values)
    assert told not in said(values | {"/previous": {"version": "1.0.0", "renamed": {"a1": "x1"}}})


def test_a_draft_and_another_questionnaire_need_no_step() -> None:
    with speaking("en"):
        draft = terminal.render(difference_document(compared(TINY, changed(TINY, {"/scores/2/floor": 2}))))
        other = terminal.render(difference_document(compared(TINY, changed(TINY, {"/id": "other"}))))
    assert "A draft may change as it is. A released version would take at least: major." in draft
    assert "no versions of one questionnaire" in other


@pytest.mark.parametrize("width", [60, 80, 120])
def test_texts_from_files_are_harmless(width: int) -> None:
    hostile = "\u202e[red]<b>|`x`\x1b[31m"
    new = changed(TINY, NEXT | {"/items/0/text/en": hostile, "/scores/0/title/en": hostile, "/scores/0/floor": 1})
    with speaking("en"):
        document = difference_document(compared(TINY, new))
    shown, page = terminal.render(document, width), markdown.render(document)
    assert not {"\x1b", "\u202e"} & set(shown + page)
    assert "<b>" not in page
    assert max(map(len, shown.splitlines())) <= width
