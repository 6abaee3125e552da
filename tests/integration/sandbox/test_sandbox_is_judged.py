"""The judge of requests and answers: it knows every route, and it finds what is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.rest import routes
from tests.witnessed import answers, typings
from tests.witnessed.judging import Judge

GUIDES = Path(__file__).parents[3] / "docs" / "guides"
ROUTES = {f"{route.method} {route.path}": route.schema for route in routes.ALL}


@pytest.fixture(scope="module")
def published() -> Iterator[typings.Typings]:
    started = typings.Typings()
    yield started
    started.close()


class Court:
    """A judge with a file of its own."""

    def __init__(self, folder: Path, published: typings.Typings) -> None:
        self._file = folder / "requests.jsonl"
        self._file.touch()
        self.judge = Judge(self._file, published)

    def hears(self, route: str, *, asked: Any, status: int = 200, told: Any) -> None:
        line = {
            "route": route,
            "schema": ROUTES[route],
            "user": "bela",
            "asked": asked,
            "status": status,
            "told": told,
        }
        with self._file.open("a") as written:
            written.write(json.dumps(line) + "\n")


@pytest.fixture
def court(tmp_path: Path, published: typings.Typings) -> Court:
    return Court(tmp_path, published)


def test_every_route_has_the_shape_of_its_answer() -> None:
    """A new route needs its shape, and no shape outlives its route."""
    assert answers.routes() == set(ROUTES)


def test_a_route_without_a_published_validator_says_why() -> None:
    """The list of these is complete and holds nothing else."""
    unpublished = {
        route for route, schema in ROUTES.items() if schema and not typings.validator(route, schema)
    }
    assert set(typings.WITHOUT) == unpublished


@pytest.mark.parametrize("page", ["contract.md", "contract.pt-BR.md"])
def test_the_page_names_the_routes_without_a_published_validator(page: str) -> None:
    """All of them, by the path below /api/v1/ without what is in it."""
    text = (GUIDES / page).read_text("utf-8")
    paths = [route.partition(" ")[2].partition("/:")[0] for route in typings.WITHOUT]
    assert [path for path in paths if f"`{path}`" not in text] == []


@pytest.mark.parametrize("route", sorted(route for route, schema in ROUTES.items() if schema))
def test_every_named_validator_is_in_the_package(route: str, published: typings.Typings) -> None:
    """An unknown name would let every request through."""
    name = typings.validator(route, ROUTES[route])
    if name is not None:
        published.faults(name, {})


def test_a_request_that_the_package_refuses_is_told(court: Court) -> None:
    """Who sent it to which route, and what is wrong with it, though the sandbox took it."""
    court.hears("POST livechat/message", asked={"token": "t", "rid": "R"}, told={"success": True})
    faults = court.judge.faults(wrong_ones_are_sent=True)
    assert any("livechat/message by bela" in fault and "'msg'" in fault for fault in faults)


def test_a_wrong_request_on_purpose_has_to_be_refused_as_such(court: Court) -> None:
    """Refused as invalid it is fine where tests send wrong ones, and a fault everywhere else."""
    refusal = {"success": False, "error": "must have required property 'rid'", "errorType": "invalid-params"}
    asked = {"token": "t"}
    court.hears("POST livechat/message", asked=asked, status=400, told=refusal)
    assert court.judge.faults(wrong_ones_are_sent=True) == []
    court.hears("POST livechat/message", asked=asked, status=400, told=refusal)
    assert len(court.judge.faults(wrong_ones_are_sent=False)) == 1


def test_a_right_request_must_not_be_refused_as_invalid(court: Court) -> None:
    """The sandbox may be no stricter than Rocket.Chat."""
    refusal = {"success": False, "error": "must be string", "errorType": "invalid-params"}
    court.hears("GET rooms.info", asked={"roomId": "R"}, status=400, told=refusal)
    assert ["refuses" in fault for fault in court.judge.faults(wrong_ones_are_sent=True)] == [True]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"rid": "R", "success": True}, id="something is missing"),
        pytest.param({"rid": 1, "comment": "fim", "success": True}, id="another type"),
        pytest.param({"rid": "R", "comment": "fim"}, id="no success"),
    ],
)
def test_an_answer_of_a_wrong_shape_is_told(court: Court, told: dict[str, Any]) -> None:
    """Route and status are named."""
    court.hears("POST livechat/room.close", asked={"rid": "R", "token": "t"}, told=told)
    assert ["room.close answered 200" in fault for fault in court.judge.faults(wrong_ones_are_sent=True)] == [
        True
    ]


def test_a_date_is_text_with_milliseconds_in_an_answer(court: Court) -> None:
    """The form of realtime frames, `{"$date": …}`, does not belong into REST."""
    update = [{"_id": "P", "roles": ["admin"]}]
    told = {"result": {"updated": [], "deleted": [{"_id": "M", "_deletedAt": {"$date": 1}}]}, "success": True}
    court.hears("GET chat.syncMessages", asked={"roomId": "R", "lastUpdate": "x"}, told=told)
    court.hears("GET permissions.listAll", asked={}, told={"update": update, "remove": [], "success": True})
    assert ["syncMessages" in fault for fault in court.judge.faults(wrong_ones_are_sent=True)] == [True]
