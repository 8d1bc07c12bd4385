"""What models made of the texts of the records, kept in the file of the collection so that no text is read twice."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.database import Database

_HALF_FLOAT = np.dtype("<f2")
_PLACE = np.dtype("<i4")


@dataclass(frozen=True, slots=True)
class RecordTokens:
    """The token vectors of a record, in the order of its text.

    `starts`, of shape (tokens,), says at which character of the abstract each token begins, -1 for those of the title.
    `vectors`, of shape (tokens, dimension), gives their directions in whole numbers from -7 to 7; the lengths mean
    nothing.
    """

    starts: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.int8]


class Encodings:
    """The vectors of passages and of tokens; every method raises `StoreFailed` when the file fails.

    What is damaged is as good as not kept; nothing is kept in a collection that is not to be written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def passages(self, model: str, fingerprints: Iterable[str]) -> dict[str, npt.NDArray[np.float16]]:
        """Return what is kept of the model's vectors by fingerprint, as read-only arrays (passages, dimension)."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT fingerprint, dimension, vectors FROM passage_vectors"
                " WHERE model = ? AND fingerprint IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(fingerprints))),
            )
            return {
                fingerprint: np.frombuffer(data, dtype=_HALF_FLOAT).reshape(-1, dimension)
                for fingerprint, dimension, data in rows
                if dimension > 0 and len(data) % (dimension * _HALF_FLOAT.itemsize) == 0
            }

    def put_passages(self, model: str, vectors: Mapping[str, npt.NDArray[np.floating]]) -> None:
        """Keep the vectors of passages at half precision, arrays of (passages, dimension) by fingerprint."""
        rows = [
            (model, fingerprint, array.shape[1], np.ascontiguousarray(array, dtype=_HALF_FLOAT).tobytes())
            for fingerprint, array in vectors.items()
        ]
        if self._database.is_read_only:
            return
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO passage_vectors VALUES (?, ?, ?, ?)", rows)

    def tokens(self, model: str, fingerprints: Mapping[str, str]) -> dict[str, RecordTokens]:
        """Return the tokens kept of the records by id; `fingerprints` are those of their texts, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, t.fingerprint, dimension, starts, vectors FROM record_tokens AS t JOIN publication"
                " USING (arrival) WHERE model = ? AND id IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(fingerprints))),
            )
            return {
                publication_id: RecordTokens(np.frombuffer(starts, dtype=_PLACE), _unpacked(vectors, dimension))
                for publication_id, fingerprint, dimension, starts, vectors in rows
                if fingerprint == fingerprints[publication_id]
                and dimension > 0
                and len(vectors) * _PLACE.itemsize == len(starts) * ((dimension + 1) // 2)
            }

    def put_tokens(self, model: str, fingerprints: Mapping[str, str], tokens: Mapping[str, RecordTokens]) -> None:
        """Keep the tokens of records by id, in place of those of another text or model; a missing id is passed over."""
        sql = "INSERT OR REPLACE INTO record_tokens SELECT arrival, ?, ?, ?, ?, ? FROM publication WHERE id = ?"
        if self._database.is_read_only:
            return
        with self._database.writing() as connection:
            connection.executemany(sql, _token_rows(model, fingerprints, tokens))

    def put_coming_tokens(
        self, model: str, fingerprints: Mapping[str, str], tokens: Mapping[str, RecordTokens]
    ) -> None:
        """Keep the tokens of records that are about to be written; the next import takes them over."""
        sql = (
            "INSERT OR REPLACE INTO coming_tokens (model, fingerprint, dimension, starts, vectors, id)"
            " VALUES (?, ?, ?, ?, ?, ?)"
        )
        with self._database.writing() as connection:
            connection.executemany(sql, _token_rows(model, fingerprints, tokens))


def take_coming_tokens(connection: sqlite3.Connection) -> None:
    """Make the tokens of records that were about to come those of the records that are there."""
    connection.execute(
        "INSERT OR REPLACE INTO record_tokens SELECT arrival, model, t.fingerprint, dimension, starts, vectors"
        " FROM coming_tokens AS t JOIN publication USING (id)"
    )
    connection.execute("DELETE FROM coming_tokens")


def _token_rows(
    model: str, fingerprints: Mapping[str, str], tokens: Mapping[str, RecordTokens]
) -> list[tuple[object, ...]]:
    return [
        (
            model,
            fingerprints[publication_id],
            found.vectors.shape[1],
            found.starts.astype(_PLACE).tobytes(),
            _packed(found.vectors),
            publication_id,
        )
        for publication_id, found in tokens.items()
    ]


def _packed(vectors: npt.NDArray[np.int8]) -> bytes:
    """Return the numbers two to a byte, row by row."""
    halves = np.pad((vectors + 8).astype(np.uint8), ((0, 0), (0, vectors.shape[1] % 2)))
    return (halves[:, ::2] << 4 | halves[:, 1::2]).tobytes()


def _unpacked(data: bytes, dimension: int) -> npt.NDArray[np.int8]:
    pairs = np.frombuffer(data, dtype=np.uint8).reshape(-1, (dimension + 1) // 2)
    halves = np.stack([pairs >> 4, pairs & 15], axis=2).reshape(len(pairs), 2 * pairs.shape[1])
    return halves[:, :dimension].astype(np.int8) - 8
