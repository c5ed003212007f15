"""Section five: communities beside each other by what the register says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import fmean

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Cell, Column, Heading, Note, Part, Table
from resilience_cli.model.instrument import RegisterField
from resilience_cli.model.rule import RegisterTest
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import headline, sides, weakest_sides

MOST_GROUPS = 30


def group_parts(material: Material) -> Iterator[Part]:
    """Yield a table for each register field that parts the communities into several groups; nothing without any."""
    tables = []
    for field in _fields(material):
        groups = _grouped(material, field)
        if 2 <= len(groups) <= MOST_GROUPS and len(groups) < len(material.verdicts):
            tables.append((pick(field.text), _table(material, field, groups)))
    if not tables:
        return
    yield Heading(say("By kind of neighbourhood"))
    for title, table in tables:
        yield Heading(title, 2)
        yield table
    yield Note(
        say("Means over neighbourhoods, each counting the same. They describe these groups and explain nothing.")
    )


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
    columns += [Column(say("Weakest side most often"))] if sides(instrument) else []
    rows = []
    for value, verdicts in groups.items():
        label = pick(field.values[value].label) if value in field.values else printable(value)
        cells: list[str | Cell] = [label, Cell(str(len(verdicts)), len(verdicts))]
        counts = Counter(v.class_id for v in verdicts)
        cells += [Cell(str(counts[c.id]), counts[c.id]) for c in classes]
        if index:
            known = material.known(index.id, verdicts)
            cells.append(Cell(rounded(fmean(known)), fmean(known)) if known else Cell("–", None))
        cells += [_weakest(material, verdicts)] if sides(instrument) else []
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows))


def _weakest(material: Material, verdicts: list[Verdict]) -> str:
    counts = Counter(s.id for v in verdicts for s in weakest_sides(v, material.instrument, material.rows))
    most = max(counts.values(), default=0)
    return say(", ").join(pick(material.instrument.score[s].title) for s, n in counts.items() if n == most) or "–"
