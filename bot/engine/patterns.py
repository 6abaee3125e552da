"""Which flows does the engine start by itself? Their names; `bot.content.defaults` words them where a pack does not."""

from __future__ import annotations

from typing import Final

#: Closes the room.
PATTERN_CANCEL_FLOW: Final = "pattern_cancel_flow"
PATTERN_CANNOT_HANDLE: Final = "pattern_cannot_handle"
PATTERN_CLARIFICATION: Final = "pattern_clarification"
PATTERN_COLLECT_INFORMATION: Final = "pattern_collect_information"
PATTERN_COMPLETED: Final = "pattern_completed"
PATTERN_CONTINUE_INTERRUPTED: Final = "pattern_continue_interrupted"
PATTERN_HANDOFF_FAILED: Final = "pattern_handoff_failed"
PATTERN_HUMAN_HANDOFF: Final = "pattern_human_handoff"
PATTERN_INTERNAL_ERROR: Final = "pattern_internal_error"
PATTERN_PARTLY_UNDERSTOOD: Final = "pattern_partly_understood"
#: Asks whether a danger sign is there.
PATTERN_POSSIBLE_DANGER: Final = "pattern_possible_danger"
#: Everything else is dropped for it.
PATTERN_RED_FLAG: Final = "pattern_red_flag"
PATTERN_SESSION_START: Final = "pattern_session_start"
PATTERN_TOO_MANY_ATTEMPTS: Final = "pattern_too_many_attempts"
PATTERN_VALIDATE_SLOT: Final = "pattern_validate_slot"
