"""With which errors does the sandbox refuse, and what does each one's answer look like?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any


class RefusedError(Exception):
    """Base of everything the imitated server refuses."""

    status: int = HTTPStatus.BAD_REQUEST


class MeteorError(RefusedError):
    """A refusal with a code and a reason: `"error": "<reason> [<code>]", "errorType": "<code>"`."""

    def __init__(self, code: str, reason: str | None = None, details: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.reason = code if reason is None else reason
        self.details = details

    @property
    def text(self) -> str:
        """Reason and code as clients see them."""
        return f"{self.reason} [{self.code}]"


class PlainError(RefusedError):
    """A refusal that is only a text, usually a code: `"error": "<code>"`."""


class InvalidParamsError(RefusedError):
    """The parameters break the published schema of the route."""


class NotLoggedInError(RefusedError):
    """The route needs a user, and the headers name none."""

    status = HTTPStatus.UNAUTHORIZED


class MissingPermissionError(RefusedError):
    """The user lacks a permission of the route."""

    status = HTTPStatus.FORBIDDEN


class UploadRefusedError(RefusedError):
    """A file is refused; the widget reads `reason` and `sizeAllowed`."""

    def __init__(self, reason: str, **details: str) -> None:
        super().__init__(reason)
        self.details = details


class NotFoundError(RefusedError):
    """There is no such route or thing."""

    status = HTTPStatus.NOT_FOUND


class TooManyRequestsError(RefusedError):
    """The caller spent its calls; `headers` tell when it may come back."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, *, wait_seconds: int, headers: dict[str, str]) -> None:
        super().__init__(
            f"Error, too many requests. Please slow down. You must wait {wait_seconds} seconds "
            "before trying this endpoint again. [error-too-many-requests]",
        )
        self.headers = headers


class LoginRefusedError(RefusedError):
    """User name, password or token are wrong."""

    status = HTTPStatus.UNAUTHORIZED
