"""What does the YAML parser's complaint mean, in words for the person who edits the file?"""

import yaml

_QUOTE_IT = "se era texto, ponha-o entre aspas"

#: (part of the parser's message, our rule, our sentence); the first that fits is taken
_COMPLAINTS = (
    ("tab character", "tab", "tabulação no recuo; use espaços"),
    ("node content", "broken-yaml", "falta um valor, ou algo aberto antes daqui não foi fechado"),
    (
        "mapping values are not allowed",
        "broken-yaml",
        'dois-pontos inesperados; se o texto contém ": ", ponha-o entre aspas, senão confira o recuo desta linha',
    ),
    ("could not find expected ':'", "broken-yaml", 'falta ": " depois da chave'),
    (
        "did not find expected key",
        "broken-yaml",
        "recuo ou sinal inesperado; alinhe esta linha com as chaves irmãs",
    ),
    (
        "expected <block end>, but found",
        "broken-yaml",
        "recuo ou sinal inesperado; alinhe esta linha com as irmãs",
    ),
    (
        "expected '-' indicator",
        "broken-yaml",
        'recuo inesperado; alinhe esta linha com os itens "- " da lista',
    ),
    ("or ']'", "broken-yaml", 'falta "," ou "]" na lista entre colchetes'),
    ("or '}'", "broken-yaml", 'falta "," ou "}" no mapa entre chaves'),
    (
        "unknown escape character",
        "broken-yaml",
        "barra invertida desconhecida entre aspas duplas; use aspas simples",
    ),
    ("end of stream", "broken-yaml", "aspas abertas aqui e nunca fechadas"),
    ("end of document", "broken-yaml", "aspas abertas aqui e nunca fechadas"),
    (
        "alphabetic or numeric character",
        "broken-yaml",
        f'"*" ou "&" no começo de um valor tem sentido especial; {_QUOTE_IT}',
    ),
    ("cannot start any token", "broken-yaml", f"este sinal não pode começar um valor; {_QUOTE_IT}"),
    ("undefined tag handle", "broken-yaml", f'"!" no começo de um valor tem sentido especial; {_QUOTE_IT}'),
)


def explain(error: yaml.YAMLError) -> tuple[str, str]:
    """Return the rule and the sentence for a complaint of the parser."""
    problem = getattr(error, "problem", None) or "estrutura não reconhecida"
    for part, rule, sentence in _COMPLAINTS:
        if part in problem:
            return rule, sentence
    return "broken-yaml", f"YAML inválido ({problem})"


def place(error: yaml.YAMLError) -> tuple[int, int]:
    """Return line and column, from 0, that help most: for an open quote, where it was opened."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or ""
    if "end of stream" in problem or "end of document" in problem:
        mark = getattr(error, "context_mark", None) or mark
    return (0, 0) if mark is None else (mark.line, mark.column)
