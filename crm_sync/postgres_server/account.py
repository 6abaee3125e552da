"""As whom does the server run? PostgreSQL refuses root; then it runs as the account nobody."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user of the operating system."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls) -> Self:
        """Our own account, or nobody when we are root."""
        if os.geteuid() != 0:
            return cls(uid=os.geteuid(), gid=os.getegid())
        entry = pwd.getpwnam(_UNPRIVILEGED)
        return cls(uid=entry.pw_uid, gid=entry.pw_gid)

    @property
    def is_another(self) -> bool:
        """Whether the server runs as somebody else than we do."""
        return self.uid != os.geteuid()

    def own(self, path: Path) -> None:
        """Make a file or folder of ours theirs."""
        if self.is_another:
            os.chown(path, self.uid, self.gid)

    def can_reach(self, path: Path) -> bool:
        """Whether the account may enter the folder and every one above it."""
        real = path.resolve()
        return all(self._can_enter(folder.stat()) for folder in (real, *real.parents))

    def _can_enter(self, folder: os.stat_result) -> bool:
        if folder.st_uid == self.uid:
            return bool(folder.st_mode & stat.S_IXUSR)
        if folder.st_gid == self.gid:
            return bool(folder.st_mode & stat.S_IXGRP)
        return bool(folder.st_mode & stat.S_IXOTH)
