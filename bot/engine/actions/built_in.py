"""Which name in a flow stands for which built-in action?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.engine.actions import back, classify, close, correct, hand_off, repeat, restart
from bot.engine.run import Run

ACTIONS: Final[Mapping[str, Callable[[Run], None]]] = {
    "action_back": back.perform,
    "action_classify": classify.perform,
    "action_close": close.perform,
    "action_correct": correct.perform,
    "action_hand_off": hand_off.perform,
    "action_repeat": repeat.perform,
    "action_restart": restart.perform,
}
