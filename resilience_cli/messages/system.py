"""What the operating system complains about, in the language in use."""

from __future__ import annotations

import errno

from resilience_cli.messages import mark, say

REASONS = {
    errno.EACCES: mark("no permission"),
    errno.EPERM: mark("no permission"),
    errno.EROFS: mark("the place is read-only"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EFBIG: mark("a file may not become so large there"),
    errno.ENOENT: mark("there is no such place"),
    errno.ENOTDIR: mark("a part of its path is no folder"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENAMETOOLONG: mark("the name is too long"),
}


def why(error: Exception) -> str:
    """Return the reason of a failed read or write in words; of an unknown one, what the system calls it."""
    number = getattr(error, "errno", None)
    if number in REASONS:
        return say(REASONS[number])
    return getattr(error, "strerror", None) or type(error).__name__
