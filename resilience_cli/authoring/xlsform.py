"""XLSForm workbooks for KoboToolbox and ODK: one a role, or one for interviewers; in all languages there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resilience_cli.authoring.form import Form
from resilience_cli.errors import InputError
from resilience_cli.files.workbook import Column, Page
from resilience_cli.messages import in_all, mark, pick, say
from resilience_cli.model.fielded import Fielded
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Field, Instrument, Item, Scale, Text

_LANGUAGES = {"zh": "中文", "en": "English"}
_CODE = re.compile(r"[A-Za-z0-9_.-]+")
_OWN = ("start", "end", "community", "role", "introduction", "privacy")
_COMMUNITIES, _ROLES = "Communities", "Roles"  # with a capital letter, as the id of a scale never is
_CHOSEN = "community_choice"
_MANY = 10
"""More neighbourhoods than this are a list that opens and can be searched."""
_LIMITS = mark("Please give a number from {low} to {high}.")
_SURVEY = (
    *("type", "name", "label", "required", "appearance"),
    *("relevant", "constraint", "constraint_message", "calculation"),
)
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language")
_WORDS = {"label", "constraint_message"}
"""Columns that there are once a language."""

Row = dict[str, str | Text]


@dataclass(frozen=True)
class XlsForm:
    """One form for a server."""

    id: str
    """Its form_id, which may be a file name."""
    pages: tuple[Page, ...]
    """The sheets survey, choices and settings."""


def xlsforms(
    forms: Sequence[Form], said: Fielded, communities: Mapping[str, str], one_form: bool = False
) -> list[XlsForm]:
    """Return a form a role, in which the role is fixed, or one form for interviewers, who choose it.

    `communities`: names by id, to be chosen from; none: the name is written. Raises InputError if an item or a field
    has an id that the form needs for itself.
    """
    instrument = forms[0].instrument
    taken = {*_OWN, _CHOSEN, *said.facts()}
    ids = [*(item.id for item in instrument.items), *(field.id for field in instrument.fields)]
    if clash := [id_ for id_ in ids if id_ in taken]:
        raise InputError(Finding("RES-I163", values={"ids": clash}))
    if one_form:
        return [_xlsform(forms, said, communities)]
    return [_xlsform([form], said, communities) for form in forms]


def _xlsform(forms: Sequence[Form], said: Fielded, communities: Mapping[str, str]) -> XlsForm:
    instrument, first = forms[0].instrument, forms[0]
    parts = [instrument.id, instrument.version, *([first.role.id] if len(forms) == 1 else [])]
    id_ = re.sub(r"\W", "_", "_".join(parts))
    filled = {item.id: item for form in forms for item in form.items}
    items = [item for item in instrument.items if item.id in filled]
    asked: list[Item | Field] = [*first.fields, *(filled[item.id] for item in items)]
    survey: list[Row] = [
        *_unseen(said),
        *_notes(first),
        *_community(instrument, communities),
        _role(instrument, forms),
        *(_question(one, instrument) | _relevant(one, forms) for one in asked),
    ]
    choices = [*_lists(asked), *(_choice(_COMMUNITIES, *pair) for pair in _coded(communities).items())]
    if len(forms) > 1:
        choices += [_choice(_ROLES, form.role.id, form.role.label) for form in forms]
    settings = _settings(forms, id_)
    sheets = (("survey", _SURVEY, survey), ("choices", _CHOICES, choices), ("settings", _SETTINGS, [settings]))
    return XlsForm(id_, tuple(_page(name, columns, rows, instrument) for name, columns, rows in sheets))


def _unseen(said: Fielded) -> list[Row]:
    """Return what the form notes by itself; nothing that tells who or which device it was."""
    times: list[Row] = [{"type": name, "name": name} for name in ("start", "end")]
    facts: list[Row] = [
        {"type": "calculate", "name": name, "calculation": _quoted(text)} for name, text in said.facts().items()
    ]
    return times + facts


def _notes(form: Form) -> list[Row]:
    texts = (("introduction", form.introduction), ("privacy", form.privacy))
    return [{"type": "note", "name": name, "label": text} for name, text in texts if text]


def _community(instrument: Instrument, communities: Mapping[str, str]) -> list[Row]:
    """Return the question for the neighbourhood; what is chosen is kept by its name, as it is where it is written."""
    text = instrument.raw["respondent"]["community"]["text"]
    asked: Row = {"type": "text", "name": "community", "label": text, "required": "yes"}
    if not communities:
        return [asked]
    look = {"appearance": "minimal autocomplete"} if len(communities) > _MANY else {}
    chosen = f"${{{_CHOSEN}}}"
    named: Row = {"type": "calculate", "name": "community", "calculation": f"jr:choice-name({chosen}, '{chosen}')"}
    return [asked | {"type": f"select_one {_COMMUNITIES}", "name": _CHOSEN} | look, named]


def _coded(communities: Mapping[str, str]) -> dict[str, Text]:
    """Return the names by what stands for them in the data: their ids, or numbers if an id is no plain word."""
    plain = all(_CODE.fullmatch(id_) for id_ in communities)
    codes = list(communities) if plain else [f"c{number}" for number in range(1, len(communities) + 1)]
    return {code: {"": name} for code, name in zip(codes, communities.values(), strict=True)}


def _role(instrument: Instrument, forms: Sequence[Form]) -> Row:
    """Return the role: on a role's own form nobody chooses one."""
    if len(forms) == 1:
        return {"type": "calculate", "name": "role", "calculation": _quoted(forms[0].role.id)}
    text = instrument.raw["respondent"]["role"]["text"]
    return {"type": f"select_one {_ROLES}", "name": "role", "label": text, "required": "yes"}


def _question(asked: Item | Field, instrument: Instrument) -> Row:
    row: Row = {"type": f"select_one {asked.scale.id}", "name": asked.id, "label": asked.text}
    if asked.scale.kind != "number":
        return row
    low, high = f"{asked.scale.minimum:.12g}", f"{asked.scale.maximum:.12g}"
    words = _in(instrument, lambda: say(_LIMITS, low=low, high=high))
    return row | {"type": "decimal", "constraint": f". >= {low} and . <= {high}", "constraint_message": words}


def _relevant(asked: Item | Field, forms: Sequence[Form]) -> Row:
    """Return the condition under which a question is asked, where not every role is asked it."""
    roles = [form.role.id for form in forms if asked.id in {question.id for question in form.questions}]
    return {} if len(roles) == len(forms) else {"relevant": " or ".join(f"${{role}} = '{role}'" for role in roles)}


def _lists(asked: Sequence[Item | Field]) -> list[Row]:
    scales = {one.scale.id: one.scale for one in asked if one.scale.kind != "number"}
    return [_choice(id_, name, label) for id_, scale in scales.items() for name, label in _options(scale)]


def _options(scale: Scale) -> list[tuple[str, Text]]:
    valued = [(f"{option.value:.12g}", option.label) for option in scale.options]
    return valued + [(choice.id, choice.label) for choice in (*scale.not_scored, *scale.choices)]


def _choice(list_name: str, name: str, label: Text) -> Row:
    return {"list_name": list_name, "name": name, "label": label}


def _settings(forms: Sequence[Form], id_: str) -> Row:
    instrument = forms[0].instrument
    first = instrument.languages[0]
    title = instrument.title[first]
    if len(forms) == 1:
        title = f"{title} · {forms[0].role.label[first]}"
    return {"form_title": title, "form_id": id_, "version": instrument.version, "default_language": _language(first)}


def _language(code: str) -> str:
    return f"{_LANGUAGES.get(code, code)} ({code})"


def _in(instrument: Instrument, words: Callable[[], str]) -> Text:
    """Return this program's words in the instrument's languages, in English where it does not speak one."""
    told = in_all(words)
    return {code: told.get(code, told["en"]) for code in instrument.languages}


def _page(name: str, columns: Sequence[str], rows: Sequence[Row], instrument: Instrument) -> Page:
    """Return the sheet: a column with words is one a language; only columns in which something stands."""
    used = [column for column in columns if any(row.get(column) for row in rows)]
    heads = [(column, code) for column in used for code in (instrument.languages if column in _WORDS else ("",))]
    titles = [f"{column}::{_language(code)}" if code else column for column, code in heads]
    cells = [[_cell(row.get(column, ""), code) for column, code in heads] for row in rows]
    widths = [40 if column in _WORDS else 22 for column, _ in heads]
    return Page(name, tuple(map(Column, titles, widths)), cells, frozen=2, literal=True)


def _cell(value: str | Text, code: str) -> str | None:
    """Return what stands in the cell; `${` in a text would be taken for a reference to a question."""
    if isinstance(value, str):
        return value or None
    return (value.get(code) or value.get("") or pick(value)).replace("${", "$ {")


def _quoted(text: str) -> str:
    """Return the text as a constant of an expression; the converter makes curly quotation marks straight."""
    plain = text.translate(str.maketrans("“”‘’", "\"\"''")).replace("${", "$ {")
    if "'" not in plain:
        return f"'{plain}'"
    if '"' not in plain:
        return f'"{plain}"'
    parts = (f"'{part}'" for part in plain.split("'"))
    return "concat({})".format(', "\'", '.join(parts))
