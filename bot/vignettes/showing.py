"""The table as an admin reads it at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.told import NOTHING, Language, Told, alike, joined
from bot.vignettes import counting
from bot.vignettes.counting import UNDER_TRIAGE_GOAL, Share, Table
from bot.vignettes.playing import Line, Played


def table(result: Table, *, language: Language = Language.pt) -> str:
    """The confusion matrix, the shares, and every case that is not as it must be."""
    told = [*_shares(result), *_wrong(result), NOTHING, _verdict(result)]
    return "\n".join([*_matrix(result, language), "", *(line.said(language) for line in told)])


def conversation(played: Played) -> str:
    """The whole conversation, as the person lived it."""
    return "\n".join(_line(line) for line in played.lines)


def _line(line: Line) -> str:
    indented = line.text.replace("\n", "\n      ")
    return f"{'Bela' if line.by_bela else 'Pessoa'}: {indented}"


def _matrix(result: Table, language: Language) -> Iterator[str]:
    columns = [*result.classes, *([None] if any(decided is None for _, decided in result.cells) else [])]
    none, should = Told("nenhuma", "none").said(language), Told("deveria ser", "should be").said(language)
    titles = [decided or none for decided in columns]
    first = max(len(name) for name in (should, *result.classes))
    widths = [max(len(title), 4) for title in titles]
    cases = result.under.of
    head = Told(
        f"{cases} casos (linhas: deveria ser; colunas: a Bela decidiu)",
        f"{cases} cases (rows: should be; columns: Bela decided)",
    )
    yield f"{result.pack} {result.version}: {head.said(language)}"
    yield " ".join([should.ljust(first), *(title.rjust(w) for title, w in zip(titles, widths, strict=True))])
    for expected in result.classes:
        numbers = [result.cells.get((expected, decided), 0) for decided in columns]
        cells = [str(number or "·").rjust(width) for number, width in zip(numbers, widths, strict=True)]
        yield " ".join([expected.ljust(first), *cells])


def _shares(result: Table) -> Iterator[Told]:
    severe, under, over = _share(result.severe_under), _share(result.under), _share(result.over)
    yield Told(f"Graves perdidos: {severe.pt}. Tem de ser 0.", f"Grave cases lost: {severe.en}. Must be 0.")
    yield Told(
        f"Classe baixa demais: {under.pt}. No máximo {UNDER_TRIAGE_GOAL:.0%}.",
        f"Class too low: {under.en}. At most {UNDER_TRIAGE_GOAL:.0%}.",
    )
    yield Told(f"Classe alta demais: {over.pt}.", f"Class too high: {over.en}.")


def _share(share: Share) -> Told:
    low, high = (_percent(bound) for bound in share.interval)
    value = _percent(share.value)
    return Told(
        f"{share.count} de {share.of} ({value.pt}; intervalo de 95 %: {low.pt} a {high.pt})",
        f"{share.count} of {share.of} ({value.en}; interval of 95 %: {low.en} to {high.en})",
    )


def _percent(value: float) -> Told:
    written = f"{100 * value:.1f} %"
    return Told(written.replace(".", ","), written)


def _wrong(result: Table) -> Iterator[Told]:
    for played in result.wrong:
        vignette = played.vignette
        yield NOTHING
        yield alike(f"{vignette.mark}: {vignette.id} ({vignette.who})")
        why = f"{vignette.expected}: {vignette.because} [{vignette.source.ref}, {vignette.source.where}]"
        yield Told(f"    deveria ser {why}", f"    should be {why}")
        happened = _what_happened(played)
        yield Told(f"    {happened.pt}", f"    {happened.en}")


def _what_happened(played: Played) -> Told:
    if played.unanswered:
        return Told(
            f'a Bela perguntou "{played.unanswered}", e o caso não diz o que a pessoa responde',
            f'Bela asked "{played.unanswered}", and the case does not say what the person answers',
        )
    if played.decided is None:
        return Told("a Bela não decidiu nenhuma classe", "Bela decided on no class")
    if played.decided == played.vignette.expected and not counting.advised(played):
        return Told(
            f"a classe está certa, mas a pessoa não ouviu o que tem de fazer: {played.must_hear}",
            f"the class is right, but the person did not hear what to do: {played.must_hear}",
        )
    if played.decided == played.vignette.expected:
        return Told(
            f"a classe está certa, mas a conversa foi para: {played.department or 'ninguém'}",
            f"the class is right, but the conversation went to: {played.department or 'nobody'}",
        )
    return Told(f"a Bela decidiu {played.decided}", f"Bela decided {played.decided}")


def _verdict(result: Table) -> Told:
    unsigned = Told(
        "Protocolo ainda sem assinatura: um profissional de saúde tem de conferir e assinar antes do uso real.",
        "Protocol not signed yet: a health professional has to check and sign it before real use.",
    )
    by = result.signed_by
    signed = Told(f"Protocolo assinado por {by}.", f"Protocol signed by {by}.") if by else unsigned
    safe = Told("Seguro o bastante.", "Safe enough.")
    verdict = safe if result.good else Told("NÃO é seguro o bastante.", "NOT safe enough.")
    return joined((verdict, signed), between=" ")
