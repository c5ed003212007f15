"""What a file says of the values in a column: their labels, and which of them are no answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Coded:
    """The values of one column; its cells hold the labels where there are any."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """By value as text, its label."""
    missing: frozenset[str] = frozenset()
    """Texts of cells that the file declares to be no answer."""


def labelled(cells: Any, labels: Mapping[str, str]) -> Any:
    """Return the Arrow text array with labels in place of the values that have one."""
    encoded = cells.dictionary_encode()
    texts = [labels.get(text, text) for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)
