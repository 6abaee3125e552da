"""Which department bears a name?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rocketchat_bridge import documents, reading

if TYPE_CHECKING:
    from rocketchat_bridge.rest import Rest

#: Seconds that an answer is believed.
BELIEVED_FOR = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An enabled department."""

    id: documents.DepartmentId
    name: str


class Departments:
    """The server's departments by name, asked once in a while."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._found: dict[str, tuple[float, Department]] = {}

    async def find(self, name: str) -> Department | None:
        """The department of this name, letter case aside; None when there is none that is enabled.

        Raises errors.Refused, errors.RateLimited, errors.Unavailable.
        """
        key = _key(name)
        at = asyncio.get_running_loop().time()
        believed_until, department = self._found.get(key, (0.0, None))
        if department is None or believed_until < at:
            department = await self._ask(name)
            if department is not None:
                self._found[key] = (at + BELIEVED_FOR, department)
        return department

    def forget(self, name: str) -> None:
        """Ask again the next time."""
        self._found.pop(_key(name), None)

    async def _ask(self, name: str) -> Department | None:
        answer = await self._rest.get("livechat/department", text=name, count="100")
        for each in reading.listed(answer.get("departments")):
            id_, found = each.get("_id"), str(each.get("name"))
            if _key(found) == _key(name) and each.get("enabled") is not False and isinstance(id_, str):
                return Department(id=documents.DepartmentId(id_), name=found)
        return None


def _key(name: str) -> str:
    return name.strip().casefold()
