"""What the user may say about an export before it is read."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from resilience_cli.readers.correcting.corrections import NOTHING, Corrections

if TYPE_CHECKING:
    from resilience_cli.model.instrument import Instrument

ScoresAre = Literal["as_declared", "already_reversed"]
"""Whether the platform had turned the reversed items."""


@dataclass(frozen=True)
class ReadOptions:
    """What the user said about the inputs; what is left out is found in the files."""

    instrument: str | None = None
    """id[@version] as the user gave it; the caller resolves it into `candidates`."""
    community: str | None = None
    """Header or letter of the column that holds the community."""
    community_name: str | None = None
    """The one community that all answers are about."""
    community_from: str | None = None
    """`file-name`, or the same as `community`."""
    role: str | None = None
    """Header or letter of the column that holds the role."""
    role_name: str | None = None
    """The one role (id or label) that all respondents have."""
    platform: str | None = None
    """Key of READERS; otherwise the file is recognised."""
    sheet: str | None = None
    """Sheet of the workbook; otherwise the visible one with most cells."""
    encoding: str | None = None
    """Encoding of a CSV; otherwise found."""
    skip_hidden: bool = False
    """Rows that are hidden in the workbook are left out."""
    scores_are: ScoresAre | None = None
    """Score exports: whether the platform had reversed the reversed items."""
    event: str | None = None
    """The event that was asked about, where the headers do not name it."""
    period: str | None = None
    """The period that was asked about, where the headers do not name it."""
    no_event: bool = False
    """The items about the event were left out of the form by design."""
    wave: str | None = None
    """Name of the wave."""
    weight: str | None = None
    """Header or letter of the column that holds base weights of residents."""
    corrections: Corrections = NOTHING
    """What a mapping and a list of names settle."""


def said(options: ReadOptions) -> dict[str, Any]:
    """Return what the user said about the inputs, but for the questionnaire and the corrections, which are files."""
    names = [field.name for field in fields(options) if field.name not in ("instrument", "corrections")]
    return {name: value for name in names if (value := getattr(options, name)) not in (None, False)}


def with_mapping(options: ReadOptions) -> ReadOptions:
    """Return the options with the platform and the sheet of the mapping, where the user did not name them."""
    said = options.corrections
    return replace(options, platform=options.platform or said.platform, sheet=options.sheet or said.sheet)


def said_of_turning(options: ReadOptions, instrument: Instrument, platform: str) -> str | None:
    """Return whether the platform has turned the reversed items: `as_declared`, `already_reversed`, None: not said.

    The user goes before the instrument.
    """
    hint = instrument.raw.get("export_hints", {}).get(platform, {}).get("score_mode")
    return options.scores_are or (hint if hint in get_args(ScoresAre) else None)
