"""Write the portable zip for analysts: wheels of everything, and batch files that need no network.

    python bundle/make.py            # dist/resilience-windows.zip
    python bundle/make.py --here     # the same for this system and Python, to try the steps

There is no Python in it: no registry of packages offers one that could be vouched for (docs/windows.md).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "bundle" / "files"
TOP = {"install.bat": "安装.bat", "score.bat": "评分.bat"}
"""Files that the user sees, and what they are called; all others lie in `program`."""
PAGES = {"windows.zh.md": "说明.html", "windows.md": "README.html"}
"""Pages of `docs` that come along, and what they are called."""
PYTHON = "3.12"
"""The batch files look for this one."""
WINDOWS = ["--platform", "win_amd64", "--implementation", "cp", "--python-version", PYTHON]
ON_WINDOWS = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
    "python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "extra": "",
}  # fmt: skip


def pip(*arguments: str) -> None:
    """Run pip; raises CalledProcessError if it fails."""
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments], check=True)


def collect(folder: Path, here: bool) -> None:
    """Put the wheel of the package and of all that it needs into the folder.

    pip asks only what this system needs. What the target needs besides is read from the wheels and fetched too, until
    nothing is missing.
    """
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    target = [] if here else WINDOWS
    while wanted:
        known = ["--constraint", str(ROOT / "constraints.txt"), "--only-binary=:all:", "--dest", str(folder)]
        pip("download", *target, *known, *wanted)
        wanted = missing(folder, {} if here else ON_WINDOWS)


def missing(folder: Path, environment: dict[str, str]) -> list[str]:
    """Return what the wheels in the folder require in the environment (empty: this one) and no wheel there fulfils."""
    wheels = [_metadata(wheel) for wheel in folder.glob("*.whl")]
    there = {canonicalize_name(wheel["Name"]): wheel["Version"] for wheel in wheels}
    needed = [Requirement(text) for wheel in wheels for text in wheel.get_all("Requires-Dist") or ()]
    counts = [need for need in needed if need.marker is None or need.marker.evaluate({"extra": "", **environment})]
    lacking = {
        f"{need.name}{need.specifier}"
        for need in counts
        if (version := there.get(canonicalize_name(need.name))) is None or version not in need.specifier
    }
    return sorted(lacking)


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(packed.read(name))


def contents(wheels: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every file of the zip; texts have the line ends of Windows."""
    for file in sorted(path for path in FILES.iterdir() if path.is_file()):
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        yield TOP.get(file.name, f"program/{file.name}"), text.encode("utf-8")
    for page, name in PAGES.items():
        yield name, page_as_html(page).encode("utf-8")
    for wheel in sorted(wheels.glob("*.whl")):
        yield f"program/wheels/{wheel.name}", wheel.read_bytes()


def page_as_html(page: str) -> str:
    """Return a page that a double click opens, its drawing inside and its link to the other language kept."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    body = MarkdownIt().enable("table").render(text)
    body = re.sub(r'<img src="(images/[^"]+)"[^>]*>', lambda found: (ROOT / "docs" / found[1]).read_text("utf-8"), body)
    for other, name in PAGES.items():
        body = body.replace(f'href="{other}"', f'href="{name}"')
    style = "body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7; font-family: sans-serif; }"
    title = text.partition("\n")[0].removeprefix("# ")
    head = f'<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{style}</style>\n'
    return head + body


def main() -> None:
    """Write the zip."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--here", action="store_true", help="for this system and Python instead of Windows")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "resilience-windows.zip")
    chosen = parser.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        collect(Path(folder), chosen.here)
        with zipfile.ZipFile(chosen.out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in contents(Path(folder)):
                packed.writestr(name, content, zipfile.ZIP_STORED if name.endswith(".whl") else None)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
