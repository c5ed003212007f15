"""Extract every text that the code says, merge the catalogues, compile them. `--from FILE` adds translations.

FILE is JSON, {text in the code: text in Chinese}. Exit code 1 if a text has no translation.
"""

from __future__ import annotations

import fcntl
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "resilience_cli"
HEADER = b'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
NO_DATE = datetime.fromtimestamp(0, UTC)
"""The same texts give the same bytes, whenever they are compiled."""
KEYWORDS = {"say": None, "mark": None}


def extracted() -> Catalog:
    """Return a catalogue of all texts marked in the package, with no translations."""
    found = Catalog(project="resilience-cli", fuzzy=False)
    for file, _line, text, _comments, _context in extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS):
        found.add(text, locations=[(file, 0)])
    return found


def main() -> int:
    """Update and compile the Chinese catalogue; return 1 if a translation is missing."""
    folder = PACKAGE / "messages" / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (ROOT / ".git" / "messages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / "resilience.po"
        old = read_po(file.open("rb"), locale="zh") if file.exists() else Catalog(locale="zh")
        new = {}
        if "--from" in sys.argv:
            new = json.loads(Path(sys.argv[sys.argv.index("--from") + 1]).read_text(encoding="utf-8"))
        catalogue = Catalog(locale="zh", project="resilience-cli", creation_date=NO_DATE, fuzzy=False)
        for message in extracted():
            if not message.id:
                continue
            known = old.get(message.id)
            text = new.get(message.id) or (known.string if known else "")
            catalogue.add(message.id, text, locations=sorted({(f, 0) for f, _ in message.locations}))
        with file.open("wb") as out:
            # No header: its dates would change the file at every run; the charset is all that gettext needs.
            out.write(HEADER)
            write_po(out, catalogue, sort_output=True, omit_header=True, include_lineno=False, width=110)
        with (folder / "resilience.mo").open("wb") as out:
            write_mo(out, catalogue)
    missing = [message.id for message in catalogue if message.id and not message.string]
    for text in missing:
        print("no Chinese for:", text)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
