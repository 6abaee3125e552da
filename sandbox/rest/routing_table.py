"""Which route answers a path? A tree of path segments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.rest.route import Route


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)


class RoutingTable:
    """Finds routes in as many steps as the path has segments; fixed segments win over names."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            self._add(route)

    def _add(self, route: Route) -> None:
        node = self._root
        for segment in route.path.split("/"):
            if segment.startswith(":"):
                node.any = node = node.any or _Node()
            else:
                node = node.fixed.setdefault(segment, _Node())
        node.routes[route.method] = route

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route and its path values; None when there is none."""
        node = _walk(self._root, path.strip("/").split("/"))
        route = node.routes.get(method) if node else None
        if route is None:
            return None
        if ":" not in route.path:
            return route, {}
        pairs = zip(route.path.split("/"), path.strip("/").split("/"), strict=True)
        return route, {name[1:]: value for name, value in pairs if name.startswith(":")}


def _walk(node: _Node, segments: list[str]) -> _Node | None:
    if not segments:
        return node if node.routes else None
    first, rest = segments[0], segments[1:]
    fixed = node.fixed.get(first)
    found = _walk(fixed, rest) if fixed else None
    if found is None and node.any is not None:
        found = _walk(node.any, rest)
    return found
