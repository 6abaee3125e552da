from __future__ import annotations

import orjson
import pytest

from rocketchat_bridge import documents, frames
from tests import bridge_samples as samples


def changed(collection, event, *arguments):
    fields = {"eventName": event, "args": list(arguments)}
    return orjson.dumps({"msg": "changed", "collection": collection, "id": "id", "fields": fields})


def test_a_published_message():
    """The message and whether the bot is a member of its room."""
    raw = changed(
        "stream-room-messages", "__my_messages__", {"_id": "M"}, {"roomParticipant": True, "roomType": "l"}
    )
    assert frames.read(raw) == frames.MessagePublished(document={"_id": "M"}, participant=True)


def test_a_room_that_comes_and_goes():
    """Both forms of the membership event."""
    for action in ("inserted", "removed"):
        raw = changed(
            "stream-notify-user", "BOT/subscriptions-changed", action, {"_id": "S", "rid": "R", "t": "l"}
        )
        assert frames.read(raw) == frames.MembershipChanged(action=action, room_id=documents.RoomId("R"))


def test_channels_of_the_bot_are_no_business_of_the_bridge():
    """Only omnichannel rooms count."""
    raw = changed("stream-notify-user", "BOT/subscriptions-changed", "inserted", {"rid": "R", "t": "c"})
    assert frames.read(raw) is None


def test_a_changed_room():
    """The room's document."""
    raw = changed("stream-notify-user", "BOT/rooms-changed", "updated", samples.room_document())
    assert frames.read(raw) == frames.RoomChanged(document=samples.room_document())


def test_deleted_messages():
    """Room and ids."""
    raw = changed("stream-notify-room", "R/deleteMessage", {"_id": "M1"})
    assert frames.read(raw) == frames.MessagesDeleted(
        room_id=documents.RoomId("R"), ids=(documents.MessageId("M1"),)
    )


def test_a_login_that_the_server_refuses_is_seen():
    """A bot that never looks at the login's result listens to nothing for ever."""
    raw = orjson.dumps({"msg": "result", "id": frames.LOGIN, "error": {"error": 403, "reason": "logged out"}})
    assert frames.read(raw) == frames.Refused(id=frames.LOGIN, code="403")


def test_a_subscription_that_the_server_refuses_is_seen():
    """`nosub` with an error is a refusal, without one it confirms our own `unsub`."""
    refused = {"msg": "nosub", "id": "messages", "error": {"error": "not-allowed"}}
    assert frames.read(orjson.dumps(refused)) == frames.Refused(id="messages", code="not-allowed")
    assert frames.read(orjson.dumps({"msg": "nosub", "id": "messages"})) is None


def test_a_ping_is_answered_with_its_id():
    """The server may name its ping."""
    assert frames.read('{"msg":"ping","id":"7"}') == frames.Pinged(id="7")
    assert orjson.loads(frames.pong("7")) == {"msg": "pong", "id": "7"}
    assert orjson.loads(frames.pong(None)) == {"msg": "pong"}


@pytest.mark.parametrize(
    "raw",
    [
        '{"server_id":"0"}',
        "not json",
        "[]",
        "null",
        '{"msg":"changed"}',
        '{"msg":"changed","collection":"stream-room-messages","fields":{"eventName":"x","args":[]}}',
        '{"msg":"changed","collection":"stream-room-messages","fields":{"eventName":"x","args":["text"]}}',
        '{"msg":"changed","collection":"stream-notify-user","fields":{"eventName":"B/rooms-changed","args":["updated"]}}',
        '{"msg":"changed","collection":"stream-notify-user","fields":{"eventName":"B/notification","args":[{}]}}',
        '{"msg":"added","collection":"users","id":"B","fields":{}}',
        '{"msg":"updated","methods":["1"]}',
        '{"msg":"result","id":"typing","result":null}',
    ],
)
def test_what_the_bridge_does_not_need_is_passed_over(raw):
    """No frame of any server can stop the reading."""
    assert frames.read(raw) is None
