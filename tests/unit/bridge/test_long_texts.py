from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rocketchat_bridge import documents, splitting

ID = documents.MessageId("word-1")


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_short_text_is_one_message_under_its_own_id():
    """Nothing is cut without need."""
    assert list(splitting.parts(ID, "Oi!")) == [("word-1", "Oi!")]


def test_a_long_text_is_cut_between_paragraphs():
    """Ids of the further parts are derived, so a repetition gives the same ones."""
    text = "a" * 30 + "\n\n" + "b" * 30 + "\n\n" + "c" * 30
    parts = [("word-1", "a" * 30), ("word-1-2", "b" * 30), ("word-1-3", "c" * 30)]
    assert list(splitting.parts(ID, text, limit=40)) == parts


@given(st.text(max_size=400), st.integers(min_value=2, max_value=60))
def test_no_part_is_too_long_and_no_word_is_lost(text, limit):
    """Whatever the text: parts fit by the server's way of counting, and only white space goes."""
    parts = [part for _, part in splitting.parts(ID, text, limit=limit)]
    assert all(0 < units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_emoji_count_as_the_server_counts_them():
    """JavaScript counts an emoji as two."""
    parts = [part for _, part in splitting.parts(ID, "😷" * 10, limit=7)]
    assert parts == ["😷😷😷", "😷😷😷", "😷😷😷", "😷"]
