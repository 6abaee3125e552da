from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import demo_process


@pytest.fixture
def demo() -> Iterator[demo_process.Demo]:
    """A demonstration that a test starts; whatever it still runs in the end is ended."""
    with demo_process.prepared() as demo:
        try:
            yield demo
        finally:
            demo.end()
