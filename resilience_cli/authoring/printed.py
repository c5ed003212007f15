"""A form on paper: questions with boxes to tick, items of one scale beneath each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from resilience_cli.authoring.form import Form, form_title, numbered, options
from resilience_cli.files.word import TEXT_WIDTH, Grid, Line, Paper
from resilience_cli.messages import pick, say
from resilience_cli.model.instrument import Item

BOX = "□"  # unlike other boxes, it is in every Chinese font
LISTED = 12
"""Up to so many neighbourhoods are printed to be ticked."""
_MOST_COLUMNS = 8
_NUMBER, _OPTION = 0.9, 1.6
_BLANK, _PLACE = 24, 8


def printed(form: Form, communities: Sequence[str] = ()) -> Paper:
    """Return the form in the language in use; few neighbourhoods are ticked, else the name is written on a line."""
    instrument, numbers = form.instrument, numbered(form)
    name = instrument.name if instrument.standing == "released" else say("{name}, not released", name=instrument.name)
    parts: list[Line | Grid] = [Line(form_title(form), "title")]
    parts += [Line(pick(text)) for text in (form.introduction, form.privacy) if text]
    parts.append(Line(say("Tick one box for each question: {box} becomes {ticked}.", box=BOX, ticked="☑")))
    listed = communities if len(communities) <= LISTED else ()
    parts.append(_line(1, pick(instrument.raw["respondent"]["community"]["text"]), listed))
    parts += [_line(numbers[field.id], pick(field.text), options(field.scale)) for field in form.fields]
    for _, group in groupby(form.items, key=lambda item: item.scale.id):
        parts += _section(list(group), numbers)
    parts.append(Line(say("That was all. Thank you for your answers."), centred=True))
    sheet = say("Questionnaire No. {blank}", blank="_" * _PLACE)  # on every page: sheets come apart
    return Paper(form_title(form), parts, f"{name} · {pick(form.role.label)} · {sheet}")


def _section(items: Sequence[Item], numbers: Mapping[str, int]) -> Iterator[Line | Grid]:
    """Yield consecutive items of one scale: as a grid of boxes, or as lines where it has many options or none."""
    labels = options(items[0].scale)
    first, last = numbers[items[0].id], numbers[items[-1].id]
    yield Line(
        say("Questions {first} to {last}", first=first, last=last) if first < last else say("Question {n}", n=first),
        "heading",
    )
    if not 0 < len(labels) <= _MOST_COLUMNS:
        yield from (_line(numbers[item.id], pick(item.text), labels) for item in items)
        return
    places = range(2, 2 + len(labels))
    yield Grid(
        header=(say("No."), say("Question"), *labels),
        rows=tuple((str(numbers[item.id]), pick(item.text), *[BOX] * len(labels)) for item in items),
        widths=(_NUMBER, TEXT_WIDTH - _NUMBER - _OPTION * len(labels), *[_OPTION] * len(labels)),
        centred=frozenset((0, *places)),
    )


def _line(number: int, text: str, choices: Sequence[str]) -> Line:
    """Return a question on a line of its own, with boxes to tick or a line to write on."""
    answer = "   ".join(f"{BOX}\u00a0{choice}" for choice in choices) or "_" * _BLANK
    return Line(say("{n}. {question}: {answer}", n=number, question=text.rstrip("：:。. "), answer=answer))
