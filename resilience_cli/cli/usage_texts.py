"""What the command line parser says, in the user's language."""

from __future__ import annotations

import re

from resilience_cli.messages import mark, say

PATTERNS = (
    (r"Missing argument '?(?P<name>[^']+?)'?\.", mark("What is missing: {name}.")),
    (r"Missing option '?(?P<name>.+?)'?\.", mark("Option {name} is missing.")),
    (r"Missing command\.", mark("A command is missing.")),
    (r"No such option: (?P<name>\S+?)(?: \(Possible options: (?P<near>.+)\)| Did you mean (?P<near2>.+)\?)?",
     mark("There is no option {name}. {near}")),
    (r"No such command '(?P<name>.+?)'\.(?: Did you mean (?P<near>.+)\?)?", mark("There is no command {name}. {near}")),
    (r"Invalid value for '?(?P<name>.+?)'?: Input should be a valid integer.*",
     mark("Option {name} has to be a number.")),
    (r"Invalid value for '?(?P<name>.+?)'?: Input should be greater than or equal to (?P<least>.+)",
     mark("Option {name} has to be {least} or more.")),
    (r"Invalid value for '?(?P<name>.+?)'?: (?P<why>.+)", mark("Option {name} has a value that it cannot have: {why}")),
    (r"Option '?(?P<name>.+?)'? requires an argument\.", mark("Option {name} needs a value.")),
    (r"Got unexpected extra arguments? \((?P<name>.+)\)", mark("Not understood: {name}.")),
)  # fmt: skip


def usage_in_words(message: str) -> str:
    """Return what the parser complains about, in the language in use; as it is where it is not known."""
    for pattern, template in PATTERNS:
        found = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if found:
            values = {name: value or "" for name, value in found.groupdict().items()}
            near = (values.pop("near2", "") or values.pop("near", "")).replace("'", "")
            return say(template, **values, near=say("Did you mean {near}?", near=near) if near else "").strip()
    return message
