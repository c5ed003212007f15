"""Sample questions for a new instrument, two a score: to be rewritten for the place."""

from resilience_cli.messages import mark

SAMPLES: dict[str, tuple[tuple[str, bool], ...]] = {
    "structure": (
        (mark("When a matter concerns several bodies, they sit down together to settle it."), False),
        (mark("Matters here are passed from one body to the other."), True),
    ),
    "capital": (
        (mark("Neighbours lend one another a hand."), False),
        (mark("People here prefer to have nothing to do with their neighbours."), True),
    ),
    "leadership": (
        (mark("There is somebody here whom all parties listen to when they disagree."), False),
        (mark("Disputes here are left lying until they get worse."), True),
    ),
    "memory": (
        (mark("People here know how earlier emergencies were dealt with."), False),
        (mark("I know whom to turn to with each kind of neighbourhood matter."), False),
    ),
    "state": (
        (mark("The residents' committee deals with problems when they are reported."), False),
        (mark("The residents' committee asks for opinions before it decides."), False),
    ),
    "market": (
        (mark("The property company deals with repairs in time."), False),
        (mark("The property company says openly what the fees are spent on."), False),
    ),
    "society": (
        (mark("Residents take part in the affairs of the neighbourhood."), False),
        (mark("The owners' committee speaks for the owners."), False),
    ),
}
"""By score: the statement and whether agreeing with it counts against."""
