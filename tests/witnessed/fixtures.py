"""Fixtures that watch over every sandbox a test starts."""

import os
from collections.abc import Iterator

import pytest

from sandbox import witness
from tests.witnessed.judging import Judge


@pytest.fixture(scope="session", autouse=True)  # ruff: ignore[pytest-fixture-autouse] - before any sandbox starts
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """All sandboxes of this session write down their requests, those started as programs too."""
    file = tmp_path_factory.mktemp("witnessed") / "requests.jsonl"
    file.touch()
    os.environ[witness.VARIABLE] = str(file)
    judge = Judge(file)
    yield judge
    judge.close()
    del os.environ[witness.VARIABLE]


@pytest.fixture
def requests_fit(judge: Judge) -> Iterator[None]:
    """The test fails when anybody sent a request that Rocket.Chat's validators refuse, or got an answer of a wrong shape."""
    yield
    faults = judge.faults(wrong_ones_are_sent=False)
    assert not faults, "\n".join(faults)


@pytest.fixture
def wrong_requests_are_refused(judge: Judge) -> Iterator[None]:
    """The test may send wrong requests; it fails when the sandbox takes one, or refuses a right one as invalid."""
    yield
    faults = judge.faults(wrong_ones_are_sent=True)
    assert not faults, "\n".join(faults)
