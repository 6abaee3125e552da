from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operating import redaction

WORDS = st.text(alphabet=string.ascii_letters + string.digits + "+/=_-", min_size=8, max_size=60)
AROUND = st.text(alphabet=string.printable, max_size=40)


@given(secret=WORDS, before=AROUND, after=AROUND)
def test_a_secret_in_force_is_hidden_wherever_it_stands(secret, before, after):
    """Whatever text surrounds it, the secret's own letters are gone."""
    assert secret not in redaction.redact(f"{before}{secret}{after}", secrets=[secret])


@given(secret=WORDS, rest=AROUND)
def test_what_was_hidden_once_stays_as_it_is(secret, rest):
    """A bundle may be redacted twice."""
    once = redaction.redact(f"{rest} {secret}", secrets=[secret])
    assert redaction.redact(once, secrets=[secret]).count(secret) == 0


@pytest.mark.parametrize(
    "personal",
    [
        "85 98877-6655",
        "+55 (85) 98877-6655",
        "5585988776655",
        "123.456.789-09",
        "700 5009 0123 4567",
        "maria.silva@exemplo.com.br",
        "postgresql://bela:segredo@banco/bela",
        "token=abc123",
        'password: "curta"',
    ],
)
def test_numbers_and_addresses_of_people_are_hidden(personal):
    """Telephones, CPF, CNS, mail addresses and passwords inside addresses do not leave the machine."""
    assert redaction.HIDDEN in redaction.redact(f"linha com {personal} no meio", secrets=[])


@pytest.mark.parametrize(
    "useful",
    [
        '{"event": "bridge_lost", "timestamp": "2026-11-24T18:50:01.123456Z", "room": "Hq3kD9xLw2"}',
        "reconnects=3 rooms=17 lag=0.015",
        "psycopg 3.3.4",
        "http://127.0.0.1:3180/health",
    ],
)
def test_what_helps_is_left(useful):
    """Times, versions, counts, room ids and ports are what the bundle is for."""
    assert redaction.redact(useful, secrets=[]) == useful
