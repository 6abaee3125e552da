"""Is something told of only as long past, or only asked about?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE_ENDS = frozenset(".;!?\n")
_THING = "_"
_BEAST = "#"
#: Words of the sentence looked at on either side.
_REACH = 25

_LONG_PAST = re.compile(
    r"\b(?:ano (?:passado|retrasado)|anos atras|antigamente|na (?:minha )?(?:infancia|adolescencia)"
    r"|em (?:19|20)\d\d|(?<!quase )(?:morreu|faleceu) (?:de|do|da|com|por)(?: um| uma)? _"
    r"|(?:ha|faz|fazem)(?: uns| mais de| muitos| varios| alguns)*(?: \w+)? anos"
    r"|quando (?:eu |ele |ela )?(?:(?:era |fui )?(?:crianca|pequen[oa]|menin[oa]|bebe|jovem|adolescente|mais nov[oa]|nov[oa]|solteir[oa])|nasceu|nasci))\b"
)
#: What ended more than a year ago is past, whatever stands around it.
_ENDED = re.compile(rf"{_THING}.*\b(?:passou|sumiu|acabou|parou|melhorou)\b.*\b(?:ha|faz|tem)\b.*\banos?\b")
#: "ri tanto que fiquei sem ar": what comes of laughing or dancing, not of coughing.
_HARMLESS_EFFORT = (
    r"(?:(?:dar )?(?:risadas?|gargalhadas?)|ri|rir|rindo|gargalhar|gargalhando|dancar|dancando|dancei|cantar|cantando|cantei|gritar|gritando|gritei"
    r"|pular|pulando|pulei|brincar|brincando|brinquei|correr|correndo|corri|namorar|beijar|jogar|jogando)"
)
_OUTDONE = re.compile(
    rf"{_THING} (?:\w+ )?de tant[oa]s? {_HARMLESS_EFFORT}\b|\b{_HARMLESS_EFFORT} tanto\b.*{_THING}"
)
_FEARED = re.compile(
    r"\b(?:(?:medo|pavor|receio|panico|fobia) (?:de|que)|meu (?:maior )?medo e (?:acabar|ter|ficar|sentir))"
    rf" (?:(?:eu|ele|ela|um|dia|noite|me|a|o|ficar|ficando|fique|ter|tendo|sentir|dar|de|acabar|acordar|que|algum|vez|meu|minha) )*{_THING}"
)
#: What may come: "se der falta de ar", "se a saturação baixar", "em caso de falta de ar".
_SUPPOSED = re.compile(
    r"(?:^|\b(?:e|mas|que|fazer|faco|hospital|medico|upa|posto|samu|ligo|ligar|vou|ir) )(?:se|caso) "
    rf"(?:(?:eu|ele|ela|a|o|as|os|gente|alguem|me|minha|meu|mae|pai|filho|filha|comecar|comece|der|tiver|tivesse|ficar|ficasse|sentir|aparecer"
    rf"|vier|acontecer|desse|sentisse|em|estiver|estivesse|com|de|um|uma|dia|noite) ){{1,6}}{_THING}"
    rf"|\bse (?:eu |ele |ela |a gente |alguem |me )*(?:der|tiver|ficar|sentir|aparecer|vier|comecar|acontecer)\b(?: \w+){{0,2}} {_THING}"
    rf"|\bem casos? de {_THING}"
)
#: What somebody asked, and what the person is told to look out for: "a médica perguntou se eu tinha …".
_REPORTED = re.compile(
    rf"\b(?:perguntou|perguntaram|pergunta|perguntando|quis saber|queria saber) se (?:\w+ ){{0,4}}{_THING}"
)
_NEWS = re.compile(
    r"\b(?:jornal|tv|televisao|noticias?|reportagem|filme|serie|novela|livro|radio|tiktok|youtube|internet"
    r"|boato|fake|corrente|dizem|dizendo|falaram que|estao falando que|ouvi (?:dizer|falar))\b"
)
#: There hearsay goes round, and one's own people write: "ela mandou no zap que vai se matar" is no hearsay. Folded as messages are,
#: in which a doubled letter stands once: "whatsap", "facebok".
_NETWORKS = re.compile(
    rf"\b(?:{text.fold('whatsapp|whats|zap|zapzap|facebook|instagram|insta|orkut|telegram')})\b"
)
_HIM_OR_HER = re.compile(r"\b(?:ele|ela|dele|dela)\b")
_ANIMAL = re.compile(
    r"\b(?:cachorr\w+|gat[oa]s?|gatinh[oa]|cadela|bicho|pet|vaca|cavalo|passarinho|papagaio|coelho)\b"
)
#: "meu gato", "o cachorro da vizinha": whose it is.
_OWNER = re.compile(
    rf"\b(?:(?:meu|minha|o|a|nosso|nossa) )?{_ANIMAL.pattern[2:]}(?: (?:da|do|de|dele|dela)(?: (?:minha|meu))? (?!{_THING})\w+)?"
)
_PERSON = re.compile(
    r"\b(?:eu|sou|estou|tenho|sinto|me|mae|pai|filh[oa]s?|marido|espos[oa]|mulher|vo|avo|bebe|crianca|ti[oa]|irma|irmao|amig[oa]|vizinh[oa])\b"
)
_PRESENT = re.compile(
    r"\b(?:estou|esta|estao|tenho|sinto|sente|agora|hoje|ontem|de novo|novamente|voltou|voltei|desde|igual|como|continua|e eu)\b"
)
#: What is well now says of nothing that it is so: "hoje tô bem", "graças a Deus sarei".
_WELL = re.compile(
    r"\b(?:(?:hoje|agora|ja|e|mas) )*(?:(?:estou|esta|estamos|sou|fiquei|ficou) )+(?:(?!_)\w+ )?(?:bem|bom|boa|otimo|otima|melhor|curad[oa]|recuperad[oa]|sarad[oa]|forte (?:que nem|feito|como|igual))\b"
    r"|\b(?:hoje|agora) (?:ele |ela |eu |ja )?(?:tem|tenho|esta com|estou com) \d+ anos\b"
    r"|\b(?:hoje|agora) (?:e|estou|esta)?(?: ?)(?:tudo )?(?:bem|normal|zero|nada|nao)\b"
)
#: "desmaiei uma vez, mas isso faz dez anos" tells no other thing.
_TURN = re.compile(r"\b(?:mas|porem)\b(?! isso (?:ja )?(?:foi|faz|fazem|tem|ha)\b)")
_DEFINITION = re.compile(
    rf"^(?:(?:oi|ola|bom|boa|dia|tarde|noite|me|diz|explica) )*(?:o )?que (?:e|seria|significa|causa)"
    rf" (?:(?:a|o|de) )*(?:(?!ess[ae]|est[ae]|isso|isto|meu|minha)\w+ )?{_THING}\b(?! em mim)"
)
_SYMPTOM = re.compile(
    rf"^(?:a |o |ter |sentir )?{_THING} (?:e|seria|pode ser|tambem e)(?: um| uma| dos| o| tambem)* (?:sintoma|sinal)s?\b"
)
_CAUSE = re.compile(
    r"\b(?:covid|corona|coronavirus|dengue|gripe|virus|doenca|vacina|asma|ansiedade|zika|h1n1)(?: \d+)?"
    rf"(?: (?:que|pode|tambem|sempre))* (?:da|dar|causa|causar|provoca|provocar|gera|gerar|deixa|ter|tem|faz|fazer|deixa) (?:(?:a|o|uma|pessoa|alguem|ficar|ter) )*{_THING}"
)
#: "quanto tempo depois da covid passa a falta de ar?" asks about people at large.
_AT_LARGE = re.compile(
    rf"\b(?:quanto tempo|quantos dias|em quanto|ate quando|quando)\b.*\bdepois d[ae] (?:covid|dengue|vacina|doenca|gripe)\b.*{_THING}"
)
_PASSED = re.compile(
    rf"{_THING}(?: (?!nao\b|nem\b|nao\b|continua\b)\w+){{0,3}}? (?:passou|passaram|sumiu|sumiram|acabou|melhorou|foi embora|cedeu)\b"
)
_WAS = re.compile(rf"\b(?:tive|teve|tinha|estava|estive|comecei|comecou)\b.*{_THING}")
_NOW_ONLY = re.compile(
    rf"{_THING}.*\b(?:hoje|agora)(?: (?:e|estou|esta|tenho|com|ja|mesmo))* (?:so|somente|apenas)\b"
)
_SELF = re.compile(
    r"\b(?:eu|estou|tenho|sinto|senti|meu|minha|me|ele|ela|tive|fiquei|mae|pai|filho|filha|marido|esposa|vo|avo|ajuda|socorro)\b"
)


_SOMEBODY = re.compile(
    rf"{_SELF.pattern}|{_PERSON.pattern}|\b(?:a gente|nos|nosso|nossa|nele|nela|dele|dela|sogr[oa]|nora|genro|net[oa]s?|sobrinh[oa]s?|prim[oa]s?"
    r"|nenem|menin[oa]s?|paciente|posso|devo|preciso|vou|quero|queria|faco|fazer|tomar|tomo|agora|aqui|hoje|urgente|my|i|he|she|him|her|we|now|help|mi|yo|tengo|estoy|hij[oa]|ayuda|ahora"
    r"|\w{2,}(?:ei|ou|iu))\b"
)


def over(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether a symptom is told of as past: "a febre passou", "tive febre, hoje só tosse".

    Danger signs are not measured by this: what passed an hour ago may come back.
    """
    sentence, _ = _sentence(tokens, start, end)
    return bool(_PASSED.search(sentence)) or bool(_WAS.search(sentence) and _NOW_ONLY.search(sentence))


def long_past(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether the words are told of long ago ("ano passado", "em 2010", "quando criança") and not of now.

    What somebody has died of is past, too. What stands on the other side of "mas" does not count.
    """
    sentence, _ = _sentence(tokens, start, end)
    told = next(side for side in _TURN.split(_WELL.sub(" ", sentence)) if _THING in side.split())
    past = _LONG_PAST.search(told) and not _PRESENT.search(told)
    return bool(past or _ENDED.search(sentence))


def of_nobody(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether it is supposed, feared, in the news, of an animal, or of laughing: nobody has it now."""
    sentence, _ = _sentence(tokens, start, end)
    if _OUTDONE.search(sentence) or _FEARED.search(sentence) or _REPORTED.search(sentence):
        return True
    if _SUPPOSED.search(sentence):
        return not _PRESENT.search(sentence)
    of_animal = _OWNER.sub(_BEAST, sentence)
    if _PERSON.search(of_animal):
        return False
    return _BEAST in of_animal or _is_hearsay(sentence)


def _is_hearsay(sentence: str) -> bool:
    """Tell whether it stood in the news, or went round in a network and is told of nobody one knows."""
    passed_on = _NETWORKS.search(sentence) and not _HIM_OR_HER.search(sentence)
    return bool(passed_on or _NEWS.search(sentence))


def only_asked_about(tokens: Sequence[text.Token], start: int, end: int) -> bool:
    """Tell whether the sentence asks what the thing is or whether it is a symptom, and speaks of nobody.

    "Falta de ar é grave?" may be a cry for help, and is none of these.
    """
    sentence, asked = _sentence(tokens, start, end)
    if _SELF.search(sentence):
        return False
    if _DEFINITION.search(sentence):
        return True
    return asked and any(asks.search(sentence) for asks in (_SYMPTOM, _CAUSE, _AT_LARGE))


def speaks_of_somebody(tokens: Sequence[text.Token]) -> bool:
    """Tell whether the message names a person, what one did, or a cry for help: "dor no peito é sintoma?" does not."""
    return bool(_SOMEBODY.search(" ".join(token.word for token in tokens)))


def _sentence(tokens: Sequence[text.Token], start: int, end: int) -> tuple[str, bool]:
    """Give the sentence with `_THING` in the place of the words, and whether it ends with a question mark."""
    first, last = start, end
    while first > max(0, start - _REACH) and tokens[first].before not in _SENTENCE_ENDS:
        first -= 1
    while last < min(len(tokens) - 1, end + _REACH) and tokens[last].after not in _SENTENCE_ENDS:
        last += 1
    before = [token.word for token in tokens[first:start]]
    behind = [token.word for token in tokens[end + 1 : last + 1]]
    return " ".join([*before, _THING, *behind]), tokens[last].after == "?"
