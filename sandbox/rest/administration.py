"""Routes of permissions, the server's settings and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import errors
from sandbox.rest import paging
from sandbox.rest.route import get, post
from sandbox.world import server_settings

if TYPE_CHECKING:
    from sandbox.rest.route import Call
    from sandbox.world.documents import Document

_WEBHOOK_SETTINGS = {
    "LivechatWebhookUrl": "Livechat_webhookUrl",
    "LivechatSecretToken": "Livechat_secret_token",
    "LivechatHttpTimeout": "Livechat_http_timeout",
    "LivechatWebhookOnStart": "Livechat_webhook_on_start",
    "LivechatWebhookOnClose": "Livechat_webhook_on_close",
    "LivechatWebhookOnChatTaken": "Livechat_webhook_on_chat_taken",
    "LivechatWebhookOnChatQueued": "Livechat_webhook_on_chat_queued",
    "LivechatWebhookOnForward": "Livechat_webhook_on_forward",
    "LivechatWebhookOnOfflineMsg": "Livechat_webhook_on_offline_msg",
    "LivechatWebhookOnVisitorMessage": "Livechat_webhook_on_visitor_message",
    "LivechatWebhookOnAgentMessage": "Livechat_webhook_on_agent_message",
}


def _permissions(call: Call) -> Document:
    return {"update": call.world.permissions.listed(), "remove": []}


def _set_permissions(call: Call) -> Document:
    wanted = call.params["permissions"]
    if any(item["_id"] not in call.world.permissions for item in wanted):
        raise errors.MeteorError("error-invalid-permission", "Invalid permission")
    for item in wanted:
        call.world.permissions.replace(item["_id"], item["roles"])
    return {"permissions": call.world.permissions.listed()}


def _setting(call: Call) -> Document:
    name = call.path["_id"]
    if name not in call.world.settings:
        raise errors.PlainError("")
    return {"_id": name, "value": call.world.settings[name]}


def _set_setting(call: Call) -> Document:
    name, value = call.path["_id"], call.params["value"]
    if name not in call.world.settings:
        raise errors.PlainError("")
    known = call.world.settings[name]
    if type(value) is not type(known):
        raise errors.MeteorError("error-invalid-setting-value", f"Invalid setting value {value}")
    call.world.settings[name] = value
    return {}


def _described(call: Call, name: str) -> Document:
    return {"_id": name, "value": call.world.settings[name]}


def _public_settings(call: Call) -> Document:
    wanted = call.params.get("_id")
    names = wanted.split(",") if wanted else sorted(call.world.settings)
    shown = [n for n in names if n in call.world.settings and n not in server_settings.PRIVATE]
    return paging.page(call, "settings", [_described(call, name) for name in shown])


def _settings(call: Call) -> Document:
    return paging.page(call, "settings", [_described(call, name) for name in sorted(call.world.settings)])


def _webhook_settings(call: Call) -> Document:
    return {"settings": [_described(call, name) for name in _WEBHOOK_SETTINGS.values()]}


def _set_webhooks(call: Call) -> Document:
    for name, value in call.params.items():
        call.world.settings[_WEBHOOK_SETTINGS[name]] = value
    return {}


ROUTES = (
    get("permissions.listAll", _permissions, schema="permissions.listAll"),
    post(
        "permissions.update", _set_permissions, needs=(("access-permissions",),), schema="permissions.update"
    ),
    get("settings", _settings, needs=(("view-privileged-setting",),), schema="isSettingsGetParams"),
    get("settings.public", _public_settings, login=False, schema="isSettingsPublicWithPaginationProps"),
    get("settings/:_id", _setting, needs=(("view-privileged-setting",),)),
    post("settings/:_id", _set_setting, needs=(("edit-privileged-setting",),), schema="settings.update"),
    get("livechat/integrations.settings", _webhook_settings, needs=(("view-livechat-manager",),)),
    post(
        "omnichannel/integrations",
        _set_webhooks,
        needs=(("view-livechat-manager",),),
        schema="isPOSTomnichannelIntegrations",
    ),
)
