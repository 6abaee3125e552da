"""May Bela still write freely, although the person has long been silent?

WhatsApp delivers free words for 24 hours after the person's last message; later only texts that it approved before. Source:
"Customer service windows", WhatsApp Business Platform, Meta.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.limits import FREE_WINDOW
from bot.engine.conversation import Phase
from bot.engine.turn import TurnKind

if TYPE_CHECKING:
    from bot.engine.run import Run

#: Channels with such a window, as Rocket.Chat's apps name them.
_WITH_WINDOW: Final = frozenset({"whatsapp"})


def is_over(run: Run) -> bool:
    """Whether only approved words may be said: Bela speaks by herself, and the person wrote too long ago, or never."""
    begins = run.turn.kind is TurnKind.begun
    reminds = run.turn.kind is TurnKind.silence and run.before.phase is Phase.talking
    if run.channel not in _WITH_WINDOW or not (begins or reminds):
        return False
    heard = run.before.heard_at
    return heard is None or run.turn.now - heard >= FREE_WINDOW
