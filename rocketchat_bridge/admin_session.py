"""One account's session with a server: signing in, asking, and what a refusal means."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Self

import requests
from rocketchat_API.APIExceptions import RocketExceptions
from rocketchat_API.rocketchat import RocketChat

from config.told import Told, alike
from rocketchat_bridge.admin_errors import Refused, SecondFactorNeeded, SignInRefused, Unreachable

#: seconds to wait for one answer
TIMEOUT = 15.0
_PAGE = 50
_CODE = re.compile(r"\[([\w-]+)\]\s*$")
_UNAUTHORIZED = 401


class Session:
    """Calls of the `rocketchat-API` package, with its exceptions told as ours.

    Every call raises `admin_errors.AdminError`: Unreachable, SecondFactorNeeded, or Refused with the server's code.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT) -> None:
        """Prepare a session with the server at `url`; an answer is awaited for `timeout` seconds."""
        self.url = url.rstrip("/")
        self.client = RocketChat(server_url=self.url, timeout=timeout)
        self._who = "quem ainda não entrou"
        self._password: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections; the token stays valid."""
        self.client.session.close()

    @property
    def signed_in(self) -> bool:
        """Whether calls carry an account's token."""
        return "X-Auth-Token" in self.client.headers

    def sign_in(self, username: str, password: str) -> None:
        """Enter by name and password; the password also confirms calls that ask for it again."""
        field = "user" if "@" in username else "username"
        self._enter(username, {field: username, "password": password})
        self._password = password

    def sign_in_with_token(self, who: str, token: str) -> None:
        """Enter by a personal access token of the account `who`."""
        self._enter(who, {"resume": token})

    def ask(self, what: Told, call: Callable[[], Any]) -> dict[str, Any]:
        """Make a call; `what` names it in the sentence of a refusal."""
        try:
            answer = call()
        except requests.RequestException as error:
            raise Unreachable(self.url, alike(type(error).__name__)) from error
        except (RocketExceptions.RocketApiException, RocketExceptions.RocketBadStatusCodeException) as error:
            raise self._refusal(what, error.status_code, error.response_json) from error
        if not isinstance(answer, dict):
            raise Unreachable(
                self.url, Told("a resposta não é de um Rocket.Chat", "the answer is no Rocket.Chat's")
            )
        return answer

    def confirmed(self, what: Told, call: Callable[[], Any]) -> dict[str, Any]:
        """Make a call that may ask for the password again, which is Rocket.Chat's second factor for accounts without one."""
        try:
            return self.ask(what, call)
        except SecondFactorNeeded:
            if self._password is None:
                raise
        digest = hashlib.sha256(self._password.encode()).hexdigest()
        proof = {"X-2fa-Code": digest, "X-2fa-Method": "password"}
        self.client.headers.update(proof)
        try:
            return self.ask(what, call)
        finally:
            for header in proof:
                del self.client.headers[header]

    def pages(self, what: Told, path: str, key: str, **asked: Any) -> list[dict[str, Any]]:
        """Return all items of a list that is answered page by page; `asked` are the query's parameters."""
        found: list[dict[str, Any]] = []
        while True:
            offset = len(found)
            query = {**asked, "offset": offset, "count": _PAGE}
            answer = self.ask(what, lambda: self.client.call_api_get(path, **query))  # ruff: ignore[function-uses-loop-variable]
            found += answer.get(key, ())
            if len(found) >= answer.get("total", 0) or len(found) == offset:
                return found

    def _enter(self, who: str, body: Mapping[str, str]) -> None:
        self._who = who
        try:
            answer = self.ask(
                Told(f"a entrada de {who}", f"the sign-in of {who}"),
                lambda: self.client.call_api_post("login", body=body),
            )
        except Refused as refusal:
            if refusal.status == _UNAUTHORIZED:
                raise SignInRefused(who) from refusal
            raise
        self.client.headers["X-Auth-Token"] = answer["data"]["authToken"]
        self.client.headers["X-User-Id"] = answer["data"]["userId"]

    def _refusal(self, what: Told, status: int, body: object) -> Refused | SecondFactorNeeded:
        told = body if isinstance(body, dict) else {}
        error = str(told.get("error") or told.get("message") or "sem explicação")
        code = str(told.get("errorType") or "") or _code_in(error)
        if code.startswith("totp"):
            return SecondFactorNeeded(self._who)
        return Refused(what, status=status, code=code)


def _code_in(error: str) -> str:
    found = _CODE.search(error)
    return found[1] if found else error
