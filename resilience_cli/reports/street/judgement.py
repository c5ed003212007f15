"""Section two: the judgement in three sentences that can be quoted, and the class of every community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Bars, Cell, Column, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import (
    STATUS,
    STATUS_MEANING,
    band_tone,
    class_title,
    class_tone,
    community_name,
    firmness,
    headline,
    names,
    paragraph,
    score_column,
    sides,
    weakest_sides,
    with_interval,
)

MOST_NAMED = 12


def judgement_parts(material: Material) -> Iterator[Part]:
    """Yield how many communities are of which class, what of it is firm, where it is weakest; then what stands open."""
    if not material.verdicts:
        return
    yield Heading(say("The judgement"))
    yield Paragraph(classes_sentence(material))
    yield Paragraph(firmness_sentence(material))
    yield from map(Paragraph, weakness_sentence(material))
    yield from with_care(material)


def judgement_details(material: Material) -> Iterator[Part]:
    """Yield the class of every community, what keeps it from being taken at its word, and its probabilities."""
    yield class_table(material)
    yield from status_note(material)
    yield from caveats(material)
    yield from probability_bars(material)


def classes_sentence(material: Material) -> str:
    """Return how many communities are of which class."""
    counts = Counter(verdict.class_id for verdict in material.verdicts)
    listed = [
        say("{title} {n}", title=pick(c.title), n=counts[c.id]) for c in material.instrument.classes if counts[c.id]
    ]
    if counts[None]:
        listed.append(say("no class {n}", n=counts[None]))
    return say("Of {n} neighbourhoods: {classes}.", n=len(material.verdicts), classes=say(", ").join(listed))


def firmness_sentence(material: Material) -> str:
    """Return how many classes are firm, and which are not."""
    by = {word: [v for v in material.verdicts if v.class_id and v.confidence == word] for word in _FIRMNESS}
    told = [say(_FIRMNESS[word], n=len(found), names=names(found)) for word, found in by.items() if found]
    sentence = say("; ").join(told)
    begun = sentence[:1].upper() + sentence[1:]  # whichever part comes first
    return say("{sentence}.", sentence=begun) if told else say("No neighbourhood has a class.")


_FIRMNESS = {
    "firm": mark("The class of {n} is firm (at least 80% probable)"),
    "borderline": mark("that of {n} is borderline (50 to 80%, or decided by one or two forms): {names}"),
    "unresolved": mark("that of {n} is unresolved: {names}"),
    None: mark("how firm the class is was not assessed for {n}"),
}


def weakness_sentence(material: Material) -> Iterator[str]:
    """Yield which side is weakest how often, if that is known."""
    counts = Counter(
        side.id for v in material.verdicts for side in weakest_sides(v, material.instrument, material.rows)
    )
    if counts:
        listed = [
            say("{title} {n}", title=pick(material.instrument.score[side].title), n=n)
            for side, n in counts.most_common()
        ]
        yield say("The weakest side, by number of neighbourhoods: {sides}.", sides=say(", ").join(listed))


def with_care(material: Material) -> Iterator[Part]:
    """Yield one note that names the communities whose class is not to be taken at its word, each with its reason."""
    told = []
    for v in material.verdicts:
        reasons = [
            *([say("one or two staff forms decide it")] if v.one_voice else []),
            *([say("a role did not answer")] if v.filled_roles or v.unfilled_roles else []),
            *([say("another class is more probable")] if v.rival else []),
            *([say("too few answers for a class")] if v.class_id is None else []),
        ]
        if reasons:
            told.append(say("{name} ({roles})", name=community_name(v), roles=say(", ").join(reasons)))
    if told:
        shown = say("; ").join(told[:MOST_NAMED])
        if len(told) > MOST_NAMED:
            shown = say("{listed} and {n} more", listed=shown, n=len(told) - MOST_NAMED)
        more = [say("More in appendix 1.")] if material.whole else []
        yield Note(paragraph([say("To be read with care: {listed}.", listed=shown), *more]), "warning")


def caveats(material: Material) -> Iterator[Part]:
    """Yield what keeps a class from being taken at its word: one voice, filled roles, another class more probable."""
    yield from _one_voice(material)
    yield from _filled(material)
    for v in material.verdicts:
        if v.rival:
            yield Note(
                say(
                    "{name}: {ours} by the scores, but {rival} is more probable; read it as one of the two.",
                    name=community_name(v),
                    ours=class_title(material.instrument, v.class_id),
                    rival=class_title(material.instrument, v.rival),
                )
            )
    for v in material.verdicts:
        if v.class_id is None:
            why = v.no_class.words if v.no_class else "–"
            yield Note(say("{name}: {why}", name=community_name(v), why=why), "warning")
    if material.assessment.register is not None:
        for field in material.instrument.register.values():
            found = [verdict for verdict in material.verdicts if field.id in verdict.unjudged]
            if found:
                text = mark("Not in the register, so not judged: {field} ({names}).")
                yield Note(say(text, field=pick(field.text), names=names(found)), "warning")


def _one_voice(material: Material) -> Iterator[Part]:
    deciding = [_with_roles(material, v, v.one_voice) for v in material.verdicts if v.one_voice]
    if deciding:
        text = mark("One or two staff forms decide the class, so it is not firm: {listed}.")
        yield Note(say(text, listed=say("; ").join(deciding)), "warning")
    differing = [v for v in material.verdicts if v.class_id and v.residents_only not in (None, v.class_id)]
    if differing:
        listed = say("; ").join(
            say(
                "{name} (all {ours}, residents alone {theirs})",
                name=community_name(v),
                ours=class_title(material.instrument, v.class_id),
                theirs=class_title(material.instrument, v.residents_only),
            )
            for v in differing
        )
        yield Note(say("Residents alone would give another class: {listed}.", listed=listed))


def _filled(material: Material) -> Iterator[Part]:
    sorts = (
        (
            "filled_roles",
            mark(
                "A role exists but did not answer and was filled from the other neighbourhoods; provisional: {listed}."
            ),
            "warning",
        ),
        (
            "unfilled_roles",
            mark(
                "A role exists but did not answer; with so few neighbourhoods it was not filled, and the class lacks "
                "its voice: {listed}."
            ),
            "warning",
        ),
        (
            "absent_roles",
            mark("By the register these roles do not exist, and the others share their weight: {listed}."),
            "info",
        ),
    )
    for field, text, tone in sorts:
        listed = [_with_roles(material, v, getattr(v, field)) for v in material.verdicts if getattr(v, field)]
        if listed:
            yield Note(say(text, listed=say("; ").join(listed)), "warning" if tone == "warning" else "info")


def _with_roles(material: Material, verdict: Verdict, roles: Sequence[str]) -> str:
    labels = say(", ").join(pick(material.instrument.roles[role].label) for role in roles)
    return say("{name} ({roles})", name=community_name(verdict), roles=labels)


def class_table(material: Material) -> Table:
    """Return the class of every community, how firm it is, the headline score, the weakest side, the status."""
    instrument, index = material.instrument, headline(material.instrument)
    has_sides = bool(sides(instrument))
    columns = [Column(say("Neighbourhood")), Column(say("Class")), Column(say("How firm"))]
    columns += [score_column(instrument, index)] if index else []
    columns += [Column(say("Weakest side"))] if has_sides else []
    columns += [Column(say("Status"))]
    rows = []
    for v in material.verdicts:
        cells: list[str | Cell | Interval] = [
            community_name(v),
            Cell(_class_words(material, v), class_title(instrument, v.class_id), class_tone(instrument, v.class_id)),
            Cell(firmness(v), (v.probability or {}).get(v.class_id or ""), v.confidence or ""),
        ]
        if index:
            row = material.rows.get((v.community, index.id))
            cells.append(with_interval(row, index, material.cuts[index.id], band_tone(instrument, index, row)))
        weakest = weakest_sides(v, instrument, material.rows)
        cells += [say(", ").join(pick(side.title) for side in weakest) or "–"] if has_sides else []
        cells.append(Cell(say(STATUS.get(v.status, v.status)), v.status))
        rows.append(tuple(cells))
    caption = say("In brackets, the range of sampling and measurement (95%). 60 is no pass mark.")
    return Table(tuple(columns), tuple(rows), caption, tuple(v.community for v in material.verdicts))


def status_note(material: Material) -> Iterator[Part]:
    """Yield what the status words that occur mean."""
    statuses = [status for status in STATUS_MEANING if any(v.status == status for v in material.verdicts)]
    if statuses:
        yield Note(say("Status words. {meanings}.", meanings=say("; ").join(say(STATUS_MEANING[s]) for s in statuses)))


def probability_bars(material: Material) -> Iterator[Part]:
    """Yield how probable each class is in every community."""
    classes = material.instrument.classes
    rows = [
        (community_name(v), tuple(v.probability.get(c.id, 0.0) for c in classes))
        for v in material.verdicts
        if v.probability is not None
    ]
    if rows:
        segments = tuple((pick(c.title), class_tone(material.instrument, c.id)) for c in classes)
        yield Bars(say("How probable each class is"), segments, tuple(rows), told=True)


def _class_words(material: Material, verdict: Verdict) -> str:
    title = class_title(material.instrument, verdict.class_id)
    return say("{title} (roles missing)", title=title) if verdict.class_id and verdict.unfilled_roles else title
