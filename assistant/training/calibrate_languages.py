"""Fit how the gate of other languages weighs its signals.

    python -m assistant.training.calibrate_languages CATALOGUES --keep FOLDER

CATALOGUES is the folder of the catalogues that the questions of `languages.jsonl` are asked of. Each of those is the
translation of a question that is judged there, `of` its id. One that is answered is asked twice: as it is, and with the
records that answer it withheld, where it must be refused. The catalogues are left out in turn, and the figures are kept
beside the weights, by language. What is read of the records is kept in FOLDER for the next time.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.foreign import evidence_of, signals
from assistant.evidence.reader import RECORDS_READ
from assistant.question import ForeignQuestion
from assistant.training.calibrate import Labelled, fit, read_questions
from assistant.understanding.content_question import looked_for
from corpus.formats import read
from corpus.sentences import spans
from corpus.store import Store
from embeddings.models.multilingual import MultilingualEncoder
from embeddings.sentences import SentenceEngine

_QUESTIONS = Path(__file__).with_name("languages.jsonl")
_FIELDS = Path(__file__).with_name("other_fields.jsonl")
_WEIGHTS = Path(__file__).parents[1] / "weights" / "languages.json"
# Abstracts of other fields whose first sentences say how near any sentence comes.
_USUAL = 64


def main() -> None:
    """Fit, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogues", type=Path)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--refused", type=float, default=0.15, help="share of answerable questions that may be refused")
    given = parser.parse_args()
    write_usual()
    weights, figures = fit(labelled_questions(given.catalogues, given.keep), given.refused)
    written = json.dumps({"weights": weights, "figures": figures}, indent=1)
    _WEIGHTS.write_text(f"{written}\n", encoding="utf-8")
    print(written)


def write_usual() -> None:
    """Write the mean vector of sentences of all fields, which the signals compare a question with."""
    rows = [json.loads(line) for line in _FIELDS.read_text(encoding="utf-8").splitlines()]
    texts = []
    for row in rows[:: len(rows) // _USUAL][:_USUAL]:
        start, end = spans(row["abstract"])[0]
        texts.append(f"{row['title']}\n{row['abstract'][start:end]}")
    usual = MultilingualEncoder().encode(texts).mean(axis=0)
    np.savez(_WEIGHTS.with_suffix(".npz"), usual=usual.astype(np.float16))


def labelled_questions(catalogues: Path, keep: Path) -> list[Labelled]:
    """Return the signals of the questions, each answerable one with its records and without them."""
    rows = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    encoder, found = MultilingualEncoder(), []
    for name in dict.fromkeys(row["catalogue"] for row in rows):
        folder = keep / name
        folder.mkdir(parents=True, exist_ok=True)
        judged = {q.id: q for file in (catalogues / name).glob("questions_*.jsonl") for q in read_questions(file)}
        with Store.open(folder / "collection.sqlite") as store:
            store.put(read(catalogues / name / "listing.txt"))
            records, engine = Records(store, vocabulary_of(store)), SentenceEngine(store, encoder, folder / "index")
            for row in (row for row in rows if row["catalogue"] == name):
                asked, of = row["question"], judged[row["of"]]
                question = ForeignQuestion(asked, row["language"], looked_for(asked, asked))
                hits = engine.search(question.text, 2 * RECORDS_READ)
                others = replace(hits, hits=tuple(h for h in hits.hits if h.publication.title not in of.titles))
                for seen, answered in ((hits, True), (others, False)) if of.answerable else ((hits, False),):
                    told = signals(evidence_of(question, seen, records))
                    found.append(Labelled(question.text, told, answered, row["language"], name))
    return found


if __name__ == "__main__":
    main()
