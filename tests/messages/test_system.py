import pytest

from resilience_cli.messages import speaking
from resilience_cli.messages.system import why


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "没有权限"),
        (OSError(28, "No space left on device"), "磁盘已满"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (ValueError("embedded null byte"), "ValueError"),
    ],
)
def test_the_reason_is_in_words(error, words):
    with speaking("zh"):
        assert why(error) == words
