"""How is a personal field kept unreadable to whoever holds only the database?

Each field is AES-256-GCM ciphertext: data key id (4 bytes) | nonce (12) | text and tag. Its place, "table.column|row id",
is authenticated with it, so that a value moved to another row or column does not open. Data keys lie in the table
data_key, wrapped (RFC 3394) by the master key, which the database never sees. A field that is looked up has beside it a
blind index: HMAC-SHA256, keyed, per column, cut to 16 bytes.

Nonces are random: change the data key (`bela database rotate-data-key`) before 2^32 fields, some 500 days at 100,000
consultations a day.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crm_sync import errors

KEY_BYTES = 32
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_NONCE_END = _KEY_ID_BYTES + _NONCE_BYTES
_INDEX_BYTES = 16


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The one secret of a deployment: opens the data keys."""

    _bytes: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self._bytes) != KEY_BYTES:
            raise errors.MasterKeyInvalid

    @classmethod
    def from_base64(cls, text: str) -> Self:
        """Read BELA_MASTER_KEY. Raises errors.MasterKeyInvalid."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except (binascii.Error, ValueError):
            raise errors.MasterKeyInvalid from None

    @classmethod
    def new(cls) -> Self:
        """A fresh random key."""
        return cls(os.urandom(KEY_BYTES))

    def as_base64(self) -> str:
        """The form BELA_MASTER_KEY has."""
        return base64.b64encode(self._bytes).decode()

    def wrap(self, key: bytes) -> bytes:
        """The key as data_key stores it."""
        return keywrap.aes_key_wrap(self._bytes, key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The inverse of wrap. Raises errors.WrongMasterKey when another master key wrapped it."""
        try:
            return keywrap.aes_key_unwrap(self._bytes, wrapped)
        except keywrap.InvalidUnwrap:
            raise errors.WrongMasterKey from None


class FieldCipher:
    """Seals and opens fields: new ones with the newest data key, old ones with the key they name."""

    def __init__(self, *, data_keys: Mapping[int, bytes], index_key: bytes) -> None:
        self._opening = {key_id: AESGCM(key) for key_id, key in data_keys.items()}
        self._newest = max(self._opening)
        self._sealing = self._opening[self._newest]
        self._sealing_prefix = key_prefix(self._newest)
        self._index_key = index_key

    @property
    def newest_key_id(self) -> int:
        """The data key that new fields are sealed with."""
        return self._newest

    def seal(self, plain: bytes, *, column: str, row: str) -> bytes:
        """Encrypt for one place; column is "table.column"."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._sealing_prefix + nonce + self._sealing.encrypt(nonce, plain, _place(column, row))

    def open(self, sealed: bytes, *, column: str, row: str) -> bytes:
        """Decrypt in its place.

        Raises errors.UnknownDataKey when the key it names is not loaded, and errors.FieldUnreadable when it was damaged
        or sealed for another place.
        """
        key = self._opening.get(int.from_bytes(sealed[:_KEY_ID_BYTES]))
        if key is None:
            raise errors.UnknownDataKey(int.from_bytes(sealed[:_KEY_ID_BYTES]))
        try:
            return key.decrypt(sealed[_KEY_ID_BYTES:_NONCE_END], sealed[_NONCE_END:], _place(column, row))
        except (InvalidTag, ValueError):
            raise errors.FieldUnreadable(column) from None

    def seal_text(self, text: str, *, column: str, row: str) -> bytes:
        """Encrypt text; every character survives, lone surrogates too."""
        return self.seal(text.encode(errors="surrogatepass"), column=column, row=row)

    def open_text(self, sealed: bytes, *, column: str, row: str) -> str:
        """The inverse of seal_text."""
        return self.open(sealed, column=column, row=row).decode(errors="surrogatepass")

    def seal_json(self, value: Any, *, column: str, row: str) -> bytes:
        """Encrypt plain data: what JSON can hold."""
        return self.seal(_dump(value), column=column, row=row)

    def open_json(self, sealed: bytes, *, column: str, row: str) -> Any:
        """The inverse of seal_json."""
        return _load(self.open(sealed, column=column, row=row))

    def blind_index(self, text: str, *, column: str) -> bytes:
        """What stands in the index column for this text: equal texts of one column give equal bytes."""
        said = column.encode() + b"|" + text.encode(errors="surrogatepass")
        return hmac.digest(self._index_key, said, hashlib.sha256)[:_INDEX_BYTES]


def key_prefix(key_id: int) -> bytes:
    """How a field begins that this data key sealed."""
    return key_id.to_bytes(_KEY_ID_BYTES)


def _place(column: str, row: str) -> bytes:
    return f"{column}|{row}".encode()


#: A blank before the value: what the slower writer wrote is read by the slower reader, as the quick one rounds large integers.
_SLOWLY = b" "


def _dump(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # a lone surrogate, or an integer beyond 64 bits: the slower writer escapes it
        return _SLOWLY + json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def _load(written: bytes) -> Any:
    if written.startswith(_SLOWLY):
        return json.loads(written)
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError:
        return json.loads(written)
