"""Every finding code: its severity, what it says and what to do about it. docs/findings.md is made from this."""

from resilience_cli.messages.findings.kind import Kind
from resilience_cli.messages.findings.kinds_authoring import AUTHORING
from resilience_cli.messages.findings.kinds_correcting import CORRECTING
from resilience_cli.messages.findings.kinds_engines import ENGINES
from resilience_cli.messages.findings.kinds_events import EVENTS
from resilience_cli.messages.findings.kinds_exports import EXPORTS
from resilience_cli.messages.findings.kinds_fielding import FIELDING
from resilience_cli.messages.findings.kinds_files import FILES
from resilience_cli.messages.findings.kinds_instruments import INSTRUMENTS
from resilience_cli.messages.findings.kinds_planning import PLANNING
from resilience_cli.messages.findings.kinds_platforms import PLATFORMS
from resilience_cli.messages.findings.kinds_proof import KEYING, PROOF
from resilience_cli.messages.findings.kinds_ranking import RANKING
from resilience_cli.messages.findings.kinds_scoring import SCORING
from resilience_cli.messages.findings.kinds_sensitivity import SENSITIVITY
from resilience_cli.messages.findings.kinds_totals import TOTALS
from resilience_cli.messages.findings.kinds_usage import USAGE
from resilience_cli.messages.findings.kinds_verifying import VERIFYING
from resilience_cli.messages.findings.kinds_versions import VERSIONS
from resilience_cli.messages.findings.kinds_waves import WAVES
from resilience_cli.messages.findings.kinds_weights import WEIGHTS

KINDS: dict[str, Kind] = (
    AUTHORING
    | CORRECTING
    | ENGINES
    | EVENTS
    | EXPORTS
    | FIELDING
    | FILES
    | INSTRUMENTS
    | KEYING
    | PLANNING
    | PLATFORMS
    | PROOF
    | RANKING
    | SCORING
    | SENSITIVITY
    | TOTALS
    | USAGE
    | VERIFYING
    | VERSIONS
    | WAVES
    | WEIGHTS
)

__all__ = ["KINDS", "Kind"]
