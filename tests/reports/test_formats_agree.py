"""One report in all of its forms, read back: the numbers are the same, and what is hidden is hidden in each."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from read_back import all_of, rendered, rows_of
from scored import NAMES, facts, survey

from resilience_cli.messages import pick, speaking
from resilience_cli.reports import FORMATS, as_json, compose
from resilience_cli.reports.rounding import percent

NUMBER = r"(-?\d+\.\d+)"
INTERVAL = re.compile(rf"{NUMBER} ?[（(]{NUMBER}(?:–|-| to | 至 ){NUMBER}[)）]")
AS_SHOWN = 0.05 + 1e-9
HIDDEN = NAMES[2]
Triple = tuple[float, ...]


@pytest.fixture(scope="module")
def scored():
    return survey(few=[HIDDEN], register=facts())


@pytest.fixture(scope="module")
def written(scored, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Return the report in a form, made once."""

    @cache
    def write(form: str, audience: str = "internal", lang: str = "zh") -> bytes:
        with speaking(lang):
            return rendered(compose(scored, audience), form, tmp_path_factory.mktemp(form))

    return write


def intervals(rows: list[list[object]], form: str, name: str) -> list[Triple]:
    """Return (estimate, low, high) of each score that stands in a row of the community."""
    found = []
    for row in rows:
        if row and str(row[0]).strip() == name:
            if form == "xlsx":
                numbers = [float(cell) if isinstance(cell, int | float) else None for cell in row]
                found += [part for part in zip(numbers, numbers[1:], numbers[2:], strict=False) if None not in part]
            else:
                found += [tuple(map(float, told)) for told in INTERVAL.findall(" ".join(map(str, row)))]
    return found


def alike(one: Triple, other: Triple) -> bool:
    return all(abs(a - b) <= AS_SHOWN for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_scores_classes_and_probabilities_are_those_of_the_json(scored, written, form, audience, lang) -> None:
    with speaking(lang):
        told = as_json(scored, audience)
        titles = {c.id: pick(c.title) for c in scored.instrument.classes}
    rows = rows_of(written(form, audience, lang), form)
    assert [one["name"] for one in told["communities"]] == sorted(
        n for n in NAMES if audience == "internal" or n != HIDDEN
    )
    for community in told["communities"]:
        found = intervals(rows, form, community["name"])
        scores = [community["scores"][score.id] for score in scored.instrument.scores if score.kind != "test_only"]
        known = [(s["estimate"], s["low"], s["high"]) for s in scores if s["low"] is not None]
        assert all(any(alike(mine, other) for other in found) for mine in known)
        if form != "xlsx":  # three numbers beside one another are no interval everywhere there
            assert all(any(alike(mine, other) for other in known) for mine in found)
        if community["class"]:
            own = [" ".join(map(str, row)) for row in rows if row and str(row[0]).strip() == community["name"]]
            assert any(titles[community["class"]] in row for row in own)
            likely = community["probability"][community["class"]]
            assert any(percent(likely) in row for row in own)


@pytest.mark.parametrize("form", list(FORMATS))
def test_counts_are_those_of_the_json(scored, written, form) -> None:
    rows = rows_of(written(form), form)
    for community in as_json(scored)["communities"]:
        own = next(row for row in rows if row and row[0] == community["name"] and re.search(r"\d/\d", str(row[1])))
        for shown, role in zip(own[1:], scored.instrument.roles, strict=True):
            if role in community["n"]:
                assert str(shown).startswith(f"{community['n'][role]}/{community['received'][role]}")


@pytest.mark.parametrize("form", list(FORMATS))
def test_what_the_public_may_not_know_is_nowhere_in_a_file(scored, written, form) -> None:
    """Neither in attributes, in the data sheets and their names, in the XML, nor behind what is drawn."""
    told, inside = all_of(written(form, "public")), all_of(written(form))
    assert HIDDEN in inside
    assert HIDDEN not in told
    assert "47/47" in inside
    assert "47/47" not in told
    for value in scored.scores.set_index("community").drop(HIDDEN)["estimate"].dropna():
        if f"{value:.3f}" != f"{value:.2f}0":
            assert f"{value:.3f}" not in told


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_what_fewer_than_five_people_answered_is_nowhere_in_a_file(scored, written, form, audience) -> None:
    told = all_of(written(form, audience))
    few = scored.roles[scored.roles["n"].between(1, 4)]
    shown = {f"{value:.2f}" for value in scored.scores[["estimate", "low", "high"]].to_numpy().ravel()}
    means = {f"{mean:.2f}" for mean in few["mean"] if f"{mean:.2f}" != f"{mean:.1f}0"} - shown
    assert len(means) > 5
    assert sorted(mean for mean in means if re.search(rf"(?<![\d.]){mean}", told)) == []
