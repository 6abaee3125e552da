"""What is said to an offer, such as a consent, and says nothing of a state of health: "pode perguntar", "deixa quieto"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: With them, nothing is agreed to yet: "depende do que for perguntar".
CONDITIONS = frozenset(["depende", "se", "talvez", "primeiro", "antes", "mas"])
_MACHINE = small_words.listed("robo maquina voce vc bot computador")
#: Behind a saying, whom one speaks to: "pode sim, minha filha".
_CALLED = re.compile(
    r"(?: (?:sim|viu|ne|uai|ue|tche|moca|moco|senhora|(?:minha|meu|mi) (?:filh[ao]|fi[ao]|querid[ao]|amig[ao]|bem|linda|amor)|fique a vontade|a vontade|vai|bela|amiga?|querida))+$"
)
#: Behind a refusal, what is wanted instead: "não quero, só queria o endereço da UPA".
_INSTEAD = re.compile(r"(?:eu |mas )*(?:so|apenas|somente|queria|quero|preciso|precisava|gostaria|me|vim)\b")
#: Said to an offer, it is refused: "prefiro não falar da minha saúde"; of a machine, something else is wanted.
_REFUSES = re.compile(
    r"\bprefiro nao (?:falar|responder|dizer|informar|contar|participar) \w"
    r"|\bnao (?:quero|vou|desejo|gostaria de)(?: mais)? (?:(?:responder|participar)\b|(?:informar|contar|dizer|falar) (?:d|sobre|nada|nisso))"
)
_SAYINGS = {
    **dict.fromkeys(
        ("pode", "podi", "podem", "podemos", "vamos", "bora", "aceito", "concordo", "autorizo", "permito", "ok", "beleza", "certo", "quero", "claro",
         "vamos nessa", "pode mandar", "pode perguntar", "pode ir", "pode seguir", "pode vir", "pode prosseguir", "manda",
         "manda ver", "manda ai", "fechou", "fechado", "beleza entao", "sem problema", "sem problemas", "com prazer",
         "com todo prazer", "de boa", "de boas", "por mim tudo bem", "por mim pode", "simbora", "vamos embora", "partiu",
         "demorou", "tudo certo", "prossiga", "siga"),
        True,
    ),
    **dict.fromkeys(
        ("agora nao posso", "agora nao da", "nao da agora", "nao posso agora", "agora nao quero", "deixe quieto", "carece nao", "nao carece", "prefiro nao", "melhor nao", "hoje nao", "outra hora", "mais tarde", "depois", "nao precisa",
         "precisa nao", "nao precisa nao", "deixa", "deixa para depois", "deixa para la", "deixa quieto", "deixa assim",
         "deixe para la", "deixe assim", "fica para proxima", "fica para a proxima", "dispenso"),
        False,
    ),
}  # fmt: skip


def said(saying: str) -> bool | None:
    """Tell whether the whole saying takes the offer or refuses it, whoever is called behind it: "pode sim, minha filha"."""
    return _SAYINGS.get(saying, _SAYINGS.get(_CALLED.sub("", saying)))


def is_wish(words: Sequence[str]) -> bool:
    """Tell whether the words behind a refusal say what is wanted instead."""
    return _INSTEAD.match(" ".join(words)) is not None


def is_refused(words: Sequence[str]) -> bool:
    """Tell whether an offer is refused, without a condition."""
    open_to_more = CONDITIONS | _MACHINE
    return _REFUSES.search(" ".join(words)) is not None and open_to_more.isdisjoint(words)
