from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def town() -> AsyncIterator[towns.Town]:
    """A city hall on a sandbox without rate limits."""
    async with towns.start() as started:
        yield started


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] - no test of the folder may be left out
def every_request_fits(wrong_requests_are_refused: None) -> None:
    """These tests send wrong requests on purpose: the sandbox refuses those, and only those, that Rocket.Chat's validators refuse."""
