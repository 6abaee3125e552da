"""Start order does not matter: a database that is not there yet is waited for."""

from __future__ import annotations

import pytest

from bot import awaiting
from crm_sync import errors


async def test_what_is_missing_is_said_once_and_waited_for():
    """Three tries, one sentence, and the work is done."""
    said: list[str] = []
    tries: list[None] = []

    async def work() -> str:
        tries.append(None)
        if len(tries) < 4:
            raise errors.DatabaseUnavailable("a primeira conexão")
        return "aberto"

    assert await awaiting.database(work, say=lambda told: said.append(told.pt), again=0) == "aberto"
    (sentence,) = said
    assert "a primeira conexão" in sentence
    assert "espera" in sentence


async def test_a_mistake_is_not_waited_out():
    """Only what passes by itself is tried again."""

    async def work() -> None:
        raise errors.WrongMasterKey

    with pytest.raises(errors.WrongMasterKey):
        await awaiting.database(work, say=print, again=0)
