"""Importing, removing, undoing, exporting, backing up and restoring, as a user of the command line does."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.draft import Draft, Labels, Rejected
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.migrations import checksum
from corpus.reasons.reason import because
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from tests.embeddings.hash_encoder import HashEncoder
from ui.cli import main

Refdesk = Callable[..., Result]


def read_lines(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    """A format of one record a line, "title | year | abstract", which rejects one without a year."""
    for number, line in enumerate(file.text.splitlines(), start=1):
        title, year, abstract = (part.strip() for part in line.split("|"))
        position = f"line {number}"
        if year:
            yield Draft(position, line, title=title, date=year, abstract=abstract)
        else:
            yield Rejected(position, because("record.field", field="year"), title, line)


LINES = Format(
    "lines", "lines", lambda file: file.suffix == ".lines", read_lines, labels_of=lambda file, labels: ["Titre"]
)
WELLS = "On wells in Mali | 2001 | Nine wells were dug."
KILNS = "On kilns in Kent | 1990 | Kilns smoked all night."


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refdesk:
    """The command line on a collection of its own, with an encoder that is there at once."""
    monkeypatch.setattr("ui.desk.SentenceEncoder", lambda model: HashEncoder())
    monkeypatch.setattr("corpus.formats.FORMATS", (LINES,))

    def run(*arguments: str | Path, code: int = 0, typed: str = "") -> Result:
        done = CliRunner().invoke(main, ["--data", str(tmp_path / "data"), *map(str, arguments)], input=typed)
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "all.lines"
    path.write_text(f"{WELLS}\n{KILNS}\nOn ropes | | Nobody dated it.\n", encoding="utf-8")
    return path


def test_an_import_accounts_for_every_record_and_its_rejected_ones_can_be_mended(
    refdesk: Refdesk, file: Path, tmp_path: Path
) -> None:
    done = refdesk("import", file)
    assert done.stdout == (
        "2 added, 0 changed, 0 unchanged, 0 merged as duplicates, 1 rejected.\n"
        "Rejected:\n"
        '  all.lines, line 3: its "year" cannot be kept; mend it ("On ropes")\n'
        f"Mend the rejected records in {tmp_path / 'refdesk-rejected-all.lines'}, and import that file.\n"
    )
    mended = tmp_path / "refdesk-rejected-all.lines"
    mended.write_text(mended.read_text(encoding="utf-8").replace("| |", "| 1999 |"), encoding="utf-8")
    assert refdesk("import", mended).stdout.startswith("1 added, 0 changed, 0 unchanged")
    report = json.loads(refdesk("import", file, "--json").stdout)
    assert (report["unchanged"], report["added"], report["records"]) == (2, 0, [])
    # What may be half mended is not written over.
    assert report["written"] == [str(tmp_path / "refdesk-rejected-all-2.lines")]
    assert report["rejected"] == [
        {
            "file": "all.lines",
            "position": "line 3",
            "reason": 'its "year" cannot be kept; mend it',
            "value": "On ropes",
            "raw": "On ropes | | Nobody dated it.",
        }
    ]


def test_a_dry_run_and_a_strict_one_change_nothing(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    assert refdesk("import", file, "--dry-run").stdout.startswith("2 added")
    done = refdesk("import", file, "--strict", code=2)
    assert done.stderr == 'Error: all.lines, line 3: its "year" cannot be kept; mend it.\n'
    assert [path.name for path in tmp_path.iterdir()] == ["all.lines"]
    refdesk("import", file)
    other = tmp_path / "other.lines"
    other.write_text("ON WELLS IN MALI. | 2001 | Nine wells were dug.\n", encoding="utf-8")
    with Store.open(tmp_path / "data" / "collection.sqlite") as store:
        seq = store.seq()
        assert "1 merged as duplicates" in refdesk("import", other, "--dry-run").stdout
        assert store.seq() == seq


def test_an_encoding_that_had_to_be_guessed_is_told(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "a.lines").write_bytes("Größe der Öfen | 2001 | Es sind zwölf Öfen in Kent.\n".encode("cp1252"))
    assert "  a.lines: read as cp125" in refdesk("import", tmp_path / "a.lines").stdout
    (tmp_path / "b.lines").write_text("Größe der Mühlen | 2001 | Es sind zwölf.\n", encoding="utf-8")
    assert "read as" not in refdesk("import", tmp_path / "b.lines").stdout


def test_a_folder_is_walked_without_its_hidden_files_and_what_cannot_be_read_hinders_nothing(
    refdesk: Refdesk, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    (folder / "2001").mkdir(parents=True)
    (folder / "2001" / "a.lines").write_text(WELLS, encoding="utf-8")
    (folder / "1990").mkdir()
    (folder / "1990" / "a.lines").write_text(KILNS, encoding="utf-8")
    (folder / ".hidden.lines").write_text("Hidden | 2000 | no", encoding="utf-8")
    (folder / "refdesk-rejected-a.lines").write_text("Rejected | 2000 | no", encoding="utf-8")
    (folder / "notes.docx").write_bytes(b"\0\1\2")
    (folder / "loop").symlink_to(folder)
    (folder / "itself.lines").symlink_to(folder / "itself.lines")
    done = refdesk("import", folder, code=2)
    assert "Not every file could be read" in done.stderr
    assert done.stdout.startswith("2 added, 0 changed, 0 unchanged, 0 merged as duplicates, 0 rejected.\nNot read:\n")
    assert "  notes.docx" in done.stdout
    assert "itself.lines cannot be read" in done.stdout
    assert refdesk("import", folder, code=2).stdout.startswith("0 added, 0 changed, 2 unchanged")
    (tmp_path / "empty").mkdir()
    assert "holds no files" in refdesk("import", tmp_path / "empty", code=2).stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "missing.lines"), "missing.lines is not there: check the name."),
        (("import", "a.lines", "--map", "Titre"), "--map 'Titre' does not say what a label means"),
        (("import", "a.lines", "--map", "Titre=name"), "where the field is one of title, abstract"),
        (("remove", "nothing", "--yes"), "There is no publication 'nothing' here"),
        (("undo",), "There is nothing to take back"),
        (("export", "all.doc"), "all.doc names no format by its ending"),
        (("restore", "missing.backup", "--yes"), "The backup missing.backup cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], message: str, refdesk: Refdesk) -> None:
    assert message in refdesk(*arguments, code=2).stderr


def test_what_is_removed_or_imported_can_be_taken_back(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    with Store.open(tmp_path / "data" / "collection.sqlite") as store:
        before = store.all()
        asked = refdesk("remove", before[0].id, typed="n\n", code=1)
        assert "On wells in Mali (2001)\nRemove 1 publication?" in asked.stdout
        assert store.count() == 2
        refdesk("remove", before[0].id, "--yes")
        assert store.ids() == [before[1].id]
        assert refdesk("undo").stdout.startswith("Taken back: removal of 1 publication")
        assert store.all() == before
        assert refdesk("undo").stdout.endswith("The collection holds 0 publications.\n")
        assert store.all() == []


def test_an_export_in_each_format_holds_every_record(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    for ending in ("jsonl", "json", "ris", "bib"):
        target = tmp_path / f"all.{ending}"
        assert refdesk("export", target).stdout == f"2 publications written to {target}.\n"
        text = target.read_text(encoding="utf-8")
        assert ("On wells in Mali" in text, "On kilns in Kent" in text) == (True, True)


def test_a_backup_is_put_back_while_the_collection_is_served(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    backup, database = tmp_path / "kept.backup", tmp_path / "data" / "collection.sqlite"
    with Store.open(database) as store:
        engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
        before, hits = store.all(), [hit.publication.id for hit in engine.search("kilns wells", 5)]
        refdesk("backup", backup)
        assert "is there already" in refdesk("backup", backup, code=2).stderr
        store.remove([before[0].id])
        store.put([before[1].model_copy(update={"abstract": "Kilns stood cold."})])
        store.set_setting("name", "Changed")
        assert len(engine.search("kilns wells", 5)) == 1
        assert refdesk("restore", backup, "--yes").stdout == "Restored: the collection holds 2 publications.\n"
        assert (store.all(), store.setting("name")) == (before, None)
        # The page that was open all along follows, though its index was made from another past.
        assert [hit.publication.id for hit in engine.search("kilns wells", 5)] == hits
        assert engine.search("smoked", 1)[0].publication == before[1]
    backup.write_bytes(backup.read_bytes()[:4096] + b"\0" * 4096 + backup.read_bytes()[8192:])
    assert "backup" in refdesk("restore", backup, "--yes", code=2).stderr
    assert "2 publications" in refdesk("status").stdout


def test_a_collection_that_is_damaged_beyond_opening_is_restored(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    refdesk("backup", tmp_path / "kept.backup")
    database = tmp_path / "data" / "collection.sqlite"
    database.write_bytes(b"no database" * 500)
    refdesk("restore", tmp_path / "kept.backup", "--yes")
    with Store.open(database) as store:
        assert store.count() == 2
    assert database.with_name("collection.sqlite.damaged").read_bytes().startswith(b"no database")


def test_a_check_finds_what_does_not_fit(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    assert (
        refdesk("check").stdout == "default: 2 publications checked; every record, slice and index is as it must be.\n"
    )
    with closing(sqlite3.connect(tmp_path / "data" / "collection.sqlite")) as connection, connection:
        connection.execute("UPDATE publication SET record = replace(record, 'smoked', 'glowed')")
        connection.execute("DELETE FROM holding")
        connection.execute("DELETE FROM change WHERE seq > (SELECT min(seq) FROM change)")
    report = json.loads(refdesk("check", "--json", code=1).stdout)
    assert any("on-kilns-in-kent" in fault for fault in report["faults"])


def test_a_check_finds_an_index_of_other_records(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("import", file)
    data = tmp_path / "data"
    with closing(sqlite3.connect(data / "collection.sqlite")) as connection, connection:
        connection.execute("UPDATE publication SET id = 'another' WHERE year = 1990")
        connection.execute("UPDATE publication SET record = json_set(record, '$.id', 'another') WHERE year = 1990")
        connection.create_function("sha256", 1, checksum)
        connection.execute("UPDATE publication SET checksum = sha256(record)")
    report = json.loads(refdesk("check", "--json", code=1).stdout)
    faults = [fault.split(" in ")[0] + fault.split(str(data / "index"))[-1] for fault in report["faults"]]
    assert any(fault.startswith("The index of words lacks another") for fault in faults)
    assert any(fault.startswith("The index of vectors lacks another") for fault in faults)


def test_an_update_imports_again_from_every_source_and_one_that_fails_hinders_no_other(
    refdesk: Refdesk, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "all.lines").write_text("On peat in Lewis | 1950 | Peat was cut.\n", encoding="utf-8")
    assert "remembers no source" in refdesk("update", code=2).stderr
    refdesk("import", file, "--keep")
    refdesk("sources", "add", folder, "--map", "Titre=title", "--allow-host", "10.0.0.1")
    refdesk("sources", "add", tmp_path / "missing", code=2)
    listed = json.loads(refdesk("sources", "list", "--json").stdout)
    assert [source["source"] for source in listed] == [str(file), str(folder)]
    assert (listed[1]["labels"], listed[1]["hosts"]) == ({"Titre": "title"}, ["10.0.0.1"])
    assert refdesk("update", "--dry-run").stdout.startswith("1 added, 0 changed, 2 unchanged")
    assert refdesk("update").stdout.startswith("1 added, 0 changed, 2 unchanged")
    file.write_text(f"{WELLS} They are deep.\n{KILNS}\n", encoding="utf-8")
    (folder / "all.lines").unlink()
    done = refdesk("update", "--json", code=2)
    report = json.loads(done.stdout)
    assert (report["added"], report["changed"], report["unchanged"]) == (0, 1, 1)
    assert [fault["reason"] for fault in report["unreadable"]] == [f"{folder} holds no files: name another folder."]
    assert "Not every source could be read" in done.stderr
    refdesk("sources", "remove", folder)
    assert refdesk("update").stdout.startswith("0 added, 0 changed, 2 unchanged")
    assert "is no source of this collection" in refdesk("sources", "remove", folder, code=2).stderr
    assert refdesk("undo").stdout.startswith("Taken back: update from all.lines, ")


def test_an_update_that_can_read_nothing_changes_nothing(refdesk: Refdesk, file: Path) -> None:
    refdesk("import", file, "--keep")
    file.unlink()
    done = refdesk("update", code=2)
    assert done.stdout.startswith("0 added, 0 changed, 0 unchanged, 0 merged as duplicates, 0 rejected.\nNot read:\n")
    assert (
        refdesk("status")
        .stdout.splitlines()[0]
        .endswith("2 publications from 1990–2001, 0 countries, 0 regions, 0 authors, 0 categories")
    )


def test_to_ask_for_the_sources_begins_no_collection(refdesk: Refdesk, tmp_path: Path) -> None:
    # One that was begun empty would stay so, and never hold the default records.
    assert refdesk("sources").stdout.startswith("The collection remembers no source")
    assert "remembers no source" in refdesk("update", code=2).stderr
    assert not (tmp_path / "data").exists()


def test_a_list_of_dois_is_remembered_by_its_whole_path(
    refdesk: Refdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.txt").write_text("10.1000/182\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    refdesk("sources", "add", "doi:list.txt")
    refdesk("sources", "add", "doi:10.1000/183")
    listed = json.loads(refdesk("sources", "list", "--json").stdout)
    assert [source["source"] for source in listed] == [f"doi:{tmp_path / 'list.txt'}", "doi:10.1000/183"]


def test_sources_that_cannot_be_read_can_be_added_anew(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    refdesk("sources", "add", file)
    with Store.open(tmp_path / "data" / "collection.sqlite") as store:
        store.set_setting("sources", "[")
    assert "cannot be read: add them anew" in refdesk("update", code=2).stderr
    refdesk("sources", "add", file)
    assert refdesk("update").stdout.startswith("2 added")


def test_a_folder_that_holds_nothing_hinders_no_other_source(refdesk: Refdesk, file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = refdesk("import", tmp_path / "empty", file, code=2)
    assert done.stdout.startswith("2 added")
    assert f"{tmp_path / 'empty'} holds no files" in done.stdout
