"""The names that the engine itself gives a meaning; content may use them, and must not misspell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Actions that are built in, besides `utter_…`.
ACTIONS: Final = frozenset(
    {
        "action_back",
        "action_cancel_flow",
        "action_cancel_interrupted_flows",
        "action_clarify_flows",
        "action_classify",
        "action_clean_stack",
        "action_close",
        "action_continue_interrupted_flow",
        "action_correct",
        "action_hand_off",
        "action_hangup",
        "action_raise_alarm",
        "action_repeat",
        "action_repeat_bot_messages",
        "action_restart",
        "action_rule_out_danger",
        "action_skip_question",
    }
)

#: Flows that the engine starts by itself; what a pack does not define, the defaults do.
REQUIRED_PATTERNS: Final = frozenset(
    {
        "pattern_cannot_handle",
        "pattern_clarification",
        "pattern_collect_information",
        "pattern_continue_interrupted",
        "pattern_handoff_failed",
        "pattern_human_handoff",
        "pattern_internal_error",
        "pattern_partly_understood",
        "pattern_possible_danger",
        "pattern_red_flag",
        "pattern_session_start",
        "pattern_too_many_attempts",
        "pattern_validate_slot",
    }
)

#: Further flows that the engine knows: it starts them at their own words, or links to them.
OPTIONAL_PATTERNS: Final = frozenset(
    {
        "pattern_back",
        "pattern_cancel_flow",
        "pattern_chitchat",
        "pattern_completed",
        "pattern_correction",
        "pattern_customer_satisfaction",
        "pattern_menu",
        "pattern_repeat_bot_messages",
        "pattern_restart",
        "pattern_session_end",
        "pattern_skip_question",
        "pattern_speak_english",
        "pattern_speak_portuguese",
        "pattern_speak_spanish",
    }
)

#: Flow → the language that it goes over to; only a whole message asks for one.
SPOKEN: Final[Mapping[str, str]] = {
    "pattern_speak_english": "en",
    "pattern_speak_portuguese": "pt-BR",
    "pattern_speak_spanish": "es",
}

#: Patterns that only speak, within one step of the flow that has the word: no conversation ever stands in one.
SPEAKING_PATTERNS: Final = frozenset(
    {"pattern_collect_information", "pattern_partly_understood", "pattern_validate_slot"}
)

#: Actions that only these patterns may use, by pattern.
SPEAKING_ACTIONS: Final[Mapping[str, frozenset[str]]] = {
    "pattern_collect_information": frozenset(
        {"action_ask_question", "action_listen", "action_run_slot_rejections"}
    ),
    "pattern_partly_understood": frozenset({"action_ask_question", "action_listen"}),
    "pattern_validate_slot": frozenset({"action_ask_refill", "action_listen", "action_run_slot_rejections"}),
}

#: Rasa's calculated names of actions that are taken for what they stand for.
CALCULATED_ACTIONS: Final[Mapping[str, str]] = {
    "{{context.utter}}": "action_ask_question",
    "{{context.refill_utter}}": "action_ask_refill",
}

#: Rasa's patterns that are no flows here, and what does their work.
REFUSED_PATTERNS: Final[Mapping[str, str]] = {
    "pattern_search": "nenhum modelo de linguagem procura respostas",
    "pattern_user_silence": 'o silêncio fica em "timeout" da pergunta',
    "pattern_code_change": "uma conversa em andamento continua na versão em que começou",
    "pattern_external_agent_processing": "nenhum agente de linguagem conduz a conversa",
}

#: What the engine tells a pattern of its occasion, by the name behind `context.`.
CONTEXT: Final = frozenset(
    {
        "attempts",
        "canceled_frames",
        "canceled_name",
        "channel",
        "clarification_ids",
        "clarification_options",
        "collect",
        "corrected_slots",
        "emergency",
        "error_type",
        "file_kb",
        "file_type",
        "interrupted_flow_ids",
        "interrupted_flow_names",
        "interrupted_flow_options",
        "is_reset_only",
        "multiple_flows_interrupted",
        "names",
        "previous_flow_name",
        "reason",
        "refill_utter",
        "sign",
        "reset_flow_id",
        "reset_step_id",
        "utter",
        "validate",
    }
)

#: Responses without which a citizen could meet silence; what a pack does not define, the defaults do.
REQUIRED_RESPONSES: Final = frozenset(
    {
        "utter_call_back_declined",
        "utter_call_back_noted",
        "utter_call_back_number",
        "utter_cannot_skip",
        "utter_clarify",
        "utter_correct_which",
        "utter_internal_error",
        "utter_invalid_choice",
        "utter_message_deleted",
        "utter_message_edited",
        "utter_nobody_answered",
        "utter_none_of_these",
        "utter_not_understood",
        "utter_nothing_to_correct",
        "utter_nothing_to_go_back",
        "utter_nothing_to_skip",
        "utter_possible_danger_waiting",
        "utter_partly_understood",
        "utter_returned",
        "utter_still_waiting",
        "utter_unreadable",
    }
)

#: Responses that the engine looks for by these beginnings, where a pack has them.
SOUGHT_RESPONSES: Final = (
    "utter_ambiguous_",
    "utter_ask_further_",
    "utter_back",
    "utter_invalid_",
    "utter_message_",
    "utter_language_offered",
    "utter_out_of_range_",
    "utter_partly_understood_",
    "utter_understood_",
    "utter_unreadable",
)

#: How everything begins that the engine says of itself, whatever the flows say.
ENGINE_SAYS: Final = (*sorted(REQUIRED_RESPONSES), *SOUGHT_RESPONSES, "utter_ask_", "utter_timeout_goodbye")

#: Slots that the engine fills by itself: the protocol's class, and the red flag seen last.
ENGINE_SLOTS: Final = frozenset({"alerta", "risco", "voltou"})

#: Variables that texts may name besides slots.
VARIABLES: Final = frozenset(
    {
        "classe",
        "codigo",
        "cvv",
        "departamento",
        "entendido",
        "horario",
        "maximo",
        "minimo",
        "motivos",
        "prefeitura",
        "reabertura",
        "encarregado",
        "samu",
        "servicos",
        "trecho",
        "valor",
    }
)
