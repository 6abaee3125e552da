from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.sandbox.as_rocketchats_own_tests_expect.asking import NOBODY

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Person, Town


async def test_01_agents_are_listed_and_made(town: Town, stranger: Person) -> None:
    """403; an unknown kind or name is a 400; who was made is in the list, and taken away again."""
    assert (await stranger.get("livechat/users/agent"))[0] == 403
    assert (await stranger.post("livechat/users/agent", username="vizinho"))[0] == 403
    assert (await town.admin.get("livechat/users/inventado"))[0] == 400
    assert (await town.admin.post("livechat/users/inventado", username="vizinho"))[0] == 400
    assert (await town.admin.post("livechat/users/agent", username="ninguem"))[0] == 400
    status, body = await town.admin.post("livechat/users/agent", username="vizinho")
    assert (status, body["user"]["username"]) == (200, "vizinho")
    _, body = await town.admin.get("livechat/users/agent")
    assert "vizinho" in {user["username"] for user in body["users"]}
    assert (await town.admin.delete(f"livechat/users/agent/{stranger.id}"))[0] == 200
    _, body = await town.admin.get(f"livechat/users/agent/{stranger.id}")
    assert body["user"] is None


async def test_01_agents_are_shown_to_the_visitor(town: Town) -> None:
    """agent.info names who serves; agent.next says only `success` while a room is open."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.get(f"livechat/agent.info/{room_id}/{token}")
    assert body["agent"]["username"] == "bela"
    assert (await town.get(f"livechat/agent.info/{room_id}/inventado"))[0] == 400
    assert (await town.get(f"livechat/agent.info/{NOBODY}/{token}"))[0] == 400
    assert (await town.get(f"livechat/agent.next/{token}"))[1] == {"success": True}


async def test_01_agents_change_their_status(town: Town) -> None:
    """Somebody else's without the right 403, of nobody 404, a wrong word 400, then the status."""
    path = "livechat/agent.status"
    assert (await town.ana.post(path, status="available", agentId=town.bruno.id))[0] == 403
    assert (await town.admin.post(path, status="available", agentId=NOBODY))[0] == 404
    assert (await town.ana.post(path, status="dormindo"))[0] == 400
    for status in ("not-available", "available"):
        assert (await town.ana.post(path, status=status))[1]["status"] == status
    assert (await town.admin.post(path, status="not-available", agentId=town.ana.id))[0] == 200
