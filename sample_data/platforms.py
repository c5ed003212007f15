"""Write one set of answers in the form of every survey platform: `python sample_data/platforms.py --out DIR`.

The forms are those of real exports (docs/exports.md); nothing is shared with the readers.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import forms_chinese
import forms_world
from asked import survey

FORMS = forms_chinese.FORMS | forms_world.FORMS
"""The forms by name."""


def main() -> None:
    """Write all forms below the output folder, each into a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    folder = Path(__file__).resolve().parent.parent / "instruments"
    parser.add_argument("--instrument", type=Path, default=folder / "rng-short" / "1.0.0.json")
    given = parser.parse_args()
    instrument = json.loads(given.instrument.read_text(encoding="utf-8"))
    for name, form in FORMS.items():
        (given.out / name).mkdir(parents=True, exist_ok=True)
        form.write(survey(instrument, form.unknown), given.out / name)


if __name__ == "__main__":
    main()
