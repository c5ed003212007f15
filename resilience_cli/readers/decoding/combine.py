"""Several files' respondents -> one Responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.inspection import OPEN_NAMES
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Responses
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.correcting.alike import alike
from resilience_cli.readers.decoding.batch import Batch
from resilience_cli.readers.decoding.repetition import overlaps
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.spelling import shown


def combine(
    batches: Sequence[Batch], instrument: Instrument, options: ReadOptions, *, strict: bool = True
) -> Responses:
    """Return all respondents, file by file, and what is known of all of them.

    Raises InputError (if `strict`) where the files hold two events or two waves, or one is mostly what another holds.
    """
    faults = [*_several_events(batches), *_several_waves(batches)]
    shared = overlaps([(batch.source, batch.prints) for batch in batches])
    if (faults := faults + [finding for finding in shared if finding.severity == "error"]) and strict:
        raise InputError(*faults)
    names = {id_: name for batch in reversed(batches) for id_, name in batch.names.items()}
    people = pd.concat([batch.people for batch in batches], ignore_index=True)
    sheets: Counter[str] = Counter()
    for batch in batches:
        sheets.update(batch.communities)
    ids = list(sheets)
    findings = [finding for batch in batches for finding in batch.findings]
    findings += [*_other_words(batches, options), *_alike(sheets, options)]
    values = np.empty((len(people), len(instrument.items)), order="F")  # as pandas keeps it, without a copy
    np.concatenate([batch.answers for batch in batches], out=values)
    return Responses(
        instrument=instrument,
        answers=pd.DataFrame(values, columns=[item.id for item in instrument.items], copy=False),
        reasons=np.concatenate([batch.reasons for batch in batches]),
        people=people.assign(wave=_wave(batches, options)),
        communities=pd.DataFrame({"name": [names[id_] for id_ in ids]}, index=pd.Index(ids, name="community")),
        sources=tuple(batch.source for batch in batches),
        findings=(*findings, *shared),
    )


def _several_events(batches: Sequence[Batch]) -> list[Finding]:
    events = {same(value): value for b in batches for name, value in b.source.placeholders if name == "event"}
    return [Finding("RES-R049", values={"events": [shown(e) for e in events.values()]})] if len(events) > 1 else []


def _several_waves(batches: Sequence[Batch]) -> list[Finding]:
    waves = list(dict.fromkeys(wave for batch in batches for wave in batch.waves))
    return [Finding("RES-R076", values={"waves": list(map(shown, waves))})] if len(waves) > 1 else []


def _wave(batches: Sequence[Batch], options: ReadOptions) -> str:
    """Return the one wave of all respondents: as the user says, else as any of the answers do."""
    return normal(options.wave or next((wave for batch in batches for wave in batch.waves), ""))


def _other_words(batches: Sequence[Batch], options: ReadOptions) -> list[Finding]:
    """Return a finding for each file whose headers name another event or period than the user did."""
    found = []
    for name, given in (("event", options.event), ("period", options.period)):
        for batch in batches:
            stands = dict(batch.source.placeholders).get(name)
            if given and stands and same(stands) != same(given):
                values = {"given": shown(given), "stands": shown(stands)}
                found.append(Finding("RES-R054", Where(file=batch.source.file, sheet=batch.source.sheet), values))
    return found


def _alike(sheets: Mapping[str, int], options: ReadOptions) -> list[Finding]:
    """Return a finding for each group of communities whose names differ only in writing, unless all are confirmed."""
    confirmed = set(map(normal, options.corrections.communities.values()))
    groups = [names for names in alike(sheets) if not confirmed.issuperset(names)]
    return [Finding(OPEN_NAMES, values={"names": [shown(name) for name in names]}) for names in groups]
