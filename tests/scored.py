"""Small surveys under the bilingual questionnaire of `made`, scored: what reports are made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from made import ROLES, instrument
from synth import responses

from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.responses import Register
from resilience_cli.pipeline import assess

NAMES = ("东湖花园", "老街新村", "滨河一号", "翠苑", "平安里", "锦绣江南", "学府名苑", "云帆公寓", "柳堤苑")
PEOPLE = {"resident": 47, "committee": 3, "property": 2, "owners": 1}


def survey(
    names: Sequence[str] = NAMES,
    people: dict[str, int] | None = None,
    *,
    few: Sequence[str] = (),
    level: float | None = None,
    answered: bool = True,
    register: Register | None = None,
) -> Assessment:
    """Return an assessment of communities of these names.

    `people`: how many of each role answered; in those of `few` two residents did. `level`: what all think, 1 to 5;
    else each community has its own. Not `answered`: all questions were left blank.
    """
    made, draw, cells = instrument(), np.random.default_rng(6), []
    items = [item.id for item in made.items]
    for name in names:
        own = draw.uniform(2, 4.6) if level is None else level
        for role in people or PEOPLE:
            n = 2 if name in few and role == "resident" else (people or PEOPLE)[role]
            noise = 0.0 if level is not None else draw.normal(0, 0.5, (n, 1)) + draw.normal(0, 0.8, (n, len(items)))
            answers = np.clip(np.round(own + noise + np.zeros((n, len(items)))), 1, 5)
            answers[:, 1::2] = 6 - answers[:, 1::2]  # every second item is reverse-scored
            rows = pd.DataFrame(answers if answered else np.nan, columns=items, index=range(n))
            cells.append(rows.assign(community=name, role=role))
    return assess(responses(pd.concat(cells, ignore_index=True), made), register, Options(draws=199))


def facts(names: Sequence[str] = NAMES) -> Register:
    """Return a register that knows all of the communities: one has no owners' committee."""
    known = ["none" if place == 0 else "working" for place, _ in enumerate(names)]
    table = pd.DataFrame({"owners": known, **{f"population_{role}": 900.0 for role in ROLES}}, index=list(names))
    return Register(table, "登记表.xlsx", "0" * 64)
