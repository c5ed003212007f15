"""Section one: what was asked, and who answered."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.suppression import count_shown
from resilience_cli.reports.wording import community_name, paragraph

WEIGHTED = "RES-S030"
"""The finding that says to what residents were weighted, what it costs and what it changed."""


def survey_parts(material: Material) -> Iterator[Part]:
    """Yield how many sheets were sent, came back and count, in all and by community and role."""
    yield Heading(say("The survey"))
    yield Paragraph(paragraph(_sentences(material)))
    if material.assessment.register is None and material.instrument.register:
        yield Note(say("No community register was given: which bodies do not exist was not judged."), "warning")


def _sentences(material: Material) -> Iterator[str]:
    yield _sheets(material)
    if material.verdicts:
        yield _by_role(material)
    if material.verdicts and material.whole:
        yield say("By neighbourhood: appendix 1.")
    wave = (material.assessment.recipe.get("options") or {}).get("wave")
    if wave:
        yield say("Wave: {wave}.", wave=printable(wave))
    if material.assessment.register is not None and not material.whole:
        yield say("Community register: {file}.", file=printable(material.assessment.register.file))
    for finding in material.assessment.findings:
        if finding.code == WEIGHTED:
            yield say("Weights: {told}", told=printable(finding.message, longest=None))


def _sheets(material: Material) -> str:
    counts, instrument = material.assessment.counts, material.instrument
    keys = ("received", "used", "flagged", "excluded")
    return say(
        "Answer sheets: {received} received, {used} used, {flagged} flagged as careless, {excluded} left out. "
        "Neighbourhoods: {n}. Questionnaire: {title} ({name}).",
        **{key: count_shown(counts.get(key, 0), material.audience) for key in keys},
        n=len(material.assessment.verdicts),
        title=pick(instrument.title),
        name=instrument.name,
    )


def _by_role(material: Material) -> str:
    """Return how many sheets of each role came back and count, over all communities."""
    told = []
    for role in material.instrument.roles.values():
        received = sum(v.received.get(role.id, 0) for v in material.verdicts)
        if received:
            used = sum(v.used.get(role.id, 0) for v in material.verdicts)
            counts = [count_shown(n, material.audience) for n in (used, received)]
            told.append(say("{role} {used} of {received}", role=pick(role.label), used=counts[0], received=counts[1]))
    return say("Used of received, by role: {told}.", told=say(", ").join(told))


def people_parts(material: Material) -> Iterator[Part]:
    """Yield who answered where, and which register was used."""
    yield people_table(material)
    if material.assessment.register is not None:
        yield Paragraph(say("Community register: {file}.", file=printable(material.assessment.register.file)))


def people_table(material: Material) -> Table:
    """Return by community and role how many sheets were sent (where the register tells), came back, and count."""
    roles = [r for r in material.instrument.roles.values() if any(v.received.get(r.id) for v in material.verdicts)]
    rows: list[tuple[str | Cell, ...]] = [
        (community_name(v), *(_people(material, v, role.id) for role in roles)) for v in material.verdicts
    ]
    if len(rows) > 1:
        rows.append((say("All together"), *(_sum(material, role.id) for role in roles)))
    sent = any(_sent(material, v, role.id) is not None for v in material.verdicts for role in roles)
    caption = (
        say("Used / received / sent; in brackets, all people there are.")
        if sent
        else say("Used / received; in brackets, all people there are. How many sheets were sent was not entered.")
    )
    columns = (Column(say("Neighbourhood")), *(Column(pick(role.label), "right") for role in roles))
    return Table(columns, tuple(rows), caption)


def _people(material: Material, verdict: Verdict, role: str) -> Cell:
    if role in verdict.absent_roles:
        return Cell(say("none"), None, "muted")
    used, received = verdict.used.get(role, 0), verdict.received.get(role, 0)
    return _counts(material, used, received, _sent(material, verdict, role), verdict.population.get(role))


def _sum(material: Material, role: str) -> Cell:
    used, received = (sum(getattr(v, name).get(role, 0) for v in material.verdicts) for name in ("used", "received"))
    sent = [n for v in material.verdicts if (n := _sent(material, v, role)) is not None]
    population = [v.population.get(role, 0) for v in material.verdicts]
    known = all(role in v.population or role in v.absent_roles for v in material.verdicts)
    whole = sum(population) if known else None
    return _counts(material, used, received, sum(sent) if len(sent) == len(material.verdicts) else None, whole)


def _counts(material: Material, used: float, received: float, sent: float | None, population: float | None) -> Cell:
    told = [used, received] if sent is None else [used, received, sent]
    text = "/".join(count_shown(n, material.audience) for n in told)
    if population is not None:
        text = say("{counts} ({population})", counts=text, population=count_shown(population, material.audience))
    return Cell(text, used)


def _sent(material: Material, verdict: Verdict, role: str) -> float | None:
    register = material.assessment.register
    found = None if register is None else register.value(verdict.community, f"sent_{role}")
    return None if found is None else float(found)
