"""Fixtures that every folder of tests may ask for."""

from hypothesis import settings

pytest_plugins = ["tests.postgres", "tests.witnessed.fixtures"]

#: How long an example takes tells of the machine, not of the code; what never ends is ended by the test's own time limit.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
