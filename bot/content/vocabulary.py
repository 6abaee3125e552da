"""The names that the engine itself gives a meaning; content may use them, and must not misspell them."""

from __future__ import annotations

from typing import Final

#: Actions that are built in, besides `utter_…`.
ACTIONS: Final = frozenset(
    {
        "action_back",
        "action_classify",
        "action_close",
        "action_correct",
        "action_hand_off",
        "action_repeat",
        "action_restart",
    }
)

#: Flows that the engine starts by itself.
REQUIRED_PATTERNS: Final = frozenset(
    {
        "pattern_handoff_failed",
        "pattern_human_handoff",
        "pattern_red_flag",
        "pattern_session_start",
        "pattern_too_many_attempts",
    }
)

#: Further flows that the engine knows.
OPTIONAL_PATTERNS: Final = frozenset(
    {
        "pattern_back",
        "pattern_cancel_flow",
        "pattern_completed",
        "pattern_correction",
        "pattern_menu",
    }
)

#: Responses without which a citizen could meet silence.
REQUIRED_RESPONSES: Final = frozenset(
    {
        "utter_correct_which",
        "utter_internal_error",
        "utter_invalid_choice",
        "utter_message_deleted",
        "utter_message_edited",
        "utter_not_understood",
        "utter_nothing_to_correct",
        "utter_nothing_to_go_back",
        "utter_returned",
        "utter_still_waiting",
        "utter_unreadable",
    }
)

#: Slots that the engine fills by itself: the protocol's class, and the red flag seen last.
ENGINE_SLOTS: Final = frozenset({"alerta", "risco"})

#: Variables that texts may name besides slots.
VARIABLES: Final = frozenset(
    {
        "classe",
        "codigo",
        "cvv",
        "departamento",
        "horario",
        "maximo",
        "minimo",
        "motivos",
        "prefeitura",
        "samu",
        "servicos",
        "valor",
    }
)
