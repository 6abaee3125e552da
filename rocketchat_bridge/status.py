"""How is the bridge doing?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeStatus:
    """The bridge's health at one moment."""

    #: When the present connection was ready and caught up; None while there is none.
    connected_since: datetime | None
    last_frame_at: datetime | None
    #: Connections made after the first.
    reconnects: int
    #: Answers 429 so far.
    rate_limited: int
    #: Rooms the bot serves.
    rooms: int
    #: One sentence on why there is no connection; None while there is one.
    fault: str | None
