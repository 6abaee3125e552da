"""What are the imitated server's own settings, at their defaults?"""

from __future__ import annotations

from typing import Any

#: Values by setting id; booleans, numbers and texts as Rocket.Chat keeps them.
DEFAULTS: dict[str, Any] = {
    "API_Enable_Rate_Limiter": True,
    "API_Enable_Rate_Limiter_Limit_Calls_Default": 10,
    "API_Enable_Rate_Limiter_Limit_Time_Default": 60_000,
    "Accounts_TwoFactorAuthentication_Enabled": True,
    "FileUpload_Enabled": True,
    "FileUpload_MaxFileSize": 104_857_600,
    "FileUpload_MediaTypeBlackList": "image/svg+xml",
    "FileUpload_ProtectFiles": True,
    "Language": "en",
    "Livechat_AllowedDomainsList": "",
    "Livechat_Routing_Method": "Auto_Selection",
    "Livechat_Visitor_navigation_as_a_message": False,
    "Livechat_accept_chats_with_no_agents": False,
    "Livechat_agent_leave_action": "none",
    "Livechat_agent_leave_action_timeout": 60,
    "Livechat_agent_leave_comment": "",
    "Livechat_allow_switching_departments": True,
    "Livechat_assign_new_conversation_to_bot": False,
    "Livechat_background": "",
    "Livechat_clear_local_storage_when_chat_ended": False,
    "Livechat_conversation_finished_message": "",
    "Livechat_conversation_finished_text": "",
    "Livechat_data_processing_consent_text": "",
    "Livechat_display_offline_form": True,
    "Livechat_enable_message_character_limit": False,
    "Livechat_enable_transcript": False,
    "Livechat_enabled": True,
    "Livechat_enabled_when_agent_idle": True,
    "Livechat_fileupload_enabled": True,
    "Livechat_force_accept_data_processing_consent": False,
    "Livechat_hide_system_messages": [
        "uj",
        "ul",
        "livechat-close",
        "livechat-started",
        "livechat_transfer_history",
    ],
    "Livechat_hide_watermark": False,
    "Livechat_history_monitor_type": "url",
    "Livechat_http_timeout": 5000,
    "Livechat_message_character_limit": 0,
    "Livechat_offline_form_unavailable": "",
    "Livechat_offline_message": "",
    "Livechat_offline_success_message": "",
    "Livechat_offline_title": "Leave a message",
    "Livechat_offline_title_color": "#666666",
    "Livechat_registration_form": True,
    "Livechat_registration_form_email_field": True,
    "Livechat_registration_form_message": "",
    "Livechat_registration_form_name_field": True,
    "Livechat_request_comment_when_closing_conversation": True,
    "Livechat_secret_token": "",
    "Livechat_show_agent_email": True,
    "Livechat_show_agent_info": True,
    "Livechat_title": "Rocket.Chat",
    "Livechat_title_color": "#C1272D",
    "Livechat_transcript_message": "",
    "Livechat_videocall_enabled": False,
    "Livechat_visitor_inactivity_timeout": 3600,
    "Livechat_webhookUrl": "",
    "Livechat_webhook_on_agent_message": False,
    "Livechat_webhook_on_chat_queued": False,
    "Livechat_webhook_on_chat_taken": False,
    "Livechat_webhook_on_close": False,
    "Livechat_webhook_on_forward": False,
    "Livechat_webhook_on_offline_msg": False,
    "Livechat_webhook_on_start": False,
    "Livechat_webhook_on_visitor_message": False,
    "Livechat_widget_position": "right",
    "Message_AllowDeleting": True,
    "Message_AllowEditing": True,
    "Message_MaxAllowedSize": 5000,
    "Message_ShowDeletedStatus": False,
    "Omnichannel_External_Frame_Enabled": False,
    "Omnichannel_External_Frame_Encryption_JWK": "",
    "Omnichannel_External_Frame_URL": "",
    "Omnichannel_allow_force_close_conversations": False,
    "Omnichannel_allow_visitors_to_close_conversation": True,
    "Omnichannel_enable_department_removal": False,
    "Site_Name": "Rocket.Chat",
    "UI_Use_Real_Name": False,
}

#: Settings that only admins read.
PRIVATE = frozenset(
    name
    for name in DEFAULTS
    if name.startswith(
        ("API_", "Livechat_webhook", "Livechat_secret", "Livechat_http", "Livechat_agent_leave")
    )
)
