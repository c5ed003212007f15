"""Colours on white paper; the tones themselves are tested in tests/reports/test_tones.py."""

import pytest

from resilience_cli.reports.tones import TONES, contrast, luminance
from resilience_cli.reports.word.tints import NOTES, band_tint, inks, letters, tint


@pytest.mark.parametrize("tone", TONES)
def test_letters_are_read_on_every_colour(tone: str) -> None:
    assert contrast("#000000", f"#{tint(tone)}") >= 7
    (ink,) = inks([tone])
    assert contrast(f"#{letters(ink)}", f"#{ink}") >= 4.5


def test_bars_beside_notes_are_seen() -> None:
    assert all(contrast(f"#{colour}", "#ffffff") >= 3 for colour in NOTES.values())


def test_no_tone_has_no_shade_but_is_drawn() -> None:
    assert tint("") == ""
    assert len(inks(["", "unheard of"])[0]) == 6


def test_a_number_is_shaded_by_the_marks_it_passes() -> None:
    shades = [band_tint(value, (50, 65)) for value in (49.9, 50.0, 64.9, 65.0, float("nan"))]
    assert shades[0] == shades[4] == ""
    assert shades[1] == shades[2] != shades[3]
    assert luminance(f"#{shades[1]}") > luminance(f"#{shades[3]}")
    assert band_tint(50.0, ()) == ""
