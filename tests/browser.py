"""A real browser for tests: Debian's chromium, without a window and without a network."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"]  # fmt: skip


def found() -> str:
    """Return where the browser is; without one the test is skipped, but fails where CI runs."""
    paths = [path for name in NAMES if (path := shutil.which(name))]
    if not paths:
        missing = f"no browser: install one of {', '.join(NAMES)} (apt-get install chromium fonts-noto-cjk)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return paths[0]


@contextmanager
def browsing() -> Iterator[object]:
    """Run the browser within a `with` block."""
    from playwright.sync_api import sync_playwright

    path = found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=OPTIONS)
        yield browser
        browser.close()
