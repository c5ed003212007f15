"""Colours: black letters are read on all of them, and neighbours are told apart in grey."""

from itertools import pairwise

import pytest

from resilience_cli.files.word.looks import FAINT
from resilience_cli.reports.word.tints import BARS, band_tint, ink, tint

TONES = [
    *("low", "middle", "high", "firm", "borderline", "unresolved", "better", "worse", "same", "open", "muted"),
    *(f"class{n}" for n in range(1, 8)),
    *(f"step{n}" for n in range(1, 6)),
]


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", TONES)
def test_black_letters_are_read_on_every_colour(tone: str) -> None:
    assert contrast("000000", ink(tone)) >= 4.5
    assert contrast("000000", tint(ink(tone))) >= 7


def test_faint_letters_and_bars_are_seen_on_white() -> None:
    assert contrast(FAINT, "FFFFFF") >= 7
    assert all(contrast(colour, "FFFFFF") >= 3 for colour in BARS.values())


@pytest.mark.parametrize("tones", [("low", "middle", "high"), ("class1", "class2", "class3"), ("better", "worse")])
def test_neighbours_differ_in_grey(tones: tuple[str, ...]) -> None:
    assert all(contrast(ink(a), ink(b)) >= 1.4 for a, b in pairwise(tones))


@pytest.mark.parametrize("of", [2, 3, 4, 5, 7, 11])
def test_steps_go_from_one_end_to_the_other(of: int) -> None:
    colours = [ink(f"step{n}", of) for n in range(1, of + 1)]
    assert len(set(colours)) == of
    assert (colours[0], colours[-1]) == (ink("low"), ink("high"))


def test_no_tone_has_no_colour() -> None:
    assert (ink(""), tint(""), ink("unheard of")) == ("", "", "")


def test_a_number_is_shaded_by_the_marks_it_passes() -> None:
    shades = [band_tint(value, (50, 65)) for value in (49.9, 50.0, 64.9, 65.0, float("nan"))]
    assert shades[0] == shades[4] == ""
    assert shades[1] == shades[2] != shades[3]
    assert luminance(shades[1]) > luminance(shades[3])
    assert band_tint(50.0, ()) == ""
