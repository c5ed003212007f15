"""Assessment -> Document: the report. All of its words are chosen in this room's compose files."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence

from resilience_cli.errors import UsageError
from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Document, Heading, Note, Paragraph, Part
from resilience_cli.model.finding import Finding
from resilience_cli.reports.compose_communities import community_parts, profile_parts
from resilience_cli.reports.compose_findings import finding_parts, first_findings
from resilience_cli.reports.compose_method import evidence_note, method_parts
from resilience_cli.reports.compose_summary import summary_parts
from resilience_cli.reports.suppression import Audience, count_shown, is_published


def compose(
    assessment: Assessment,
    audience: Audience = "internal",
    communities: Sequence[str] = (),
    beside: Sequence[Part] = (),
) -> Document:
    """Return the report of all communities, or of those named by id or name; `beside` stands before the findings.

    For the public, counts are in bands, communities with few residents are withheld, findings are only counted.
    Raises UsageError for communities that are not in the assessment.
    """
    chosen = find_communities(assessment, communities)
    shown = [v for v in chosen if audience == "internal" or is_published(v, assessment.instrument)]
    return Document(
        say("{title}: report", title=pick(assessment.instrument.title)),
        (
            *_overview(assessment, audience),
            *_left_out(assessment, chosen, shown),
            *summary_parts(assessment, shown),
            *community_parts(assessment, shown, audience),
            *profile_parts(assessment, shown),
            *beside,
            *finding_parts(assessment.findings, audience),
            *method_parts(assessment),
        ),
    )


def result(assessment: Assessment) -> Document:
    """Return the report's first page: the survey, the summary, the table of communities, the first findings."""
    verdicts = list(assessment.verdicts)
    return Document(
        say("{title}: result", title=pick(assessment.instrument.title)),
        (
            *_overview(assessment, "internal"),
            *summary_parts(assessment, verdicts),
            *community_parts(assessment, verdicts, "internal"),
            *evidence_note(assessment.instrument),
            *first_findings(assessment.findings),
        ),
    )


def find_communities(assessment: Assessment, wanted: Sequence[str]) -> list[Verdict]:
    """Return the verdicts of the communities with these ids or names, in file order; of all for an empty list.

    Raises UsageError with one finding for each that is not there, with the nearest names.
    """
    if not wanted:
        return list(assessment.verdicts)
    by_name = {_folded(text): v for v in assessment.verdicts for text in (v.name, v.community)}
    unknown = [text for text in wanted if _folded(text) not in by_name]
    if unknown:
        raise UsageError(*(_unknown_community(text, assessment) for text in unknown))
    found = {by_name[_folded(text)].community for text in wanted}
    return [verdict for verdict in assessment.verdicts if verdict.community in found]


def _unknown_community(text: str, assessment: Assessment) -> Finding:
    names = [verdict.name for verdict in assessment.verdicts]
    near = difflib.get_close_matches(text, names, cutoff=0.4) or names[:5]
    return Finding("RES-U003", values={"community": printable(text), "near": [printable(name) for name in near]})


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _overview(assessment: Assessment, audience: Audience) -> Iterator[Part]:
    counts, instrument = assessment.counts, assessment.instrument
    yield Heading(say("The survey"))
    shown = {key: count_shown(counts.get(key, 0), audience) for key in ("received", "used", "flagged", "excluded")}
    yield Paragraph(
        say(
            "Answer sheets: {received} received, {used} used, {flagged} flagged as careless, {excluded} left out. "
            "Neighbourhoods: {n}. Questionnaire: {title} ({name}).",
            **shown,
            n=len(assessment.verdicts),
            title=pick(instrument.title),
            name=instrument.name,
        )
    )
    wave = (assessment.recipe.get("options") or {}).get("wave")
    if wave:
        yield Paragraph(say("Wave: {wave}.", wave=printable(wave)))
    if assessment.register is None:
        if instrument.register:
            yield Note(say("No community register was given: which bodies do not exist was not judged."), "warning")
    else:
        yield Paragraph(say("Community register: {file}.", file=printable(assessment.register.file)))


def _left_out(assessment: Assessment, chosen: list[Verdict], shown: list[Verdict]) -> Iterator[Part]:
    if len(chosen) < len(assessment.verdicts):
        yield Note(
            say("Only {shown} of {n} neighbourhoods are shown.", shown=len(chosen), n=len(assessment.verdicts)), "info"
        )
    if len(shown) < len(chosen):
        yield Note(
            say(
                "Too few residents answered for publication, withheld: {n} neighbourhoods.", n=len(chosen) - len(shown)
            ),
            "warning",
        )
