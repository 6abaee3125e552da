"""A database that answers and refuses is told apart from one that does not answer."""

from __future__ import annotations

import pytest
from psycopg import conninfo

from crm_sync import database_facts, errors, heartbeat, migrate
from crm_sync.resealing import KeyChange


@pytest.fixture(
    params=[{"password": "turmalina"}, {"password": ""}, {"dbname": "turmalina"}],
    ids=["wrong", "none", "elsewhere"],
)
def refusing(request, postgres_url):
    """An address with a password or a database that is not the server's."""
    parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(postgres_url).items()}
    return conninfo.make_conninfo(**parts | request.param)


async def _opened(url, master_key):
    async with KeyChange.opened(url, master_key):
        pass


@pytest.mark.parametrize(
    "reach",
    [
        lambda url, _: migrate.migrate(url),
        lambda url, _: heartbeat.silence(url, "bela"),
        lambda url, _: database_facts.read(url),
        _opened,
    ],
    ids=["migration", "heartbeat", "facts", "keys"],
)
async def test_who_is_not_let_in_is_told_so_without_the_password(refusing, master_key, reach):
    """In both languages, with what to check; what was written as password is in neither."""
    with pytest.raises(errors.DatabaseRefused) as refused:
        await reach(refusing, master_key)
    assert "respondeu, mas não deixou a Bela entrar; confira em DATABASE_URL" in refused.value.told.pt
    assert "answered, but did not let Bela in; check the user" in refused.value.told.en
    assert "turmalina" not in f"{refused.value.told}"


async def test_a_server_that_is_not_there_did_not_answer(unused_tcp_port):
    """Nobody is sent to look for a wrong password where nothing listens."""
    url = f"postgresql://bela:x@127.0.0.1:{unused_tcp_port}/bela"
    with pytest.raises(errors.DatabaseUnavailable, match="não respondeu durante") as missing:
        await database_facts.read(url)
    assert not isinstance(missing.value, errors.DatabaseRefused)
