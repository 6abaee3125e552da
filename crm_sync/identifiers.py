"""What are the registry's rows called?"""

from __future__ import annotations

import secrets
import time
from typing import NewType
from uuid import UUID

PersonId = NewType("PersonId", UUID)
EncounterId = NewType("EncounterId", UUID)
ChannelIdentityId = NewType("ChannelIdentityId", UUID)
#: A person's readable ID: "BELA-7K3M-94QX".
PersonCode = NewType("PersonCode", str)

_RANDOM_BITS = 74
_VERSION_7 = 0x7 << 76
_VARIANT = 0x2 << 62
_LOW_62 = (1 << 62) - 1


def new_uuid() -> UUID:
    """A UUID of version 7 (RFC 9562): ordered by time, so that new rows lie side by side in their index."""
    milliseconds = time.time_ns() // 1_000_000 & ((1 << 48) - 1)
    random = secrets.randbits(_RANDOM_BITS)
    high, low = random >> 62, random & _LOW_62
    return UUID(int=milliseconds << 80 | _VERSION_7 | high << 64 | _VARIANT | low)
