"""The route that tells the widget how to look and whom it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.rest.route import get
from sandbox.world import agents, routing
from sandbox.world.documents import picked

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world import World
    from sandbox.world.documents import Document

_SETTINGS = {
    "registrationForm": "Livechat_registration_form",
    "allowSwitchingDepartments": "Livechat_allow_switching_departments",
    "nameFieldRegistrationForm": "Livechat_registration_form_name_field",
    "emailFieldRegistrationForm": "Livechat_registration_form_email_field",
    "displayOfflineForm": "Livechat_display_offline_form",
    "videoCall": "Livechat_videocall_enabled",
    "fileUpload": "Livechat_fileupload_enabled",
    "language": "Language",
    "transcript": "Livechat_enable_transcript",
    "historyMonitorType": "Livechat_history_monitor_type",
    "forceAcceptDataProcessingConsent": "Livechat_force_accept_data_processing_consent",
    "clearLocalStorageWhenChatEnded": "Livechat_clear_local_storage_when_chat_ended",
    "hiddenSystemMessages": "Livechat_hide_system_messages",
    "hideWatermark": "Livechat_hide_watermark",
    "visitorsCanCloseChat": "Omnichannel_allow_visitors_to_close_conversation",
}
_THEME = {
    "title": "Livechat_title",
    "color": "Livechat_title_color",
    "offlineTitle": "Livechat_offline_title",
    "offlineColor": "Livechat_offline_title_color",
    "position": "Livechat_widget_position",
    "background": "Livechat_background",
}
_MESSAGES = {
    "offlineMessage": "Livechat_offline_message",
    "offlineSuccessMessage": "Livechat_offline_success_message",
    "offlineUnavailableMessage": "Livechat_offline_form_unavailable",
    "conversationFinishedMessage": "Livechat_conversation_finished_message",
    "conversationFinishedText": "Livechat_conversation_finished_text",
    "transcriptMessage": "Livechat_transcript_message",
    "registrationFormMessage": "Livechat_registration_form_message",
    "dataProcessingConsentText": "Livechat_data_processing_consent_text",
}
_SURVEY = {
    "items": ["satisfaction", "agentKnowledge", "agentResposiveness", "agentFriendliness"],
    "values": ["1", "2", "3", "4", "5"],
}


def _named(world: World, names: dict[str, str]) -> Document:
    return {shown: world.settings[setting] for shown, setting in names.items()}


def _config(call: Call) -> Document:
    world = call.world
    if not world.settings["Livechat_enabled"]:
        return {"config": {"enabled": False}}
    config: Document = {
        "enabled": True,
        "online": _is_online(call),
        "settings": _settings(world),
        "theme": {**_named(world, _THEME), "actionLinks": {"webrtc": [], "jitsi": []}},
        "messages": _named(world, _MESSAGES),
        "survey": _SURVEY,
        "triggers": world.triggers,
        "departments": _departments(world),
        "resources": {"sound": f"{call.url}/sounds/chime.mp3", "emojis": []},
    }
    if world.custom_fields:
        config["customFields"] = [f for f in world.custom_fields.values() if f["public"]]
    return {"config": {**config, **_conversation(call)}}


def _is_online(call: Call) -> bool:
    wanted = call.params.get("department")
    named = call.world.departments.named(wanted) if wanted else None
    return routing.is_open_for_business(call.world, named["_id"] if named else wanted)


def _settings(world: World) -> Document:
    limit = world.settings["Livechat_message_character_limit"]
    limited = world.settings["Livechat_enable_message_character_limit"]
    return {
        **_named(world, _SETTINGS),
        "showConnecting": routing.config(world)["showConnecting"],
        "agentHiddenInfo": not world.settings["Livechat_show_agent_info"],
        "limitTextLength": limit if limited else False,
        "livechatLogo": {},
        "displayCustomHoldMessage": False,
    }


def _departments(world: World) -> list[Document]:
    """The enabled departments that have agents."""
    return [
        picked(department, "_id", "name", "showOnRegistration", "showOnOfflineForm")
        for department in world.departments
        if department["enabled"] and world.departments.agents(department["_id"])
    ]


def _conversation(call: Call) -> dict[str, Any]:
    """The visitor, its open room and who serves it, where they exist."""
    world = call.world
    visitor = world.visitors.of_token(call.params.get("token") or "")
    if visitor is None:
        return {}
    found: dict[str, Any] = {
        "guest": picked(visitor, "_id", "name", "username", "token", "visitorEmails", "department")
    }
    room = world.rooms.open_of_visitor(visitor["_id"])
    if room is not None:
        found["room"] = picked(room, "_id", "departmentId", "servedBy", "open", "callStatus")
        agent = world.users.get(room.get("servedBy", {}).get("_id", ""))
        if agent is not None:
            found["agent"] = agents.shown_to_visitor(world, agent)
    return found


ROUTES = (get("livechat/config", _config, login=False, schema="isGETLivechatConfigParams"),)
