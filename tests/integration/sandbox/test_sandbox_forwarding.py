"""The forward decision table of Rocket.Chat, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox import Style
from sandbox.world import departments
from tests.integration.sandbox import town as towns

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


@pytest.fixture
def town(town: Town) -> Town:
    """The bot may forward."""
    town.let_bots_forward()
    return town


async def _forward(town: Town, room_id: str, **target: str) -> tuple[int, str | None]:
    status, body = await town.bot.post("livechat/room.forward", roomId=room_id, **target)
    return status, body.get("error")


def _place(town: Town, room_id: str) -> tuple[str | None, str | None]:
    room = town.box.world.rooms.required(room_id)
    department = town.box.world.departments.get(room.get("departmentId") or "")
    return (department["name"] if department else None), room.get("servedBy", {}).get("username")


async def test_an_agent_online_gets_the_room(town: Town) -> None:
    """The room moves to department and agent; the bot is no member any more."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    assert await _forward(town, room_id, departmentId=town.urgency["_id"], comment="grave") == (200, None)
    assert _place(town, room_id) == ("Urgência", "ana")
    last = town.box.world.rooms.required(room_id)["lastMessage"]
    assert last["t"] == "livechat_transfer_history"
    transfer = last["transferData"]
    assert (transfer["scope"], transfer["comment"]) == ("department", "grave")
    assert transfer["nextDepartment"] == {"_id": town.urgency["_id"], "name": "Urgência"}
    assert transfer["transferredBy"]["userType"] == "agent"
    assert transfer["transferredTo"]["username"] == "ana"
    assert (await town.bot.get("subscriptions.get"))[1]["update"] == []


async def test_no_two_lines_that_a_forward_leaves_have_the_same_time(town: Town) -> None:
    """Clients sort by time: joining, transfer and leaving keep their order on every screen."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    await _forward(town, room_id, departmentId=town.urgency["_id"], comment="grave")
    lines = town.box.world.messages.of_room(room_id)
    assert [line["t"] for line in lines[-3:]] == ["uj", "livechat_transfer_history", "ul"]
    times = [line["ts"] for line in lines]
    assert times == sorted(set(times))


async def test_nobody_online_is_refused_and_the_bot_keeps_the_room(town: Town) -> None:
    """error-no-agents-online-in-department with automatic routing."""
    _, room_id = await town.visitor_with_room()
    answer = await _forward(town, room_id, departmentId=town.urgency["_id"])
    assert answer == (400, "error-no-agents-online-in-department")
    assert _place(town, room_id) == (None, "bela")


async def test_a_bot_that_works_in_the_target_department_gets_nowhere(town: Town) -> None:
    """The bot counts as online and is found again, which is answered as nobody online."""
    departments.add_agent(town.box.world, town.urgency, town.bot.user)
    _, room_id = await town.visitor_with_room()
    answer = await _forward(town, room_id, departmentId=town.urgency["_id"])
    assert answer == (400, "error-no-agents-online-in-department")


async def test_manual_routing_answers_success_with_nobody_online(town: Town) -> None:
    """History, department changed, bot unassigned, inquiry queued."""
    town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    _, room_id = await town.visitor_with_room()
    assert await _forward(town, room_id, departmentId=town.urgency["_id"]) == (200, None)
    assert _place(town, room_id) == ("Urgência", None)
    assert town.inquiry(room_id)["status"] == "queued"


async def test_a_department_may_receive_while_offline(town: Town) -> None:
    """allowReceiveForwardOffline queues the room instead of refusing."""
    town.urgency["allowReceiveForwardOffline"] = True
    _, room_id = await town.visitor_with_room()
    assert await _forward(town, room_id, departmentId=town.urgency["_id"]) == (200, None)
    assert _place(town, room_id) == ("Urgência", None)
    assert town.inquiry(room_id)["status"] == "queued"


async def test_the_community_edition_says_success_and_moves_nothing_with_a_fallback(town: Town) -> None:
    """The fallback department is a paid feature, and its absence is not told."""
    town.urgency["fallbackForwardDepartment"] = town.desk["_id"]
    _, room_id = await town.visitor_with_room()
    assert await _forward(town, room_id, departmentId=town.urgency["_id"]) == (200, None)
    assert _place(town, room_id) == (None, "bela")


async def test_the_enterprise_edition_uses_the_fallback_department() -> None:
    """The room goes to the fallback's agent, and the history says so."""
    async with towns.start(enterprise=True) as town:
        town.let_bots_forward()
        town.come_online(town.bruno)
        town.urgency["fallbackForwardDepartment"] = town.desk["_id"]
        _, room_id = await town.visitor_with_room()
        assert await _forward(town, room_id, departmentId=town.urgency["_id"]) == (200, None)
        assert _place(town, room_id) == ("Atendimento", "bruno")
        last = town.box.world.rooms.required(room_id)["lastMessage"]
    assert last["t"] == "livechat_transfer_history_fallback"


async def test_the_enterprise_edition_restricts_targets() -> None:
    """departmentsAllowedToForward of the present department."""
    async with towns.start(enterprise=True) as town:
        town.let_bots_forward()
        town.come_online(town.ana, town.bruno)
        town.urgency["departmentsAllowedToForward"] = ["elsewhere"]
        _, room_id = await town.visitor_with_room(department="Urgência")
        answer = await _forward(town, room_id, departmentId=town.desk["_id"])
    assert answer == (400, "error-forwarding-department-target-not-allowed")


async def test_a_queued_room_changes_department_with_nobody_online(town: Town) -> None:
    """No error test is reached when nobody served the room."""
    town.box.world.settings["Livechat_accept_chats_with_no_agents"] = True
    _, room_id = await town.visitor_with_room(department="Atendimento")
    assert _place(town, room_id) == ("Atendimento", None)
    assert await _forward(town, room_id, departmentId=town.urgency["_id"]) == (200, None)
    assert _place(town, room_id) == ("Urgência", None)


async def test_a_user_online_gets_the_room(town: Town) -> None:
    """The last message is the history with scope agent, by the caller."""
    town.come_online(town.bruno)
    _, room_id = await town.visitor_with_room()
    assert await _forward(town, room_id, userId=town.bruno.id, comment="oi") == (200, None)
    last = town.box.world.rooms.required(room_id)["lastMessage"]
    assert (last["t"], last["u"]["username"]) == ("livechat_transfer_history", "bela")
    assert last["transferData"]["scope"] == "agent"
    assert last["transferData"]["transferredTo"]["username"] == "bruno"
    status, body = await town.admin.get(f"livechat/transfer.history/{room_id}")
    assert (status, len(body["history"])) == (200, 1)
    assert (await town.bot.get(f"livechat/transfer.history/{room_id}"))[0] == 403


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ({}, "error-forwarding-chat"),
        ({"userId": "BRUNO"}, "error-user-is-offline"),
        ({"userId": "BELA"}, "error-selected-agent-room-agent-are-same"),
        ({"departmentId": "nowhere"}, "error-invalid-department"),
        ({"departmentId": "URGENCY", "userId": "BRUNO"}, "error-user-is-offline"),
        ({"departmentId": "DESK", "userId": "ANA"}, "error-user-not-belong-to-department"),
    ],
)
async def test_impossible_targets_have_their_codes(town: Town, target: dict, error: str) -> None:
    """All are 400 with the plain code."""
    town.come_online(town.ana)
    names = {
        "ANA": town.ana.id,
        "BRUNO": town.bruno.id,
        "BELA": town.bot.id,
        "URGENCY": town.urgency["_id"],
        "DESK": town.desk["_id"],
    }
    _, room_id = await town.visitor_with_room()
    answer = await _forward(town, room_id, **{k: names.get(v, v) for k, v in target.items()})
    assert answer == (400, error)


async def test_the_same_department_is_refused(town: Town) -> None:
    """error-forwarding-chat-same-department."""
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room()
    await _forward(town, room_id, departmentId=town.urgency["_id"])
    answer = await _forward(town, room_id, departmentId=town.urgency["_id"])
    assert answer == (400, "error-forwarding-chat-same-department")


async def test_closed_and_unknown_rooms_are_refused(town: Town) -> None:
    """This_conversation_is_already_closed, error-invalid-room."""
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/room.close", rid=room_id, token=token)
    target = {"departmentId": town.urgency["_id"]}
    assert await _forward(town, room_id, **target) == (400, "This_conversation_is_already_closed")
    assert await _forward(town, "nowhere", **target) == (400, "error-invalid-room")


async def test_the_bot_loses_access_with_the_room(town: Town) -> None:
    """Reading and writing are refused afterwards, and a note about the refused post is sent to its user."""
    town.come_online(town.ana)
    bot = await town.bot.connect()
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/message")
    _, room_id = await town.visitor_with_room()
    await _forward(town, room_id, departmentId=town.urgency["_id"])
    status, body = await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "oi"})
    assert (status, body["error"]) == (400, "error-not-allowed")
    assert (await bot.hears(f"{town.bot.id}/message"))[0]["msg"] == "error-not-allowed"
    assert (await town.bot.get("rooms.info", roomId=room_id))[0] == 400
    assert (await town.bot.get(f"livechat/{room_id}/messages"))[0] == 400
    town.box.world.permissions.replace("view-livechat-rooms", ["admin", "bot"])
    assert (await town.bot.get("rooms.info", roomId=room_id))[1]["room"]["servedBy"]["username"] == "ana"


async def test_a_visitor_switches_departments(town: Town) -> None:
    """visitor/department.transfer moves the room; room.transfer exists only in style 7."""
    town.come_online(town.ana)
    token, room_id = await town.visitor_with_room()
    move = {"token": token, "rid": room_id, "department": town.urgency["_id"]}
    assert (await town.post("livechat/room.transfer", **move))[0] == 404
    assert (await town.post("livechat/visitor/department.transfer", **move))[0] == 200
    assert _place(town, room_id) == ("Urgência", "ana")
    async with towns.start(style=Style.SEVEN) as older:
        older.come_online(older.ana)
        token, room_id = await older.visitor_with_room()
        move = {"token": token, "rid": room_id, "department": older.urgency["_id"]}
        status, body = await older.post("livechat/room.transfer", **move)
    assert (status, body["room"]["departmentId"]) == (200, move["department"])
