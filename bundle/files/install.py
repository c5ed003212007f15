"""Install the program into `venv` beside the batch files, from the wheels that came along and without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / "venv"


def main() -> int:
    """Return 0 if the program is installed and answers, else the exit code of the step that failed."""
    print("正在安装，请稍候…… Installing, please wait …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    wheels = ["--no-index", "--find-links", str(HERE / "wheels")]
    for step in ([*pip, *wheels, "resilience-cli"], ["-m", "resilience_cli", "--version"]):
        code = subprocess.run([python, *step], check=False).returncode
        if code:
            print("安装没有完成，原因见上。 The installation failed, see above.", flush=True)
            return code
    print("安装完成。请把问卷的导出文件拖到“评分.bat”上。 Done: drop an export onto the scoring file.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
