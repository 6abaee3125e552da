"""How are ids made? As Meteor does, from a seeded generator."""

from __future__ import annotations

import random

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"
_ID_LENGTH = 17
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SECRET_LENGTH = 43


class Ids:
    """A reproducible stream of ids and tokens."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # ruff: ignore[suspicious-non-cryptographic-random-usage] - reproducible on purpose, guards nothing

    def new(self) -> str:
        """A document id of 17 characters."""
        return "".join(self._random.choices(_ALPHABET, k=_ID_LENGTH))

    def secret(self) -> str:
        """A login or access token of 43 characters."""
        return "".join(self._random.choices(_LETTERS, k=_SECRET_LENGTH))
