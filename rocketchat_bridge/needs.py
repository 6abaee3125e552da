"""What does Bela need of a Rocket.Chat server? The one list that provisioning sets and checking reads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from config.told import Told

if TYPE_CHECKING:
    import config

#: the server gives new conversations only to a user with both
BOT_ROLES = ("bot", "livechat-agent")

#: the name of the bot's personal access token
TOKEN_NAME = "bela"  # ruff: ignore[hardcoded-password-string] - a name, not a token

#: the oldest major version whose interface Bela was written against
OLDEST_MAJOR = 6

#: what brings about everything that is named here
PROVISION = Told("rode: bela provision", "run: bela provision")

#: permission → what the bot does with it
PERMISSIONS: Mapping[str, Told] = MappingProxyType(
    {
        "view-l-room": Told("ver as conversas que atende", "see the conversations it serves"),
        "transfer-livechat-guest": Told(
            "encaminhar conversas a um departamento", "hand conversations to a department"
        ),
        "view-livechat-rooms": Told(
            "conferir se o encaminhamento chegou", "check whether a hand-off arrived"
        ),
        "close-livechat-room": Told("encerrar conversas", "close conversations"),
        "api-bypass-rate-limit": Told(
            "responder sem o limite de 10 mensagens por minuto",
            "answer without the limit of 10 messages a minute",
        ),
        "create-personal-access-tokens": Told("ter um token próprio", "have a token of its own"),
    }
)

#: setting → (value, what it is for)
SETTINGS: Mapping[str, tuple[bool | str, Told]] = MappingProxyType(
    {
        "Livechat_enabled": (True, Told("o Omnichannel fica ligado", "Omnichannel stays on")),
        "Livechat_assign_new_conversation_to_bot": (
            True,
            Told("conversas novas começam com a Bela", "new conversations begin with Bela"),
        ),
        "Livechat_agent_leave_action": (
            "none",
            Told(
                "uma queda breve da Bela não fecha nem move conversas",
                "a short absence of Bela neither closes nor moves conversations",
            ),
        ),
    }
)

#: what the server tells by webhook, where webhooks are used; older servers send visitors' messages only together with agents'
WEBHOOK_EVENTS = (
    "Livechat_webhook_on_start",
    "Livechat_webhook_on_chat_taken",
    "Livechat_webhook_on_chat_queued",
    "Livechat_webhook_on_forward",
    "Livechat_webhook_on_close",
    "Livechat_webhook_on_visitor_message",
    "Livechat_webhook_on_agent_message",
)

#: the setting that holds the webhooks' secret; its value is never told
WEBHOOK_SECRET_SETTING = "Livechat_secret_token"  # ruff: ignore[hardcoded-password-string] - a setting's name

#: Enterprise only: moves conversations the bot did not answer in so many seconds; 0 = never
AUTO_TRANSFER_SETTING = "Livechat_auto_transfer_chat_timeout"

#: The call limit of the public routes by which citizens write: on or off, calls, milliseconds; counted by address and route.
LIMIT_SETTINGS = (
    "API_Enable_Rate_Limiter",
    "API_Enable_Rate_Limiter_Limit_Calls_Default",
    "API_Enable_Rate_Limiter_Limit_Time_Default",
)

#: Messages that citizens behind one address (a health post, a mobile provider) should be able to write in a minute; installed are 10.
MESSAGES_PER_MINUTE = 60


def settings(deployment: config.Deployment) -> dict[str, tuple[bool | str, Told]]:
    """Return the settings of this deployment, those of webhooks where it uses them."""
    url, secret = deployment.rocketchat.webhook_url, deployment.secrets.webhook_secret
    if url is None or secret is None:
        return dict(SETTINGS)
    values: dict[str, bool | str] = {"Livechat_webhookUrl": url, WEBHOOK_SECRET_SETTING: secret.reveal()}
    values |= dict.fromkeys(WEBHOOK_EVENTS, True)
    purpose = Told("a Bela é avisada também por webhook", "Bela is told by webhook, too")
    return {**SETTINGS, **{name: (value, purpose) for name, value in values.items()}}
