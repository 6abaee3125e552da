from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.sandbox.as_rocketchats_own_tests_expect.asking import NOBODY

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


async def test_09_visitors_are_registered(town: Town) -> None:
    """Without visitor or token 400; token, status, phone; the same phone gives the old token back."""
    wrong: dict[str, Any]
    for wrong in ({}, {"visitor": {}}, {"visitor": {"name": "Ana"}}):
        assert (await town.post("livechat/visitor", **wrong))[0] == 400
    visitor = {"token": "t1", "name": "Ana", "phone": "5585999990000"}
    _, body = await town.post("livechat/visitor", visitor=visitor)
    assert (body["visitor"]["token"], body["visitor"]["status"]) == ("t1", "online")
    assert body["visitor"]["phone"][0]["phoneNumber"] == "5585999990000"
    _, body = await town.post("livechat/visitor", visitor={**visitor, "token": "t2"})
    assert body["visitor"]["token"] == "t1"


async def test_09_visitors_are_shown_and_forgotten_by_token(town: Town) -> None:
    """An unknown one is `[invalid-token]`; with an open room it stays; then id and time are answered, and its rooms are gone."""
    status, body = await town.get(f"livechat/visitor/{NOBODY}")
    assert (status, body["success"]) == (400, False)
    assert "[invalid-token]" in body["error"]
    token, room_id = await town.visitor_with_room()
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert status == 400
    assert "visitor-has-open-rooms" in body["error"]
    await town.post("livechat/room.close", rid=room_id, token=token)
    status, body = await town.call("DELETE", f"livechat/visitor/{token}")
    assert (status, {"_id", "ts"} <= set(body["visitor"])) == (200, True)
    assert (await town.admin.get("rooms.info", roomId=room_id))[0] == 400


async def test_09_visitors_are_described_to_agents(town: Town, stranger: Person) -> None:
    """403; unknown `visitor-not-found`; known ones by id, without token since 8.5."""
    await town.visitor_with_room()
    visitor_id = town.visitor()["_id"]
    assert (await stranger.get("livechat/visitors.info", visitorId=visitor_id))[0] == 403
    status, body = await town.admin.get("livechat/visitors.info", visitorId=NOBODY)
    assert (status, body["error"]) == (400, "visitor-not-found")
    _, body = await town.admin.get("livechat/visitors.info", visitorId=visitor_id)
    assert (body["visitor"]["_id"], "token" in body["visitor"]) == (visitor_id, False)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("livechat/visitor.status", {"status": "away"}),
        (
            "livechat/page.visited",
            {"pageInfo": {"change": "url", "title": "Saúde", "location": {"href": "/"}}},
        ),
        ("livechat/transcript", {"rid": "{rid}", "email": "ana@example.org"}),
        ("livechat/custom.fields", {"customFields": [{"key": "cpf", "value": "1", "overwrite": True}]}),
        ("livechat/custom.field", {"key": "cpf", "value": "1", "overwrite": True}),
        ("livechat/offline.message", {"name": "Ana", "email": "ana@example.org", "message": "liguem"}),
    ],
)
async def test_09_visitors_parameters_are_all_needed(town: Town, path: str, whole: dict[str, Any]) -> None:
    """Each missing one is a 400; all of them a 200."""
    token, room_id = await town.visitor_with_room()
    field = {"field": "cpf", "label": "CPF", "scope": "visitor", "visibility": "visible", "regexp": ""}
    await town.admin.post("livechat/custom-fields.save", customFieldData=field)
    asked = {key: room_id if value == "{rid}" else value for key, value in whole.items()}
    if path != "livechat/offline.message":
        asked["token"] = token
    for name in asked:
        left = {key: value for key, value in asked.items() if key != name}
        assert (await town.post(path, **left))[0] == 400, name
    assert (await town.post(path, **asked))[0] == 200


async def test_11_livechat_the_configuration(town: Town) -> None:
    """Disabled it says only so; else settings, departments, whether a department is online, guest and room where known."""
    settings = town.box.world.settings
    settings["Livechat_enabled"] = False
    assert (await town.get("livechat/config"))[1]["config"] == {"enabled": False}
    settings["Livechat_enabled"] = True
    settings["Livechat_assign_new_conversation_to_bot"] = False
    _, body = await town.get("livechat/config")
    assert body["config"]["enabled"] is True
    assert isinstance(body["config"]["departments"], list)
    assert "settings" in body["config"]
    for online in (False, True):
        if online:
            town.come_online(town.ana)
        _, body = await town.get("livechat/config", department=town.urgency["_id"])
        assert body["config"]["online"] is online
    _, body = await town.get("livechat/config", token="inventado")
    assert {"guest", "room"}.isdisjoint(body["config"])
    token, room_id = await town.visitor_with_room()
    _, body = await town.get("livechat/config", token=token)
    assert (body["config"]["guest"]["token"], body["config"]["room"]["_id"]) == (token, room_id)
