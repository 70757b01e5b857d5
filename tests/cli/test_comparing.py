"""`reeread compare`: the JSON lines of claims that other programs read."""

from pathlib import Path

from tests.cli.conftest import Call


def test_lines_have_the_fixed_fields_in_order(call: Call, seeds: tuple[Path, ...]) -> None:
    """Each claim across the seeds has exactly the fields of the contract, and its passages stand where they say."""
    rows = call("compare", *seeds).rows
    bodies = {str(seed): seed.read_text("utf-8-sig").replace("\r\n", "\n") for seed in seeds}
    assert rows
    for row in rows:
        assert list(row) == ["claim", "verdict", "origins", "passages"]
        assert row["verdict"] in ("agree", "tension", "conflict")
        for passage in row["passages"]:
            assert list(passage) == ["source", "start", "end", "text", "value", "low", "high", "unit"]
            assert bodies[passage["source"]][passage["start"] : passage["end"]] == passage["text"]


def test_the_seeds_agree_on_the_package_and_strain_over_the_share(
    call: Call, seeds: tuple[Path, ...]
) -> None:
    """$550 billion agrees across three seeds; 80%–90% against over 90% is tension; 60% of imports is in no claim."""
    rows = call("compare", *seeds).rows
    said = {(row["verdict"], passage["value"]) for row in rows for passage in row["passages"]}
    assert ("agree", "$550 billion") in said
    assert ("tension", "80%–90%") in said
    assert not any(passage["value"].startswith("60%") for row in rows for passage in row["passages"])


def test_a_folder_is_its_files_and_a_failure_does_not_stop_the_rest(call: Call, tmp_path: Path) -> None:
    """Files of a folder are compared, each once; what cannot be read is said, with exit code 1."""
    event = "Minister Samir Haddar met Olena Torv in Geneva. "
    (tmp_path / "one.txt").write_text(event + "The blast killed six workers.", encoding="utf-8")
    (tmp_path / "two.txt").write_text(event + "Six employees died in the explosion.", encoding="utf-8")
    called = call("compare", tmp_path, tmp_path / "one.txt", tmp_path / "missing.txt")
    assert called.code == 1
    assert any(
        {"killed", "died"} & set(passage["text"].split())
        for row in called.rows
        for passage in row["passages"]
    )
    assert all(row["origins"] <= 2 for row in called.rows)


def test_one_document_is_not_compared(call: Call, tmp_path: Path, seeds: tuple[Path, ...]) -> None:
    """One file, the same file twice or an empty folder: exit code 1, and what to do instead."""
    for named in ((seeds[0],), (seeds[0], seeds[0]), (tmp_path,)):
        called = call("compare", *named)
        assert called.code == 1 and not called.rows
        assert "Name two files or more" in called.err


def test_documents_that_share_nothing_are_said_to(call: Call, tmp_path: Path) -> None:
    """Nothing on standard output, a sentence on the other, and exit code 0."""
    (tmp_path / "one.txt").write_text("The blast in Havnstad killed six workers.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("The sun shone over Ostrau.", encoding="utf-8")
    called = call("compare", tmp_path)
    assert called.code == 0 and not called.rows
    assert "No claims are shared here." in called.err
