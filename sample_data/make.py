"""Make the sample exports anew, always the same: `python sample_data/make.py [--out DIR] [--instrument FILE]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from answers import invent
from expected import expected
from exports import Export, register, write_csv, write_xlsx
from happenings import happenings
from street import PLACES, SEED, STREET, WAVES

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write everything below the output folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--instrument", type=Path, default=HERE.parent / "instruments" / "rng" / "1.0.0.json")
    options = parser.parse_args()
    instrument = json.loads(options.instrument.read_text(encoding="utf-8"))
    options.out.mkdir(parents=True, exist_ok=True)
    write_xlsx(options.out / "登记表.xlsx", register(instrument), "登记表")
    write_xlsx(options.out / "事件.xlsx", happenings(), "事件")
    scored = {}
    for wave in WAVES:
        folder = options.out / wave
        folder.mkdir(exist_ok=True)
        answers = invent(instrument, wave)
        export = Export(instrument, answers, wave)
        for number, (mode, name) in enumerate({"text": "按文本", "position": "按序号"}.items(), start=1):
            file = folder / f"{wave}{number:02}_{name}_{STREET}韧性社区问卷.xlsx"
            write_xlsx(file, [export.headers(mode), *export.rows(mode)])
        write_csv(folder / f"{STREET}.csv", export.plain())
        scored[wave] = expected(instrument, answers)
        for place in PLACES:
            found, meant = scored[wave][place.id]["class"], place.classes[list(WAVES).index(wave)]
            if found != meant:
                raise SystemExit(f"{wave} {place.name}: {found}, but it is meant to be {meant}")
    made = {"instrument": f"{instrument['id']}@{instrument['version']}", "seed": SEED, "waves": scored}
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (options.out / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
