"""Who would move between which classes if past triages were decided by another protocol, and which rules move them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.protocols import Protocol
from bot.replaying import explaining
from crm_sync.steps import Triage

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


def lines(protocol: Protocol, found: Migration, *, whose: str = "do rascunho") -> Iterator[str]:
    """The matrix, one row a class before, and what moves people; `whose` protocol it is."""
    classes = [risk_class.id for risk_class in protocol.classes]
    before = [*classes, *sorted({old for old, _ in found.moves} - set(classes))]
    width = max((len(name) for name in before), default=0) + 2
    yield f"{found.replayed} triagens, com o protocolo {protocol.id} {protocol.version} {whose}"
    yield "de \\ para".ljust(width) + "".join(name.rjust(width) for name in classes)
    for old in before:
        yield old.ljust(width) + "".join(str(found.moves.get((old, new), 0)).rjust(width) for new in classes)
    for (old, new), rules in sorted(found.responsible.items()):
        named = ", ".join(f"{rule} ({times})" for rule, times in Counter(rules).most_common(5))
        yield f"{old} → {new}: {found.moves[old, new]}, por {named or 'mudança da classe da regra'}"
    if found.incomplete:
        yield f"{found.incomplete} sem uma pergunta que este protocolo faz: contam como não perguntada"
    if found.left_out:
        yield f"{found.left_out} de outro protocolo ficaram de fora"
