"""What agents and bots write, and how they catch up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town

OWN_ID = "abcdefghijkmnopqr"


async def test_an_own_id_is_posted_once(town: Town) -> None:
    """chat.sendMessage with a known `_id` succeeds and saves no second message."""
    _, room_id = await town.visitor_with_room()
    message = {"_id": OWN_ID, "rid": room_id, "msg": "Olá"}
    assert (await town.bot.post("chat.sendMessage", message=message))[0] == 200
    status, _ = await town.bot.post("chat.sendMessage", message={**message, "msg": "de novo"})
    assert status == 200
    texts = [m["msg"] for m in town.box.world.messages.of_room(room_id) if m["u"]["username"] == "bela"]
    assert texts.count("Olá") == 1
    assert "de novo" not in texts


async def test_post_message_posts_every_time(town: Town) -> None:
    """chat.postMessage is not idempotent; bots may impersonate, humans may not."""
    _, room_id = await town.visitor_with_room()
    for _ in range(2):
        status, body = await town.bot.post("chat.postMessage", roomId=room_id, text="Oi", alias="Bela")
        assert (status, body["channel"], body["message"]["alias"]) == (200, room_id, "Bela")
    assert (await town.admin.post("chat.postMessage", roomId=room_id, text="Oi", alias="Bela"))[0] == 400


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"msg": "oi"}, "The 'rid' property on the message object is missing."),
        ({"rid": "nowhere", "msg": "oi"}, "error-invalid-room"),
    ],
)
async def test_a_message_needs_a_room(town: Town, message: dict, error: str) -> None:
    """A missing or unknown room is a 400."""
    status, body = await town.bot.post("chat.sendMessage", message=message)
    assert (status, body["error"]) == (400, error)


async def test_a_message_must_not_be_too_long_or_a_system_message(town: Town) -> None:
    """5,000 characters are the limit; `t` is refused."""
    _, room_id = await town.visitor_with_room()
    _, body = await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "a" * 5001})
    assert body["errorType"] == "error-message-size-exceeded"
    status, _ = await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "a", "t": "uj"})
    assert status == 400


async def test_an_edit_is_published_again_and_a_deletion_told(town: Town) -> None:
    """Same id with editedAt; then the event `<rid>/deleteMessage`."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", "__my_messages__")
    token, room_id = await town.visitor_with_room()
    await bot.subscribe("stream-notify-room", f"{room_id}/deleteMessage")
    await town.bot.post("chat.sendMessage", message={"_id": OWN_ID, "rid": room_id, "msg": "Ola"})
    status, _ = await town.bot.post("chat.update", roomId=room_id, msgId=OWN_ID, text="Olá")
    assert status == 200
    message, _ = await bot.hears("__my_messages__", lambda args: args[0]["msg"] == "Olá")
    assert message["_id"] == OWN_ID
    assert message["editedBy"]["username"] == "bela"
    assert (await town.bot.post("chat.delete", roomId=room_id, msgId=OWN_ID))[0] == 200
    assert await bot.hears(f"{room_id}/deleteMessage") == [{"_id": OWN_ID}]
    history = (await town.get(f"livechat/messages.history/{room_id}", token=token))[1]["messages"]
    assert OWN_ID not in {message["_id"] for message in history}


async def test_only_own_messages_are_edited_and_deleted(town: Town) -> None:
    """A bot is refused on a visitor's message."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.post("livechat/message", token=token, rid=room_id, msg="oi")
    about = {"roomId": room_id, "msgId": body["message"]["_id"]}
    assert (await town.bot.post("chat.update", **about, text="x"))[0] == 400
    assert (await town.bot.post("chat.delete", **about))[0] == 400


async def test_a_deleted_message_may_stay_as_an_empty_one(town: Town) -> None:
    """With Message_ShowDeletedStatus it is republished with `t: rm`."""
    town.box.world.settings["Message_ShowDeletedStatus"] = True
    _, room_id = await town.visitor_with_room()
    await town.bot.post("chat.sendMessage", message={"_id": OWN_ID, "rid": room_id, "msg": "Ola"})
    await town.bot.post("chat.delete", roomId=room_id, msgId=OWN_ID)
    _, body = await town.bot.get("chat.getMessage", msgId=OWN_ID)
    assert (body["message"]["t"], body["message"]["msg"]) == ("rm", "")


async def test_messages_since_a_moment_are_synchronised(town: Town) -> None:
    """chat.syncMessages gives what changed and what was deleted after lastUpdate."""
    token, room_id = await town.visitor_with_room()
    _, before = await town.post("livechat/message", token=token, rid=room_id, msg="antes")
    await town.bot.post("chat.sendMessage", message={"_id": OWN_ID, "rid": room_id, "msg": "depois"})
    await town.bot.post("chat.delete", roomId=room_id, msgId=OWN_ID)
    _, body = await town.bot.get("chat.syncMessages", roomId=room_id, lastUpdate="2020-01-01T00:00:00.000Z")
    assert before["message"]["_id"] in {message["_id"] for message in body["result"]["updated"]}
    assert [gone["_id"] for gone in body["result"]["deleted"]] == [OWN_ID]
    _, body = await town.bot.get("chat.syncMessages", roomId=room_id, lastUpdate="2100-01-01T00:00:00.000Z")
    assert body["result"] == {"updated": [], "deleted": []}
    assert (await town.bot.get("chat.syncMessages", roomId=room_id, lastUpdate="ontem"))[0] == 400
    assert (await town.bruno.get("chat.syncMessages", roomId=room_id, lastUpdate="2020-01-01"))[0] == 400


async def test_the_cursor_form_of_synchronising_gives_pages(town: Town) -> None:
    """`type` with `count` gives a page and where the next one starts."""
    token, room_id = await town.visitor_with_room()
    for number in range(4):
        await town.post("livechat/message", token=token, rid=room_id, msg=f"{number}")
    _, body = await town.bot.get("chat.syncMessages", roomId=room_id, type="UPDATED", next="0", count=2)
    assert len(body["result"]["updated"]) == 2
    assert body["result"]["cursor"]["next"].isdigit()


async def test_ordinary_messages_and_the_close_are_read_by_agents(town: Town) -> None:
    """livechat/:rid/messages leaves other system messages out and searches."""
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/message", token=token, rid=room_id, msg="febre alta")
    await town.post("livechat/message", token=token, rid=room_id, msg="tosse")
    path = f"livechat/{room_id}/messages"
    _, body = await town.bot.get(path)
    assert [message["msg"] for message in body["messages"]] == ["tosse", "febre alta"]
    _, body = await town.bot.get(path, searchTerm="FEBRE")
    assert body["total"] == 1
    assert (await town.bot.get("livechat/nowhere/messages"))[1]["error"] == "invalid-room"


async def test_an_agent_lists_only_its_own_rooms(town: Town) -> None:
    """Without view-livechat-rooms exactly `agents[]=<own id>` is allowed; filters and pages work."""
    ids = [(await town.visitor_with_room(f"t{n}", name=f"N{n}"))[1] for n in range(3)]
    await town.post("livechat/room.close", rid=ids[0], token="t0")
    own = {"agents[]": town.bot.id}
    _, body = await town.bot.get("livechat/rooms", **own, open="true", count="50")
    assert {room["_id"] for room in body["rooms"]} == set(ids[1:])
    _, body = await town.bot.get("livechat/rooms", **own, open="false")
    assert [room["_id"] for room in body["rooms"]] == ids[:1]
    _, body = await town.bot.get("livechat/rooms", **own, sort=json.dumps({"fname": -1}), count=1, offset=1)
    assert (body["rooms"][0]["fname"], body["total"], body["count"]) == ("N1", 3, 1)
    assert (await town.bot.get("livechat/rooms"))[0] == 403
    assert (await town.bot.get("livechat/rooms", **{"agents[]": town.ana.id}))[0] == 403
    assert (await town.admin.get("livechat/rooms"))[1]["total"] == 3
    assert (await town.admin.get("livechat/rooms", customFields="[1]"))[0] == 400
    assert (await town.admin.get("livechat/rooms", open="true", roomName="n2"))[1]["total"] == 1


async def test_memberships_are_listed_since_a_moment(town: Town) -> None:
    """subscriptions.get gives changed ones and tombstones of ended ones."""
    token, room_id = await town.visitor_with_room()
    _, body = await town.bot.get("subscriptions.get")
    assert [s["rid"] for s in body["update"]] == [room_id]
    await town.post("livechat/room.close", rid=room_id, token=token)
    _, body = await town.bot.get("subscriptions.get", updatedSince="2020-01-01T00:00:00.000Z")
    assert body["update"] == []
    assert len(body["remove"]) == 1


async def test_unread_messages_are_counted_until_read(town: Town) -> None:
    """Each visitor message adds one; subscriptions.read sets zero."""
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/message", token=token, rid=room_id, msg="oi")
    _, body = await town.bot.get("subscriptions.getOne", roomId=room_id)
    assert body["subscription"]["unread"] == 2
    assert (await town.bot.post("subscriptions.read", rid=room_id))[0] == 200
    _, body = await town.bot.get("subscriptions.getOne", roomId=room_id)
    assert body["subscription"]["unread"] == 0


async def test_room_information_is_saved_by_who_serves_it(town: Town) -> None:
    """Topic, tags and defined fields are stored; undefined fields are dropped; strangers get 403."""
    data = {"field": "protocolo", "label": "Protocolo", "scope": "room", "visibility": "visible"}
    await town.admin.post("livechat/custom-fields.save", customFieldData=data)
    _, room_id = await town.visitor_with_room()
    visitor_id = town.box.world.rooms.required(room_id)["v"]["_id"]
    about = {
        "guestData": {"_id": visitor_id, "name": "Maria José"},
        "roomData": {
            "_id": room_id,
            "topic": "COVID",
            "tags": ["grave"],
            "livechatData": {"protocolo": "7", "cor": "azul"},
        },
    }
    assert (await town.ana.post("livechat/room.saveInfo", **about))[0] == 403
    assert (await town.bot.post("livechat/room.saveInfo", **about))[0] == 200
    room = town.box.world.rooms.required(room_id)
    assert (room["topic"], room["tags"], room["fname"]) == ("COVID", ["grave"], "Maria José")
    assert room["livechatData"] == {"protocolo": "7"}
    assert (await town.bot.post("livechat/room.saveInfo", roomData={"_id": room_id}))[0] == 400


async def test_a_manager_joins_a_room(town: Town) -> None:
    """The manager becomes a member; an agent without access does not."""
    _, room_id = await town.visitor_with_room()
    assert (await town.admin.get("livechat/room.join", roomId=room_id))[0] == 200
    assert town.box.world.subscriptions.get(room_id, town.admin.id) is not None
    status, body = await town.ana.get("livechat/room.join", roomId=room_id)
    assert (status, body["error"]) == (400, "error-not-allowed")


async def test_a_channel_or_a_user_can_be_written_to(town: Town) -> None:
    """A public channel by "#name", a user by "@name"; what does not exist is refused."""
    town.box.world.channels.open("plantao")
    for place in ("#plantao", "@bela"):
        status, body = await town.bot.post("chat.postMessage", channel=place, text="Atenção")
        assert (status, body["message"]["msg"]) == (200, "Atenção")
        assert [message["msg"] for message in town.box.world.channels.said(place)] == ["Atenção"]
    status, body = await town.bot.post("chat.postMessage", channel="#ninguem", text="Atenção")
    assert (status, body["error"]) == (400, "invalid-channel")
