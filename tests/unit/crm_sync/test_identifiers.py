"""Identifiers of rows, and identifiers from outside that are stored in clear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_sync import clear_text, identifiers


def test_new_ids_are_of_version_seven_and_differ():
    """A thousand ids made in a row are all different, of RFC 9562's version 7 and variant."""
    made = [identifiers.new_uuid() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_new_ids_grow_with_time():
    """The time in an id never goes back."""
    times = [identifiers.new_uuid().int >> 80 for _ in range(1000)]
    assert times == sorted(times)


@given(text=st.text(st.characters(exclude_categories=[])))
def test_any_identifier_becomes_one_that_postgresql_takes(text):
    """NUL characters and lone surrogates are replaced one by one; everything else stays."""
    stored = clear_text.storable(text)
    stored.encode()
    assert "\0" not in stored
    assert len(stored) == len(text)
    assert all(new in {old, "\N{REPLACEMENT CHARACTER}"} for old, new in zip(text, stored, strict=True))
