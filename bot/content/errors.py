"""What can be wrong with content?"""

from __future__ import annotations

from collections.abc import Sequence

from config.marked_yaml import Fault


class ContentInvalid(Exception):
    """The content has faults; nothing of it is used until they are mended."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep every fault, in the order of files and lines."""
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.mark, fault.rule)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ConditionInvalid(Exception):
    """The condition cannot be read; the message says what and where, in Portuguese."""
