"""The table as an admin reads it at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.vignettes import counting
from bot.vignettes.counting import UNDER_TRIAGE_GOAL, Share, Table
from bot.vignettes.playing import Line, Played


def table(result: Table) -> str:
    """The confusion matrix, the shares, and every case that is not as it must be."""
    return "\n".join([*_matrix(result), "", *_shares(result), *_wrong(result), "", _verdict(result)])


def conversation(played: Played) -> str:
    """The whole conversation, as the person lived it."""
    return "\n".join(_line(line) for line in played.lines)


def _line(line: Line) -> str:
    indented = line.text.replace("\n", "\n      ")
    return f"{'Bela' if line.by_bela else 'Pessoa'}: {indented}"


def _matrix(result: Table) -> Iterator[str]:
    columns = [*result.classes, *([None] if any(decided is None for _, decided in result.cells) else [])]
    titles = [decided or "nenhuma" for decided in columns]
    first = max(len(name) for name in ("deveria ser", *result.classes))
    widths = [max(len(title), 4) for title in titles]
    yield f"{result.pack} {result.version}: {result.under.of} casos (linhas: deveria ser; colunas: a Bela decidiu)"
    yield " ".join(
        ["deveria ser".ljust(first), *(title.rjust(w) for title, w in zip(titles, widths, strict=True))]
    )
    for expected in result.classes:
        numbers = [result.cells.get((expected, decided), 0) for decided in columns]
        cells = [str(number or "·").rjust(width) for number, width in zip(numbers, widths, strict=True)]
        yield " ".join([expected.ljust(first), *cells])


def _shares(result: Table) -> Iterator[str]:
    yield f"Graves perdidos: {_share(result.severe_under)}. Tem de ser 0."
    yield f"Classe baixa demais: {_share(result.under)}. No máximo {UNDER_TRIAGE_GOAL:.0%}."
    yield f"Classe alta demais: {_share(result.over)}."


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share.count} de {share.of} ({_percent(share.value)}; intervalo de 95 %: {_percent(low)} a {_percent(high)})"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def _wrong(result: Table) -> Iterator[str]:
    for played in result.wrong:
        vignette = played.vignette
        yield ""
        yield f"{vignette.mark}: {vignette.id} ({vignette.who})"
        yield f"    deveria ser {vignette.expected}: {vignette.because} [{vignette.source.ref}, {vignette.source.where}]"
        yield f"    {_what_happened(played)}"


def _what_happened(played: Played) -> str:
    if played.unanswered:
        return f'a Bela perguntou "{played.unanswered}", e o caso não diz o que a pessoa responde'
    if played.decided is None:
        return "a Bela não decidiu nenhuma classe"
    if played.decided == played.vignette.expected and not counting.advised(played):
        return f"a classe está certa, mas a pessoa não ouviu o que tem de fazer: {played.must_hear}"
    if played.decided == played.vignette.expected:
        return f"a classe está certa, mas a conversa foi para: {played.department or 'ninguém'}"
    return f"a Bela decidiu {played.decided}"


def _verdict(result: Table) -> str:
    signed = (
        f"Protocolo assinado por {result.signed_by}."
        if result.signed_by
        else "Protocolo ainda sem assinatura: um profissional de saúde tem de conferir e assinar antes do uso real."
    )
    return f"{'Seguro o bastante.' if result.good else 'NÃO é seguro o bastante.'} {signed}"
