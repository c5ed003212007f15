"""Several files' respondents -> one Responses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Responses
from resilience_cli.model.same_text import same
from resilience_cli.readers.batch import Batch
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.spelling import shown

_TRADITIONAL = str.maketrans(
    "東園華蘭灣鎮莊樓豐龍鳳廣場門陽錦綠麗寶聖雲濱橋銀開長興業榮豪軒閣庭頤馬鄉區國際蓮楓號復經緯遠達順貴慶聯萬億頂麥",
    "东园华兰湾镇庄楼丰龙凤广场门阳锦绿丽宝圣云滨桥银开长兴业荣豪轩阁庭颐马乡区国际莲枫号复经纬远达顺贵庆联万亿顶麦",
)
_ENDINGS = ("小区", "社区", "居民区", "居委会")


def combine(batches: Sequence[Batch], instrument: Instrument, options: ReadOptions) -> Responses:
    """Return all respondents, file by file; raise InputError where the files hold two events or two waves."""
    people = pd.concat([batch.people for batch in batches], ignore_index=True)
    faults = [*_several_events(batches), *_several_waves(people)]
    if faults:
        raise InputError(*faults)
    if not options.wave and "wave" in people:
        people["wave"] = next((wave for wave in people["wave"].unique() if wave), "")
    ids = list(dict.fromkeys(people["community"]))
    names = {id_: name for batch in reversed(batches) for id_, name in batch.names.items()}
    findings = [finding for batch in batches for finding in batch.findings]
    findings += [*_other_words(batches, options), *_alike(ids)]
    values = np.concatenate([batch.answers for batch in batches])
    return Responses(
        instrument=instrument,
        answers=pd.DataFrame(values, columns=[item.id for item in instrument.items]),
        reasons=np.concatenate([batch.reasons for batch in batches]),
        people=people,
        communities=pd.DataFrame({"name": [names[id_] for id_ in ids]}, index=pd.Index(ids, name="community")),
        sources=tuple(batch.source for batch in batches),
        findings=tuple(findings),
    )


def _several_events(batches: Sequence[Batch]) -> list[Finding]:
    events = {same(value): value for b in batches for name, value in b.source.placeholders if name == "event"}
    return [Finding("RES-R049", values={"events": [shown(e) for e in events.values()]})] if len(events) > 1 else []


def _several_waves(people: pd.DataFrame) -> list[Finding]:
    waves = [shown(wave) for wave in people["wave"].unique() if wave]
    return [Finding("RES-R076", values={"waves": waves})] if len(waves) > 1 else []


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


def _alike(ids: Sequence[str]) -> list[Finding]:
    """Return a finding for each group of communities whose names differ only in writing: never merged."""
    groups = defaultdict(list)
    for id_ in ids:
        groups[_loose(id_)].append(id_)
    return [Finding("RES-R077", values={"names": [shown(n) for n in names]}) for names in groups.values() if names[1:]]


def _loose(name: str) -> str:
    key = "".join(c for c in name.casefold().translate(_TRADITIONAL) if c.isalnum())
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending)
    return key
