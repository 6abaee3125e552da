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
