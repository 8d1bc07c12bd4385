"""Measuring how readily the desk answers on a collection, beside the page and only while the machine has time."""

import os
import time
from contextlib import suppress

from assistant.evidence.threshold import keep_measured, measured_of
from assistant.fitting.measure import measure
from corpus.errors import RefdeskError
from ui.desk import Desk

_SECONDS_BETWEEN_LOOKS = 60
# Of what the machine can do at once, the share above which it is left to others.
_BUSY = 0.7
# After each record it rests this many times as long as the record took: who asks meanwhile hardly notices.
_RESTS = 2


class GivenUp(Exception):
    """The collection was changed or put away, or the machine has become busy."""


def measure_beside(desk: Desk) -> None:
    """Measure the collection in use whenever it has not been, or many of its records have changed; never ends."""
    while True:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        with suppress(RefdeskError, GivenUp):
            measure_if_due(desk)


def measure_if_due(desk: Desk) -> None:
    """Measure the collection in use where that is due and the machine has time."""
    store = desk.store
    if not desk.ready or store.is_read_only or measured_of(store) or is_busy():
        return
    seq, since = store.seq(), time.monotonic()

    def rest(_done: int, _total: int) -> None:
        nonlocal since
        if desk.store is not store or store.seq() != seq or is_busy():
            raise GivenUp
        time.sleep(_RESTS * (time.monotonic() - since))
        since = time.monotonic()

    keep_measured(store, measure(store, desk.warm(), desk.encoder, rest))


def is_busy() -> bool:
    """Tell whether others keep the machine at work, where it can say so."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > _BUSY * (os.cpu_count() or 1)
