"""How `regions.yml` becomes municipalities."""

import unicodedata
from itertools import starmap
from zoneinfo import ZoneInfo

from config import marked_yaml
from config.hours_reading import read_hours
from config.opening_hours import OpeningHours
from config.territory import STATES, Municipality, MunicipalityCode, Service
from config.told import Told

_CODE_DIGITS = 7
#: Brazil from south to north and from west to east, islands included: swapped or unsigned degrees are not in it
_LATITUDES = (-34.0, 6.0)
_LONGITUDES = (-74.0, -28.0)


class TerritoryReader:
    """Reads one `regions.yml`, noting every fault."""

    def __init__(self, *, state: str, time_zone: ZoneInfo, faults: list[marked_yaml.Fault]) -> None:
        self._state = state
        self._time_zone = time_zone
        self._faults = faults
        self._fallback: tuple[Service, ...] = ()
        #: plain name → (place, municipality), for names that two would answer to
        self._names: dict[str, tuple[marked_yaml.Mark, str]] = {}

    def read(self, root: marked_yaml.Node) -> tuple[Municipality, ...]:
        """Return the municipalities in the order of the file."""
        shape = marked_yaml.Shape(root, what="o arquivo de regiões", faults=self._faults, mark=root.mark)
        shape.node("hours")  # a place for anchors that services share
        self._fallback = self._services(shape.list("fallback_services"))
        listed = shape.map("municipalities")
        shape.done()
        if listed is None or not listed.entries:
            shape.fault(
                "missing-key",
                'o arquivo de regiões: falta "municipalities", um por linha',
                english='"municipalities" is missing here, one a line',
            )
            return ()
        read = starmap(self._municipality, listed.entries.items())
        return tuple(municipality for municipality in read if municipality is not None)

    def _municipality(self, code: str, entry: marked_yaml.Entry) -> Municipality | None:
        shape = marked_yaml.Shape(
            entry.node, what=f"o município {code}", faults=self._faults, mark=entry.key_mark
        )
        name = shape.required_text("name")
        region = shape.required_text("region")
        aliases = shape.texts("aliases")
        location = _location(shape)
        services = self._services(shape.list("services")) or self._fallback
        shape.done()
        for spelling in (name, *aliases):
            self._claim(spelling, name, entry.key_mark)
        if not self._is_code(code):
            self._note("bad-code", entry.key_mark, self._no_code(code))
            return None
        return Municipality(
            code=MunicipalityCode(int(code)),
            name=name,
            region=region,
            aliases=aliases,
            location=location,
            services=services,
        )

    def _services(self, listed: marked_yaml.ListNode | None) -> tuple[Service, ...]:
        return tuple(self._service(item) for item in (listed.items if listed else ()))

    def _service(self, node: marked_yaml.Node) -> Service:
        shape = marked_yaml.Shape(node, what="o serviço", faults=self._faults, mark=node.mark)
        service = Service(
            name=shape.required_text("name"),
            address=shape.text("address"),
            phone=shape.text("phone"),
            hours=self._hours(shape.node("hours")),
        )
        shape.done()
        return service

    def _hours(self, node: marked_yaml.Node | None) -> OpeningHours | None:
        return None if node is None else read_hours(node, time_zone=self._time_zone, faults=self._faults)

    def _claim(self, spelling: str, owner: str, mark: marked_yaml.Mark) -> None:
        plain = _plain(spelling)
        earlier = self._names.setdefault(plain, (mark, owner))
        if plain and earlier[0] != mark:
            sentence = f'"{spelling}" já é nome de {earlier[1]} (linha {earlier[0].line}); um nome só pode ter um município'
            line = earlier[0].line
            english = f'"{spelling}" is a name of {earlier[1]} already (line {line}); a name is one municipality\'s only'
            self._note("ambiguous-name", mark, Told(sentence, english))

    def _is_code(self, code: str) -> bool:
        digits = STATES.get(self._state)
        return (
            code.isascii()
            and code.isdigit()
            and len(code) == _CODE_DIGITS
            and (digits is None or code.startswith(str(digits)))
        )

    def _no_code(self, code: str) -> Told:
        first = STATES.get(self._state, "UF")
        return Told(
            f'"{code}" não é código IBGE de município de {self._state}: '
            f"são {_CODE_DIGITS} algarismos, começando por {first}",
            f'"{code}" is no IBGE code of a municipality of {self._state}: '
            f"those are {_CODE_DIGITS} digits and begin with {first}",
        )

    def _note(self, rule: str, mark: marked_yaml.Mark, told: Told) -> None:
        self._faults.append(marked_yaml.Fault(rule, mark, told.pt, english=told.en))


def _location(shape: marked_yaml.Shape) -> tuple[float, float] | None:
    """The seat's place; a fault when it is no pair of degrees in Brazil."""
    node = shape.node("location")
    if node is None:
        return None
    match [_degrees(item) for item in node.items] if isinstance(node, marked_yaml.ListNode) else []:
        case [float() as latitude, float() as longitude] if _in_brazil(latitude, longitude):
            return latitude, longitude
    sentence = '"location" é a latitude e a longitude da sede, em graus, no Brasil: [-3.7319, -38.5267]'
    english = '"location" is latitude and longitude of its seat, in degrees, in Brazil: [-3.7319, -38.5267]'
    shape.fault("bad-location", sentence, english=english, key="location")
    return None


def _degrees(node: marked_yaml.Node) -> float | None:
    value = node.value if isinstance(node, marked_yaml.ScalarNode) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _in_brazil(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
