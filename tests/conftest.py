"""Fixtures that every folder of tests may ask for."""

import os

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.witnessed.fixtures"]

#: How long an example takes tells of the machine, not of the code; what never ends is ended by the test's own time limit.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

#: Whoever works in English tests the Portuguese all the same.
os.environ.pop("BELA_LANG", None)
