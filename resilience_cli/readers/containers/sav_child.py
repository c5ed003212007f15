"""Run as a program of its own by sav.py: the library that knows SPSS files may crash on a damaged one, and only that.

In: the bytes. Arguments: the encoding or nothing, the most cells, the most bytes. Out: JSON, what the file says of its
variables, and their values unless they are more than that; or `fault`, which is `encoding` or `damaged`.
"""

import io
import json
import sys
from typing import Any


def told(data: bytes, encoding: str | None, most_cells: int, most_bytes: int) -> dict[str, Any]:
    """Return what is written out; raises what the library does."""
    import pyreadstat

    _, facts = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True, encoding=encoding)
    rows, columns = facts.number_rows or 0, len(facts.column_names)
    size = rows * sum(facts.variable_storage_width.values())
    found = {
        "rows": rows,
        "size": size,
        "encoding": facts.file_encoding,
        "names": facts.column_names,
        "labels": facts.column_labels,
        "kinds": [facts.original_variable_types.get(name) for name in facts.column_names],
        "coded": {name: list(pairs.items()) for name, pairs in facts.variable_value_labels.items()},
    }
    if rows * columns > most_cells or size > most_bytes:
        return found
    values, facts = pyreadstat.read_sav(
        io.BytesIO(data), encoding=encoding, user_missing=True, disable_datetime_conversion=True, output_format="dict"
    )
    spans: dict[str, list[Any]] = dict(facts.missing_ranges)
    missing = {name: [[span["lo"], span["hi"]] for span in some] for name, some in spans.items()}
    return {**found, "missing": missing, "values": [list(values[name]) for name in facts.column_names]}


def main() -> None:
    """Write what was read, or what is wrong."""
    encoding, most_cells, most_bytes = sys.argv[1:]
    try:
        found = told(sys.stdin.buffer.read(), encoding or None, int(most_cells), int(most_bytes))
    except UnicodeError:
        found = {"fault": "encoding"}
    except Exception as error:  # it has one kind for all; its words may hold cells, so they go no further
        found = {"fault": "encoding" if "convert" in str(error) else "damaged"}
    sys.stdout.write(json.dumps(found, default=str))


if __name__ == "__main__":
    main()
