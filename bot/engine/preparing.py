"""From content and a deployment's settings to `Flows`: everything that is the same for all turns is made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from bot.content import answers, definitions, protocols
from bot.engine import endings, flows, responses, telling, weighing
from bot.understanding import answer_odds, doubts, keywords, likeness, red_flags, text, topic_odds
from bot.understanding.answers import municipality
from config import deployment as settings
from config import territory

#: Compiled word lists that are kept for the next version of the content: most changes leave the words alone.
_KEPT: Final = 8
#: What was learnt from examples takes megabytes: that of the version that talks, and of the one that is being written.
_LEARNT_KEPT: Final = 2


def prepare(content: definitions.Content, deployment: settings.Deployment) -> flows.Flows:
    """Compile scanners and indexes, and take over the deployment's facts."""
    taught = _taught(content)
    return flows.Flows(
        content=content,
        scanner=scanner(content.protocol),
        commands=_keywords(content, patterns=True),
        topics=_keywords(content, patterns=False),
        likeness=_likeness(taught),
        topic_odds=_topic_odds(taught),
        answer_odds=_answer_odds(weighing.taught(content)),
        weighable=weighing.questions(content),
        triggers=_triggers(content),
        municipalities=municipality.MunicipalityIndex(
            [(place.name, place.aliases) for place in deployment.regions], state=deployment.state
        ),
        seats={place.name: place.location for place in deployment.regions if place.location},
        tellings=telling.tellings(content),
        asked_at=telling.asked_at(content),
        services=_services(deployment),
        departments=_departments(deployment),
        facts={
            "prefeitura": deployment.organisation,
            "encarregado": deployment.data_protection_contact or deployment.organisation,
            "samu": deployment.emergency.samu,
            "cvv": deployment.emergency.cvv,
        },
        initial={slot.name: slot.initial for slot in content.slots.values() if slot.initial is not None},
        resets=endings.resets(content),
        entries={flow.entry.name: flow.id for flow in content.flows.values() if flow.entry},
        places={
            place.name: (place.name, str(place.code), place.region, deployment.state)
            for place in deployment.regions
        },
        subject_slot=_subject_slot(content),
        state=deployment.state,
        time_zone=deployment.time_zone,
    )


def learn(ready: flows.Flows) -> None:
    """Learn from the examples now: it takes a second, which no citizen's first message should wait for."""
    ready.likeness.learn()
    ready.topic_odds.learn()
    ready.answer_odds.learn()


def scanner(protocol: protocols.Protocol) -> red_flags.RedFlagScanner:
    """What hears the protocol's red flags."""
    return _scanner(
        tuple(
            red_flags.RedFlag(
                id=flag.id,
                label=flag.label,
                phrases=flag.phrases,
                harmless=flag.harmless,
                unless_asking=flag.unless_asking,
                signs=tuple(sign for sign in flag.signs if sign in doubts.signs()),
            )
            for flag in protocol.red_flags
        )
    )


@lru_cache(maxsize=_KEPT)
def _scanner(flags: tuple[red_flags.RedFlag, ...]) -> red_flags.RedFlagScanner:
    return red_flags.RedFlagScanner(flags)


def _subject_slot(content: definitions.Content) -> str | None:
    return next(
        (slot.name for slot in content.slots.values() if isinstance(slot.answer, answers.Subject)), None
    )


def _keywords(content: definitions.Content, *, patterns: bool) -> keywords.KeywordIndex:
    entries = (
        (flow.id, flow.keywords)
        for flow in content.flows.values()
        if flow.is_pattern is patterns and flow.keywords
    )
    return _index(tuple(entries), _words(tuple(_telling(content))))


@lru_cache(maxsize=_KEPT)
def _index(entries: tuple[tuple[str, tuple[str, ...]], ...], others: frozenset[str]) -> keywords.KeywordIndex:
    return keywords.KeywordIndex(entries, others=others)


@lru_cache(maxsize=_KEPT)
def _words(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in text.words(phrase))


def _telling(content: definitions.Content) -> Iterator[str]:
    """The words of answers and danger signs: "canseira" is no misspelling of "cancelar"."""
    for slot in content.slots.values():
        for option in responses.options(slot.answer):
            yield from (option.label, *option.synonyms)
    for flag in content.protocol.red_flags:
        yield from flag.phrases


def _triggers(content: definitions.Content) -> Mapping[str, tuple[str, float | None]]:
    return {intent: (flow.id, bar) for flow in content.flows.values() for intent, bar in flow.triggers}


def _taught(content: definitions.Content) -> tuple[tuple[str, str], ...]:
    """The examples of intents and the keywords of flows, by what they start; an intent that starts nothing stands for itself."""
    starts = {intent: flow.id for flow in content.flows.values() for intent, _ in flow.triggers}
    examples = ((starts.get(intent, f"#{intent}"), said) for intent, said in content.examples)
    named = ((flow.id, keyword) for flow in content.flows.values() for keyword in flow.keywords)
    return (*examples, *named)


@lru_cache(maxsize=_LEARNT_KEPT)
def _likeness(taught: tuple[tuple[str, str], ...]) -> likeness.Likeness:
    return likeness.Likeness(taught)


@lru_cache(maxsize=_LEARNT_KEPT)
def _topic_odds(taught: tuple[tuple[str, str], ...]) -> topic_odds.TopicOdds:
    return topic_odds.TopicOdds(taught, topic_odds.besides())


@lru_cache(maxsize=_LEARNT_KEPT)
def _answer_odds(taught: tuple[answer_odds.Example, ...]) -> answer_odds.AnswerOdds:
    return answer_odds.AnswerOdds(taught)


def _services(deployment: settings.Deployment) -> Mapping[str, str]:
    return {
        place.name: "\n".join(_line(service) for service in place.services) for place in deployment.regions
    }


def _line(service: territory.Service) -> str:
    """Name, address, telephone and hours in one line."""
    details = (
        service.address,
        f"Telefone {service.phone}" if service.phone else None,
        service.hours.in_words().capitalize() if service.hours else None,
    )
    told = ". ".join(detail for detail in details if detail)
    return f"*{service.name}*" + (f": {told}" if told else "")


def _departments(deployment: settings.Deployment) -> Mapping[str, flows.Department]:
    return {
        department.id: flows.Department(
            name=department.name, hours=department.hours.in_words(), opening=department.hours
        )
        for department in deployment.departments
    }
