"""What do the validators of npm `@rocket.chat/rest-typings` say of a request? They run in Node, one process for all questions."""

import json
import subprocess
from typing import Any

from tests.official_clients import node_client

#: Routes whose published validator bears another name than the sandbox's schema, which is written after the OpenAPI files.
PUBLISHED_FOR = {
    "POST users.create": "isUserCreateParamsPOST",
    "POST users.update": "isUsersUpdateParamsPOST",
    "GET users.list": "isUsersListParamsGET",
    "POST settings/:_id": "isSettingsUpdatePropDefault",
    "GET livechat/visitors.chatHistory/room/:roomId/visitor/:visitorId": (
        "isGETLivechatVisitorsChatHistoryRoomRoomIdVisitorVisitorIdParams"
    ),
}

#: Routes that take parameters and for which 8.8.1 publishes no validator, or one that the server does not apply.
WITHOUT = {
    "POST login": "isLoginProps forbids `user` as text and `resume`, which every client sends and the server takes",
    "POST users.delete": "none is exported",
    "POST users.setStatus": "none is exported",
    "POST users.generatePersonalAccessToken": "none is exported",
    "POST users.regeneratePersonalAccessToken": "none is exported",
    "POST users.removePersonalAccessToken": "none is exported",
    "GET permissions.listAll": "none is exported",
    "POST permissions.update": "none is exported",
    "POST rooms.mediaConfirm/:rid/:fileId": "none is exported",
    "POST livechat/visitor": "none is exported",
}


def validator(route: str, schema: str | None) -> str | None:
    """The published validator of a route, None when there is none."""
    if route in PUBLISHED_FOR:
        return PUBLISHED_FOR[route]
    return schema if schema is not None and schema.startswith("is") else None


class Typings:
    """A running `rest_typings.mjs`."""

    def __init__(self) -> None:
        if not (node_client.HERE / "node_modules").is_dir():
            raise node_client.ClientsMissingError(node_client.ClientsMissingError.__doc__)
        self._process = subprocess.Popen(
            ["node", "--no-warnings", str(node_client.HERE / "rest_typings.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def faults(self, name: str, value: Any) -> list[dict[str, Any]]:
        """What is wrong with a request by this validator; LookupError when the package does not export it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"validator": name, "value": value}), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        if "unknown" in answer:
            raise LookupError(name)
        found: list[dict[str, Any]] = answer.get("faults", [])
        return found

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
