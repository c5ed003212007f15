"""What a question asked, with the event and the time that stood in its place."""

from __future__ import annotations

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment


def item_text(assessment: Assessment, item: str) -> str:
    """Return the question as it was asked; where its form is not known, with the usual time and “the event”."""
    text = pick(assessment.instrument.item[item].text)
    known = assessment.recipe.get("placeholders") or {}
    for name, told in assessment.instrument.raw.get("placeholders", {}).items():
        usual = pick(told["default"]) if isinstance(told, dict) and "default" in told else say("the event")
        text = text.replace("{" + name + "}", printable(known.get(name) or usual))
    return text
