"""A danger sign that nobody has now raises no alarm; the same words of somebody who has it do."""

from __future__ import annotations

import pytest

from tests.talk import demo_flows

QUIET = {
    "in the news": "na tv falaram que tinha gente com falta de ar|li uma notícia de um homem que teve infarto",
    "gone round in a network": "vi no whatsapp um homem que desmaiou|no facebook tinha um homem com convulsão",
    "of an animal": "meu cachorro teve convulsão|a gata vomitou sangue",
    "of laughing": "ri tanto que fiquei sem ar|fiquei sem fôlego de tanto dançar",
    "ended long ago": "a falta de ar que eu tinha sumiu tem mais de um ano|ela desmaiou uma vez quando era nova",
    "when one was young": "quando era novo caí da mula e fiquei desacordado um dia inteiro",
    "ten years ago, told after a but": "desmaiei uma vez na missa mas isso faz uns 10 anos",
    "what a thing is": "o que é lábio arroxeado?",
    "feared": "meu medo é ter um derrame|medo de ficar sem ar|tenho medo de ter falta de ar",
    "supposed": "e se eu ficar com falta de ar?|se der falta de ar eu vou pra onde?",
    "of nobody": "ninguém lá de casa teve convulsão|graças a deus ninguém desmaiou",
    "denied by nada": "dói nada no peito|nada de dor no peito|piorei nada",
    "free of it": "livre de falta de ar",
    "a verb's own form, two letters from a danger word": "onde eu consulto|consultei ontem|39 graus e dois décimos|thank you very much",
    "words that only share small ones with a phrase": "eu vivo em limoeiro faz uns 20 anos|nunca vi sangue, nem no xixi",
    "a figure of speech": "aperto no coração de tanta saudade|me matei de trabalhar hoje",
}
TOLD = {
    "of somebody": "minha mãe viu o jornal e ficou com falta de ar|meu filho foi mordido pelo cachorro e teve convulsão",
    "written by one's own in a network": "ela mandou no whatsapp que vai se matar|ele postou no facebook que vai se matar",
    "of coughing": "fiquei sem ar de tanto tossir|tossi tanto que fiquei sem fôlego",
    "back again": "tive convulsão quando era novo e hoje voltou a convulsão",
    "once more": "desmaiei de novo, como quando era novo",
    "suddenly": "piorei do nada|apagou do nada",
    "with an if": "não sei se é falta de ar ou cansaço, mas tá difícil respirar",
    "nobody but her": "não tem ninguém em casa comigo e desmaiei",
    "a slip that makes a rare verb's form": "tô sem folgo",
    "denied twice": "não respira nada",
    "this very one": "o que é essa dor no peito|o que é isso, desmaiei",
    "another thing after a but": "desmaiei quando era criança mas já tem 2 dias com dor no peito",
    "fear and danger": "estou com medo e falta de ar|meu medo é essa falta de ar",
    "of all of us": "essa covid deixa a gente com falta de ar?",
    "right here, with a word of well-being behind it": "meu pai está desmaiado bem na minha frente|ele ficou desacordado bem uns dez minutos",
    "worse, at a health post": "meu pai piorou muito rápido no posto",
}


def _cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(why, message) for why, messages in table.items() for message in messages.split("|")]


@pytest.mark.parametrize(("why", "message"), _cases(QUIET))
def test_a_danger_sign_that_nobody_has_now_raises_no_alarm(why, message):
    assert demo_flows().scanner.scan(message) == (), why


@pytest.mark.parametrize(("why", "message"), _cases(TOLD))
def test_a_danger_sign_that_somebody_has_raises_one(why, message):
    assert demo_flows().scanner.scan(message) != (), why
