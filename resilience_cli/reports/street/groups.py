"""Section five: communities beside each other by what the register says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import fmean

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Cell, Column, Heading, Part, Table
from resilience_cli.model.instrument import RegisterField
from resilience_cli.model.rule import RegisterTest
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import headline

MOST_GROUPS = 12


def group_parts(material: Material) -> Iterator[Part]:
    """Yield a table by the first register field that parts the communities into several groups; nothing without one."""
    tables = _tables(material)
    if tables:
        yield Heading(say("By kind of neighbourhood"))
        yield tables[0]


def group_details(material: Material) -> Iterator[Part]:
    """Yield the tables by the other fields."""
    tables = _tables(material)[1:]
    if tables:
        yield Heading(say("By kind of neighbourhood"), 2)
        yield from tables


def _tables(material: Material) -> list[Table]:
    grouped = [(field, _grouped(material, field)) for field in _fields(material)]
    return [
        _table(material, field, groups)
        for field, groups in grouped
        if 2 <= len(groups) <= MOST_GROUPS and len(groups) < len(material.verdicts)
    ]


def _fields(material: Material) -> list[RegisterField]:
    """Return the fields of the register that no class rule tests: those that are tested are in the class already."""
    rules = [c.rule for c in material.instrument.classes if c.rule]
    tested = {test.field for rule in rules for test in rule.leaves() if isinstance(test, RegisterTest)}
    return [field for field in material.instrument.register.values() if field.id not in tested]


def _grouped(material: Material, field: RegisterField) -> dict[str, list[Verdict]]:
    register, groups = material.assessment.register, defaultdict[str, list[Verdict]](list)
    if register is None:
        return groups
    for v in material.verdicts:
        value = register.value(v.community, field.id)
        if value is not None:
            groups[str(value)].append(v)
    return {value: groups[value] for value in (*(v for v in field.values if v in groups), *_others(field, groups))}


def _others(field: RegisterField, groups: dict[str, list[Verdict]]) -> list[str]:
    return sorted(value for value in groups if value not in field.values)


def _table(material: Material, field: RegisterField, groups: dict[str, list[Verdict]]) -> Table:
    instrument, index = material.instrument, headline(material.instrument)
    classes = [c for c in instrument.classes if any(v.class_id == c.id for v in material.verdicts)]
    titles = [pick(c.title) for c in classes]
    columns = [Column(pick(field.text)), Column(say("Number"), "right"), *(Column(t, "right") for t in titles)]
    columns += [Column(say("Mean of {score}", score=pick(index.title)), "right")] if index else []
    rows = []
    for value, verdicts in groups.items():
        label = pick(field.values[value].label) if value in field.values else printable(value)
        cells: list[str | Cell] = [label, Cell(str(len(verdicts)), len(verdicts))]
        counts = Counter(v.class_id for v in verdicts)
        cells += [Cell(str(counts[c.id]), counts[c.id]) for c in classes]
        if index:
            known = material.known(index.id, verdicts)
            cells.append(Cell(rounded(fmean(known)), fmean(known)) if known else Cell("–", None))
        rows.append(tuple(cells))
    caption = say("Means over neighbourhoods, each counting the same. They describe these groups and explain nothing.")
    return Table(tuple(columns), tuple(rows), caption)
