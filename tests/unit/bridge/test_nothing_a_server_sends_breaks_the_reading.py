"""Whatever a server, a proxy or somebody on the way sends: it is read, or refused by a typed error; nothing else happens."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rocketchat_bridge import answers, errors, frames, reading
from tests import bridge_samples as samples

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
KINDS = st.sampled_from(["changed", "ping", "connected", "ready", "result", "nosub", "failed", "added"])
EVENTS = st.sampled_from(
    [
        "b0t/subscriptions-changed",
        "b0t/rooms-changed",
        "room/deleteMessage",
        "b0t/force_logout",
        "__my_messages__",
    ]
)
STREAMS = st.sampled_from(["stream-room-messages", "stream-notify-user", "stream-notify-room"])
FRAMES = st.fixed_dictionaries(
    {"msg": KINDS | ANYTHING},
    optional={
        "id": ANYTHING,
        "error": ANYTHING,
        "subs": ANYTHING,
        "collection": STREAMS | ANYTHING,
        "fields": st.fixed_dictionaries({}, optional={"eventName": EVENTS | ANYTHING, "args": ANYTHING})
        | ANYTHING,
    },
)
#: So deep that a reader that calls itself for each level falls over.
ABYSS = "[" * 3_000


@given(FRAMES)
@example({"msg": ["changed"]})
@example({"msg": "ready", "subs": 7})
@example({"msg": "changed", "fields": [1]})
@example(
    {"msg": "changed", "fields": {"eventName": "b/subscriptions-changed", "args": ["inserted", {"t": []}]}}
)
@example({"msg": "changed", "collection": "stream-room-messages", "fields": {"args": "text"}})
def test_every_frame_is_read_or_left(frame):
    """A frame of any shape is one that the bridge knows, or none."""
    frames.read(json.dumps(frame))


@given(st.text() | st.binary())
@example(ABYSS)
@example('{"msg":' + ABYSS)
def test_every_text_is_read_or_left(raw):
    """What is no JSON, or is nested without end, is no frame."""
    frames.read(raw)


@st.composite
def bent(draw, whole: dict[str, Any]) -> dict[str, Any]:
    """A document in which some values are anything at all, or gone."""
    document = dict(whole)
    for key in draw(st.lists(st.sampled_from(sorted(whole)), max_size=4, unique=True)):
        if draw(st.booleans()):
            document[key] = draw(ANYTHING)
        else:
            del document[key]
    return document


MESSAGE = samples.message_document(1) | {
    "t": "x", "file": {"type": "audio/ogg"}, "files": [], "attachments": [{"title": "x"}], "location": {}, "editedAt": "x"
}  # fmt: skip


@given(bent(samples.room_document()))
def test_every_room_is_read_or_left(document):
    """A room document with any value missing or of another kind."""
    reading.room(document)


@given(bent(MESSAGE), st.booleans())
def test_every_message_is_read_or_left(document, escaped):
    """A message document with any value missing or of another kind."""
    reading.message(document, escaped=escaped)
    reading.author_id(document)
    reading.changed_at(document)


@given(
    st.integers(100, 599),
    ANYTHING.map(json.dumps) | st.text(),
    st.dictionaries(st.just("X-RateLimit-Reset"), st.text()),
)
@example(200, ABYSS, {})
@example(429, '{"error": "wait 99999999999999999999999999 seconds"}', {"X-RateLimit-Reset": "²"})
def test_every_answer_is_a_document_or_a_typed_error(status, body, headers):
    """Proxies answer with pages, servers with surprises: callers see a document or a BridgeError."""
    with contextlib.suppress(errors.BridgeError):
        assert isinstance(
            answers.read("rooms.info", status, body.encode(), headers, now=samples.OPENED), dict
        )


@given(ANYTHING)
def test_a_wait_is_always_bearable(told):
    """Whatever a limited route says, the bot waits neither for ever nor not at all."""
    waited = answers.wait({"X-RateLimit-Reset": str(told)}, {"error": told}, now=samples.OPENED)
    assert answers.SHORTEST_WAIT <= waited <= answers.LONGEST_WAIT


@pytest.mark.parametrize("seconds", ["0", "-5", "1e9", "nan"])
def test_strange_numbers_of_seconds_are_bearable(seconds):
    """Zero, negative and endless waits are kept within bounds."""
    waited = answers.wait({}, {"error": f"Please wait {seconds} seconds"}, now=samples.OPENED)
    assert answers.SHORTEST_WAIT <= waited <= answers.LONGEST_WAIT
