"""What every integration test is held to."""

import pytest


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] - no test of the folder may be left out
def every_request_fits(requests_fit: None) -> None:
    """Nobody sends a request that Rocket.Chat's validators refuse, and no answer has a shape that Rocket.Chat's has not."""
