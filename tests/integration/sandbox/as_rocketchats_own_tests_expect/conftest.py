from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


@pytest.fixture
def stranger(town: Town) -> Person:
    """An account without any omnichannel role."""
    return town.person("vizinho", "user")
