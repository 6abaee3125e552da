"""One conversation from the first word to the end, as visitor, bot and human see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


async def test_a_conversation_goes_from_bot_to_human_to_its_end(town: Town) -> None:
    """A visitor writes, the bot hears and answers, forwards to a human, and the human closes."""
    town.let_bots_forward()
    town.come_online(town.ana)
    bot = await town.bot.connect()
    ready = await bot.subscribe("stream-room-messages", "__my_messages__")
    assert ready["msg"] == "ready"
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/subscriptions-changed")

    token, room_id = await town.visitor_with_room(name="Maria")
    args = await bot.hears(f"{town.bot.id}/subscriptions-changed", lambda args: args[0] == "inserted")
    assert args[1]["rid"] == room_id
    await town.post("livechat/message", token=token, rid=room_id, msg="Oi")
    message, about = await bot.hears("__my_messages__", lambda args: args[0]["msg"] == "Oi")
    assert about == {"roomParticipant": True, "roomType": "l"}
    assert message["token"] == token
    assert "$date" in message["ts"]

    status, body = await town.bot.post(
        "chat.sendMessage", message={"_id": "a" * 17, "rid": room_id, "msg": "Olá"}
    )
    assert status == 200, body
    assert body["message"]["u"]["username"] == "bela"
    status, body = await town.bot.post(
        "livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"], comment="grave"
    )
    assert status == 200, body
    room = town.box.world.rooms.required(room_id)
    assert room["servedBy"]["username"] == "ana"
    assert room["departmentId"] == town.urgency["_id"]
    await bot.hears(f"{town.bot.id}/subscriptions-changed", lambda args: args[0] == "removed")

    status, body = await town.ana.post("livechat/room.closeByUser", rid=room_id, comment="resolvido")
    assert status == 200, body
    assert "open" not in room
