"""How does a room get from the bot to people?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rocketchat_bridge import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOff:
    """A hand-off that was seen to have happened."""

    #: Where the room is now: the asked department, or the fallback the server chose.
    department_id: documents.DepartmentId
    #: None while the room waits in the department's queue, or when the bot may no longer look.
    served_by: documents.UserRef | None
