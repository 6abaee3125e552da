"""Does what Bela says about health still hold today?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.linting.pack import Pack, child, items
from bot.linting.rule import Example, Finding, Rule, Severity
from bot.told import Told
from config.marked_yaml import Node, ScalarNode

#: "2027-05", the whole month, or "2027-05-14".
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?")

OUT_OF_DATE = Rule(
    id="out-of-date",
    severity=Severity.warning,
    title=Told("Um texto que passou da data", "A text that is past its date"),
    why=Told(
        "Vacina, isolamento e remédio mudam. Quem escreve diz em metadata até quando o texto vale sem ser revisto (valid_until). "
        "Confira na fonte, corrija o que mudou e ponha uma data nova em date e em valid_until.",
        "Vaccines, isolation and medicines change. Whoever writes a text says in metadata how long it holds unread (valid_until). "
        "Check it against the source, mend what changed, and renew date and valid_until.",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho:
            - text: Ligue {samu}.
              metadata: {source: SAMU 192, date: "2020-01", valid_until: "2021-01"}
        """,
        mended="""
        responses:
          utter_conselho:
            - text: Ligue {samu}.
              metadata: {source: SAMU 192, date: "2026-11", valid_until: "2999-12"}
        """,
    ),
)
UNREADABLE_DATE = Rule(
    id="unreadable-date",
    severity=Severity.error,
    title=Told("Uma data que não dá para ler", "A date that cannot be read"),
    why=Told(
        "date e valid_until são um mês (2027-05) ou um dia (2027-05-14); de outro jeito ninguém seria avisado quando a data passa.",
        "date and valid_until are a month (2027-05) or a day (2027-05-14); otherwise nobody would be told when it has passed.",
    ),
    example=Example(
        failing="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", metadata: {source: SAMU 192, date: "2026-11", valid_until: maio de 2027}}]
        """,
        mended="""
        responses:
          utter_conselho: [{text: "Ligue {samu}.", metadata: {source: SAMU 192, date: "2026-11", valid_until: "2999-05"}}]
        """,
    ),
)
RULES: Final = (OUT_OF_DATE, UNREADABLE_DATE)


def check(pack: Pack) -> Iterator[Finding]:
    """Everything that these rules find."""
    for name, entry in pack.responses.items():
        for wording in items(entry.node):
            metadata = child(wording, "metadata")
            for key in ("date", "valid_until"):
                yield from _date(pack, name, key, child(metadata, key))


def _date(pack: Pack, response: str, key: str, node: Node | None) -> Iterator[Finding]:
    if node is None:
        return
    written = node.written if isinstance(node, ScalarNode) else ""
    last = _last_day(written)
    if last is None:
        yield UNREADABLE_DATE.at(
            node.mark,
            pt=f'"{key}" de "{response}" deve ser um mês (2027-05) ou um dia (2027-05-14)',
            en=f'"{key}" of "{response}" has to be a month (2027-05) or a day (2027-05-14)',
        )
    elif key == "valid_until" and last < pack.today:
        yield OUT_OF_DATE.at(
            node.mark,
            pt=f'"{response}" valia até {written}; confira na fonte e renove a data',
            en=f'"{response}" held until {written}; check its source and renew the date',
        )


def _last_day(written: str) -> date | None:
    """The last day on which a text of that date holds."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"])
    try:
        return date(year, month, int(found["day"])) if found["day"] else _month_end(year, month)
    except ValueError:  # no 31st of June, and no year nought
        return None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
