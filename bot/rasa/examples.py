"""Which examples does a pack teach, and can they be learnt from?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.rasa import errors
from config import marked_yaml
from config.marked_yaml import Fault, ListNode, MapNode, Mark, Node, ScalarNode

#: How Bela's own Rasa learns.
PIPELINE = Path(__file__).with_name("pipeline.yml")
_FEWEST_INTENTS = 2
_FEWEST_EXAMPLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What a model is trained from."""

    pipeline: Path
    files: tuple[Path, ...]

    def fingerprint(self) -> str:
        """Name what would be learnt: equal content, equal name, whatever the files are called."""
        digest = hashlib.sha256(self.pipeline.read_bytes())
        for content in sorted(file.read_bytes() for file in self.files):
            digest.update(hashlib.sha256(content).digest())
        return digest.hexdigest()[:16]


@dataclass(slots=True, kw_only=True)
class _Intent:
    #: where it is first named
    mark: Mark
    examples: int = 0


def find(pack: Path, *, pipeline: Path = PIPELINE) -> Examples:
    """Find the pack's NLU files: those that have `nlu:` at their top."""
    files = tuple(path for path in sorted(pack.rglob("*.yml")) if _teaches(path))
    return Examples(pipeline=pipeline, files=files)


def check(examples: Examples, pack: Path) -> None:
    """Refuse what Rasa could not learn from.

    Raises:
        ExamplesInvalid: with every fault and its place.
    """
    faults: list[Fault] = []
    intents: dict[str, _Intent] = {}
    for path in examples.files:
        node, found = marked_yaml.read(path, root=pack)
        faults.extend(found)
        _collect(node, intents, faults)
    if not faults:
        faults.extend(_too_few(intents, Mark(pack.name, 1, 1)))
    if faults:
        raise errors.ExamplesInvalid(tuple(faults))


def _teaches(path: Path) -> bool:
    return any(line.startswith(b"nlu:") for line in path.read_bytes().splitlines())


def _collect(node: Node | None, intents: dict[str, _Intent], faults: list[Fault]) -> None:
    nlu = node.get("nlu") if isinstance(node, MapNode) else None
    for item in nlu.items if isinstance(nlu, ListNode) else ():
        name = item.get("intent") if isinstance(item, MapNode) else None
        if isinstance(name, ScalarNode) and isinstance(item, MapNode):
            intent = intents.setdefault(str(name.value), _Intent(mark=name.mark))
            intent.examples += _number_of_examples(item.get("examples"))
        elif name is not None:
            faults.append(Fault("wrong-type", name.mark, "o nome da intenção é um texto"))


def _too_few(intents: dict[str, _Intent], mark: Mark) -> Iterator[Fault]:
    if len(intents) < _FEWEST_INTENTS:
        sentence = f"são precisas {_FEWEST_INTENTS} intenções com exemplos; há {len(intents)}"
        yield Fault("few-intents", mark, sentence)
    for name, intent in intents.items():
        if intent.examples < _FEWEST_EXAMPLES:
            sentence = f'a intenção "{name}" precisa de {_FEWEST_EXAMPLES} exemplos («examples: |» e linhas com «- »)'
            yield Fault("few-examples", intent.mark, sentence)


def _number_of_examples(node: Node | None) -> int:
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
        return 0
    return sum(line.lstrip().startswith("- ") for line in node.value.splitlines())
