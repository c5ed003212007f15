"""Draws the pictures of docs/gallery.md from the sample data: `make gallery`.

Needs chromium, LibreOffice (writer and calc), pdftoppm of poppler-utils, and Chinese fonts; no test runs it.
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent
SAMPLES = PICTURES.parents[1] / "sample_data"
PROGRAM = Path(sys.executable).with_name("resilience")
BROWSER = "/usr/bin/chromium"
WIDE, HIGH = 900, 1100
TERMINAL = "<pre style='font: 14px/1.35 \"Noto Sans Mono CJK SC\", monospace; margin: 1em'>{}</pre>"
WORD_PAGES = 4


def resilience(*arguments: object) -> str:
    """Return what the program shows at 80 columns."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "80"}
    )
    return done.stdout


def drawn(browser: Browser, page: str, name: str, scheme: str, size: tuple[int, int]) -> None:
    """Draw the top of a page of this address."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    shown = context.new_page()
    shown.goto(page)
    shown.screenshot(path=PICTURES / f"{name}.png")
    context.close()


def printed(file: Path, name: str, first: int, last: int) -> None:
    """Draw pages of an office file as LibreOffice lays them out."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(convert, check=True, capture_output=True)
    which, pdf = ["-f", str(first), "-l", str(last)], file.with_suffix(".pdf")
    subprocess.run(["pdftoppm", *which, "-r", "60", "-png", str(pdf), str(file.parent / name)], check=True)
    for number, page in enumerate(sorted(file.parent.glob(f"{name}-*.png")), first):
        (PICTURES / f"{name}-{number}.png").write_bytes(page.read_bytes())


def main() -> None:
    """Score two waves, write the report of the second in every form and both languages, and draw each."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, browser = Path(name), playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for wave in ("2025", "2026"):
            export, register = next((SAMPLES / wave).glob("*按文本*")), SAMPLES / "登记表.xlsx"
            resilience("score", export, "--register", register, "--wave", wave, "-o", folder / wave, "--quiet")
        for lang in ("zh", "en"):
            told = ("report", folder / "2026", "--before", folder / "2025", "--lang", lang, "--quiet")
            for form in ("html", "docx", "xlsx"):
                resilience(*told, "-o", folder / f"{lang}.{form}")
            (folder / "terminal.html").write_text(TERMINAL.format(html.escape(resilience(*told))), encoding="utf-8")
            for scheme in ("light", "dark"):
                drawn(browser, (folder / f"{lang}.html").as_uri(), f"html-{scheme}-{lang}", scheme, (WIDE, HIGH))
            drawn(browser, (folder / "terminal.html").as_uri(), f"terminal-{lang}", "light", (700, 760))
            printed(folder / f"{lang}.docx", f"word-{lang}", 1, WORD_PAGES)
            printed(folder / f"{lang}.xlsx", f"workbook-{lang}", 5, 5)
        browser.close()


if __name__ == "__main__":
    main()
