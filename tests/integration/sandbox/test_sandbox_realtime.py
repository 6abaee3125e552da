"""DDP: sessions, login, streams, who may hear what, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.world import users

if TYPE_CHECKING:
    from tests.integration.sandbox.town import Town

MY_MESSAGES = "__my_messages__"


def _proof(token: str) -> dict:
    return {"useCollection": False, "args": [{"token": token, "visitorToken": token}]}


async def test_a_ping_is_answered_with_its_id(town: Town) -> None:
    """`pong` echoes the id when there is one."""
    link = await town.connect()
    await link.send(msg="ping", id="p7")
    assert await link.until(lambda frame: frame.get("msg") == "pong") == {"msg": "pong", "id": "p7"}


@pytest.mark.parametrize("user", [{"username": "bela"}, {"email": "bela@town.example"}])
async def test_a_password_digest_logs_in(town: Town, user: dict) -> None:
    """The result carries a token with an EJSON expiry; the account's document precedes it."""
    link = await town.connect()
    password = {"digest": users.digest("segredo-bela"), "algorithm": "sha-256"}
    result = (await link.call("login", {"user": user, "password": password}))["result"]
    assert (result["id"], result["type"]) == (town.bot.id, "password")
    assert isinstance(result["tokenExpires"]["$date"], int)
    added = next(frame for frame in link.frames if frame.get("msg") == "added")
    assert (added["collection"], added["fields"]["username"]) == ("users", "bela")
    assert (await town.post("login", resume=result["token"]))[0] == 200


async def test_a_wrong_token_is_a_403_with_meteors_words(town: Town) -> None:
    """The error is a number, and `updated` follows all the same."""
    link = await town.connect()
    frame = await link.call("login", {"resume": "falsch"})
    assert frame["error"]["error"] == 403
    assert "logged out by the server" in frame["error"]["reason"]
    await link.until(lambda frame: frame.get("msg") == "updated")


async def test_an_unknown_method_is_a_404(town: Town) -> None:
    """As Meteor says it."""
    link = await town.connect()
    error = (await link.call("livechat:getInitialData"))["error"]
    assert (error["error"], error["reason"]) == (404, "Method 'livechat:getInitialData' not found")


async def test_login_and_subscriptions_may_be_pipelined(town: Town) -> None:
    """Frames of one session are handled strictly in order."""
    link = await town.connect()
    event = f"{town.bot.id}/subscriptions-changed"
    await link.send(msg="method", method="login", id="1", params=[{"resume": town.bot.token}])
    await link.send(msg="sub", id="s1", name="stream-notify-user", params=[event, False])
    ready = await link.until(lambda frame: frame.get("msg") in {"ready", "nosub"})
    assert ready == {"msg": "ready", "subs": ["s1"]}


async def test_a_document_precedes_ready_only_where_it_is_asked_for(town: Town) -> None:
    """`true` gets an `added` document (SDK 0.2.9), an object without useCollection does not (the widget)."""
    link = await town.bot.connect()
    await link.subscribe("stream-room-messages", MY_MESSAGES, {"useCollection": False, "args": []})
    assert not [f for f in link.frames if f.get("collection") == "stream-room-messages"]
    await link.subscribe("stream-room-messages", MY_MESSAGES, True)
    kinds = [f["msg"] for f in link.frames if f.get("collection") == "stream-room-messages"]
    assert kinds == ["added"]
    assert link.frames[-1]["msg"] == "ready"


@pytest.mark.parametrize(
    ("stream", "event"),
    [
        ("stream-notify-user", "somebody/subscriptions-changed"),
        ("stream-room-messages", "nowhere"),
        ("stream-livechat-room", "nowhere"),
        ("stream-livechat-inquiry-queue-observer", "public"),
        ("stream-room-messages", ""),
        ("stream-unknown", "x"),
    ],
)
async def test_what_one_may_not_hear_is_refused(town: Town, stream: str, event: str) -> None:
    """An anonymous connection gets `nosub` with an error."""
    link = await town.connect()
    frame = await link.subscribe(stream, event)
    assert frame["msg"] == "nosub"
    assert frame["error"]["isClientSafe"] is True


async def test_a_subscription_made_before_the_login_goes_on_as_the_user(town: Town) -> None:
    """SDK 0.2.9 comes back in this order: anonymous it hears nothing, once its login is resumed it hears its rooms."""
    link = await town.connect()
    assert (await link.subscribe("stream-room-messages", "__my_messages__"))["msg"] == "ready"
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/message", token=token, rid=room_id, msg="antes")
    assert link.published("__my_messages__") == []
    assert "error" not in await link.call("login", {"resume": town.bot.token})
    await town.post("livechat/message", token=token, rid=room_id, msg="depois")
    assert (await link.hears("__my_messages__"))[0]["msg"] == "depois"


async def test_a_visitor_hears_its_own_room_only(town: Town) -> None:
    """The token opens the room's streams while it is open; another token does not."""
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/visitor", visitor={"token": "tok-jose"})
    link = await town.connect()
    assert (await link.subscribe("stream-room-messages", room_id, _proof("tok-jose")))["msg"] == "nosub"
    assert (await link.subscribe("stream-room-messages", room_id, _proof(token)))["msg"] == "ready"
    await town.bot.post("chat.sendMessage", message={"rid": room_id, "msg": "Olá"})
    message = (await link.hears(room_id))[0]
    assert message["msg"] == "Olá"
    assert isinstance(message["ts"]["$date"], int)
    await town.post("livechat/room.close", rid=room_id, token=token)
    assert (await link.subscribe("stream-room-messages", room_id, _proof(token)))["msg"] == "nosub"


async def test_a_new_room_is_told_in_rocketchats_order(town: Town) -> None:
    """Membership, room, then the system messages; the visitor's first message afterwards."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", MY_MESSAGES)
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/subscriptions-changed")
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/rooms-changed")
    await bot.subscribe("stream-livechat-inquiry-queue-observer", "public")
    since = len(bot.frames)
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/message", token=token, rid=room_id, msg="Oi")
    await bot.hears(MY_MESSAGES, lambda args: args[0]["msg"] == "Oi")
    told = []
    for frame in bot.frames[since:]:
        first = frame["fields"]["args"][0]
        told.append((first.get("type") or first.get("t")) if isinstance(first, dict) else first)
    assert told[:3] == ["added", "inserted", "inserted"]
    assert told.index("command") < told.index("uj")
    queue = [args[0] for args in bot.published("public")]
    assert [entry["type"] for entry in queue] == ["added", "changed"]
    assert queue[-1]["status"] == "taken"


async def test_a_visitor_is_shown_who_serves_it(town: Town) -> None:
    """agentData comes with a hand-off, without data when the agent goes; agentStatus with presence."""
    town.let_bots_forward()
    town.urgency["allowReceiveForwardOffline"] = True
    token, room_id = await town.visitor_with_room()
    link = await town.connect()
    await link.subscribe("stream-livechat-room", room_id, _proof(token))
    await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"])
    assert await link.hears(room_id) == [{"type": "agentData"}]
    ana = await town.ana.connect()
    args = await link.hears(room_id, lambda args: "data" in args[0])
    assert args[0]["data"]["username"] == "ana"
    await ana.close()
    await link.hears(room_id, lambda args: args[0] == {"type": "agentStatus", "status": "offline"})


async def test_a_lost_membership_silently_ends_the_room_subscription(town: Town) -> None:
    """No `nosub` is sent; later messages do not arrive."""
    town.let_bots_forward()
    town.come_online(town.ana)
    bot = await town.bot.connect()
    token, room_id = await town.visitor_with_room()
    await bot.subscribe("stream-room-messages", room_id)
    await bot.subscribe("stream-notify-user", f"{town.bot.id}/subscriptions-changed")
    await town.bot.post("livechat/room.forward", roomId=room_id, departmentId=town.urgency["_id"])
    await bot.hears(f"{town.bot.id}/subscriptions-changed", lambda args: args[0] == "removed")
    await town.post("livechat/message", token=token, rid=room_id, msg="tem alguém?")
    await bot.call("getServerInfo")
    assert not [a for a in bot.published(room_id) if a[0]["msg"] == "tem alguém?"]
    assert not [frame for frame in bot.frames if frame.get("msg") == "nosub"]


async def test_my_messages_reach_members_and_those_who_see_all_rooms(town: Town) -> None:
    """Others hear nothing; roomParticipant tells the difference."""
    bot, ana, admin = await town.bot.connect(), await town.ana.connect(), await town.admin.connect()
    for link in (bot, ana, admin):
        await link.subscribe("stream-room-messages", MY_MESSAGES)
    token, room_id = await town.visitor_with_room()
    await town.post("livechat/message", token=token, rid=room_id, msg="Oi")

    def says_oi(args: list) -> bool:
        return bool(args[0]["msg"] == "Oi")

    assert (await bot.hears(MY_MESSAGES, says_oi))[1]["roomParticipant"] is True
    assert (await admin.hears(MY_MESSAGES, says_oi))[1]["roomParticipant"] is False
    await ana.call("getServerInfo")
    assert ana.published(MY_MESSAGES) == []


async def test_agents_of_a_department_hear_its_queue(town: Town) -> None:
    """`department/<id>` tells of waiting rooms, and the waiting room's messages arrive."""
    town.box.world.settings["Livechat_Routing_Method"] = "Manual_Selection"
    ana = await town.ana.connect()
    await ana.subscribe("stream-livechat-inquiry-queue-observer", f"department/{town.urgency['_id']}")
    await ana.subscribe("stream-room-messages", MY_MESSAGES)
    token, room_id = await town.visitor_with_room(department="Urgência")
    event = f"department/{town.urgency['_id']}"
    assert (await ana.hears(event, lambda args: args[0]["status"] == "queued"))[0]["rid"] == room_id
    await town.post("livechat/message", token=token, rid=room_id, msg="socorro")
    await ana.hears(MY_MESSAGES, lambda args: args[0]["msg"] == "socorro")
    await town.post("livechat/room.close", token=token, rid=room_id)
    await ana.hears(event, lambda args: args[0]["type"] == "removed")


async def test_typing_is_bridged_between_old_and_new_events(town: Town) -> None:
    """Each side gets the form it subscribed to, and only that."""
    bot = await town.bot.connect()
    token, room_id = await town.visitor_with_room()
    widget = await town.connect()
    await widget.subscribe("stream-notify-room", f"{room_id}/typing", _proof(token))
    await bot.subscribe("stream-notify-room", f"{room_id}/user-activity")
    await bot.call("stream-notify-room", f"{room_id}/user-activity", "bela", ["user-typing"])
    assert await widget.hears(f"{room_id}/typing") == ["bela", True]
    await bot.call("stream-notify-room", f"{room_id}/user-activity", "bela", [])
    await widget.hears(f"{room_id}/typing", lambda args: args == ["bela", False])
    await widget.call("stream-notify-room", f"{room_id}/typing", "guest-1", True, {"token": token})
    args = await bot.hears(f"{room_id}/user-activity")
    assert args[:2] == ["guest-1", ["user-typing"]]
    assert widget.published(f"{room_id}/user-activity") == []
    assert bot.published(f"{room_id}/user-activity") == [args]


async def test_typing_under_another_name_is_ignored(town: Town) -> None:
    """The name must be the caller's; a wrong visitor token counts for nothing."""
    bot = await town.bot.connect()
    token, room_id = await town.visitor_with_room()
    widget = await town.connect()
    await widget.subscribe("stream-notify-room", f"{room_id}/typing", _proof(token))
    await bot.call("stream-notify-room", f"{room_id}/user-activity", "ana", ["user-typing"])
    event = f"{room_id}/typing"
    await bot.call("stream-notify-room", event, "guest-1", True, {"token": "falsch"})
    await widget.call("livechat:setUpConnection", {"token": token})
    assert widget.published(event) == []


async def test_an_unsubscribed_event_is_not_delivered(town: Town) -> None:
    """`unsub` is confirmed with `nosub` without an error."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", MY_MESSAGES)
    ready = next(frame for frame in bot.frames if frame.get("msg") == "ready")
    await bot.send(msg="unsub", id=ready["subs"][0])
    frame = await bot.until(lambda frame: frame.get("msg") == "nosub")
    assert "error" not in frame
    await town.visitor_with_room()
    await bot.call("getServerInfo")
    assert bot.published(MY_MESSAGES) == []


async def test_presence_follows_the_last_connection(town: Town) -> None:
    """Logged-in users hear of it; a second connection keeps the user online."""
    watcher = await town.admin.connect()
    await watcher.subscribe("stream-notify-logged", "user-status")
    first, second = await town.ana.connect(), await town.ana.connect()
    await watcher.hears("user-status", lambda args: args[0][1:3] == ["ana", 1])
    await first.close()
    assert town.ana.user["status"] == "online"
    await second.close()
    await watcher.hears("user-status", lambda args: args[0][1:3] == ["ana", 0])
    assert town.ana.user["status"] == "offline"


async def test_a_visitor_goes_offline_with_its_connection(town: Town) -> None:
    """After livechat:setUpConnection, which is answered without an error."""
    token, _ = await town.visitor_with_room()
    link = await town.connect()
    assert "error" not in await link.call("livechat:setUpConnection", {"token": token})
    visitor = town.visitor(token)
    assert visitor["status"] == "online"
    await link.close()
    await town.box.journal.wait_for(lambda entry: entry.kind == "socket" and entry.name == "closed")
    assert visitor["status"] == "offline"


async def test_a_message_can_be_sent_as_a_method(town: Town) -> None:
    """SDK 0.2.9 still does; the message comes back to the sender's subscription."""
    bot = await town.bot.connect()
    await bot.subscribe("stream-room-messages", MY_MESSAGES)
    _, room_id = await town.visitor_with_room()
    result = await bot.call("sendMessage", {"_id": "abcdefghijkmnopqr", "rid": room_id, "msg": "Olá"})
    assert result["result"]["msg"] == "Olá"
    await bot.hears(MY_MESSAGES, lambda args: args[0]["_id"] == "abcdefghijkmnopqr")


async def test_broken_frames_do_not_end_the_session(town: Town) -> None:
    """What is no JSON object is ignored."""
    link = await town.connect()
    for text in ("not json", "[]", "{}", '{"msg":"nonsense"}', '{"msg":"sub","id":1,"params":{}}'):
        await link.socket.send_str(text)
    for params in ([], [5], [{"totp": 5}], [{"user": 5, "password": 5}]):
        assert "error" in await link.call("login", *params)
    await link.call("stream-notify-room", 1, 2, 3)
    await link.send(msg="ping")
    await link.until(lambda frame: frame.get("msg") == "pong")
