"""Try the steps of the bundle here: unpack it, install without a network, drop an export on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run it; raises CalledProcessError where a step fails, AssertionError where the report is not there."""
    with tempfile.TemporaryDirectory() as folder:
        packed, unpacked = Path(folder) / "here.zip", Path(folder) / "韧性 工具"
        subprocess.run([sys.executable, str(ROOT / "bundle" / "make.py"), "--here", "--out", str(packed)], check=True)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(unpacked)
        subprocess.run([sys.executable, str(unpacked / "program" / "install.py")], check=True)
        export = unpacked / "2026 年.csv"
        shutil.copy(ROOT / "sample_data" / "2026" / "东湖街道.csv", export)
        shutil.copy(ROOT / "sample_data" / "登记表.xlsx", unpacked)
        python = unpacked / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        scored = [str(python), str(unpacked / "program" / "score.py"), str(export)]
        subprocess.run(scored, check=True, input="\n", text=True)
        assert (unpacked / "2026 年 报告.docx").is_file()


if __name__ == "__main__":
    main()
