"""What every test of the readers needs: English words, a questionnaire, and a short way to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from questionnaire import questionnaire
from reading import Reading

from resilience_cli.messages import speaking
from resilience_cli.model.instrument import Instrument


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def instrument() -> Instrument:
    return questionnaire()


@pytest.fixture
def reading() -> Reading:
    return Reading()
