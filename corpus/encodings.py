"""What models made of the texts of the records, kept in the file of the collection so that no text is read twice."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from zlib import crc32

import numpy as np
import numpy.typing as npt

from corpus.database import Database

_HALF_FLOAT = np.dtype("<f2")
_PLACE = np.dtype("<i4")
# What is of another kind was damaged, and would not be read as numbers.
_OF_NUMBERS = "typeof(dimension) = 'integer' AND typeof(vectors) = 'blob'"
_WRITTEN = "CASE typeof(checksum) WHEN 'text' THEN -1 ELSE checksum END"
_PASSAGES = f"""
    SELECT CASE WHEN {_OF_NUMBERS} THEN dimension END, CAST(vectors AS BLOB), {_WRITTEN} FROM passage_vectors
"""
_TOKENS = f"""
    SELECT CASE WHEN {_OF_NUMBERS} AND typeof(starts) = 'blob' THEN dimension END,
        CAST(starts AS BLOB), CAST(vectors AS BLOB), {_WRITTEN} FROM record_tokens
"""


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
                f"SELECT fingerprint, dimension, vectors, {_WRITTEN} FROM passage_vectors WHERE {_OF_NUMBERS}"
                " AND model = ? AND fingerprint IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(fingerprints))),
            )
            return {
                fingerprint: np.frombuffer(data, dtype=_HALF_FLOAT).reshape(-1, dimension)
                for fingerprint, dimension, data, written in rows
                if _fits(dimension, data, written)
            }

    def put_passages(self, model: str, vectors: Mapping[str, npt.NDArray[np.floating]]) -> None:
        """Keep the vectors of passages at half precision, arrays of (passages, dimension) by fingerprint."""
        rows = [
            (model, fingerprint, array.shape[1], data := _half(array), _checksum(data))
            for fingerprint, array in vectors.items()
        ]
        if self._database.is_read_only:
            return
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO passage_vectors VALUES (?, ?, ?, ?, ?)", rows)

    def tokens(self, model: str, fingerprints: Mapping[str, str]) -> dict[str, RecordTokens]:
        """Return the tokens kept of the records by id; `fingerprints` are those of their texts, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, CAST(t.fingerprint AS BLOB), dimension, starts, vectors, written"
                f" FROM (SELECT *, {_WRITTEN} AS written FROM record_tokens) AS t JOIN publication USING (arrival)"
                f" WHERE {_OF_NUMBERS} AND typeof(starts) = 'blob'"
                " AND model = ? AND id IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(fingerprints))),
            )
            return {
                publication_id: RecordTokens(np.frombuffer(starts, dtype=_PLACE), _unpacked(vectors, dimension))
                for publication_id, fingerprint, dimension, starts, vectors, written in rows
                if fingerprint == fingerprints[publication_id].encode() and _fit(dimension, starts, vectors, written)
            }

    def put_tokens(self, model: str, fingerprints: Mapping[str, str], tokens: Mapping[str, RecordTokens]) -> None:
        """Keep the tokens of records by id, in place of those of another text or model; a missing id is passed over."""
        sql = "INSERT OR REPLACE INTO record_tokens SELECT arrival, ?, ?, ?, ?, ?, ? FROM publication WHERE id = ?"
        if self._database.is_read_only:
            return
        with self._database.writing() as connection:
            connection.executemany(sql, _token_rows(model, fingerprints, tokens))

    def put_coming_tokens(
        self, model: str, fingerprints: Mapping[str, str], tokens: Mapping[str, RecordTokens]
    ) -> None:
        """Keep the tokens of records that are about to be written; the next import takes them over."""
        sql = (
            "INSERT OR REPLACE INTO coming_tokens (model, fingerprint, dimension, starts, vectors, checksum, id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        with self._database.writing() as connection:
            connection.executemany(sql, _token_rows(model, fingerprints, tokens))

    def faults(self) -> Iterator[str]:
        """Yield in words what is kept and cannot be used; it is made anew when it is needed."""
        with self._database.reading() as connection:
            passages = connection.execute(_PASSAGES)
            cut = sum(not (dimension and _fits(dimension, data, written)) for dimension, data, written in passages)
            cut += sum(not (row[0] and _fit(*row)) for row in connection.execute(_TOKENS))
        if cut:
            yield f"The vectors of {cut} records or passages are damaged; the next question or import makes them anew"


def take_coming_tokens(connection: sqlite3.Connection) -> None:
    """Make the tokens of records that were about to come those of the records that are there."""
    connection.execute(
        "INSERT OR REPLACE INTO record_tokens"
        " SELECT arrival, model, t.fingerprint, dimension, starts, vectors, t.checksum"
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
            starts := found.starts.astype(_PLACE).tobytes(),
            vectors := _packed(found.vectors),
            _checksum(starts, vectors),
            publication_id,
        )
        for publication_id, found in tokens.items()
    ]


def _half(array: npt.NDArray[np.floating]) -> bytes:
    return np.ascontiguousarray(array, dtype=_HALF_FLOAT).tobytes()


def _checksum(*parts: bytes) -> int:
    return reduce(lambda so_far, part: crc32(part, so_far), parts, 0)


def _fits(dimension: int, data: bytes, written: int | None) -> bool:
    """Tell whether the vectors of passages are as they were written; older ones bear no checksum."""
    is_whole = dimension > 0 and len(data) % (dimension * _HALF_FLOAT.itemsize) == 0
    return is_whole and written in (None, _checksum(data))


def _fit(dimension: int, starts: bytes, vectors: bytes, written: int | None) -> bool:
    """Tell whether the tokens of a record are as they were written; older ones bear no checksum."""
    is_whole = dimension > 0 and len(vectors) * _PLACE.itemsize == len(starts) * ((dimension + 1) // 2)
    return is_whole and written in (None, _checksum(starts, vectors))


def _packed(vectors: npt.NDArray[np.int8]) -> bytes:
    """Return the numbers two to a byte, row by row."""
    halves = np.pad((vectors + 8).astype(np.uint8), ((0, 0), (0, vectors.shape[1] % 2)))
    return (halves[:, ::2] << 4 | halves[:, 1::2]).tobytes()


def _unpacked(data: bytes, dimension: int) -> npt.NDArray[np.int8]:
    pairs = np.frombuffer(data, dtype=np.uint8).reshape(-1, (dimension + 1) // 2)
    halves = np.stack([pairs >> 4, pairs & 15], axis=2).reshape(len(pairs), 2 * pairs.shape[1])
    return halves[:, :dimension].astype(np.int8) - 8
