import json
from pathlib import Path

import pytest

from assistant.evaluation.public_sets import SETS, JudgedSetFailed, read_set

CORPUS: list[dict[str, object]] = [
    {"_id": "Rome-0", "title": "Rome", "text": "Rome is old. It lies on the Tiber."},
    {"_id": "Rome-1", "title": "Rome", "text": "The city has seven hills."},
    {"_id": "Oslo-0", "title": "", "text": "Oslo is in Norway."},
]
QUERIES: list[dict[str, object]] = [{"_id": "q1", "text": "Where is Rome?"}, {"_id": "q2", "text": "Who built Rome?"}]


def write(folder: Path, **files: list[dict[str, object]]) -> Path:
    for name, rows in {"corpus": CORPUS, "queries": QUERIES, **files}.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_squad2_gives_the_paragraph_with_others_of_its_article_and_the_sentence_that_holds_the_answer(
    tmp_path: Path,
) -> None:
    folder = write(
        tmp_path,
        answers=[
            {"query_id": "q1", "doc_id": "Rome-0", "answerable": True, "answers": ["on the Tiber", "Tiber"]},
            {"query_id": "q2", "doc_id": "Rome-1", "answerable": False, "answers": []},
        ],
    )
    with_answer, without = read_set("squad2", folder, 2)
    assert with_answer.question == "Where is Rome?"
    assert [p.abstract for p in with_answer.publications] == [CORPUS[0]["text"], CORPUS[1]["text"]]
    assert with_answer.gold == {(with_answer.publications[0].id, 13)}
    assert without.gold == frozenset()
    assert without.publications[0].abstract == CORPUS[1]["text"]


def test_clapnq_gives_one_passage_and_the_selected_sentences_however_they_are_spaced(tmp_path: Path) -> None:
    answers = [{"selected_sentences": ["It  lies on the Tiber"]}]
    folder = write(
        tmp_path, answers=[{"query_id": "q1", "passages": ["Rome-0"], "answerable": True, "answers": answers}]
    )
    (case,) = read_set("clapnq", folder, 10)
    assert case.gold == {(case.publications[0].id, 13)}


def test_scifact_joins_the_evidence_for_one_claim_in_one_abstract(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        evidence=[
            {"query_id": "q1", "doc_id": "Rome-0", "sentence_texts": ["It lies on the Tiber."]},
            {"query_id": "q1", "doc_id": "Rome-0", "sentence_texts": ["Rome is old."]},
            {"query_id": "q1", "doc_id": "Oslo-0", "sentence_texts": ["Oslo is in Norway."]},
        ],
    )
    cases = read_set("scifact", folder, 10)
    assert sorted(len(case.gold) for case in cases) == [1, 2]
    assert {case.publications[0].title for case in cases} == {"Rome", "-"}


@pytest.mark.parametrize("name", SETS)
def test_a_folder_that_holds_something_else_is_named(tmp_path: Path, name: str) -> None:
    first = "chunks" if name == "verbatim" else "corpus"
    with pytest.raises(JudgedSetFailed, match=f"The set {name} cannot be read from .*{first}.jsonl"):
        read_set(name, tmp_path, 10)
    write(tmp_path, answers=[{"other": 1}], evidence=[{"other": 1}], chunks=[{"other": 1}])
    with pytest.raises(JudgedSetFailed, match=f"are not those of {name}"):
        read_set(name, tmp_path, 10)
    write(tmp_path, answers=[], evidence=[], chunks=[])
    with pytest.raises(JudgedSetFailed, match="no judged question"):
        read_set(name, tmp_path, 10)


@pytest.mark.parametrize(("name", "answerable"), [("scifact", 1.0), ("clapnq", 0.5), ("squad2", 0.5)])
def test_the_real_sets_are_read_the_same_way_twice(shared: Path, name: str, answerable: float) -> None:
    cases = read_set(name, shared / "eval" / name, 40)
    assert cases == read_set(name, shared / "eval" / name, 40)
    assert sum(bool(case.gold) for case in cases) / len(cases) == pytest.approx(answerable, abs=0.05)
    assert len(cases) >= 36
