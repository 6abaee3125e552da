"""How opening hours are written in YAML.

hours: sempre
hours:
  segunda a sexta: 08:00-12:00, 14:00-18:00
  sábado e domingo: 24 horas
  todos os dias: 22:00-06:00
"""

import re
import unicodedata
from zoneinfo import ZoneInfo

from config import marked_yaml
from config.errors import ToldInBoth
from config.opening_hours import DAY, DAYS, HOUR, WHOLE_DAY, OpeningHours, Span
from config.told import Told

_ALWAYS = {"sempre", "24 horas", "todos os dias 24 horas"}
_ANY_DAY = Told(
    "; use segunda, terça … domingo, ou todos os dias", "; use segunda, terça … domingo, or todos os dias"
)
_WHOLE_DAY = {"24 horas", "24h", "dia todo"}
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|h(\d{2})?)")
_RANGE = re.compile(r"\s*(?:-|–|as|a)\s*")


class _Unclear(ToldInBoth):
    """The words are no days or no times; the message is the fault's sentence."""

    def at(self, mark: marked_yaml.Mark) -> marked_yaml.Fault:
        """The fault there."""
        return marked_yaml.Fault("bad-hours", mark, self.told.pt, english=self.told.en)


def read_hours(
    node: marked_yaml.Node, *, time_zone: ZoneInfo, faults: list[marked_yaml.Fault]
) -> OpeningHours:
    """Read opening hours, noting what is not understood."""
    if isinstance(node, marked_yaml.ScalarNode) and _plain(node.written) in _ALWAYS:
        return OpeningHours.always(time_zone)
    if not isinstance(node, marked_yaml.MapNode):
        sentence = 'horário: escreva "sempre" ou um mapa como "segunda a sexta: 08:00-18:00"'
        english = 'hours: write "sempre" (always) or a map such as "segunda a sexta: 08:00-18:00"'
        faults.append(_Unclear(sentence, english).at(node.mark))
        return OpeningHours.always(time_zone)
    week: list[set[Span]] = [set() for _ in DAYS]
    for words, entry in node.entries.items():
        for day, spans in _one_rule(words, entry, faults):
            week[day].update(spans)
    return OpeningHours(time_zone=time_zone, week=tuple(tuple(sorted(spans)) for spans in week))


def _one_rule(
    words: str, entry: marked_yaml.Entry, faults: list[marked_yaml.Fault]
) -> list[tuple[int, tuple[Span, ...]]]:
    days: list[int] = []
    spans: tuple[Span, ...] = ()
    try:
        days = _days(_plain(words))
    except _Unclear as unclear:
        faults.append(unclear.at(entry.key_mark))
    try:
        spans = _spans(entry.node)
    except _Unclear as unclear:
        faults.append(unclear.at(entry.node.mark))
    return [(day, spans) for day in days]


def _days(words: str) -> list[int]:
    if words == "todos os dias":
        return list(range(len(DAYS)))
    if " a " in words:
        first, last = (_day(word) for word in words.split(" a ", 1))
        return [(first + step) % len(DAYS) for step in range((last - first) % len(DAYS) + 1)]
    return [_day(word) for word in re.split(r"\s*,\s*|\s+e\s+", words)]


def _day(word: str) -> int:
    names = [_plain(day) for day in DAYS]
    plain = word.removesuffix("-feira").removesuffix(" feira").strip()
    if plain in names:
        return names.index(plain)
    hint = marked_yaml.hint(plain, DAYS, otherwise=_ANY_DAY)
    raise _Unclear(f'não conheço o dia "{word}"{hint.pt}', f'there is no day "{word}"{hint.en}')


def _spans(node: marked_yaml.Node) -> tuple[Span, ...]:
    words = _plain(node.written) if isinstance(node, marked_yaml.ScalarNode) else ""
    if words in _WHOLE_DAY:
        return WHOLE_DAY
    return tuple(_span(part) for part in re.split(r"\s*,\s*|\s+e\s+", words))


def _span(words: str) -> Span:
    edges = [_minute(edge) for edge in _RANGE.split(words.strip())]
    if len(edges) != 2 or None in edges:  # ruff: ignore[magic-value-comparison]
        raise _Unclear(
            f'não entendi o horário "{words}"; escreva como 08:00-18:00, ou 24 horas',
            f'"{words}" are no hours; write them as 08:00-18:00, or 24 horas',
        )
    opens, closes = (edge or 0 for edge in edges)
    if opens == closes:
        raise _Unclear(
            f'o horário "{words}" abre e fecha na mesma hora; para o dia todo escreva 24 horas',
            f'"{words}" opens and closes at the same hour; for the whole day write 24 horas',
        )
    return Span(opens=opens, closes=closes if closes > opens else closes + DAY)


def _minute(words: str) -> int | None:
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    minutes = int(found[2] or found[3] or 0)
    total = int(found[1]) * HOUR + minutes
    return total if minutes < HOUR and total <= DAY else None


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
