"""Who would move between which classes if past triages were decided by another protocol, and which rules move them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.content.protocols import Protocol
from bot.replaying import explaining
from bot.told import Told, alike
from crm_sync.steps import Triage

_CORNER: Final = Told("de \\ para", "from \\ to")
_OF_DRAFT: Final = Told("do rascunho", "of the draft")
_CLASS_OF_RULE: Final = Told("mudança da classe da regra", "a change of the rule's class")
#: From which class to which.
type_move = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What changes, over all triages."""

    #: Triages that were decided again.
    replayed: int
    #: Those that another protocol made; they cannot be compared.
    left_out: int
    #: How many go from which class to which, those that stay included.
    moves: Mapping[type_move, int]
    #: For each move, how often each rule or red flag was a reason before or after, and not both.
    responsible: Mapping[type_move, Mapping[str, int]]
    #: Triages that lack an input of the draft, because nobody asked for it then.
    incomplete: int


def replay(protocol: Protocol, past: Iterable[Triage]) -> Migration:
    """Decide every past triage by this protocol."""
    moves: Counter[type_move] = Counter()
    responsible: dict[type_move, Counter[str]] = {}
    left_out = incomplete = 0
    for triage in past:
        if triage.protocol != protocol.id:
            left_out += 1
            continue
        decided = explaining.again(protocol, triage)
        incomplete += not protocol.looked_at <= triage.inputs.keys()
        move = (triage.risk_class, decided.risk_class)
        moves[move] += 1
        if move[0] != move[1]:
            now = {reason.id for reason in decided.reasons}
            then = {*triage.rules, *triage.red_flags}
            responsible.setdefault(move, Counter()).update(now ^ then)
    return Migration(
        replayed=moves.total(),
        left_out=left_out,
        moves=moves,
        responsible=responsible,
        incomplete=incomplete,
    )


def lines(protocol: Protocol, found: Migration, *, version: int | None = None) -> Iterator[Told]:
    """The matrix, one row a class before, and what moves people; the protocol is the draft's, or that of a version."""
    classes = [risk_class.id for risk_class in protocol.classes]
    before = [*classes, *sorted({old for old, _ in found.moves} - set(classes))]
    width = max((len(name) for name in (*before, _CORNER.pt, _CORNER.en)), default=0) + 2
    whose = _OF_DRAFT if version is None else Told(f"da versão {version}", f"of version {version}")
    yield Told(
        "$count triagens, com o protocolo $by $whose", "$count triages, by the protocol $by $whose"
    ).filled(count=str(found.replayed), by=f"{protocol.id} {protocol.version}", whose=whose)
    head = "".join(name.rjust(width) for name in classes)
    yield Told(_CORNER.pt.ljust(width) + head, _CORNER.en.ljust(width) + head)
    for old in before:
        row = "".join(str(found.moves.get((old, new), 0)).rjust(width) for new in classes)
        yield alike(old.ljust(width) + row)
    yield from _movers(found)


def _movers(found: Migration) -> Iterator[Told]:
    """What moves people, and which triages say less than the others."""
    for (old, new), rules in sorted(found.responsible.items()):
        named = ", ".join(f"{rule} ({times})" for rule, times in Counter(rules).most_common(5))
        why = alike(named) if named else _CLASS_OF_RULE
        count = found.moves[old, new]
        yield Told(f"{old} → {new}: {count}, por $why", f"{old} → {new}: {count}, by $why").filled(why=why)
    if found.incomplete:
        yield Told(
            f"{found.incomplete} sem uma pergunta que este protocolo faz: contam como não perguntada",
            f"{found.incomplete} without a question that this protocol asks: it counts as not asked",
        )
    if found.left_out:
        yield Told(
            f"{found.left_out} de outro protocolo ficaram de fora",
            f"{found.left_out} of another protocol were left out",
        )
