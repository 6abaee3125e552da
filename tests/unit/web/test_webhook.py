"""Webhooks are received from who knows the secret, once each, and answered at once."""

from __future__ import annotations

import io
import json

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web import server, webhook
from rocketchat_bridge import webhooks

SECRET = "turmalina"


class Nudges:
    """What the receiver passes on."""

    def __init__(self):
        self.heard = []

    def __call__(self, room_id, message_id):
        self.heard.append((room_id, message_id))


def receiver(nudges):
    return webhooks.Receiver(secret=SECRET, nudge=nudges)


def event(kind="Message", *, message="m1", **more):
    return {"_id": "r1", "type": kind, "messages": [{"_id": message, "msg": "oi", **more}]}


async def post(body, *, secret=SECRET, chunks=False):
    """Send one webhook over HTTP; gives the status and what was passed on."""
    nudges = Nudges()
    headers = {} if secret is None else {webhooks.SECRET_HEADER: secret}

    async def in_pieces():
        yield body

    async with (
        server.serve(webhook.routes(receiver(nudges)), port=0) as port,
        aiohttp.ClientSession() as session,
        session.post(
            f"http://127.0.0.1:{port}{webhook.PATH}",
            data=in_pieces() if chunks else io.BytesIO(body),
            headers=headers,
        ) as answer,
    ):
        assert answer.status != 200 or not await answer.read()
        return answer.status, nudges.heard


async def test_a_message_is_passed_on_and_answered_with_200():
    """Room and message are named; only 200 counts for Rocket.Chat, and its text would be kept in the room."""
    assert await post(json.dumps(event()).encode()) == (200, [("r1", "m1")])


@pytest.mark.parametrize("secret", [None, "", "turmalin", "turmalinas", "\udcff"])
async def test_who_does_not_know_the_secret_is_not_heard(secret):
    """Missing or wrong: 401, and nothing is passed on."""
    assert await post(json.dumps(event()).encode(), secret=secret) == (401, [])


@pytest.mark.parametrize("chunks", [False, True])
async def test_a_body_without_end_is_refused(chunks):
    """Larger than any conversation: 413, whether its length was told or not."""
    assert await post(b" " * (webhooks.LARGEST + 1), chunks=chunks) == (413, [])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"oi"'])
async def test_what_is_no_event_is_refused(body):
    """Anything but a JSON object is a 400."""
    assert await post(body) == (400, [])


def test_the_same_webhook_again_is_no_news():
    """Rocket.Chat repeats what it takes for lost; another message of the room is news."""
    nudges = Nudges()
    one = receiver(nudges)
    for message in ("m1", "m1", "m2"):
        assert one.receive(json.dumps(event(message=message)).encode()) == 200
    assert nudges.heard == [("r1", "m1"), ("r1", "m2")]


def test_a_moment_of_a_conversation_names_the_room_alone():
    """Started, taken, forwarded, closed: the room is looked at."""
    nudges = Nudges()
    receiver(nudges).receive(json.dumps(event("LivechatSession")).encode())
    assert nudges.heard == [("r1", None)]


def test_what_the_team_or_bela_writes_is_no_news():
    """A message of an agent needs no answer."""
    nudges = Nudges()
    assert receiver(nudges).receive(json.dumps(event(agentId="u1")).encode()) == 200
    assert nudges.heard == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["_id", "type", "messages", "lastMessageAt", "agent"]), json_values, max_size=5
    )
)
def test_no_event_breaks_the_receiver(body):
    """Whatever stands in the fields, the answer is 200, and only rooms are passed on."""
    nudges = Nudges()
    assert receiver(nudges).receive(json.dumps(body).encode()) == 200
    assert all(isinstance(room_id, str) and room_id for room_id, _ in nudges.heard)
