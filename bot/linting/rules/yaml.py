"""What can be wrong with a file before anybody looks at what it says: the definitions, for the pages."""

from __future__ import annotations

from typing import Final

from bot.linting.rule import Example, Rule, Severity
from bot.told import Told

_GOOD = 'responses:\n  utter_conselho:\n    - text: "Ligue {samu}."\n'


def _rule(
    rule_id: str, title: tuple[str, str], why: tuple[str, str], failing: str | None, mended: str = _GOOD
) -> Rule:
    return Rule(
        id=rule_id,
        severity=Severity.error,
        title=Told(*title),
        why=Told(*why),
        example=Example(failing=failing, mended=mended) if failing else None,
    )


RULES: Final = (
    _rule(
        "unreadable-file",
        ("Um arquivo que não se consegue ler", "A file that cannot be read"),
        ("Ele não existe, ou falta permissão para abri-lo.", "It does not exist, or may not be opened."),
        None,
    ),
    _rule(
        "file-too-large",
        ("Um arquivo grande demais", "A file that is too large"),
        ("O máximo é 2 MB. Divida-o em vários arquivos.", "The most is 2 MB. Split it into several files."),
        None,
    ),
    _rule(
        "bad-encoding",
        ("Um arquivo que não está em UTF-8", "A file that is not UTF-8"),
        (
            "Salve-o de novo como UTF-8; o editor pergunta ao salvar.",
            "Save it again as UTF-8; the editor asks when saving.",
        ),
        None,
    ),
    _rule(
        "bad-character",
        ("Um caractere invisível", "An invisible character"),
        (
            "Veio junto ao copiar de outro programa. Apague-o e escreva de novo o que está em volta.",
            "It came along when copying from another program. Delete it and write anew what stands around it.",
        ),
        None,
    ),
    _rule(
        "empty-file",
        ("Um arquivo vazio", "An empty file"),
        (
            "Não há nada nele. Apague-o, ou escreva o conteúdo.",
            "There is nothing in it. Delete it, or write the content.",
        ),
        "# só um comentário\n",
    ),
    _rule(
        "several-documents",
        ("Dois documentos em um arquivo", "Two documents in one file"),
        ('Uma linha "---" divide o arquivo. Tire-a.', "A line `---` splits the file. Take it out."),
        f"{_GOOD}---\n{_GOOD}",
    ),
    _rule(
        "broken-yaml",
        ("Um arquivo que não é YAML", "A file that is not YAML"),
        (
            "Recuo, aspas ou dois-pontos fora do lugar; a frase diz o que olhar. Texto com dois-pontos vai entre aspas.",
            "Indentation, quotes or a colon out of place; the sentence tells what to look at. A text with a colon stands in quotes.",
        ),
        'responses:\n  utter_conselho:\n    - text: "Ligue {samu}.\n',
    ),
    _rule(
        "tab",
        ("Uma tabulação no recuo", "A tab in the indentation"),
        (
            "YAML só aceita espaços no recuo. Troque a tabulação por espaços.",
            "YAML takes spaces only. Replace the tab by spaces.",
        ),
        'responses:\n\tutter_conselho:\n\t\t- text: "Ligue {samu}."\n',
    ),
    _rule(
        "bad-key",
        ("Uma chave que não é um texto", "A key that is not a text"),
        ("Uma chave é uma palavra simples antes de dois-pontos.", "A key is a plain word before a colon."),
        'responses:\n  [a, b]:\n    - text: "Ligue {samu}."\n',
    ),
    _rule(
        "duplicate-key",
        ("A mesma chave duas vezes", "The same key twice"),
        (
            "Só uma das duas valeria. As duas linhas são ditas; junte-as ou mude um nome.",
            "Only one of the two would count. Both lines are told; join them or change a name.",
        ),
        'responses:\n  utter_conselho: [{text: "Ligue {samu}."}]\n  utter_conselho: [{text: "Beba água."}]\n',
    ),
    _rule(
        "unknown-anchor",
        ("Uma repetição sem original", "A repetition without its original"),
        (
            'Não há "&nome" antes de "*nome". Texto que começa com asterisco vai entre aspas.',
            "There is no `&name` before `*name`. A text that begins with an asterisk stands in quotes.",
        ),
        "responses:\n  utter_conselho:\n    - text: *Ligue\n",
        'responses:\n  utter_conselho:\n    - text: "*Ligue* {samu}."\n',
    ),
    _rule(
        "duplicate-anchor",
        ("A mesma âncora duas vezes", "The same anchor twice"),
        ('Dois "&nome" iguais. Mude um deles.', "Two equal `&name`. Change one of them."),
        'responses:\n  utter_a: &t [{text: "A."}]\n  utter_b: &t [{text: "B."}]\n',
        'responses:\n  utter_a: &t [{text: "A."}]\n  utter_b: &u [{text: "B."}]\n',
    ),
    _rule(
        "recursive-alias",
        ("Uma repetição dentro de si mesma", "A repetition inside itself"),
        (
            '"*nome" está dentro do que ele repete. Escreva por extenso.',
            "`*name` stands inside what it repeats. Write it out.",
        ),
        "responses: &t\n  utter_conselho: *t\n",
    ),
    _rule(
        "bad-merge",
        ("Uma junção com o que não é um mapa", "A merge with what is no map"),
        (
            '"<<" só junta mapas. Aponte para a âncora de um mapa.',
            "`<<` merges maps only. Point it to the anchor of a map.",
        ),
        'responses:\n  utter_a: &t [{text: "A."}]\n  utter_conselho:\n    - {<<: [um], text: "Ligue {samu}."}\n',
    ),
    _rule(
        "unknown-tag",
        ("Uma etiqueta desconhecida", "An unknown tag"),
        ('Texto que começa com "!" vai entre aspas.', "A text that begins with `!` stands in quotes."),
        "responses:\n  utter_conselho:\n    - text: !ligue\n",
        'responses:\n  utter_conselho:\n    - text: "!Ligue {samu}"\n',
    ),
    _rule(
        "too-many-aliases",
        ("Repetições demais", "Too many repetitions"),
        (
            "As âncoras repetem mais de 100.000 valores. Escreva por extenso.",
            "Anchors repeat more than 100,000 values. Write them out.",
        ),
        None,
    ),
    _rule(
        "too-deep",
        ("Níveis demais", "Too many levels"),
        ("Mais de 64 níveis um dentro do outro. Divida.", "More than 64 levels inside each other. Split it."),
        None,
    ),
)
