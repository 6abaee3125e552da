"""Fields are sealed for their place, opened only there, and found by a keyed index."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_sync import encryption, errors

PLACE = {"column": "person.name", "row": "17"}
OLD_KEY, NEW_KEY, INDEX_KEY = b"o" * 32, b"n" * 32, b"i" * 32

any_text = st.text(st.characters(exclude_categories=[]))
plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=8,
)


def cipher(**data_keys: bytes) -> encryption.FieldCipher:
    keys = {int(name.removeprefix("key")): key for name, key in data_keys.items()} or {1: OLD_KEY}
    return encryption.FieldCipher(data_keys=keys, index_key=INDEX_KEY)


@given(text=any_text)
def test_text_comes_back_as_it_went_in(text):
    """Every text survives sealing and opening, with NUL characters and lone surrogates."""
    assert cipher().open_text(cipher().seal_text(text, **PLACE), **PLACE) == text


@given(value=plain_data)
def test_plain_data_comes_back_as_it_went_in(value):
    """Everything JSON can hold survives sealing and opening, odd strings and large integers too."""
    assert cipher().open_json(cipher().seal_json(value, **PLACE), **PLACE) == value


def test_the_same_text_is_sealed_differently_each_time():
    """Two people of one name do not show as equal in the table."""
    assert cipher().seal_text("Maria", **PLACE) != cipher().seal_text("Maria", **PLACE)


@pytest.mark.parametrize(
    "elsewhere", [{"column": "person.name", "row": "18"}, {"column": "answer.value", "row": "17"}]
)
def test_a_field_does_not_open_in_another_place(elsewhere):
    """A ciphertext copied to another row or another column is refused."""
    with pytest.raises(errors.FieldUnreadable, match=elsewhere["column"]):
        cipher().open_text(cipher().seal_text("Maria", **PLACE), **elsewhere)


@given(where=st.integers(min_value=4), bit=st.integers(min_value=0, max_value=7))
def test_a_damaged_field_is_refused(where, bit):
    """One changed bit anywhere after the key's number is noticed."""
    sealed = bytearray(cipher().seal_text("Maria das Dores", **PLACE))
    sealed[4 + where % (len(sealed) - 4)] ^= 1 << bit
    with pytest.raises(errors.FieldUnreadable):
        cipher().open_text(bytes(sealed), **PLACE)


@pytest.mark.parametrize("length", range(16))
def test_a_truncated_field_is_refused(length):
    """What is left of a cut ciphertext does not open."""
    sealed = cipher().seal_text("Maria", **PLACE)[: 4 + length]
    with pytest.raises(errors.FieldUnreadable):
        cipher().open_text(sealed, **PLACE)


def test_after_a_rotation_old_fields_open_and_new_ones_use_the_new_key():
    """With a second data key, what the first sealed stays readable and new fields need the second."""
    before, after = cipher(key1=OLD_KEY), cipher(key1=OLD_KEY, key2=NEW_KEY)
    assert after.open_text(before.seal_text("antes", **PLACE), **PLACE) == "antes"
    sealed_after = after.seal_text("depois", **PLACE)
    assert cipher(key2=NEW_KEY).open_text(sealed_after, **PLACE) == "depois"
    with pytest.raises(errors.UnknownDataKey, match="chave 2"):
        before.open_text(sealed_after, **PLACE)


def test_equal_texts_of_one_column_have_equal_indexes():
    """A blind index finds the same text again and tells other texts apart."""
    index = cipher().blind_index("5585999998888", column="channel_identity.phone")
    assert len(index) == 16
    assert index == cipher(key2=NEW_KEY).blind_index("5585999998888", column="channel_identity.phone")
    assert index != cipher().blind_index("5585999998887", column="channel_identity.phone")


def test_an_index_tells_nothing_across_columns_or_deployments():
    """The same text has another index in another column, and under another index key."""
    index = cipher().blind_index("85", column="a.b")
    assert index != cipher().blind_index("85", column="a.c")
    assert index != encryption.FieldCipher(data_keys={1: OLD_KEY}, index_key=NEW_KEY).blind_index(
        "85", column="a.b"
    )


def test_a_master_key_is_read_from_base64():
    """Thirty-two bytes in base64 are a master key, whatever white space surrounds them."""
    text = base64.b64encode(OLD_KEY).decode()
    assert encryption.MasterKey.from_base64(f" {text}\n") == encryption.MasterKey(OLD_KEY)


@pytest.mark.parametrize("text", ["", "curta", base64.b64encode(b"x" * 31).decode(), "ã" * 44, "=" * 44])
def test_what_is_no_master_key_is_refused_in_one_sentence(text):
    """Anything but 32 bytes in base64 is refused, and the sentence says how to make one."""
    with pytest.raises(errors.MasterKeyInvalid, match="bela key"):
        encryption.MasterKey.from_base64(text)


def test_the_master_key_never_shows():
    """Neither the representation nor the text of a master key holds its bytes."""
    key = encryption.MasterKey(OLD_KEY)
    assert "oooo" not in f"{key!r} {key}"


def test_only_the_right_master_key_unwraps():
    """A data key wrapped by one master key is refused by another."""
    wrapped = encryption.MasterKey(OLD_KEY).wrap(NEW_KEY)
    assert encryption.MasterKey(OLD_KEY).unwrap(wrapped) == NEW_KEY
    with pytest.raises(errors.WrongMasterKey, match="BELA_MASTER_KEY"):
        encryption.MasterKey(INDEX_KEY).unwrap(wrapped)
