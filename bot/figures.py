"""How much, how quickly, how well? Counts and durations for the operator's monitoring, without personal data.

The names follow Prometheus' conventions (https://prometheus.io/docs/practices/naming/); docs/reference/metrics.md lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

#: Seconds; the promise is 0.15 at p95, the widget's first answer is held for two seconds.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
#: Seconds that people wait for people.
_WAITING: Final = (15, 30, 60, 120, 180, 300, 600, 900, 1_800, 3_600)


class Figures:
    """One process's figures; each is written where the fact is known."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._all = CollectorRegistry()
        self._turns = Counter(
            "bela_turns", "Turns taken, by what happened in the room.", ["kind"], registry=self._all
        )
        self._turn_seconds = Histogram(
            "bela_turn_seconds",
            "From taking up what happened until it is written down.",
            registry=self._all,
            buckets=_BUCKETS,
        )
        self._lag_seconds = Histogram(
            "bela_inbound_lag_seconds",
            "From a citizen's message at Rocket.Chat until Bela wrote down her answer.",
            registry=self._all,
            buckets=_BUCKETS,
        )
        self._sent = Counter("bela_sent", "What left for Rocket.Chat, by kind.", ["kind"], registry=self._all)
        self._not_delivered = Counter(
            "bela_not_delivered", "What was given up for good, by kind.", ["kind"], registry=self._all
        )
        self._hand_offs = Counter(
            "bela_hand_offs",
            "Hand-offs tried, by department and result.",
            ["department", "result"],
            registry=self._all,
        )
        self._watch_steps = Counter(
            "bela_watch_steps",
            "Steps of the watch over grave cases, by step and outcome.",
            ["step", "outcome"],
            registry=self._all,
        )
        self._waited_seconds = Histogram(
            "bela_waited_for_people_seconds",
            "From the hand-off of a conversation until a person took it out of a queue, or wrote.",
            ["until"],
            registry=self._all,
            buckets=_WAITING,
        )
        self._late_seconds = Histogram(
            "bela_loop_late_seconds",
            "How late the event loop came back to a task that was due, looked at 20 times a second.",
            registry=self._all,
            buckets=_BUCKETS,
        )
        self._events = Counter(
            "bela_log_events", "Log events, by name and level.", ["event", "level"], registry=self._all
        )
        self._state = Gauge(
            "bela_part_state",
            "0 works, 1 works with a loss, 2 does not work; by part.",
            ["part"],
            registry=self._all,
        )
        self._numbers: dict[str, Gauge] = {}

    def turn(self, kind: str, *, took: timedelta, lag: timedelta | None) -> None:
        """A turn was written down; `lag` is since the citizen wrote, where they did."""
        self._turns.labels(kind).inc()
        self._turn_seconds.observe(took.total_seconds())
        if lag is not None:
            self._lag_seconds.observe(max(0.0, lag.total_seconds()))

    def loop_late(self, seconds: float) -> None:
        """The event loop came back so late to somebody who was due."""
        self._late_seconds.observe(seconds)

    def sent(self, kind: str) -> None:
        """Something left."""
        self._sent.labels(kind).inc()

    def not_delivered(self, kind: str) -> None:
        """Something was given up."""
        self._not_delivered.labels(kind).inc()

    def hand_off(self, department: str, result: str) -> None:
        """A department was asked to take a room."""
        self._hand_offs.labels(department, result).inc()

    def watch_step(self, step: str, outcome: str) -> None:
        """Something was done about a grave case that nobody answers."""
        self._watch_steps.labels(step, outcome).inc()

    def waited(self, until: str, time: timedelta) -> None:
        """A person has taken, or answered, a citizen who was handed over so long ago."""
        self._waited_seconds.labels(until).observe(max(0.0, time.total_seconds()))

    def logged(self, event: str, level: str) -> None:
        """Something was written to the log."""
        self._events.labels(event, level).inc()

    def text(self, *, states: Mapping[str, int], numbers: Mapping[str, float]) -> bytes:
        """Everything in Prometheus' text format, with how the parts are now."""
        for part, state in states.items():
            self._state.labels(part).set(state)
        for name, number in numbers.items():
            if name not in self._numbers:
                self._numbers[name] = Gauge(f"bela_{name}", f"{name} now.", registry=self._all)
            self._numbers[name].set(number)
        return generate_latest(self._all)
