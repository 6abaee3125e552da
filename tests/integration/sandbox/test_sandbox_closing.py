"""The end of a conversation, by visitor and by agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town


async def test_a_visitor_closes_once(town: Town) -> None:
    """The answer carries the server's comment; the second time and foreign tokens are refused."""
    token, room_id = await town.visitor_with_room()
    assert (await town.post("livechat/room.close", rid=room_id, token="nobody"))[0] == 400
    assert (await town.post("livechat/room.close", rid="nowhere", token=token))[0] == 400
    status, body = await town.post("livechat/room.close", rid=room_id, token=token)
    assert (status, body["rid"], body["comment"]) == (200, room_id, "Closed by visitor")
    status, body = await town.post("livechat/room.close", rid=room_id, token=token)
    assert (status, body["error"]) == (400, "room-closed")
    status, body = await town.post("livechat/message", rid=room_id, token=token, msg="oi")
    assert (status, body["error"]) == (400, "room-closed")


@pytest.mark.parametrize("comment", [{}, {"comment": ""}, {"comment": "   "}])
async def test_an_agent_must_say_why_it_closes(town: Town, comment: dict) -> None:
    """A missing or blank comment is error-comment-is-required, unless the setting is off."""
    _, room_id = await town.visitor_with_room()
    status, body = await town.bot.post("livechat/room.closeByUser", rid=room_id, **comment)
    assert (status, body["error"]) == (400, "error-comment-is-required")
    town.box.world.settings["Livechat_request_comment_when_closing_conversation"] = False
    assert (await town.bot.post("livechat/room.closeByUser", rid=room_id, **comment))[0] == 200


async def test_only_members_and_leaders_close(town: Town) -> None:
    """Strangers are not authorised; unknown and closed rooms have codes of their own."""
    _, room_id = await town.visitor_with_room()
    close = {"rid": room_id, "comment": "fim"}
    assert (await town.call("POST", "livechat/room.closeByUser", json=close))[0] == 401
    assert (await town.bot.post("livechat/room.closeByUser", comment="fim"))[0] == 400
    _, body = await town.bot.post("livechat/room.closeByUser", rid="nowhere", comment="fim")
    assert body["error"] == "error-invalid-room"
    _, body = await town.bruno.post("livechat/room.closeByUser", **close)
    assert body["error"] == "error-not-authorized"
    assert (await town.admin.post("livechat/room.closeByUser", **close))[0] == 200
    _, body = await town.bot.post("livechat/room.closeByUser", **close)
    assert body["error"] == "error-room-already-closed"


async def test_a_department_may_ask_for_tags(town: Town) -> None:
    """Without tags the close is refused; with them they are kept."""
    token = "t"
    department = town.urgency
    department["requestTagBeforeClosingChat"] = True
    town.come_online(town.ana)
    _, room_id = await town.visitor_with_room(token, department="Urgência")
    close = {"rid": room_id, "comment": "fim"}
    _, body = await town.ana.post("livechat/room.closeByUser", **close)
    assert body["error"] == "error-tags-must-be-assigned-before-closing-chat"
    assert (await town.ana.post("livechat/room.closeByUser", **close, tags=["covid"]))[0] == 200
    assert town.box.world.rooms.required(room_id)["tags"] == ["covid"]


async def test_a_closed_room_has_no_open_field_and_tells_who_closed_it(town: Town) -> None:
    """`open` is removed, the inquiry and memberships are gone, the last message is the comment."""
    _, room_id = await town.visitor_with_room()
    await town.bot.post("livechat/room.closeByUser", rid=room_id, comment="até logo")
    _, body = await town.admin.get("rooms.info", roomId=room_id)
    room = body["room"]
    assert "open" not in room
    assert (room["closer"], room["closedBy"]["username"]) == ("user", "bela")
    assert (room["lastMessage"]["t"], room["lastMessage"]["msg"]) == ("livechat-close", "até logo")
    assert (await town.bot.get("livechat/inquiries.getOne", roomId=room_id))[1]["inquiry"] is None
    assert (await town.bot.get("subscriptions.get"))[1]["update"] == []


async def test_the_bot_hears_the_end_as_removal_and_close_message(town: Town) -> None:
    """Membership is removed first; the serving bot still gets the close message, as no participant."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", "__my_messages__")
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/subscriptions-changed")
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/rooms-changed")
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/room.close", rid=room_id, token=token)
    message, about = await bot.hears("__my_messages__", lambda args: args[0].get("t") == "livechat-close")
    assert about["roomParticipant"] is False
    assert message["token"] == token
    removed = bot.published(f"{town.bot.id}/subscriptions-changed")[-1]
    assert (removed[0], removed[1]["rid"]) == ("removed", room_id)
    change, room = bot.published(f"{town.bot.id}/rooms-changed")[-1]
    assert (change, "open" in room) == ("updated", False)


async def test_the_serving_bot_can_write_into_a_closed_room_and_the_visitor_never_sees_it(town: Town) -> None:
    """As in Rocket.Chat the post is accepted; the visitor's subscription ended with the room."""
    token, room_id = await town.visitor_with_room()
    visitor = await town.connect()
    proof = {"useCollection": False, "args": [{"token": token, "visitorToken": token}]}
    await visitor.subscribe("stream-room-messages", room_id, proof)
    await town.post("livechat/room.close", rid=room_id, token=token)
    await visitor.hears(room_id, lambda args: args[0].get("t") == "livechat-close")
    status, _ = await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "ainda aí?"})
    assert status == 200
    await visitor.call("livechat:setUpConnection", {"token": token})
    assert not any(args[0]["msg"] == "ainda aí?" for args in visitor.published(room_id))


async def test_a_closed_rooms_visitor_gets_a_new_room(town: Town) -> None:
    """Same visitor, other room id."""
    token, first = await town.visitor_with_room()
    await town.post("livechat/room.close", rid=first, token=token)
    _, second = await town.visitor_with_room(token)
    assert first != second
