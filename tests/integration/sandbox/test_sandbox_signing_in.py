"""Logging in and out, personal access tokens, and how refusals look in each style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox import Style
from sandbox.world import users
from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


@pytest.mark.parametrize(
    "credentials",
    [
        {"user": "ana", "password": "segredo-ana"},
        {"username": "ana", "password": "segredo-ana"},
        {"user": "ana@town.example", "password": "segredo-ana"},
        {"email": "ana@town.example", "password": "segredo-ana"},
        {"username": "ana", "password": {"digest": users.digest("segredo-ana"), "algorithm": "sha-256"}},
    ],
)
async def test_every_form_of_password_login_opens_a_session(town: Town, credentials: dict) -> None:
    """A name or address with the password or its digest gives a token that `me` accepts."""
    status, body = await town.post("login", **credentials)
    assert status == 200
    assert body["status"] == "success"
    data = body["data"]
    assert data["me"]["username"] == "ana"
    headers = {"X-Auth-Token": data["authToken"], "X-User-Id": data["userId"]}
    status, me = await town.call("GET", "me", headers=headers)
    assert (status, me["success"], me["_id"]) == (200, True, data["userId"])


async def test_a_wrong_password_is_refused_with_401(town: Town) -> None:
    """The body is the one clients know: status error, Unauthorized."""
    status, body = await town.post("login", username="ana", password="falsch")
    assert status == 401
    assert body == {"status": "error", "error": "Unauthorized", "message": "Unauthorized"}


async def test_a_token_resumes_until_it_is_logged_out(town: Town) -> None:
    """`resume` accepts an open token; after `logout` it is refused."""
    status, _ = await town.post("login", resume=town.ana.token)
    assert status == 200
    status, body = await town.ana.post("logout")
    assert (status, body["status"]) == (200, "success")
    status, _ = await town.post("login", resume=town.ana.token)
    assert status == 401


async def test_a_personal_access_token_serves_rest_and_ddp(town: Town) -> None:
    """A generated token authenticates requests and resumes a DDP login; its name is taken."""
    status, body = await town.admin.post(
        "users.generatePersonalAccessToken", tokenName="bela", bypassTwoFactor=True
    )
    assert status == 200
    headers = {"X-Auth-Token": body["token"], "X-User-Id": town.admin.id}
    assert (await town.call("GET", "me", headers=headers))[0] == 200
    link = await town.connect()
    assert (await link.call("login", {"resume": body["token"]}))["result"]["id"] == town.admin.id
    status, again = await town.admin.post("users.generatePersonalAccessToken", tokenName="bela")
    assert (status, again["errorType"]) == (400, "error-token-already-exists")


async def test_a_regenerated_personal_access_token_replaces_the_old_one(town: Town) -> None:
    """The old token is refused once a new one was made under its name."""
    _, old = await town.admin.post("users.generatePersonalAccessToken", tokenName="bela")
    _, new = await town.admin.post("users.regeneratePersonalAccessToken", tokenName="bela")
    assert (await town.post("login", resume=old["token"]))[0] == 401
    assert (await town.post("login", resume=new["token"]))[0] == 200


async def test_a_token_of_somebody_else_is_not_accepted(town: Town) -> None:
    """Token and user id must belong together."""
    headers = {"X-Auth-Token": town.ana.token, "X-User-Id": town.bruno.id}
    assert (await town.call("GET", "me", headers=headers))[0] == 401


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            Style.SEVEN,
            {
                "success": False,
                "error": "You must be logged in to do this.",
                "status": "error",
                "message": "You must be logged in to do this.",
            },
        ),
        (Style.EIGHT, {"success": False, "error": "You must be logged in to do this."}),
    ],
)
async def test_a_missing_login_is_told_in_the_style_of_its_major(style: Style, expected: dict) -> None:
    """Style 7 keeps the older keys beside the newer ones."""
    async with towns.start(style=style) as town:
        assert await town.get("me") == (401, expected)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (Style.SEVEN, "must have required property 'rid' [invalid-params]"),
        (Style.EIGHT, "must have required property 'rid'"),
    ],
)
async def test_a_missing_parameter_is_told_in_the_style_of_its_major(style: Style, text: str) -> None:
    """Both name the property; only style 7 adds the code to the text."""
    async with towns.start(style=style) as town:
        status, body = await town.post("livechat/message", token="t", msg="oi")
    assert status == 400
    assert body == {"success": False, "errorType": "invalid-params", "error": text}


async def test_an_unknown_parameter_is_refused(town: Town) -> None:
    """As in 8.8, extra keys are a 400, in bodies and in queries."""
    status, body = await town.post("livechat/message", token="t", rid="r", msg="oi", colour="red")
    assert (status, body["error"]) == (400, "must NOT have additional properties")
    status, _ = await town.ana.get("livechat/rooms", **{"agents[]": town.ana.id, "username": "ana"})
    assert status == 400


async def test_an_unknown_route_is_a_404_in_json(town: Town) -> None:
    """Clients always get JSON."""
    status, body = await town.get("livechat/inquiries.queued")
    assert (status, body["success"]) == (404, False)


async def test_a_missing_permission_is_a_403(town: Town) -> None:
    """A bot may not forward before it was granted, and hears so."""
    _, room_id = await town.visitor_with_room()
    status, body = await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.desk["_id"])
    assert status == 403
    assert "unauthorized" in body["error"]
    roles = ["admin", "livechat-manager", "bot"]
    granted = [{"_id": "transfer-livechat-guest", "roles": roles}]
    status, body = await town.admin.post("permissions.update", permissions=granted)
    assert status == 200
    _, listed = await town.admin.get("permissions.listAll")
    assert {"_id": "transfer-livechat-guest", "roles": roles} in listed["update"]


async def test_only_admins_change_permissions_and_settings(town: Town) -> None:
    """Agents are refused with 403."""
    granted = [{"_id": "transfer-livechat-guest", "roles": ["bot"]}]
    assert (await town.ana.post("permissions.update", permissions=granted))[0] == 403
    assert (await town.ana.post("settings/Livechat_enabled", value=False))[0] == 403
    assert (await town.ana.get("settings/Livechat_secret_token"))[0] == 403


async def test_settings_are_read_and_changed(town: Town) -> None:
    """A changed setting is shown by its own route and, if public, by the public one."""
    name = "Livechat_title"
    assert (await town.admin.post(f"settings/{name}", value="Saúde"))[0] == 200
    assert (await town.admin.get(f"settings/{name}"))[1]["value"] == "Saúde"
    _, public = await town.get("settings.public", _id=f"{name},Livechat_secret_token")
    assert public["settings"] == [{"_id": name, "value": "Saúde"}]


async def test_an_admin_creates_a_bot_user_that_can_log_in(town: Town) -> None:
    """Roles are kept; a second account of the same name is refused."""
    account = {
        "name": "Bela",
        "email": "bela2@town.example",
        "password": "segredo",
        "username": "bela2",
        "roles": ["bot", "livechat-agent"],
        "joinDefaultChannels": False,
        "verified": True,
    }
    status, body = await town.admin.post("users.create", **account)
    assert (status, body["user"]["roles"]) == (200, ["bot", "livechat-agent"])
    assert (await town.post("login", username="bela2", password="segredo"))[0] == 200
    status, body = await town.admin.post("users.create", **account)
    assert (status, body["errorType"]) == (400, "error-field-unavailable")
    _, info = await town.admin.get("users.info", username="bela2")
    assert info["user"]["statusLivechat"] == "available"
