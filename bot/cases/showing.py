"""How does a case that failed look? The conversation, and in it the line that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cases import durations, places
from bot.cases.checking import Miss, TurnResult
from bot.cases.playing import Played
from bot.told import Language, Told


def failure(played: Played, *, language: Language = Language.pt) -> str:
    """The whole conversation until the turn that went another way, and what should have been there."""
    head = f"{Told('FALHOU', 'FAILED').said(language)}  {played.case.name}  ({played.case.mark})"
    return "\n".join([head, *_conversation(played.results, language), *_differences(played.misses, language)])


def summary(played: Sequence[Played]) -> Told:
    """How many hold."""
    failed = sum(not one.holds for one in played)
    if not failed:
        right = Told(f"{len(played)} casos, todos certos.", f"{len(played)} cases, all right.")
        return Told("1 caso, certo.", "1 case, right.") if len(played) == 1 else right
    return Told(f"{len(played)} casos, {failed} com falha.", f"{len(played)} cases, {failed} failed.")


def _conversation(results: Sequence[TurnResult], language: Language) -> Iterator[str]:
    for result in results:
        yield f"  {Told('pessoa', 'person').said(language)} | {_happening(result, language)}"
        for say in result.said:
            first, *rest = say.text.split("\n")
            yield f"  Bela   | {first}   [{say.response}]"
            yield from (f"         | {line}" for line in rest if line.strip())
        for happened in result.happened:
            if happened.hand_off:
                yield f"  Bela   → {happened.hand_off.department}"


def _happening(result: TurnResult, language: Language) -> str:
    turn = result.turn
    told = places.written(turn.place) if turn.place else str(turn.file or "")
    event = f"{turn.event}: {told}" if told else turn.event
    what = turn.text if event is None else f"({event}) {turn.text}".strip()
    after = Told("depois de", "after").said(language)
    when = f"  ({after} {durations.written(turn.after)})" if turn.after else ""
    return f"{_short(what)}{when}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}…"  # ruff: ignore[magic-value-comparison] - one line of a terminal


def _differences(misses: Sequence[Miss], language: Language) -> Iterator[str]:
    for miss in misses:
        yield f"  {miss.mark}:"
        yield f"    - {Told('esperado', 'expected').said(language)}: {_indented(miss.expected)}"
        yield f"    + {Told('veio:    ', 'came:    ').said(language)} {_indented(miss.found)}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n                ")
