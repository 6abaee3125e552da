"""Which state does a telephone belong to?

The 67 area codes (códigos nacionais) of Brazil with the state that each serves: ANATEL, Plano Geral de Códigos Nacionais
(Resolução 263/2001 and what changed it since). A few municipalities on a border are served from the neighbouring state (61 serves
the Federal District and towns of Goiás around it): the code says where a telephone is likely from, never where its owner lives.
"""

from __future__ import annotations

import re
from typing import Final

#: Area code → state; of one that serves two, the state in which most people live that it serves.
STATES: Final = {
    code: state
    for state, codes in {
        "SP": (11, 12, 13, 14, 15, 16, 17, 18, 19), "RJ": (21, 22, 24), "ES": (27, 28), "MG": (31, 32, 33, 34, 35, 37, 38),
        "PR": (41, 42, 43, 44, 45, 46), "SC": (47, 48, 49), "RS": (51, 53, 54, 55), "DF": (61,), "GO": (62, 64), "TO": (63,),
        "MT": (65, 66), "MS": (67,), "AC": (68,), "RO": (69,), "BA": (71, 73, 74, 75, 77), "SE": (79,), "PE": (81, 87),
        "AL": (82,), "PB": (83,), "RN": (84,), "CE": (85, 88), "PI": (86, 89), "PA": (91, 93, 94), "AM": (92, 97), "RR": (95,),
        "AP": (96,), "MA": (98, 99),
    }.items()
    for code in codes
}  # fmt: skip

_PHONE: Final = re.compile(r"(?:\+|00)?55(?P<whole>[1-9]{2})\d{8,9}|0?(?P<home>[1-9]{2})\d{8,9}")
_NO_DIGIT: Final = re.compile(r"[^\d+]")


def state(phone: str | None) -> str:
    """Give the state of a Brazilian telephone with its area code, however it is written; "" for any other."""
    found = _PHONE.fullmatch(_NO_DIGIT.sub("", phone or ""))
    return STATES.get(int(found["whole"] or found["home"]), "") if found else ""
