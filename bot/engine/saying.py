"""How is a response said: in which wording, which language, and with which numbered lines?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.content import answers
from bot.engine import effects, responses, window, wording
from bot.engine.conversation import Offer

if TYPE_CHECKING:
    from bot.engine.run import Run


def say(
    run: Run,
    response: str,
    *,
    also: dict[str, str] | None = None,
    titles: Sequence[str] = (),
    language: str = "",
) -> None:
    """Say a response, if the content has it; buttons become numbered lines that can be chosen.

    In the language that the citizen is spoken to in, unless another is given.
    """
    known = run.flows.content.responses.get(response)
    if known is None:
        return
    words = wording.Words(run, also or {})
    only = None if window.is_over(run) else responses.only(known)
    variation = only or responses.choose(
        known,
        audience=words.audience(by_place=any(one.regions for one in known.variations)),
        seed=f"{run.before.seed}:{run.before.turn}",
        filled=words,
    )
    if variation is None:
        run.fault("no-template" if window.is_over(run) else "no-wording")
        return
    language = language or words.language
    if variation.buttons:
        run.offered = [
            Offer(
                title=answers.in_language(button.title, button.translations, language),
                payload=button.payload,
            )
            for button in variation.buttons
        ]
        titles = [offer.title for offer in run.offered]
    text = responses.written(variation, language, words, titles)
    if text:
        run.effects.append(effects.Say(text=text, response=response))


def worded(run: Run, response: str) -> str:
    """The words of a response, without saying them."""
    said, offered = len(run.effects), run.offered
    say(run, response)
    told = [effect.text for effect in run.effects[said:] if isinstance(effect, effects.Say)]
    run.effects = run.effects[:said]
    run.offered = offered
    return "\n".join(told)


def say_back(run: Run) -> None:
    """Tell what was taken over without a question, so that it can be put right."""
    if not run.taken_over:
        return
    slots = run.flows.content.slots
    language = wording.language(run)
    told = [
        f"{slots[name].labelled(language)}: {responses.in_words(slots[name], run.slots[name], language)}"
        for name in run.taken_over
    ]
    say(run, "utter_understood_facts", also={"entendido": "; ".join(told)})
    run.taken_over.clear()
