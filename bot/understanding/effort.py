"""Is breath told to be short on effort alone?

Short breath on effort that is gone at rest is an answer of the triage ("canso fácil quando ando ou faço esforço") and moderate; at rest, or
on the little that everybody does all day, it is severe (WHO, Clinical management of COVID-19, 2022; MS, Protocolo de Manejo Clínico na
APS, 3.5). So only real effort counts, and nothing here says that there is no danger where rest is told as bad, too.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding import text


class Effort(StrEnum):
    """What is told of it."""

    #: Real effort, and rest is well: "carregando compras fico sem ar, aí paro e passa".
    alone = "alone"
    #: Real effort, and nothing of rest; or little effort, and rest is well: who has it can say whether it is so now.
    unsure = "unsure"


_DONE = (
    "andei|caminhei|corri|subi|varri|limpei|carreguei|joguei|brinquei|dancei|lavei|capinei|estendi|pedalei"
)
_DOING = (
    r"(?:ando|andar|andando|anda)(?! (?:com|sem|meio|muito|tendo|sentindo|me|ruim)\b)|andadas?|andadinhas?|caminh(?:o|ar|ando|a|adas?)"
    r"|corr(?:o|er|endo|e|ida)(?! (?:pra|pro|para|ao)\b)|sub(?:o|ir|indo|ida)|sobe(?! e desce\b)|escadas?|escadarias?|ladeiras?|(?:o|do|no) morro|rampas?"
    r"|varr(?:o|er|endo|e)|limp(?:o|ar|ando)|faxinas?|carreg(?:o|ar|ando|a)|peg(?:o|ar|ando) peso|sacolas?|compras|(?:faco|fazer|faz|com) (?:\w+ )?esforco"
    r"|no esforco|nos esforcos|aos esforcos|academia|trein(?:o|ar|ando)|bicicleta|pedal(?:o|ar|ando)|jog(?:o|ar|ando) bola|brinc(?:o|ar|ando|a)|danc(?:o|ar|ando)"
    r"|rodo|vassoura|enxada|capin(?:o|ar|ando)|lav(?:o|ar|ando)|estend(?:o|er|endo)|pul(?:o|ar|ando)|nad(?:ar|ando)|servico pesado|apresso"
    r"|camino|escaleras?|esfuerzo|stairs|upstairs|walk(?:ing)?|run(?:ning)?|exercise|exercising"
)
_REAL = re.compile(rf"\b(?:{_DOING}|{_DONE})\b")
#: What comes whenever one does it, not what came of it once and has stayed.
_HABIT = re.compile(
    rf"\b(?:quando|qnd|se|ao|sempre que|toda vez que|cuando|when|if)(?: \w+){{0,2}}? (?:{_DOING})\b"
)
#: What nobody is out of breath of who is well enough to stay at home.
_LITTLE = re.compile(
    r"\b(?:banheiro|banho|cama|roupas?|calcar|vestir|chinelo|sapato|pentear|escovar|cabelo|com(?:o|er|endo)|mastigar|fal(?:o|ar|ando)|convers(?:o|ar|ando)"
    r"|cadeira|sofa|(?:um|uns|dois|tres|poucos|quatro) (?:passos?|degraus?|metros)|passinhos?|dentro de casa|amamentar|mamar|minimos?"
    r"|(?:ate|pra|para|pro|ao?) (?:o |a )?(?:cozinha|quarto|sala|quintal|porta|portao)|bathroom|dressed|talk|talking|eat|eating|hablar|bano)\b"
)
_AT_REST = (
    r"(?:parad(?:o|a|inho|inha)|quiet(?:o|a|inho|inha)|sentad(?:o|a|inho|inha)|deitad(?:o|a|inho|inha)|(?:em |no |at |en )?(?:repouso|reposo|rest)"
    r"|descansad[oa]|descansando|descanso|resting|sitting|acostad[oa]|(?:quando |se |ai |e )(?:ele |ela )?para|(?:quando |se |ai |e )?(?:eu )?(?:paro|parei|sento|sentei|senta|descanso|descansa|deito)"
    r"|no (?:resto|mais|plano)|o resto|em casa|devagar|depois|na sombra|fora (?:disso|dele))"
)
_WELL = (
    r"(?:nao(?! (?:passa|melhora|volta|alivia|consigo|consegue|respir|da|durmo|aguento|tem jeito|entra|vem))|nada|normal(?:iza)?|bem|boa|bom|otim[oa]|tranquil[oa]"
    r"|ok|passa|passou|some|melhora|alivia|zero|fine|bien|nem (?:percebo|sinto))"
)
_REST_IS_WELL = re.compile(
    rf"\b{_AT_REST}(?: (?!nao\b|nem\b|falta\b|sem\b|tambem\b)\w+){{0,4}} {_WELL}\b"
    rf"|\b(?:normal|bem|nada|de boa|tranquil[oa]|passa|melhora|volta|fine|bien|ok)(?: (?!nao\b|nem\b)\w+){{0,3}} {_AT_REST}\b"
)
_REST_IS_BAD = re.compile(
    r"\b(?:ate|mesmo|nem|inclusive|hasta|incluso|even|hoje(?: ja)?|agora(?: ja)?|e|ja)(?: (?!eu\b|nao\b|bem\b)\w+){0,2} (?:(?:em |no |en |at )(?:repouso|reposo|rest)|(?:parad|quiet|sentad|deitad|acostad)\w+)(?! (?:nao|nada|bem|normal|respiro|de boa|ok|tranquil\w+|fine|bien|eu|nem|esta|estou|converso)\b)"
    r"|\b(?:parad|quiet|sentad|deitad|acostad)\w+ (?:tambem|falta|faltando|sem|canso|cansad[oa]|pior|piora|igual|me falta|ofegante|puxando|mesmo)\b"
    r"|\besforco e (?:no|em|de) repouso\b|\bnao e so\b|\bantes\b|\b(?:nao|nem) (?:\w+ )?(?:passa|melhora|volta|alivia|recuper\w+|descans\w+)\b|\b(?:nem|nao) precisa\b|\bainda\b|\bcontinu\w+\b|\bpiorando\b"
    r"|\bso (?:consigo|respiro|durmo|consegue|respira|dorme)\b|\b(?:still|always|o tempo todo|o tempo inteiro|toda hora)\b"
)
#: "So de falar" is as good as nothing.
_ONLY = re.compile(
    rf"\b(?:so|somente|apenas|only|solo)(?: \w+){{0,4}}? (?:quando|se|no|na|nos|com|ao|em|when|on|cuando|con|al)(?: \w+){{0,3}}? (?:{_DOING})\b"
)


def told(tokens: Sequence[text.Token]) -> Effort | None:
    """What the message tells of effort, if it speaks of breath that is short."""
    said = " ".join(token.word for token in tokens)
    if not _REAL.search(said) and not _LITTLE.search(said):
        return None
    if _REST_IS_BAD.search(said):
        return None
    rests_well = _REST_IS_WELL.search(said)
    if _LITTLE.search(said):
        return Effort.unsure if rests_well else None
    if rests_well or _ONLY.search(said):
        return Effort.alone
    return Effort.unsure if _HABIT.search(said) else None
