from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from bot.understanding import readings
from bot.understanding.answers import nearness
from tests.answer_samples import candidates
from tests.talk import DEMO

SEATS = {place.name: place.location for place in config.load(DEMO, environment={}).regions if place.location}
#: One degree of latitude, about.
DEGREE_KM = 111.2

names = st.sampled_from(sorted(SEATS))
ceara = st.tuples(st.floats(-8.5, -2.0), st.floats(-42.0, -36.5))
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_every_municipality_of_the_demonstration_has_its_seat() -> None:
    """All 184, no two at one place."""
    assert len(SEATS) == len(set(SEATS.values())) == 184


@given(names)
def test_a_place_at_a_seat_is_its_municipality(name: str) -> None:
    """Said back, because it is told from a distance."""
    assert nearness.nearest(SEATS, SEATS[name]) == readings.Read(name, corrected=True)


@given(ceara)
def test_the_nearest_seat_is_read_or_offered_first(place: nearness.Point) -> None:
    """Within reach nothing but the nearest is read; out of reach nothing is."""
    first = min(SEATS, key=lambda name: nearness.kilometres(SEATS[name], place))
    reach = nearness.kilometres(SEATS[first], place) <= nearness.REACH_KM
    match nearness.nearest(SEATS, place):
        case readings.Read(value=value):
            assert reach
            assert value == first
        case readings.NotUnderstood(why=readings.Why.AMBIGUOUS) as asked:
            assert reach
            assert candidates(asked)[0] == first
            assert 2 <= len(candidates(asked)) <= 4
        case _:
            assert not reach


def test_half_way_between_two_seats_both_are_offered() -> None:
    """A border may run anywhere between them."""
    seats = {"Norte": (-4.0, -39.0), "Sul": (-4.4, -39.0)}
    assert candidates(nearness.nearest(seats, (-4.19, -39.0))) == ["Norte", "Sul"]
    assert nearness.nearest(seats, (-4.1, -39.0)) == readings.Read("Norte", corrected=True)


@pytest.mark.parametrize("place", [(-12.97, -38.5), (3.7, 38.5), (90.0, 0.0)])
def test_a_place_far_from_every_seat_is_not_guessed(place: nearness.Point) -> None:
    """Salvador is no place in Ceará."""
    assert nearness.nearest(SEATS, place) == readings.UNCLEAR


def test_without_seats_no_place_is_read() -> None:
    """A deployment need not tell where its seats are."""
    assert nearness.nearest({}, (-3.73, -38.52)) == readings.UNCLEAR


def test_distances_are_those_over_the_ground() -> None:
    """A degree of latitude; a degree of longitude shrinks; São Paulo to Rio de Janeiro is some 361 km as the crow flies."""
    assert nearness.kilometres((0, 0), (1, 0)) == pytest.approx(DEGREE_KM, rel=1e-3)
    assert nearness.kilometres((60, 0), (60, 1)) == pytest.approx(DEGREE_KM / 2, rel=1e-3)
    assert nearness.kilometres((-23.5505, -46.6333), (-22.9068, -43.1729)) == pytest.approx(361, abs=2)


@given(anywhere, anywhere)
def test_a_distance_is_the_same_there_and_back_and_never_more_than_half_round(
    one: nearness.Point, other: nearness.Point
) -> None:
    """Even at the poles and across the date line."""
    there = nearness.kilometres(one, other)
    assert there == pytest.approx(nearness.kilometres(other, one), abs=1e-6)
    assert 0 <= there <= math.pi * 6371 + 1e-6
