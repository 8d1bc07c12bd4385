"""The command line as its user runs it: a process of its own, its exit code and what it prints."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from ui.desk import open_desk
from ui.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# Refuses every connection and every look-up of a name, in the process itself, before anything else runs.
NETWORK_BLOCKED = """
import sys
def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise OSError(f"networking is blocked: {event} {args[1:]}")
sys.addaudithook(refuse)
from ui.cli import main
main()
"""


def refdesk(
    *arguments: str | Path, data: Path, code: str = "from ui.cli import main; main()"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "REFDESK_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("module", ["ui", "ui.cli"])
def test_a_module_is_run_as_the_command_is(module: str) -> None:
    asked = [sys.executable, "-m", module, "--version"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("refdesk, version ")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.mark.model
def test_ask_quotes_the_red_cross_guide_with_networking_blocked(data: Path) -> None:
    done = refdesk("ask", "what guidance exists for Red Cross societies", "--json", data=data, code=NETWORK_BLOCKED)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert answer["sources"][0]["title"].startswith("Action to Assist and Protect Trafficked Persons")
    assert any("This guide is designed to support European Red Cross" in s["text"] for s in answer["statements"])


def test_the_own_table_of_abbreviations_is_kept_and_listed_and_a_bad_one_changes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("\ufeffTOT,training of trainers\n\nNAP, national action plan\n", encoding="utf-8")
    assert refdesk("abbreviations", table, data=tmp_path / "own").stdout == "2 abbreviations kept.\n"
    listed = refdesk("abbreviations", data=tmp_path / "own").stdout
    assert "TOT  training of trainers  (own)\n" in listed
    assert "THB  trafficking in human beings\n" in listed
    table.write_text("TOT,training of trainers\nonly one cell\n", encoding="utf-8")
    done = refdesk("abbreviations", table, data=tmp_path / "own")
    assert (done.returncode, "row 2: 'only one cell' is not an abbreviation" in done.stderr) == (2, True)
    assert refdesk("abbreviations", data=tmp_path / "own").stdout == listed


def test_a_catalogue_question_prints_text_and_loads_no_model(data: Path) -> None:
    code = "import sys, atexit; from ui.cli import main; atexit.register(lambda: print('torch' in sys.modules)); main()"
    done = refdesk("ask", "Who wrote the trainer's manual?", data=data, code=code)
    assert done.returncode == 0, done.stderr
    assert "Madis Vainomaa" in done.stdout
    assert "[1] What is Trafficking in Human Beings? Trainer's manual" in done.stdout
    assert done.stdout.rstrip().endswith("False")


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "--help"), ("status",)])
def test_help_and_status_import_no_torch(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code = (
        "import sys, atexit; from ui.cli import main;"
        "heavy = {'torch', 'sentence_transformers', 'faiss', 'gradio', 'transformers', 'scipy', 'sklearn'};"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)))); main()"
    )
    done = refdesk(*arguments, data=tmp_path, code=code)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("[]")


def test_a_file_of_questions_is_asked_with_its_conversations(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"question": "How many of them are by Claire Healy?", "history": ["Which publications are from 2019?"]},
        {"question": "How many publications are there in all?"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    done = refdesk("ask", "--file", file, data=data)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert [s["title"] for s in first["sources"]] == [
        "How to Prevent Human Trafficking Among People Travelling Along Migration Routes to Europe"
    ]
    assert len(second["sources"]) == 9


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask",), "Give one question in quotes"),
        (("ask", "q", "--year", "soon"), "'soon' is no year: give one such as 2019, or a range such as 2015-2019."),
        (("ask", "q", "--country", "Atlantis"), "No publication holds 'Atlantis' among its countries; there are: "),
        (("ask", "--file", "missing.jsonl"), "The questions in missing.jsonl cannot be read"),
        (("import", "missing.txt"), "missing.txt"),
        (("--port", "0"), "0 is not in the range"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...], message: str, data: Path) -> None:
    done = refdesk(*arguments, data=data)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_line_of_a_questions_file_ends_no_others(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    good = '{"question": "How many publications are there in all?"}'
    file.write_bytes(f'{good}\n{{"query": 1}}\n"\\ud800\xff"\n{good}\n'.encode("latin-1"))
    done = refdesk("ask", "--file", file, data=data)
    assert (done.returncode, done.stderr) == (2, "")
    first, second, third, last = map(json.loads, done.stdout.splitlines())
    assert len(first["sources"]) == len(last["sources"]) == 9
    assert second["error"].startswith(f"Line 2 of {file} is no question: give one JSON object a line")
    assert third["error"].startswith(f"Line 3 of {file} is no question")


def test_no_escape_sequence_of_a_record_reaches_the_terminal(tmp_path: Path) -> None:
    title = "Herons \x1b]0;owned\x07 of \x9b2J the \u202egnol delta"
    with Store.open(tmp_path / "collection.sqlite") as store:
        store.put([Publication(id="a", title=title, authors=("A\x1b[31m Healy",), year=2019)])
    for json_form in ((), ("--json",)):
        done = refdesk("ask", "Which publications are from 2019?", *json_form, data=tmp_path)
        assert "Herons " in done.stdout, done.stderr
        assert not set(done.stdout + done.stderr) & set("\x1b\x07\x9b\u202e")
    assert json.loads(done.stdout)["sources"][0]["title"] == title
    refused = refdesk("ask", "x", "--country", "\x1b[2J", data=tmp_path)
    assert (refused.returncode, "\x1b" in refused.stderr) == (2, False)


def test_what_is_new_in_the_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "desk"
    assert refdesk("ask", "Which publications are from 2019?", data=folder).returncode == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o077 for file in folder.rglob("*")} == {0}


# Stops the process, as it is killed, at the n-th statement that it sends to SQLite; prints how many there were.
KILLED = """
import os, sqlite3, sys
left, connect = int(sys.argv.pop(1)), sqlite3.connect
def count(statement):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
def connected(*given, **more):
    connection = connect(*given, **more)
    connection.set_trace_callback(count)
    return connection
sqlite3.connect = connected
from ui.desk import open_desk
from ui.settings import Settings
from pathlib import Path
open_desk(Settings(data=Path(sys.argv[1]), model="")).store.close()
"""


def test_a_first_start_that_is_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    for at in (1, 15, 28, 60, 120):
        folder = tmp_path / str(at)
        killed = refdesk(str(at), folder, data=folder, code=KILLED)
        assert killed.returncode == 9, killed.stderr
        with closing(open_desk(Settings(data=folder, model="")).store) as store:
            assert store.count() == 9, at
            assert store.setting("questions"), at


def test_two_first_starts_at_once_begin_one_collection(tmp_path: Path) -> None:
    for turn in range(2):
        folder = tmp_path / str(turn)
        code = KILLED.replace("int(sys.argv.pop(1))", "0")
        started = [subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=ROOT) for _ in range(2)]
        assert [process.wait(timeout=120) for process in started] == [0, 0]
        with Store.open(folder / "collection.sqlite") as store:
            assert (store.count(), store.seq(), bool(store.setting("questions"))) == (9, 9, True)


def test_a_failed_import_leaves_no_collection_behind(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("This is no listing.\n")
    done = refdesk("import", page, data=tmp_path / "new")
    assert done.returncode == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.model
def test_import_twice_changes_nothing_the_second_time(shared: Path, tmp_path: Path) -> None:
    page = shared / "seeds" / "referral-mechanisms-listing.txt"
    printed = [refdesk("import", page, data=tmp_path).stdout for _ in range(2)]
    none = "0 merged as duplicates, 0 rejected.\n"
    first = f"9 added, 0 changed, 0 unchanged, {none}Languages: English 9.\n"
    assert printed == [first, f"0 added, 0 changed, 9 unchanged, {none}"]


def test_status_of_a_new_folder_creates_nothing(tmp_path: Path) -> None:
    done = refdesk("status", data=tmp_path / "new")
    assert done.returncode == 0
    assert "There is no collection here yet" in done.stdout
    assert not (tmp_path / "new").exists()


def test_status_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "collection.sqlite").write_bytes(b"this is no database, whatever its name says" * 100)
    done = refdesk("status", data=tmp_path)
    assert done.returncode == 1
    assert "Problem: " in done.stdout
    assert "Traceback" not in done.stderr


def test_status_names_a_record_that_was_changed_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "collection.sqlite"
    open_desk(Settings(data=tmp_path, model="")).store.close()
    assert "Nothing wrong was found" in refdesk("status", data=tmp_path).stdout
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE publication SET record = replace(record, 'Red Cross', 'Red Crow')")
        (publication_id,) = connection.execute("SELECT id FROM publication WHERE record LIKE '%Red Crow%'").fetchone()
    done = refdesk("status", data=tmp_path)
    assert done.returncode == 1
    assert f"Problem: The record '{publication_id}' is not as it was written" in done.stdout
    asked = refdesk("ask", "Which publications are there?", data=tmp_path)
    assert (asked.returncode, "Red Crow" in asked.stdout) == (0, False)


@pytest.mark.model
def test_another_model_embeds_the_collection_anew_after_saying_so(tmp_path: Path) -> None:
    from tests.embeddings.tiny_model import make_tiny_model

    tiny, data = make_tiny_model(tmp_path / "tiny"), tmp_path / "data"
    assert refdesk("ask", "Why is trafficking underreported?", data=data).stderr == ""
    again = refdesk("--model", tiny, "ask", "Who wrote the trainer's manual?", data=data)
    assert again.returncode == 0, again.stderr
    assert "The collection was embedded with all-MiniLM-L6-v2: it is embedded anew" in again.stderr
    assert "Madis Vainomaa" in again.stdout
    assert refdesk("--model", tiny, "ask", "Who wrote the trainer's manual?", data=data).stderr == ""
