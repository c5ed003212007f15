"""Cells -> declared values. A text has a meaning because the instrument declares it, or it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.messages import pick
from resilience_cli.model.instrument import Choice, Field, Instrument, Option, Role, Scale
from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import normal
from resilience_cli.readers.sheet import Column
from resilience_cli.readers.spelling import bare, number, number_text

Meaning = tuple[float, Reason]
_NAN = float("nan")
_NOTHING: Mapping[str, Meaning] = {}
BLANK = "blank"
"""What a mapping says of a text that is no answer."""
_UNIT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:周?岁|年|个?月|元|%|分|人|户|years?(?: old)?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """One column, decoded."""

    values: npt.NDArray[np.float64]
    """By row: the declared value, NaN where there is none."""
    reasons: npt.NDArray[np.int8]
    """By row: a Reason."""
    column: Column
    """The cells."""
    not_understood: tuple[int, ...]
    """Codes of the column's texts that mean nothing."""


def decode(
    column: Column,
    scale: Scale,
    mode: str,
    no_answer: Mapping[str, Reason],
    *,
    flip: bool = False,
    settled: Mapping[str, Meaning] = _NOTHING,
) -> Decoded:
    """Return what the cells mean.

    `flip`: the cells hold reversed values, which are turned back to declared ones. `settled`: texts whose meaning (a
    declared value) the user gave.
    """
    key = answer_key(scale, mode, no_answer)
    meanings = [_meaning(text, scale, key) for text in column.texts]
    if flip:
        meanings = [(scale.minimum + scale.maximum - value, reason) for value, reason in meanings]
    meanings = [settled.get(normal(text), known) for text, known in zip(column.texts, meanings, strict=True)]
    values = np.array([value for value, _ in meanings] + [_NAN])
    reasons = np.array([reason for _, reason in meanings] + [Reason.BLANK], dtype=np.int8)
    wrong = tuple(code for code, (_, reason) in enumerate(meanings) if reason is Reason.INVALID)
    return Decoded(values[column.codes], reasons[column.codes], column, wrong)


def meaning_of(value: float | str, scale: Scale) -> Meaning | None:
    """Return what a declared value, the code of an option without one, or `blank` means; None if it is none."""
    if isinstance(value, str):
        known = {choice.id for choice in scale.not_scored}
        return (_NAN, Reason.NOT_SCORED) if value in known else (_NAN, Reason.BLANK) if value == BLANK else None
    inside = scale.minimum <= value <= scale.maximum
    fits = inside if scale.kind == "number" else value in {option.value for option in scale.options}
    return (float(value), Reason.ANSWERED) if fits else None


def answer_key(scale: Scale, mode: str, no_answer: Mapping[str, Reason]) -> dict[str, Meaning]:
    """Return what each normalised text means on this scale in this mode."""
    key: dict[str, Meaning] = {}
    if mode == "position":
        places: list[Meaning] = [(option.value, Reason.ANSWERED) for option in scale.options]
        places += [(_NAN, Reason.NOT_SCORED) for _ in scale.not_scored]
        key |= {str(place): meaning for place, meaning in enumerate(places, 1)}
    else:
        key |= {number_text(option.value): (option.value, Reason.ANSWERED) for option in scale.options}
    worded = mode in ("text", "value")
    if worded:
        key |= {text: (option.value, Reason.ANSWERED) for option in scale.options for text in texts_of(option)}
    key |= {text: (_NAN, reason) for text, reason in no_answer.items()}  # what the file calls no answer is none
    if worded:
        key |= {text: (_NAN, Reason.NOT_SCORED) for choice in scale.not_scored for text in texts_of(choice, choice.id)}
    return key


def _meaning(cell: str, scale: Scale, key: Mapping[str, Meaning]) -> Meaning:
    text = normal(cell)
    if not text:
        return _NAN, Reason.BLANK
    figure = number(text)
    if text not in key and figure is not None:
        text = number_text(figure)
    found = next((key[t] for t in (text, *bare(cell)) if t in key), None)
    if found:
        return found
    if scale.kind == "number" and (hit := _UNIT.fullmatch(text)):
        value = float(hit.group(1))
        return (value, Reason.ANSWERED) if scale.minimum <= value <= scale.maximum else (_NAN, Reason.INVALID)
    return _NAN, Reason.INVALID


def texts_of(choice: Option | Choice | Role, *more: str) -> list[str]:
    """Return all texts that mean the choice, and `more`, as they are compared."""
    return [normal(text) for text in (*choice.label.values(), *choice.also, *more)]


def labels(scale: Scale) -> list[str]:
    """Return the options' labels in declared order, in the language in use."""
    choices: tuple[Option | Choice, ...] = (*scale.options, *scale.not_scored)
    return [pick(choice.label) for choice in choices]


def role_key(instrument: Instrument, mode: str) -> dict[str, str]:
    """Return the role that each normalised text means; among positions also places in the declared order."""
    words = {text: id_ for id_, role in instrument.roles.items() for text in texts_of(role, id_)}
    places = enumerate(instrument.roles, 1) if mode == "position" else ()
    return {str(place): id_ for place, id_ in places} | words


def look_up(key: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a function from a cell to what the key says of it, or None."""
    return lambda cell: next((key[text] for text in (normal(cell), *bare(cell)) if text in key), None)


def decode_field(
    column: Column, field: Field, mode: str, no_answer: Mapping[str, Reason], settled: Mapping[str, float | str]
) -> tuple[npt.NDArray[np.object_] | npt.NDArray[np.float64], tuple[int, ...]]:
    """Return (by row the choice's id or the number, None or NaN where there is none; codes not understood).

    `settled`: text -> what the user said that it is.
    """
    if field.scale.kind != "nominal":
        known = {text: meaning for text, value in settled.items() if (meaning := meaning_of(value, field.scale))}
        decoded = decode(column, field.scale, mode, no_answer, settled=known)
        return decoded.values, decoded.not_understood
    if mode == "position":
        key = {str(place): choice.id for place, choice in enumerate(field.scale.choices, 1)}
    else:
        key = {text: choice.id for choice in field.scale.choices for text in texts_of(choice, choice.id)}
    ids = choice_key({choice.id: choice for choice in field.scale.choices})
    ask = look_up(key | {text: ids[said] for text, value in settled.items() if (said := normal(str(value))) in ids})
    empty = {"", *no_answer, *(text for text, value in settled.items() if value == BLANK)}
    wrong = tuple(c for c, text in enumerate(column.texts) if ask(text) is None and normal(text) not in empty)
    return column.map(ask, None, object), wrong


def choice_key(choices: Mapping[str, Choice]) -> dict[str, str]:
    """Return the id that each normalised id, label and other text means."""
    return {text: id_ for id_, choice in choices.items() for text in texts_of(choice, id_)}
