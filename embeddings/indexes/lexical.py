"""The index of words: BM25 by tantivy over titles and abstracts, with the fields that filters ask for."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from corpus.filters import FILTER_FIELDS, Filters
from corpus.publication import Publication

if TYPE_CHECKING:
    import tantivy

# Raised when the schema or the analyser changes: an index of another format is built anew.
FORMAT = 1
# In bytes of UTF-8, of which a letter takes up to four; what is longer is an address or noise.
_LONGEST_WORD = 120
# Distinct words of a query that are looked up; questions are shorter, and a page pasted as a question stays quick.
_MOST_WORDS = 256
_HEAP_BYTES = 64_000_000
_ANALYSER = "english"
_LISTED_FIELDS = FILTER_FIELDS[1:]


class WordIndex:
    """An open index of words in a folder of its own. Every error of tantivy comes out as ValueError or OSError."""

    def __init__(self, index: "tantivy.Index") -> None:
        self._analyser = _english()
        self._index = index
        # An index on disk names its analysers and does not hold them.
        index.register_tokenizer(_ANALYSER, self._analyser)
        # The default watches the folder from a thread of its own, which we have no use for.
        index.config_reader("manual")
        index.reload()

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty index in the folder, which is made too."""
        import tantivy

        folder.mkdir(parents=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in the folder."""
        import tantivy

        return cls(tantivy.Index.open(str(folder)))

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def ids(self) -> list[str]:
        """Return the id of every record that it holds, in no order."""
        import tantivy

        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.all_query(), max(1, len(self)), count=False).hits
        return [searcher.doc(at)["id"][0] for _, at in found]

    def apply(self, puts: Iterable[Publication], removes: Iterable[str]) -> None:
        """Add or update the records, remove the others, and commit."""
        writer = self._index.writer(_HEAP_BYTES, 1)
        for publication_id in removes:
            writer.delete_documents_by_term("id", publication_id)
        for publication in puts:
            writer.delete_documents_by_term("id", publication.id)
            writer.add_document(_document(publication))
        writer.commit()
        # Ends the writer: segments that are still being merged would change the files after they are checked.
        writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what was committed last, by this process or another."""
        self._index.reload()

    def search(
        self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()
    ) -> list[tuple[str, float]]:
        """Return the best `k` records by BM25 as (id, score), best first, ties by id.

        They meet all of `meeting` and none of `missing`.
        """
        must, must_not = ([_met(self._index.schema, filters) for filters in given] for given in (meeting, missing))
        hits = self._hits(text, k, must, must_not)
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def scores(self, text: str, ids: Collection[str]) -> dict[str, float]:
        """Return the BM25 score of each of the records, 0 where it shares no word with the text."""
        return dict.fromkeys(ids, 0.0) | dict(self._hits(text, len(ids), [_one_of(self._index.schema, "id", ids)]))

    def _hits(self, text: str, k: int, must: Sequence[Any], must_not: Sequence[Any] = ()) -> list[tuple[str, float]]:
        import tantivy

        words = list(dict.fromkeys(self._analyser.analyze(sound(text))))[:_MOST_WORDS]
        if not words or k < 1:
            return []
        term = tantivy.Query.term_query
        any_word = [(tantivy.Occur.Should, term(self._index.schema, "text", word, "freq")) for word in words]
        query = tantivy.Query.boolean_query(
            [
                *((tantivy.Occur.Must, part) for part in (tantivy.Query.boolean_query(any_word), *must)),
                *((tantivy.Occur.MustNot, part) for part in must_not),
            ]
        )
        searcher = self._index.searcher()
        return [(searcher.doc(at)["id"][0], score) for score, at in searcher.search(query, k, count=False).hits]


def sound(text: str) -> str:
    """Return the text with each half of a surrogate pair, which no library takes, replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _english() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(_LONGEST_WORD + 1),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_integer_field("years", indexed=True)
    for field in _LISTED_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(publication: Publication) -> Any:
    import tantivy

    document = tantivy.Document()
    document.add_text("id", publication.id)
    # One field without more: a title of its own at any weight, and leaving out stop words, each gain less than .003
    # over the .702 nDCG@10 of SciFact's training claims.
    document.add_text("text", f"{publication.title}\n{publication.abstract}")
    if publication.year is not None:
        document.add_integer("years", publication.year)
    for field in _LISTED_FIELDS:
        for value in getattr(publication, field):
            document.add_text(field, value)
    return document


def _met(schema: Any, filters: Filters) -> Any:
    """Return a query for the records that the filters accept, which adds nothing to their score."""
    import tantivy

    wanted = [("id", filters.ids), *((field, getattr(filters, field)) for field in _LISTED_FIELDS)]
    parts = [_one_of(schema, field, values) for field, values in wanted if values]
    if filters.years is not None:
        parts.append(tantivy.Query.range_query(schema, "years", tantivy.FieldType.Integer, *filters.years))
    every = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts or [tantivy.Query.all_query()]])
    return tantivy.Query.const_score_query(every, 0.0)


def _one_of(schema: Any, field: str, values: Collection[str]) -> Any:
    """Return a query for the records that hold one of the values, which adds nothing to their score."""
    import tantivy

    held = tantivy.Query.term_set_query(schema, field, [sound(value) for value in values])
    return tantivy.Query.const_score_query(held, 0.0)
