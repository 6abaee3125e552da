"""Who gets a conversation: bots, agents online, the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.world import agents

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


def _server(town: Town, room_id: str) -> str | None:
    name: str | None = town.box.world.rooms.required(room_id).get("servedBy", {}).get("username")
    return name


@pytest.mark.parametrize("method", ["Auto_Selection", "Manual_Selection"])
async def test_a_bot_gets_every_new_room_while_the_setting_is_on(town: Town, method: str) -> None:
    """With automatic and manual routing, whether the bot's process lives or not, even when unavailable."""
    town.box.world.settings["Livechat_Routing_Method"] = method
    town.come_online(town.ana, town.bruno)
    town.bot.user["statusLivechat"] = "not-available"
    _, room_id = await town.visitor_with_room()
    assert _server(town, room_id) == "bela"
    _, body = await town.bot.get("livechat/inquiries.getOne", roomId=room_id)
    assert body["inquiry"]["status"] == "taken"


async def test_a_department_without_a_bot_is_served_by_its_people(town: Town) -> None:
    """Bot assignment looks only into the department's own agents."""
    town.come_online(town.bruno)
    _, room_id = await town.visitor_with_room(department="Atendimento")
    assert _server(town, room_id) == "bruno"


async def test_without_the_setting_the_agent_with_fewest_chats_is_chosen(town: Town) -> None:
    """Auto_Selection deals rooms out in turn among those online."""
    town.box.world.settings["Livechat_assign_new_conversation_to_bot"] = False
    town.bot.user["statusLivechat"] = "not-available"
    town.come_online(town.ana, town.bruno)
    served = [_server(town, (await town.visitor_with_room(f"t{n}"))[1]) for n in range(4)]
    assert served == ["ana", "bruno", "ana", "bruno"]


async def test_offline_and_unavailable_agents_are_skipped(town: Town) -> None:
    """Presence counts for humans, availability for everybody."""
    town.box.world.settings["Livechat_assign_new_conversation_to_bot"] = False
    town.bot.user["statusLivechat"] = "not-available"
    town.come_online(town.ana, town.bruno)
    agents.set_availability(town.box.world, town.ana.user, "not-available")
    served = {_server(town, (await town.visitor_with_room(f"t{n}"))[1]) for n in range(3)}
    assert served == {"bruno"}


async def test_a_visitor_without_department_is_led_to_one_shown_at_registration(town: Town) -> None:
    """The first enabled department with showOnRegistration and somebody online takes the room from the bot."""
    town.desk["showOnRegistration"] = True
    town.come_online(town.bruno)
    _, room_id = await town.visitor_with_room()
    assert _server(town, room_id) == "bruno"
    assert town.box.world.rooms.required(room_id)["departmentId"] == town.desk["_id"]


async def test_manual_routing_queues_until_somebody_takes(town: Town) -> None:
    """Agents of the department see the waiting room; taking twice is refused."""
    town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    town.come_online(town.ana, town.bruno)
    _, room_id = await town.visitor_with_room(department="Urgência")
    assert _server(town, room_id) is None
    assert (await town.bruno.get("livechat/inquiries.queuedForUser"))[1]["inquiries"] == []
    _, body = await town.ana.get("livechat/inquiries.queuedForUser")
    inquiry = body["inquiries"][0]
    assert (inquiry["rid"], inquiry["status"]) == (room_id, "queued")
    assert (await town.ana.get(f"livechat/{room_id}/messages"))[0] == 200
    assert (await town.bruno.get(f"livechat/{room_id}/messages"))[0] == 400
    status, _ = await town.ana.post("livechat/inquiries.take", inquiryId=inquiry["_id"])
    assert status == 200
    assert _server(town, room_id) == "ana"
    _, body = await town.bruno.post("livechat/inquiries.take", inquiryId=inquiry["_id"])
    assert body["errorType"] == "error-inquiry-taken"


async def test_an_unavailable_agent_cannot_take(town: Town) -> None:
    """error-agent-status-service-offline; an unknown inquiry is error-not-found."""
    town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room(department="Urgência")
    inquiry = town.inquiry(room_id)
    assert (await town.ana.post("livechat/agent.status", status="not-available"))[0] == 200
    _, body = await town.ana.post("livechat/inquiries.take", inquiryId=inquiry["_id"])
    assert body["errorType"] == "error-agent-status-service-offline"
    _, body = await town.ana.post("livechat/inquiries.take", inquiryId="nothing")
    assert body["errorType"] == "error-not-found"


async def test_a_returned_room_bounces_back_to_the_bot(town: Town) -> None:
    """With automatic routing, giving a room back queues it anew, and the bot is assigned again."""
    town.let_bots_forward()
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    await town.bot.post("livechat/room.forward", roomId=room_id, userId=town.ana.id)
    assert _server(town, room_id) == "ana"
    status, body = await town.ana.post("livechat/inquiries.returnAsInquiry", roomId=room_id)
    assert (status, body["result"]) == (200, True)
    assert _server(town, room_id) == "bela"


async def test_a_waiting_room_goes_to_the_agent_who_comes_online(town: Town) -> None:
    """A department that receives forwards while offline is served when its agent connects."""
    town.let_bots_forward()
    town.urgency["allowReceiveForwardOffline"] = True
    _, room_id = await town.visitor_with_room()
    await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"])
    assert _server(town, room_id) is None
    await town.ana.connect()
    assert _server(town, room_id) == "ana"


async def test_the_leave_action_takes_rooms_from_an_agent_whose_connection_ended(town: Town) -> None:
    """With `close` the rooms are closed once the timeout is over."""
    town.box.world.settings.update(
        Livechat_agent_leave_action="close",
        Livechat_agent_leave_action_timeout=0.05,
        Livechat_agent_leave_comment="O atendente saiu",
    )
    bot = await town.bot.connect()
    token, room_id = await town.visitor_with_room()
    visitor = await town.connect()
    proof = {"useCollection": False, "args": [{"token": token, "visitorToken": token}]}
    await visitor.subscribe("stream-room-messages", room_id, proof)
    await bot.close()
    args = await visitor.hears(room_id, lambda args: args[0].get("t") == "livechat-close")
    assert args[0]["msg"] == "O atendente saiu"


async def test_agents_are_listed_with_their_departments(town: Town) -> None:
    """Only those online with onlyAvailable; managers only, unless granted."""
    town.come_online(town.ana)
    _, body = await town.admin.get("livechat/users/agent", onlyAvailable="true")
    assert {user["username"] for user in body["users"]} == {"ana", "bela"}
    ana = next(user for user in body["users"] if user["username"] == "ana")
    assert ana["departments"] == ["Urgência"]
    assert (await town.bruno.get("livechat/users/agent"))[0] == 403
    assert (await town.admin.get("livechat/users/nurse"))[0] == 400


async def test_an_existing_user_becomes_an_agent(town: Town) -> None:
    """The role is added; an unknown name is refused."""
    carla = town.person("carla", "user")
    status, _ = await town.admin.post("livechat/users/agent", username="carla")
    assert status == 200
    assert carla.user["roles"] == ["user", "livechat-agent"]
    _, body = await town.admin.post("livechat/users/agent", username="ninguem")
    assert body["errorType"] == "error-invalid-user"


async def test_agent_status_is_changed_by_oneself_or_a_manager(town: Town) -> None:
    """Others are refused; somebody who is no agent is a 404; without a value the status toggles."""
    assert (await town.ana.post("livechat/agent.status"))[1]["status"] == "not-available"
    assert (await town.ana.post("livechat/agent.status"))[1]["status"] == "available"
    other = {"agentId": town.bruno.id, "status": "not-available"}
    assert (await town.ana.post("livechat/agent.status", **other))[0] == 403
    assert (await town.admin.post("livechat/agent.status", **other))[0] == 200
    assert (await town.admin.post("livechat/agent.status", agentId="nobody"))[0] == 404
