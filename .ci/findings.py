"""Write docs/findings.md, every finding in both languages; with --check only say whether it is up to date (exit 1)."""

from __future__ import annotations

import sys
from pathlib import Path

from resilience_cli.messages import say, speaking
from resilience_cli.messages.findings import KINDS
from resilience_cli.reports.markdown import escaped

PAGE = Path(__file__).resolve().parent.parent / "docs" / "findings.md"
HEAD = """# Findings · 提示信息

Every message has a stable code. Made by `make messages` from the texts of the program; do not edit by hand.
每条提示都有固定编号。本页由 `make messages` 按程序中的文字生成，请勿手工修改。

`RES-R`: exports and registers · 导出文件与登记表. `RES-I`: questionnaires · 问卷.
`RES-S`: scoring · 计分. `RES-U`: usage and assessment directories · 操作与评估目录.
`RES-A`: analysis · 分析.
"""
SEVERITY = {"error": "error · 错误", "warning": "warning · 注意", "info": "remark · 说明"}


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for code, kind in sorted(KINDS.items()):
        lines = [f"## {code}", f"*{SEVERITY[kind.severity]}*"]
        for language in ("en", "zh"):
            with speaking(language):
                lines += [escaped(say(text)) for text in (kind.message, kind.hint) if text]
        parts.append("\n\n".join(lines) + "\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or compare it; return 1 if it differs."""
    if "--check" in sys.argv:
        current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        return int(current != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
