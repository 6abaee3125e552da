"""A room's count of messages at the server shows that the stream lost one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rocketchat_bridge.tally import Tally
from tests import bridge_samples as samples

LATER = samples.OPENED + timedelta(seconds=30)


def document(count, *, until=0, **changes):
    """The room as the server counts it, the last message so many seconds after its opening."""
    lm = samples.iso(samples.OPENED + timedelta(seconds=until))
    return samples.room_document(**({"msgs": count, "lm": lm} | changes))


@pytest.fixture
def tally() -> Tally:
    begun = Tally()
    begun.begin(document(3))
    return begun


def test_what_was_heard_is_no_gap(tally):
    """As many as the server counts; one told twice counts once."""
    for number in (1, 2, 2):
        tally.hear(samples.message_document(number))
    assert tally.gap(document(5, until=2)) is None


def test_more_at_the_server_than_was_heard_is_a_gap_since_the_last_look(tally):
    """From there the history is read, as later messages may have been handled."""
    tally.hear(samples.message_document(2))
    assert tally.gap(document(5, until=2)) == samples.OPENED


def test_a_gap_is_told_once(tally):
    """The next look begins from this one."""
    assert tally.gap(document(4, lm=samples.iso(LATER))) == samples.OPENED
    assert tally.gap(document(4)) is None


def test_a_message_that_was_counted_before_it_was_heard_hides_no_gap(tally):
    """It comes with its room's document, and once more by the stream."""
    tally.hear(samples.message_document(0))
    assert tally.gap(document(4, until=9)) == samples.OPENED


def test_a_message_that_is_heard_before_it_is_counted_counts_at_the_next_look(tally):
    """The document that was asked for may be older than the stream."""
    tally.hear(samples.message_document(5))
    assert tally.gap(document(3)) is None
    assert tally.gap(document(4, until=5)) is None


def test_system_messages_hide_no_gap(tally):
    """The server does not count all of them, so none of them counts as heard."""
    tally.hear(samples.message_document(1, t="livechat_transfer_history"))
    assert tally.gap(document(4, until=1)) == samples.OPENED


def test_a_server_that_counts_nothing_shows_no_gap(tally):
    """Then only a new connection finds what was lost."""
    bare = samples.room_document()
    assert tally.gap(bare) is None
    assert tally.gap(document(9)) is None
