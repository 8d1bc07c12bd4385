"""The command line as its user runs it: a process of its own, its exit code and what it prints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_broken_line_of_a_questions_file_is_named_before_anything_is_asked(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "Who wrote the manual?"}\n{"query": 1}\n')
    done = refdesk("ask", "--file", file, data=data)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Line 2 of {file} is no question" in done.stderr


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
    assert printed == ["9 added, 0 updated, 0 unchanged.\n", "0 added, 0 updated, 9 unchanged.\n"]


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
