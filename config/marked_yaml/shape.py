"""Typed values out of a map, every mistake noted as a fault."""

from typing import overload

from config.marked_yaml.closeness import hint
from config.marked_yaml.faults import Fault, Mark, Severity
from config.marked_yaml.nodes import ListNode, MapNode, Node, ScalarNode
from config.told import Told


class Shape:
    """Takes typed values out of a map, noting faults instead of raising; call `done()` last.

    A key that is absent or empty gives the default. A value of the wrong kind is a fault and gives the default
    too, so that reading goes on and all faults are seen at once.
    """

    def __init__(self, node: Node | None, *, what: str, faults: list[Fault], mark: Mark) -> None:
        """Look at `node`; `what` names it in sentences ("o departamento"), `mark` is its place when it is absent."""
        self.mark = mark if node is None else node.mark
        self._what = what
        self._faults = faults
        self._known: set[str] = set()
        self._map = node if isinstance(node, MapNode) else None
        self._usable = node is None or self._map is not None
        if not self._usable:
            self.fault(
                "wrong-kind",
                f'{what}: esperava um mapa de "chave: valor"',
                english='a map of "key: value" was expected here',
            )

    def fault(self, rule: str, sentence: str, *, english: str = "", key: str | None = None) -> None:
        """Note a fault at the value of `key`, or at the map itself."""
        self._faults.append(Fault(rule, self.mark_of(key), sentence, english=english))

    def warn(self, rule: str, sentence: str, *, english: str = "", key: str | None = None) -> None:
        """Note something that has no effect or deserves a look; reading goes on and the content can be used."""
        self._faults.append(Fault(rule, self.mark_of(key), sentence, Severity.warning, english))

    def mark_of(self, key: str | None) -> Mark:
        """Return the place of the value of `key`, or of the map when there is none."""
        node = self._peek(key) if key is not None else None
        return self.mark if node is None else node.mark

    def node(self, key: str) -> Node | None:
        """Return the value of `key` as it is, or None when absent or empty."""
        self._known.add(key)
        found = self._peek(key)
        if isinstance(found, ScalarNode) and found.value is None:
            return None
        return found

    @overload
    def text(self, key: str) -> str | None: ...
    @overload
    def text(self, key: str, default: str) -> str: ...
    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a text; a number counts as the characters that were written."""
        node = self.node(key)
        if node is None:
            return default
        text = _text_of(node)
        if text is None:
            self._wrong(key, Told("um texto (ponha-o entre aspas)", "a text (quote it)"))
        return default if text is None else text

    def required_text(self, key: str) -> str:
        """Return a text that must be there and not be blank; "" after a fault."""
        if self.node(key) is None:
            self._missing(key)
            return ""
        text = self.text(key, "")
        if (
            not text.strip()
            and isinstance(node := self.node(key), ScalarNode)
            and isinstance(node.value, str)
        ):
            self.fault("empty-value", f'"{key}" está em branco', english=f'"{key}" is blank', key=key)
        return text

    @overload
    def integer(self, key: str) -> int | None: ...
    @overload
    def integer(self, key: str, default: int) -> int: ...
    def integer(self, key: str, default: int | None = None) -> int | None:
        """Return a whole number."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, ScalarNode) and isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value
        self._wrong(key, Told("um número inteiro", "a whole number"))
        return default

    @overload
    def number(self, key: str) -> float | None: ...
    @overload
    def number(self, key: str, default: float) -> float: ...
    def number(self, key: str, default: float | None = None) -> float | None:
        """Return a number, whole or with a decimal point."""
        node = self.node(key)
        if node is None:
            return default
        if (
            isinstance(node, ScalarNode)
            and isinstance(node.value, (int, float))
            and not isinstance(node.value, bool)
        ):
            return float(node.value)
        self._wrong(
            key, Told("um número (decimais com ponto: 38.5)", "a number (with a decimal point: 38.5)")
        )
        return default

    @overload
    def flag(self, key: str) -> bool | None: ...
    @overload
    def flag(self, key: str, *, default: bool) -> bool: ...
    def flag(self, key: str, *, default: bool | None = None) -> bool | None:
        """Return true or false."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        self._wrong(key, Told("true ou false", "true or false"))
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when absent."""
        found = self.list(key)
        if found is None:
            return ()
        texts = [_text_of(item) for item in found.items]
        for item, text in zip(found.items, texts, strict=True):
            if text is None:
                sentence = f'{self._what}: cada item de "{key}" deve ser um texto (ponha-o entre aspas)'
                english = f'every item of "{key}" has to be a text (quote it)'
                self._faults.append(Fault("wrong-kind", item.mark, sentence, english=english))
        return tuple(text for text in texts if text is not None)

    def map(self, key: str) -> MapNode | None:
        """Return a map, or None when absent."""
        node = self.node(key)
        if node is None or isinstance(node, MapNode):
            return node
        self._wrong(key, Told('um mapa de "chave: valor"', 'a map of "key: value"'))
        return None

    def list(self, key: str) -> ListNode | None:
        """Return a list, or None when absent."""
        node = self.node(key)
        if node is None or isinstance(node, ListNode):
            return node
        self._wrong(key, Told('uma lista de itens "- "', 'a list of items "- "'))
        return None

    def done(self) -> None:
        """Note every key that nobody asked for."""
        for key, entry in (self._map.entries if self._map is not None else {}).items():
            if key not in self._known:
                known = ", ".join(sorted(self._known))
                portuguese, english = f"; {self._what} conhece: {known}", f"; known here: {known}"
                meant = hint(key, self._known, otherwise=Told(portuguese, english))
                told, english = f'chave desconhecida "{key}"{meant.pt}', f'unknown key "{key}"{meant.en}'
                self._faults.append(Fault("unknown-key", entry.key_mark, told, english=english))

    def _peek(self, key: str) -> Node | None:
        return None if self._map is None else self._map.get(key)

    def _missing(self, key: str) -> None:
        if self._usable:
            self.fault(
                "missing-key", f'{self._what}: falta "{key}"', english=f'"{key}" is missing here', key=key
            )

    def _wrong(self, key: str, expected: Told) -> None:
        self.fault(
            "wrong-kind",
            f'{self._what}: "{key}" deve ser {expected.pt}',
            english=f'"{key}" has to be {expected.en}',
            key=key,
        )


def _text_of(node: Node) -> str | None:
    if not isinstance(node, ScalarNode) or node.value is None or isinstance(node.value, bool):
        return None
    return node.written
