"""A real office program, for tests of the files that we write."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed (the build server has it)"
)


def converted(file: Path, form: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of another; fail if it does not."""
    assert SOFFICE, "LibreOffice is missing"
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    done = subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    made = folder / f"{file.stem}.{form}"
    assert made.is_file(), done.stdout + done.stderr
    return made
