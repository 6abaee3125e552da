from __future__ import annotations

import pytest

from tests.talk import Talk, demo_flows


@pytest.fixture(scope="session")
def flows():
    return demo_flows()


@pytest.fixture
def talk(flows):
    return Talk(flows)
