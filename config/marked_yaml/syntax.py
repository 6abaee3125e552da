"""What does the YAML parser's complaint mean, in words for the person who edits the file?"""

import yaml

from config.told import Told

_QUOTE_IT = Told("se era texto, ponha-o entre aspas", "if it was a text, quote it")
TAB = Told("tabulação no recuo; use espaços", "a tab in the indent; use spaces")
_OPEN_QUOTE = Told("aspas abertas aqui e nunca fechadas", "quotation marks opened here and never closed")

#: (part of the parser's message, our rule, our sentence); the first that fits is taken
_COMPLAINTS = (
    ("tab character", "tab", TAB),
    (
        "node content",
        "broken-yaml",
        Told(
            "falta um valor, ou algo aberto antes daqui não foi fechado",
            "a value is missing, or something opened before this was not closed",
        ),
    ),
    (
        "mapping values are not allowed",
        "broken-yaml",
        Told(
            'dois-pontos inesperados; se o texto contém ": ", ponha-o entre aspas, senão confira o recuo desta linha',
            'unexpected colon; if the text has ": " in it, quote it, otherwise check the indent of this line',
        ),
    ),
    (
        "could not find expected ':'",
        "broken-yaml",
        Told('falta ": " depois da chave', '": " is missing after the key'),
    ),
    (
        "did not find expected key",
        "broken-yaml",
        Told(
            "recuo ou sinal inesperado; alinhe esta linha com as chaves irmãs",
            "unexpected indent or sign; align this line with its sister keys",
        ),
    ),
    (
        "expected <block end>, but found",
        "broken-yaml",
        Told(
            "recuo ou sinal inesperado; alinhe esta linha com as irmãs",
            "unexpected indent or sign; align this line with its sisters",
        ),
    ),
    (
        "expected '-' indicator",
        "broken-yaml",
        Told(
            'recuo inesperado; alinhe esta linha com os itens "- " da lista',
            'unexpected indent; align this line with the items "- " of the list',
        ),
    ),
    (
        "or ']'",
        "broken-yaml",
        Told('falta "," ou "]" na lista entre colchetes', '"," or "]" is missing in the list in brackets'),
    ),
    (
        "or '}'",
        "broken-yaml",
        Told('falta "," ou "}" no mapa entre chaves', '"," or "}" is missing in the map in braces'),
    ),
    (
        "unknown escape character",
        "broken-yaml",
        Told(
            "barra invertida desconhecida entre aspas duplas; use aspas simples",
            "unknown backslash inside double quotation marks; use single ones",
        ),
    ),
    ("end of stream", "broken-yaml", _OPEN_QUOTE),
    ("end of document", "broken-yaml", _OPEN_QUOTE),
    (
        "alphabetic or numeric character",
        "broken-yaml",
        Told(
            f'"*" ou "&" no começo de um valor tem sentido especial; {_QUOTE_IT.pt}',
            f'"*" or "&" at the beginning of a value has a special meaning; {_QUOTE_IT.en}',
        ),
    ),
    (
        "cannot start any token",
        "broken-yaml",
        Told(
            f"este sinal não pode começar um valor; {_QUOTE_IT.pt}",
            f"this sign cannot begin a value; {_QUOTE_IT.en}",
        ),
    ),
    (
        "undefined tag handle",
        "broken-yaml",
        Told(
            f'"!" no começo de um valor tem sentido especial; {_QUOTE_IT.pt}',
            f'"!" at the beginning of a value has a special meaning; {_QUOTE_IT.en}',
        ),
    ),
)


def explain(error: yaml.YAMLError) -> tuple[str, Told]:
    """Return the rule and the sentence for a complaint of the parser."""
    problem = getattr(error, "problem", None) or type(error).__name__
    for part, rule, told in _COMPLAINTS:
        if part in problem:
            return rule, told
    return "broken-yaml", Told(f"YAML inválido ({problem})", f"invalid YAML ({problem})")


def place(error: yaml.YAMLError) -> tuple[int, int]:
    """Return line and column, from 0, that help most: for an open quote, where it was opened."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or ""
    if "end of stream" in problem or "end of document" in problem:
        mark = getattr(error, "context_mark", None) or mark
    return (0, 0) if mark is None else (mark.line, mark.column)
