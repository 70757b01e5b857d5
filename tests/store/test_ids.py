"""Ids for the outside."""

import re
import uuid

from reeread.store.ids import Uuid7, moment


def test_ids_are_uuids_of_version_7() -> None:
    """Every id is a UUID of version 7 and of the variant of RFC 9562."""
    one = uuid.UUID(Uuid7()())
    assert (one.version, one.variant) == (7, uuid.RFC_4122)


def test_ids_carry_the_time() -> None:
    """The first 48 bits are the clock's milliseconds."""
    assert uuid.UUID(Uuid7(clock=lambda: 1_700_000_000.123)()).int >> 80 == 1_700_000_000_123


def test_ids_rise_within_a_millisecond_and_when_the_clock_goes_back() -> None:
    """Each id is greater than the one before, whatever the clock says."""
    times = iter([5.0] * 10_000 + [4.0] * 1000)
    ids = Uuid7(clock=lambda: next(times))
    made = [ids() for _ in range(11_000)]
    assert made == sorted(set(made))


def test_moments_are_utc_to_the_millisecond() -> None:
    """A time is an ISO date-time that ends in Z."""
    assert moment(0.0625) == "1970-01-01T00:00:00.062Z"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", moment(2e9))
