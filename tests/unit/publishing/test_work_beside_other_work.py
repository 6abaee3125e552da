"""Work done by a copy of the process is as if it were done here, and nothing of it stays behind."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from bot.publishing import beside

HERE = os.getpid()


def ignore(_told):
    """Nobody listens."""


pytestmark = pytest.mark.usefixtures("no_copy_is_left")


@pytest.fixture
def no_copy_is_left():
    """Every copy was ended, and its end was heard of."""
    before = psutil.Process().children()
    yield
    assert psutil.Process().children() == before


def test_what_comes_of_it_is_plain_data_and_its_words_are_passed_on():
    """The work is done by another process; what it tells is heard here, in order, before what comes of it."""
    heard: list[str] = []

    def work(told):
        told("um")
        told("dois\nlinhas")
        return {"by": os.getpid(), "numbers": [1, 2]}

    with beside.begun(work, told=heard.append) as result:
        came = result()
    assert came["by"] != HERE
    assert (came["numbers"], heard) == ([1, 2], ["um", "dois\nlinhas"])


def test_what_it_raises_is_raised_where_it_is_waited_for():
    """An error is the same one as without a copy."""

    def work(_told):
        raise ZeroDivisionError("silly")

    with pytest.raises(ZeroDivisionError, match="silly"), beside.begun(work, told=ignore) as result:
        result()


def test_work_whose_copy_dies_is_done_here():
    """A machine short of memory ends the copy: the answer comes all the same."""

    def work(_told):
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with beside.begun(work, told=ignore) as result:
        assert result() == HERE


def test_nobody_waits_for_work_that_is_wanted_no_more():
    """What the other work raises ends the copy, though it would go on for ever."""

    def work(_told):
        signal.pause()

    with pytest.raises(KeyError), beside.begun(work, told=ignore):
        raise KeyError


def test_the_copy_holds_no_door_open():
    """Files and sockets of the process are not its own: a restart finds its port free."""
    reading, writing = os.pipe()

    def work(_told):
        return [number for number in (reading, writing) if _is_open(number)]

    try:
        with beside.begun(work, told=ignore) as result:
            assert not result()
    finally:
        os.close(reading)
        os.close(writing)


def _is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
