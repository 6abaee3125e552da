"""What is a route of the REST API, and what does its handler get?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.ddp.gateway import Gateway
    from sandbox.settings import Style
    from sandbox.world import World
    from sandbox.world.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file from a multipart form."""

    name: str
    type: str
    content: bytes


@dataclass(slots=True, kw_only=True)
class Call:
    """One request, read and checked."""

    world: World
    gateway: Gateway
    #: The server's address, without trailing slash.
    url: str
    style: Style
    #: Who calls; None on routes without login.
    caller: Document | None
    #: The token the caller came with.
    token: str
    #: Query of GET, body of the others, validated.
    params: dict[str, Any]
    #: Values of the path's `:names`.
    path: dict[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    host: str
    upload: Upload | None = None

    @property
    def user(self) -> Document:
        """The caller of a route that needs a login."""
        assert self.caller is not None
        return self.caller

    def may(self, permission: str) -> bool:
        """Whether the caller has a permission."""
        return self.world.permissions.allows(self.user, permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many calls an address may make in how many milliseconds; None takes the server's setting."""

    calls: int | None = None
    window: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method and path below `/api/v1/`, with what it demands."""

    method: str
    #: Segments that start with a colon are names: `livechat/room/:rid`.
    path: str
    handler: Callable[[Call], Document]
    login: bool = True
    #: Alternatives, each a set of permissions that suffices; empty asks for none.
    needs: tuple[tuple[str, ...], ...] = ()
    #: Name of the validator in `sandbox.schemas`; None takes anything.
    schema: str | None = None
    rate: Rate = Rate()
    #: The body is a multipart form with a file.
    takes_file: bool = False


def get(path: str, handler: Callable[[Call], Document], **options: Any) -> Route:
    """A GET route."""
    return Route(method="GET", path=path, handler=handler, **options)


def post(path: str, handler: Callable[[Call], Document], **options: Any) -> Route:
    """A POST route."""
    return Route(method="POST", path=path, handler=handler, **options)


def put(path: str, handler: Callable[[Call], Document], **options: Any) -> Route:
    """A PUT route."""
    return Route(method="PUT", path=path, handler=handler, **options)


def delete(path: str, handler: Callable[[Call], Document], **options: Any) -> Route:
    """A DELETE route."""
    return Route(method="DELETE", path=path, handler=handler, **options)
