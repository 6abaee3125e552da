"""What every test of an official client is held to."""

import pytest


@pytest.fixture(autouse=True)  # ruff: ignore[pytest-fixture-autouse] - no test of the folder may be left out
def every_request_fits(requests_fit: None) -> None:
    """What a client sends fits Rocket.Chat's validators of 8.8.1, and what it gets has the shape of Rocket.Chat's answers."""
