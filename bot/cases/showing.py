"""How does a case that failed look? The conversation, and in it the line that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cases import durations, places
from bot.cases.checking import Miss, TurnResult
from bot.cases.playing import Played


def failure(played: Played) -> str:
    """The whole conversation until the turn that went another way, and what should have been there."""
    head = f"FALHOU  {played.case.name}  ({played.case.mark})"
    return "\n".join([head, *_conversation(played.results), *_differences(played.misses)])


def summary(played: Sequence[Played]) -> str:
    """How many hold."""
    failed = sum(not one.holds for one in played)
    if not failed:
        return "1 caso, certo." if len(played) == 1 else f"{len(played)} casos, todos certos."
    return f"{len(played)} casos, {failed} com falha."


def _conversation(results: Sequence[TurnResult]) -> Iterator[str]:
    for result in results:
        yield f"  pessoa | {_happening(result)}"
        for say in result.said:
            first, *rest = say.text.split("\n")
            yield f"  Bela   | {first}   [{say.response}]"
            yield from (f"         | {line}" for line in rest if line.strip())
        for happened in result.happened:
            if happened.hand_off:
                yield f"  Bela   → {happened.hand_off.department}"


def _happening(result: TurnResult) -> str:
    turn = result.turn
    told = places.written(turn.place) if turn.place else str(turn.file or "")
    event = f"{turn.event}: {told}" if told else turn.event
    what = turn.text if event is None else f"({event}) {turn.text}".strip()
    when = f"  (depois de {durations.written(turn.after)})" if turn.after else ""
    return f"{_short(what)}{when}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}…"  # ruff: ignore[magic-value-comparison] - one line of a terminal


def _differences(misses: Sequence[Miss]) -> Iterator[str]:
    for miss in misses:
        yield f"  {miss.mark}:"
        yield f"    - esperado: {_indented(miss.expected)}"
        yield f"    + veio:     {_indented(miss.found)}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n                ")
