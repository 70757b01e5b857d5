"""`--as-of`: lists and exports of the library as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from reeread.cli.since import AsOf
from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-10-29", "2025-10-29T23:59:59.999Z"),
        ("2025-10-29T14:00", "2025-10-29T14:00:00.000Z"),
        ("2025-10-29T14:00:00.5+02:00", "2025-10-29T12:00:00.500Z"),
    ],
)
def test_a_day_is_its_end_and_a_time_is_itself(said: str, moment: str) -> None:
    """Without a zone both are UTC; with one, the same moment in UTC."""
    assert AsOf().convert(said, None, None) == moment


def test_the_worked_example_is_told_as_it_was(call: Call, ids: list[str]) -> None:
    """Before a tag was set there is none, and the moment is named in UTC on standard error."""
    then = datetime.now(UTC)
    assert call("tag", ids[0], "--quote", "China controls", "--as", "risk").code == 0
    call("remove", ids[1])
    moment = then.isoformat()
    listed = call("list", "--json", "--as-of", moment)
    assert [row["id"] for row in listed.rows] == ids
    assert f"as it was at {then:%Y-%m-%d %H:%M:%S} UTC" in listed.err
    assert call("annotations", "--json", "--as-of", moment).rows == []
    assert len(call("annotations", "--json", "--as-of", (then + timedelta(hours=1)).isoformat()).rows) == 1
    for format in ("json", "markdown", "csv"):
        told = call("export", format, "--as-of", moment)
        assert told.code == 0
        assert (format == "csv") or "the whole library, as it was at" in told.out
    assert call("list", "--as-of", "1999-01-01").out == ""


@pytest.mark.parametrize("option", ["--as-of", "--since"])
@pytest.mark.parametrize("said", ["yesterday", "2025-13-01", "0001-01-01T00:00+05:00", "12"])
def test_what_is_no_moment_is_refused(call: Call, seeded: object, option: str, said: str) -> None:
    """The message shows how to write one, and it is exit 2."""
    refused = call("annotations", option, said)
    assert refused.code == 2 and "write 2025-10-29" in refused.err
