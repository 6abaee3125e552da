"""The day, the municipalities and short names for the tests of readers."""

from __future__ import annotations

from datetime import date

from bot.content import answers
from bot.understanding import answers as readers
from bot.understanding import readings

#: A Sunday.
TODAY = date(2026, 11, 22)

MUNICIPALITIES = readers.MunicipalityIndex(
    (
        ("Fortaleza", ("Fortal", "For", "capital")),
        ("Caucaia", ()),
        ("Maracanaú", ()),
        ("Maranguape", ()),
        ("Sobral", ()),
        ("Crato", ()),
        ("Crateús", ()),
        ("Juazeiro do Norte", ("Juazeiro do Padre Cícero",)),
        ("Barbalha", ()),
        ("Iguatu", ()),
        ("Quixadá", ()),
        ("Quixeramobim", ()),
        ("Quixelô", ()),
        ("Santana do Acaraú", ()),
        ("Santana do Cariri", ()),
        ("São Gonçalo do Amarante", ()),
        ("São Benedito", ()),
        ("São João do Jaguaribe", ()),
        ("Itapipoca", ()),
        ("Itapajé", ("Itapagé",)),
        ("Itaiçaba", ()),
        ("Pacajus", ()),
        ("Pacatuba", ()),
        ("Pacoti", ()),
        ("Horizonte", ()),
        ("Aquiraz", ()),
        ("Eusébio", ()),
        ("Tianguá", ()),
        ("Limoeiro do Norte", ()),
        ("Tabuleiro do Norte", ()),
        ("Russas", ()),
        ("Aracati", ()),
        ("Camocim", ()),
        ("Acaraú", ()),
        ("Jijoca de Jericoacoara", ("Jeri",)),
        ("Deputado Irapuan Pinheiro", ()),
        ("Icó", ()),
    ),
    state="CE",
)

CONTEXT = readers.Context(today=TODAY, municipalities=MUNICIPALITIES)

UNKNOWN = readings.Unknown()
UNCLEAR = readings.NotUnderstood(readings.Why.UNCLEAR)
AMBIGUOUS = readings.NotUnderstood(readings.Why.AMBIGUOUS)
EMPTY = readings.NotUnderstood(readings.Why.EMPTY)


def read(answer: answers.Answer, message: str) -> readings.Reading:
    """Read on `TODAY`, in Ceará."""
    return readers.read_answer(answer, message, CONTEXT)


def out_of_range(value: str) -> readings.NotUnderstood:
    """Give the refusal of a value."""
    return readings.NotUnderstood(readings.Why.OUT_OF_RANGE, value=value)


def candidates(reading: readings.Reading) -> list[str]:
    """Give the ids offered under "did you mean"."""
    assert isinstance(reading, readings.NotUnderstood)
    assert reading.why is readings.Why.AMBIGUOUS
    return [option.id for option in reading.candidates]
