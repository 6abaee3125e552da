"""What was proved of just this content before need not be proved again.

A part that holds is kept under a fingerprint of all that it depends on: the protocol's part under the protocol, the
flows' part under flows, answers, protocol, and which texts name the ambulance. Places in files, all other wording, and
flows that another one stands for do not count. What does not hold is never kept: it is shown anew, with today's lines. The folder can be deleted at any time.
"""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.content.definitions import Response
from bot.engine.flows import Flows
from bot.proving import emergency_number, rule_questions, stood_for
from config.marked_yaml import Mark

#: Changes when the laws or the way they are proved do, so that nothing old is believed.
_VERSION: Final = "9"


#: Fields that no law looks at: what only words depend on, the edition, who signed, and where it is written.
_UNREAD: Final = frozenset(
    {
        "phrases",
        "harmless",
        "unless_asking",
        "synonyms",
        "when_asked",
        "because",
        "translations",
        "signed_by",
        "source",
        "sources",
        "title",
        "version",
    }
)

#: What the repository's own packs were proved to hold, by `make proofs`; its tests prove it again.
SHIPPED: Final = Path(__file__).parent / "shipped.txt"


#: What was asked of the rules then, one file a pack: so the first edit of a rule after an installation is quick, too.
SHIPPED_QUESTIONS: Final = Path(__file__).parent / "shipped_questions"
_ASKED: Final = ".asked"
_BOT: Final = Path(__file__).parents[1]
_RESTS_ON: Final = ("proving", "engine", "content")
#: So many proofs' questions are kept in a folder, of some ten kilobytes each.
_MOST_KEPT: Final = 8


class Memory:
    """A folder with one empty file for each proved part, and what was proved before Bela was delivered."""

    def __init__(self, folder: Path) -> None:
        """The folder need not exist yet; what another program proved in it is not believed."""
        self._folder = folder / program()

    def holds(self, fingerprint: str) -> bool:
        """Whether this part was proved before."""
        return (self._folder / fingerprint).is_file() or fingerprint in shipped()

    def asked(self, fingerprint: str) -> rule_questions.Asked | None:
        """What was asked of the rules when the flows were proved, by the fingerprint of all but the rules."""
        mine = rule_questions.read(self._folder / f"{fingerprint}{_ASKED}")
        return mine or rule_questions.read(SHIPPED_QUESTIONS / f"{fingerprint}{_ASKED}")

    def keep_asked(self, fingerprint: str, asked: rule_questions.Asked) -> None:
        """Of the proofs done last; older ones are forgotten."""
        keep_asked(self._folder, fingerprint, asked)
        by_age = sorted(self._folder.glob(f"*{_ASKED}"), key=lambda path: path.stat().st_mtime)
        for path in by_age[:-_MOST_KEPT]:
            path.unlink(missing_ok=True)

    def remember(self, fingerprint: str) -> None:
        """This part holds."""
        if not self._folder.is_dir():
            self._forget_other_programs()
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / fingerprint).touch()

    def _forget_other_programs(self) -> None:
        """What they proved is never asked for again."""
        for path in self._folder.parent.glob("[0-9a-f]" * len(self._folder.name)):
            shutil.rmtree(path, ignore_errors=True)


def keep_asked(folder: Path, fingerprint: str, asked: rule_questions.Asked) -> None:
    """Into a folder that need not exist yet."""
    folder.mkdir(parents=True, exist_ok=True)
    rule_questions.write(folder / f"{fingerprint}{_ASKED}", asked)


@cache
def program() -> str:
    """Changes with everything that a proof rests on: the prover, the engine that it asks, and what content means to it."""
    digest = hashlib.sha256()
    for path in sorted(path for part in _RESTS_ON for path in (_BOT / part).rglob("*.py")):
        digest.update(path.relative_to(_BOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def shipped() -> frozenset[str]:
    """The fingerprints that are delivered."""
    return frozenset(SHIPPED.read_text(encoding="ascii").split())


def fingerprints(flows: Flows) -> tuple[str, str]:
    """Of both parts."""
    return protocol_fingerprint(flows), flows_fingerprint(flows)


def protocol_fingerprint(flows: Flows) -> str:
    """Of all that the protocol's own laws depend on."""
    return _fingerprint("protocol", flows.protocol)


def flows_fingerprint(flows: Flows) -> str:
    """Of all that the flows' laws depend on; not of flows that another one stands for, nor of what only these say."""
    return _fingerprint("flows", _read(flows, flows.protocol))


def questions_fingerprint(flows: Flows) -> str:
    """Of all of that but the rules, the points and the class where nothing applies; with what the engine reads of these."""
    return _fingerprint(
        "questions", (_read(flows, rule_questions.without_rules(flows.protocol)), flows.tellings)
    )


def _read(flows: Flows, protocol: object) -> object:
    content = flows.content
    left_out = stood_for.flows_of(flows)
    read = protocol, stood_for.without(content, left_out), content.slots, content.session
    named = frozenset(_pieces(read))
    unsaid = {name for name in stood_for.responses_of(content, left_out) if not {name, repr(name)} & named}
    samu = flows.facts["samu"]
    return read, [_text(one, samu) for name, one in content.responses.items() if name not in unsaid]


def _text(response: Response, samu: str) -> object:
    """Whether it names the ambulance, and where to a button leads; when each wording is said, if that makes a difference."""
    said = [(emergency_number.of(variation, samu), variation.buttons) for variation in response.variations]
    if len({named for named, _ in said}) == 1:
        return response.name, said
    when = [(each.condition, each.channel, each.regions) for each in response.variations]
    return response.name, said, when


def _fingerprint(part: str, of: object) -> str:
    digest = hashlib.sha256(f"{_VERSION}:{part}".encode())
    for piece in _pieces(of):
        digest.update(piece.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _pieces(of: Any) -> Iterator[str]:
    """Everything inside, in order, without the places it was read from."""
    if isinstance(of, Mark):
        return
    if dataclasses.is_dataclass(of) and not isinstance(of, type):
        yield type(of).__name__
        for field in dataclasses.fields(of):
            if not field.name.startswith("_") and field.name not in _UNREAD:
                yield field.name
                yield from _pieces(getattr(of, field.name))
    elif isinstance(of, Mapping):
        for key, value in of.items():
            yield str(key)
            yield from _pieces(value)
    elif isinstance(of, (list, tuple)):
        yield f"[{len(of)}"
        for item in of:
            yield from _pieces(item)
    elif isinstance(of, (set, frozenset)):
        yield from sorted(map(str, of))
    else:
        yield of.value if isinstance(of, Enum) and isinstance(of.value, str) else repr(of)
