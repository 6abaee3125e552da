"""Which name in a flow stands for which built-in action?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.engine.actions import (
    back,
    cancel,
    carry_on,
    clarify,
    classify,
    close,
    correct,
    hand_off,
    possible_danger,
    repeat,
    restart,
    skip,
)
from bot.engine.run import Run

ACTIONS: Final[Mapping[str, Callable[[Run], None]]] = {
    "action_back": back.perform,
    "action_cancel_flow": cancel.perform,
    "action_cancel_interrupted_flows": cancel.all_interrupted,
    "action_clarify_flows": clarify.perform,
    "action_clean_stack": cancel.all_interrupted,
    "action_classify": classify.perform,
    "action_close": close.perform,
    "action_continue_interrupted_flow": carry_on.perform,
    "action_correct": correct.perform,
    "action_hand_off": hand_off.perform,
    "action_hangup": close.perform,
    "action_raise_alarm": possible_danger.confirmed,
    "action_repeat": repeat.perform,
    "action_repeat_bot_messages": repeat.perform,
    "action_restart": restart.perform,
    "action_rule_out_danger": possible_danger.ruled_out,
    "action_skip_question": skip.perform,
}
