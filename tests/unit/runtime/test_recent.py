from __future__ import annotations

from bot.runtime.recent import Recent
from tests.unit.runtime.test_translation import ADMISSION


def test_what_was_used_last_is_kept():
    """When there is no more place the room longest unused goes."""
    recent = Recent(rooms=2)
    recent.keep("A", ADMISSION)
    recent.keep("B", ADMISSION)
    assert recent.get("A") is ADMISSION
    recent.keep("C", ADMISSION)
    assert recent.get("B") is None
    assert recent.get("A") is ADMISSION


def test_a_room_that_is_forgotten_is_read_anew():
    """Forgetting is harmless, also for a room that was never known."""
    recent = Recent()
    recent.keep("A", ADMISSION)
    recent.forget("A")
    recent.forget("A")
    assert recent.get("A") is None


def test_a_room_that_the_registry_does_not_know_is_new():
    """New until something is known of it, or it is forgotten; one that was never asked for is not."""
    recent = Recent()
    assert not recent.is_new("A")
    recent.keep("A", None)
    assert recent.is_new("A")
    assert recent.get("A") is None
    recent.keep("A", ADMISSION)
    assert not recent.is_new("A")
    recent.keep("A", None)
    recent.forget("A")
    assert not recent.is_new("A")
