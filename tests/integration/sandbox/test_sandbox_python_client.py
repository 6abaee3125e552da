"""The Python client `rocketchat-API`, unchanged, on the sandbox."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from rocketchat_API.APIExceptions.RocketExceptions import RocketApiException, RocketAuthenticationException
from rocketchat_API.rocketchat import RocketChat

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


def _prepare(url: str) -> dict:
    """What an installer does, and what it finds afterwards."""
    with Administrator(url) as admin:
        admin.users_create("b@x.org", "Bela", "segredo", "bela2", roles=["bot", "livechat-agent"])
        admin.livechat_create_user("agent", username="bela2")
        admin.permissions_update([{"_id": "transfer-livechat-guest", "roles": ["admin", "bot"]}])
        admin.settings_update("Livechat_assign_new_conversation_to_bot", True)
        permissions = {p["_id"]: p["roles"] for p in admin.permissions_list_all()["update"]}
        return {
            "agents": [user["username"] for user in admin.livechat_get_users("agent")],
            "roles": permissions["transfer-livechat-guest"],
            "setting": admin.settings_get("Livechat_assign_new_conversation_to_bot")["value"],
            "public": {setting["_id"] for setting in admin.settings_public()},
        }


class Administrator:
    """A logged-in administrator whose HTTP session is closed at the end."""

    def __init__(self, url: str, password: str = "segredo-chefe") -> None:
        self._client = RocketChat("chefe", password, server_url=url)

    def __enter__(self) -> RocketChat:
        return self._client

    def __exit__(self, *_exception: object) -> None:
        self._client.session.close()


async def test_the_python_client_prepares_a_server(town: Town) -> None:
    """User, agent, permission and settings are made and found again, page by page."""
    found = await asyncio.to_thread(_prepare, town.box.url)
    assert "bela2" in found["agents"]
    assert found["roles"] == ["admin", "bot"]
    assert found["setting"] is True
    assert "Livechat_title" in found["public"]
    assert "Livechat_secret_token" not in found["public"]


async def test_the_python_client_understands_refusals(town: Town) -> None:
    """A wrong password and an unknown setting become its own exceptions."""

    def ask_for_nothing() -> None:
        with Administrator(town.box.url) as admin:
            admin.settings_get("Nothing")

    with pytest.raises(RocketAuthenticationException):
        await asyncio.to_thread(Administrator, town.box.url, "falsch")
    with pytest.raises(RocketApiException):
        await asyncio.to_thread(ask_for_nothing)
