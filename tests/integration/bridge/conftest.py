from __future__ import annotations

import pytest

from tests import bridge_town


@pytest.fixture(params=["8"])
async def town(request):
    async with bridge_town.town(style=request.param) as made:
        yield made
