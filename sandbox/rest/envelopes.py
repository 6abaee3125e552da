"""How do answers and refusals look on the wire, in each style?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import errors
from sandbox.settings import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.world.documents import Document

_NOT_LOGGED_IN = "You must be logged in to do this."
_NOT_PERMITTED = "User does not have the permissions required for this action [error-unauthorized]"

#: A proxy's page, as citizens' networks produce it.
BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"


def success(result: Document) -> Document:
    """A handler's answer; those that bring a `status` of their own (login) keep it."""
    return result if result.get("status") == "success" else {**result, "success": True}


def refusal(error: errors.RefusedError, style: Style) -> Document:
    """The body of a refusal."""
    for kind, body in _BODIES.items():
        if isinstance(error, kind):
            return body(error, style)
    return {"success": False, "error": str(error)}


def _meteor(error: Any, _style: Style) -> Document:
    body: Document = {"success": False, "error": error.text, "errorType": error.code}
    if error.details:
        body["details"] = error.details
    return body


def _invalid_params(error: Any, style: Style) -> Document:
    text = f"{error} [invalid-params]" if style is Style.SEVEN else str(error)
    return {"success": False, "errorType": "invalid-params", "error": text}


def _not_logged_in(_error: Any, style: Style) -> Document:
    body: Document = {"success": False, "error": _NOT_LOGGED_IN}
    if style is Style.SEVEN:
        body |= {"status": "error", "message": _NOT_LOGGED_IN}
    return body


def _missing_permission(error: Any, _style: Style) -> Document:
    return {"success": False, "error": str(error) or _NOT_PERMITTED}


def _login_refused(_error: Any, _style: Style) -> Document:
    return {"status": "error", "error": "Unauthorized", "message": "Unauthorized"}


def _upload_refused(error: Any, _style: Style) -> Document:
    return {"success": False, "reason": str(error), **error.details}


_BODIES: dict[type[errors.RefusedError], Callable[[Any, Style], Document]] = {
    errors.MeteorError: _meteor,
    errors.InvalidParamsError: _invalid_params,
    errors.NotLoggedInError: _not_logged_in,
    errors.MissingPermissionError: _missing_permission,
    errors.LoginRefusedError: _login_refused,
    errors.UploadRefusedError: _upload_refused,
}
