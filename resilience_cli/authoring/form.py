"""What one role is asked, in order and with the blanks filled in: what every kind of field form is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from resilience_cli.errors import UsageError
from resilience_cli.messages import in_all, mark, pick, say
from resilience_cli.model.fielded import Fielded
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Choice, Field, Instrument, Item, Option, Role, Scale, Text
from resilience_cli.model.same_text import same

_BLANK = re.compile(r"\{(event|period)\}")
_PRIVACY = mark(
    "The survey is anonymous: please write no names, telephone numbers or addresses. "
    "Answers are only summed up by neighbourhood."
)


@dataclass(frozen=True)
class Occasion:
    """What the form's blanks are filled with."""

    event: str | None = None
    """The event that is asked about."""
    period: str | None = None
    """The time that is asked about; None: what the instrument proposes."""
    no_event: bool = False
    """The items about an event are left out by design."""


@dataclass(frozen=True)
class Form:
    """One role's form."""

    instrument: Instrument
    """The questionnaire."""
    role: Role
    """Who answers; nobody picks a role on a form."""
    introduction: Text
    """What is said first, by language; empty if the instrument says nothing."""
    privacy: Text
    """What is said of anonymity, by language."""
    fields: tuple[Field, ...]
    """Questions about the respondent besides neighbourhood and role, filled in."""
    items: tuple[Item, ...]
    """The items that the role is asked, in order, filled in."""

    @property
    def questions(self) -> tuple[Field | Item, ...]:
        """All that is asked besides neighbourhood and role, in order."""
        return (*self.fields, *self.items)


def forms(instrument: Instrument, occasion: Occasion, roles: Sequence[str] = ()) -> tuple[Form, ...]:
    """Return a form for each of the roles (none named: for all), with the items that the role is asked.

    A role is named by its id or by a text that means it. Raises UsageError with everything that stands against it:
    roles that the instrument does not have, blanks for which nothing was given. `no_event` leaves out the items of the
    crisis phase.
    """
    items = tuple(item for item in instrument.items if not (occasion.no_event and item.phase == "crisis"))
    introduction: Text = instrument.raw.get("introduction", {})
    texts = [introduction, *(field.text for field in instrument.fields), *(item.text for item in items)]
    given, faults = _given(instrument, occasion, texts)
    known = {same(text): id_ for id_, role in instrument.roles.items() for text in _names(role)}
    labels = [say("{title} ({role})", title=pick(role.label), role=role.id) for role in instrument.roles.values()]
    faults += [Finding("RES-I160", values={"role": r, "roles": labels}) for r in roles if same(r) not in known]
    if faults:
        raise UsageError(*faults)
    wanted = {known[same(role)] for role in roles} or {*instrument.roles}
    fields = tuple(replace(field, text=_filled(field.text, given)) for field in instrument.fields)
    filled = tuple(replace(item, text=_filled(item.text, given)) for item in items)
    return tuple(
        Form(
            instrument,
            role,
            _filled(introduction, given),
            in_all(lambda: say(_PRIVACY)),
            fields,
            tuple(item for item in filled if role.id in item.asked_of),
        )
        for role in instrument.roles.values()
        if role.id in wanted
    )


def _names(role: Role) -> tuple[str, ...]:
    return (role.id, *role.label.values(), *role.also)


def carried(instrument: Instrument, occasion: Occasion) -> Fielded:
    """Return what a form says of itself, so that what was collected with it is recognised."""
    proposed = instrument.raw.get("placeholders", {}).get("period", {}).get("default", {})
    period = occasion.period or pick(proposed) or None
    return Fielded(instrument.name, occasion.event, period, occasion.no_event)


def form_title(form: Form) -> str:
    """Return the form's title with the role that it is for, in the language in use."""
    return say("{title} ({role})", title=pick(form.instrument.title), role=pick(form.role.label))


def options(scale: Scale) -> tuple[str, ...]:
    """Return the labels in the order of every form, scored ones first, in the language in use; none for a number."""
    choices: tuple[Option | Choice, ...] = (*scale.options, *scale.not_scored, *scale.choices)
    return tuple(pick(choice.label) for choice in choices)


def numbered(form: Form) -> Mapping[str, int]:
    """Return the number of each question by the id of its field or item; number 1 is the neighbourhood."""
    return {asked.id: number for number, asked in enumerate(form.questions, 2)}


def _given(instrument: Instrument, occasion: Occasion, texts: Sequence[Text]) -> tuple[dict[str, Text], list[Finding]]:
    """Return (what fills each blank, by language; a fault for each blank in the texts that nothing fills)."""
    if occasion.event and occasion.no_event:
        return {}, [Finding("RES-U006", values={"first": "--event", "second": "--no-event"})]
    declared = instrument.raw.get("placeholders", {})
    given: dict[str, Text] = {
        name: told if isinstance(told, Mapping) else dict.fromkeys(instrument.languages, told)
        for name in declared
        if (told := getattr(occasion, name) or declared[name].get("default"))
    }
    used = dict.fromkeys(name for text in texts for words in text.values() for name in _BLANK.findall(words))
    missing = [name for name in used if name not in given]
    hint = {"event": "--no-event"}
    return given, [
        Finding("RES-I162" if name in hint else "RES-I161", values={"name": name, "option": f"--{name}"})
        for name in missing
    ]


def _filled(text: Text, given: Mapping[str, Text]) -> Text:
    """Return the text with its blanks filled, in every language; beside Chinese a given text needs no spaces."""
    return {
        language: _BLANK.sub(lambda blank: given[blank[1]].get(language) or pick(given[blank[1]]), words)  # noqa: B023
        for language, words in text.items()
    }
