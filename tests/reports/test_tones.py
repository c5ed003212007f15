"""Colours by computation: contrast (WCAG 2.2), and how far apart they are for colour-blind readers.

Colour blindness is simulated in linear RGB with the matrices of Machado, Oliveira & Fernandes (2009, IEEE Transactions
on Visualization and Computer Graphics 15(6), severity 1.0); distances are Euclidean in CIELAB (D65).
"""

from itertools import combinations

import numpy as np
import pytest

from resilience_cli.reports.tones import (
    BASE,
    FAMILIES,
    SHAPES,
    STEPS,
    TONES,
    contrast,
    css_class,
    spread,
    tinted,
    upon,
    variables,
)

SIGHT = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip  # noqa: E501
LEAST = 13.0
"""The least distance between two tones of a family; 2.3 is a just noticeable difference."""
MODES = ("light", "dark")


def lab(colour: str, sight: str = "usual") -> np.ndarray:
    """Return #rrggbb as somebody sees it, in CIELAB."""
    encoded = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    share = TO_XYZ @ np.clip(np.array(SIGHT[sight]) @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_measures_are_those_of_the_books() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    red, green = lab("#a04000", "deuteranopia"), lab("#406000", "deuteranopia")
    assert np.linalg.norm(red - green) < 0.6 * np.linalg.norm(lab("#a04000") - lab("#406000"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("family", FAMILIES)
def test_tones_of_one_family_are_told_apart(family: str, sight: str, mode: str) -> None:
    colours = {tone: getattr(colour, mode) for tone, colour in FAMILIES[family].items()}
    for one, other in combinations(colours, 2):
        apart = np.linalg.norm(lab(colours[one], sight) - lab(colours[other], sight))
        assert apart >= LEAST, (one, other)


@pytest.mark.parametrize("mode", MODES)
def test_tones_stand_out_from_the_paper(mode: str) -> None:
    for tone, colour in TONES.items():
        assert contrast(getattr(colour, mode), getattr(BASE["paper"], mode)) >= 3, tone


@pytest.mark.parametrize("mode", MODES)
def test_words_are_read_on_whatever_they_stand(mode: str) -> None:
    base = {name: getattr(colour, mode) for name, colour in BASE.items()}
    grounds = [base["paper"], base["soft"]]
    grounds += [
        tinted(getattr(colour, mode), base["paper"]) for colour in (*TONES.values(), BASE["warning"], BASE["error"])
    ]
    assert min(contrast(base["ink"], ground) for ground in (base["paper"], *grounds)) >= 4.5
    assert min(contrast(base[words], base["paper"]) for words in ("faint", "link")) >= 4.5
    assert min(contrast(base[edge], base["paper"]) for edge in ("faint", "warning", "error", "link")) >= 3
    for colour in TONES.values():
        assert contrast(upon(getattr(colour, mode)), getattr(colour, mode)) >= 4.5


@pytest.mark.parametrize("family", ["place", "class", "change", "warrant"])
def test_no_two_tones_of_a_family_have_one_shape(family: str) -> None:
    from resilience_cli.reports.tones import HOLLOW

    shapes = [(SHAPES[tone], tone in HOLLOW) for tone in FAMILIES[family]]
    assert len(set(shapes)) == len(shapes)


def test_every_tone_is_a_class_of_the_style_and_nothing_else_is() -> None:
    style = variables()
    assert all(f".{tone} {{" in style and style.count(f"--{tone}:") == 2 for tone in TONES)
    assert [css_class(tone) for tone in ("high", "", 'x" onload="', "class7")] == ["high", "", "muted", "muted"]


@pytest.mark.parametrize("count", range(1, 12))
def test_steps_reach_from_the_worst_to_the_best_colour(count: int) -> None:
    laid = spread(tuple(f"step{number}" for number in range(1, count + 1)))
    assert set(laid) <= set(FAMILIES["step"])
    assert list(laid) == sorted(laid)
    assert count == 1 or (laid[0], laid[-1]) == ("step1", "step7")
    assert len(set(laid)) == min(count, 7) or count not in STEPS


def test_steps_between_other_segments_keep_their_colours() -> None:
    assert spread(("muted", "step1", "step2")) == ("muted", "step1", "step7")
    assert spread(("step9", "stepx", "class1")) == ("step7", "step1", "class1")
