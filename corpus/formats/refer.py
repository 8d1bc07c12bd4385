"""EndNote's tagged text (.enw) and its forebear refer: lines of a percent sign, one character and a value."""

import re
from collections.abc import Iterator

from corpus.draft import Draft, Rejected
from corpus.fields.identifiers import isbns_of, issns_of
from corpus.formats.authors import author_of, organisation_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.tagged import Grammar, TaggedRecord, flat, items, tagged_records

# The whole line: "%A testA", not "%PDF-1.4" nor a comment of BibTeX ("% Encoding: UTF-8").
_MARK = re.compile(r"[\s\ufeff]*%[0A-Z@][ \t]+[^\r\n]*\S|[\s\ufeff]*%0[ \t]*[\r\n]+%")
_LINE = re.compile(r"(%\S)(?:[ \t]+(.*)|$)")


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    # Where records begin with their kind, a blank line is one of a text.
    has_kinds = re.search(r"(?:^|[\r\n])%0(?:\s|$)", file.text) is not None
    for record in tagged_records(file.text, Grammar(_LINE, begins="%0", parted_by_blanks=not has_kinds)):
        yield _draft(record)


def _draft(record: TaggedRecord) -> Draft:
    draft = Draft(record.position, record.raw)
    draft.type = flat(record.take_first("%0"))
    draft.title = flat(record.take_first("%T"))
    draft.abstract = record.take_first("%X")
    draft.authors = [author_of(value) for value in record.take("%A")]
    draft.authors += [organisation_of(value) for value in record.take("%Q")]
    year, day = flat(record.take_first("%D")), flat(record.take_first("%8"))
    draft.date = day if year in day else f"{day} {year}".strip()
    draft.container = flat(record.take_first("%J", "%B", "%S"))
    draft.volume, draft.issue = flat(record.take_first("%V")), flat(record.take_first("%N"))
    draft.pages = flat(record.take_first("%P"))
    draft.publisher = flat(record.take_first("%I"))
    draft.language = flat(record.take_first("%G"))
    draft.keywords = items(record.take("%K"))
    draft.url = flat(record.take_first("%U"))
    draft.doi = flat(record.take_first("%R"))
    draft.rights = flat(record.take_first("%*"))
    numbers = record.take("%@")
    draft.issn, draft.isbn = numbers, numbers
    draft.keep("%@", *(number for number in numbers if not (issns_of([number]) or isbns_of([number]))))
    for tag, name in (("%M", "accession"), ("%F", "id")):
        if value := flat(record.take_first(tag)):
            draft.identifiers[name] = value
    record.keep_rest(draft)
    return draft


REFER = Format("refer", "EndNote (.enw)", lambda file: bool(_MARK.match(file.head)), lambda file, _: _read(file))
