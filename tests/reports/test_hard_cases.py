"""Reports of surveys that lack something, or have odd names, in every form and both languages."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from read_back import all_of, rendered
from scored import NAMES, facts, survey

from resilience_cli.messages import speaking
from resilience_cli.model.document import Document, Heading, Paragraph
from resilience_cli.reports import FORMATS, compose

ODD = (
    "东湖街道翠苑新村第一居民委员会" * 4,
    "<script>alert(1)</script>\"&'|[red]",
    "=cmd|' /C calc'!A0",
    "长" * 85,  # 255 bytes
    "👨‍👩‍👧‍👦🏘️社区",
    "\u202egnorw\u202c\x1b[2J",
)
CASES = {
    "all suppressed": {"people": {"resident": 2, "committee": 1}},
    "all missing": {"answered": False},
    "all think the same": {"level": 5.0},
    "no register": {},
    "residents only": {"people": {"resident": 12}},
    "one community": {"names": NAMES[:1], "register": facts(NAMES[:1])},
    "twelve communities": {"names": tuple(f"第{n}小区" for n in range(12))},
    "odd names": {"names": ODD, "people": {"resident": 12, "committee": 2}},
}


@pytest.fixture(scope="module", params=list(CASES))
def case(request: pytest.FixtureRequest):
    return request.param, survey(**CASES[request.param])


def words(document: Document) -> str:
    return " ".join(part.text for part in document.parts if isinstance(part, Paragraph))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_every_form_is_made_and_hides_what_few_people_said(case, audience, lang, tmp_path: Path) -> None:
    name, made = case
    with speaking(lang):
        document = compose(made, audience)
        told = {form: all_of(rendered(document, form, tmp_path)) for form in FORMATS}
    few = made.roles[made.roles["n"].between(1, 4)]["mean"].dropna()
    known = {f"{value:.2f}" for value in made.scores[["estimate", "low", "high"]].to_numpy().ravel()}
    hidden = {f"{mean:.2f}" for mean in few if f"{mean:.2f}" != f"{mean:.1f}0"} - known
    for form, text in told.items():
        assert [mean for mean in hidden if re.search(rf"(?<![\d.]){mean}", text)] == [], form
        if form != "html":  # its style sheet may say what it likes
            assert not re.search(r"\b(nan|None|inf)\b", _own_words(text, form)), form
    if name == "odd names":
        assert "<script>alert" not in rendered(document, "html", tmp_path).decode()
        assert "\x1b" not in told["terminal"]
        assert not any("\u202e" in text for text in told.values())


def _own_words(text: str, form: str) -> str:
    """Return what a reader sees: not the XML of packed files, in which some words are names of things."""
    return text if form in ("terminal", "md") else " ".join(re.findall(r"<(?:w:)?t(?: [^>]*)?>([^<]*)<", text))


def test_five_hundred_communities(tmp_path: Path) -> None:
    document = compose(survey(tuple(f"第{n}小区" for n in range(500)), {"resident": 6}))
    for form in FORMATS:
        assert "第499小区" in all_of(rendered(document, form, tmp_path))


QUOTED = {
    "zh": {
        "all suppressed": ("9 个小区中：未定类 9 个。",),
        "all missing": ("9 个小区中：未定类 9 个。",),
        "all think the same": ("9 个小区中：共治型 9 个。", "9 个小区未评估把握大小"),
    },
    "en": {
        "all suppressed": ("Of 9 neighbourhoods: no class 9.",),
        "all missing": ("Of 9 neighbourhoods: no class 9.",),
        "all think the same": ("Of 9 neighbourhoods: Co-governing 9.", "How firm the class is was not assessed for 9"),
    },
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentences_to_quote(case, lang) -> None:
    name, made = case
    with speaking(lang):
        told = words(compose(made))
    assert [part for part in QUOTED[lang].get(name, ()) if part not in told] == []
    assert not re.search(r"：。|: \.|\{|\}|  |（）|\(\)", told)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sections_that_have_nothing_to_say_are_left_out(case, lang) -> None:
    with speaking(lang):
        parts = compose(case[1]).parts
    for heading, after in pairwise(parts):
        if isinstance(heading, Heading) and isinstance(after, Heading):
            assert after.level > heading.level
    assert not isinstance(parts[-1], Heading)
