"""Choices behind a score and a class, made otherwise: numbers between 0 and 1 -> weights, methods, cuts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.model.instrument import Instrument, Method, Score
from resilience_cli.model.sensitivity import CHOICES, Choice

Floats = npt.NDArray[np.float64]
Uniforms = Mapping[Choice, Floats]
"""By choice: draws x its columns, each between 0 and 1."""

RELATIVE = 0.25
"""A weight is multiplied by between 1 - this and 1 + this."""
METHODS: tuple[Method, ...] = ("mean", "geometric_mean", "harmonic_mean", "minimum")
"""Ways to put the parts of a composite together."""
TIMES = 10.0
"""A floor lies between a tenth of the declared one and ten times as high, evenly by its logarithm."""
FLOOR = 1.0
"""The floor that is varied where none is declared."""
ALTERNATIVES: Mapping[Choice, int] = {"method": len(METHODS), "missing": 2, "voices": 2}
"""Choices between a few alternatives, each as likely as the others."""


@dataclass(frozen=True)
class Choices:
    """The choices as they were made."""

    composite: Score
    """Its weights, method and floor."""
    roles: Floats
    """R: weights of the roles."""
    cuts: tuple[float, ...]
    """The cuts of the class rules, each once: equal ones move together."""
    margin: float
    """How far a cut moves at most."""

    @property
    def sizes(self) -> Mapping[Choice, int]:
        """How many numbers between 0 and 1 each choice takes."""
        several: dict[Choice, int] = {
            "weights": len(self.composite.of),
            "cuts": len(self.cuts),
            "roles": 1 + len(self.roles),
        }
        return {choice: several.get(choice, 1) for choice in CHOICES}


@dataclass(frozen=True)
class Settings:
    """The choices in D draws; an array with one row holds for all of them."""

    weights: Floats
    """D x K, adding up to 1."""
    methods: npt.NDArray[np.intp]
    """D: places in METHODS."""
    floors: Floats
    """D."""
    shifts: Floats
    """D x cuts: what is added to each."""
    complete: npt.NDArray[np.bool_]
    """D: whether only people count who answered all items of a score."""
    roles: Floats
    """D x R: weights of the roles, not normalised."""
    residents: npt.NDArray[np.bool_]
    """D: whether residents alone count."""


def choices_of(instrument: Instrument, composite: Score, margin: float) -> Choices:
    """Return the choices as the instrument makes them."""
    tests = [test for c in instrument.classes if c.rule for test in c.rule.score_tests()]
    roles = np.array([instrument.role_weights.get(role, 0.0) for role in instrument.roles])
    return Choices(composite, roles, tuple(sorted({test.threshold for test in tests})), margin)


def settings(made: Choices, drawn: Uniforms) -> Settings:
    """Return the settings of all draws; a choice that is not drawn stays as it was made."""
    composite = made.composite
    weights, roles = np.array([composite.weights]), made.roles[None]
    floors, shifts = np.array([composite.floor]), np.zeros((1, len(made.cuts)))
    methods = np.array([METHODS.index(composite.method)])
    if "weights" in drawn:
        weights = weights * _factors(drawn["weights"])
        weights = weights / weights.sum(axis=1, keepdims=True)
    if "method" in drawn:
        methods = (drawn["method"][:, 0] * len(METHODS)).astype(np.intp)
    if "floor" in drawn:
        floors = (composite.floor or FLOOR) * TIMES ** (2 * drawn["floor"][:, 0] - 1)
    if "cuts" in drawn:
        shifts = (2 * drawn["cuts"] - 1) * made.margin
    if "roles" in drawn:
        equal = drawn["roles"][:, :1] >= 0.5
        roles = np.where(equal, made.roles > 0, made.roles) * _factors(drawn["roles"][:, 1:])
    return Settings(weights, methods, floors, shifts, _second(drawn, "missing"), roles, _second(drawn, "voices"))


def _factors(uniform: Floats) -> Floats:
    return 1 + RELATIVE * (2 * uniform - 1)


def _second(drawn: Uniforms, choice: Choice) -> npt.NDArray[np.bool_]:
    """Return whether the second of two alternatives is taken."""
    return np.asarray(drawn[choice][:, 0] >= 0.5) if choice in drawn else np.zeros(1, dtype=bool)


def alone(made: Choices, choice: Choice, draws: int, seed: int) -> Uniforms:
    """Return draws of one choice; of one between a few alternatives, each of them once."""
    if number := ALTERNATIVES.get(choice):
        return {choice: (np.arange(number)[:, None] + 0.5) / number}
    return {choice: _stream(seed, CHOICES.index(choice)).random((draws, made.sizes[choice]))}


def together(made: Choices, draws: int, seed: int) -> Uniforms:
    """Return draws of all choices."""
    stream = _stream(seed, len(CHOICES))
    return {choice: stream.random((draws, size)) for choice, size in made.sizes.items()}


def _stream(seed: int, number: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, number])))
