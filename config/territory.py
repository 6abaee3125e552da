"""Which municipalities does the deployment serve, and where does it send their people?"""

from dataclasses import dataclass
from typing import NewType

from config.opening_hours import OpeningHours

#: the seven digits of the Brazilian statistics office (IBGE)
MunicipalityCode = NewType("MunicipalityCode", int)

#: state → the two digits its municipalities' codes begin with
STATES = {
    "RO": 11, "AC": 12, "AM": 13, "RR": 14, "PA": 15, "AP": 16, "TO": 17,
    "MA": 21, "PI": 22, "CE": 23, "RN": 24, "PB": 25, "PE": 26, "AL": 27, "SE": 28, "BA": 29,
    "MG": 31, "ES": 32, "RJ": 33, "SP": 35, "PR": 41, "SC": 42, "RS": 43,
    "MS": 50, "MT": 51, "GO": 52, "DF": 53,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A place or a telephone line where a citizen gets care."""

    name: str
    address: str | None
    phone: str | None
    hours: OpeningHours | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One municipality; without services of its own it has the deployment's fallback services."""

    code: MunicipalityCode
    name: str
    #: the micro-region it belongs to
    region: str
    #: other names people use for it: districts, old spellings, short forms
    aliases: tuple[str, ...]
    #: latitude and longitude of its seat, in degrees; None: a shared place is never read as this municipality
    location: tuple[float, float] | None
    services: tuple[Service, ...]
