"""Many rows at once."""

from contextlib import closing

import pytest

from reeread.store import many
from reeread.store.engine import temporary


@pytest.mark.parametrize("number", [0, 1, 999, 1_000, 1_001, 2_500])
def test_many_rows_are_inserted_in_their_order(number: int) -> None:
    """Of any number of rows each is inserted once, in order."""
    with closing(temporary()) as connection:
        connection.execute("CREATE TABLE numbers (one INTEGER, other TEXT)")
        many.insert(connection, "numbers (other, one)", ((f"row {place}", place) for place in range(number)))
        rows = connection.execute("SELECT one, other FROM numbers ORDER BY rowid").fetchall()
        assert rows == [(place, f"row {place}") for place in range(number)]
