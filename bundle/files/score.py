"""Score the exports that were dropped onto the batch file, write the report in Word beside them and open it."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

REGISTER = "登记表.xlsx"


def commands(exports: list[Path], register: Path | None) -> list[list[str]]:
    """Return the arguments of the program, a list a command; what was made before is never replaced."""
    first = exports[0]
    names = (f"{first.stem}{'' if n == 1 else f'（{n}）'}" for n in count(1))
    made = ((first.with_name(f"{name}.assessment"), first.with_name(f"{name} 报告.docx")) for name in names)
    directory, letter = next(pair for pair in made if not any(path.exists() for path in pair))
    known = [] if register is None else ["--register", str(register)]
    return [
        ["score", *map(str, exports), *known, "--out", str(directory)],
        ["report", str(directory), "--out", str(letter), "--open"],
    ]


def register_beside(exports: list[Path]) -> Path | None:
    """Return the register that lies beside the exports or beside the batch file, if the user wants it."""
    folders = [exports[0].parent, Path(__file__).resolve().parent.parent]
    found = next((folder / REGISTER for folder in folders if (folder / REGISTER).is_file()), None)
    if found is None:
        print(f"没有找到“{REGISTER}”，不用登记表。 No register was found; none is used.", flush=True)
        return None
    answer = input(f"找到 {found}，回车使用，输入 n 不用。 Enter uses this register, n does not: ")
    return None if answer.strip().lower() == "n" else found


def main(dropped: list[str]) -> int:
    """Return 0 if the report was written, else the exit code of the command that failed."""
    exports = [Path(name).resolve() for name in dropped if Path(name).name != REGISTER]
    if not exports:
        print("请把导出文件（可多个）拖到“评分.bat”上。 Drop exports onto the scoring file.", flush=True)
        return 2
    for command in commands(exports, register_beside(exports)):
        code = subprocess.run([sys.executable, "-m", "resilience_cli", *command], check=False).returncode
        if code:
            print("没有完成，原因和办法见上。 Not done; why and what to do stands above.", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
