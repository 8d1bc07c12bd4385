"""What becomes of every sample file. After a change of the formats, write the table anew and look at what changed:

python -m tests.corpus.formats.samples ../shared/samples > tests/data/samples.tsv
"""

import sys
from pathlib import Path

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import entries, format_of
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

COLUMNS = "file\tformat\trecords\trejected\trefusal"


def row(path: Path, folder: Path) -> str:
    """The file's line in the table; of a refusal, what is wrong with the file."""
    name, file = path.relative_to(folder).as_posix(), SourceFile.open(path)
    try:
        format = format_of(file).name
        found = list(entries(file))
    except ImportFailed as error:
        what, _, next_step = str(error).rpartition(": ")
        refusal = what.removeprefix(file.name).strip(" ,") if next_step else "a refusal without a next step"
        return f"{name}\t\t\t\t{refusal}"
    rejected = sum(isinstance(entry, Rejected) for entry in found)
    records = sum(isinstance(entry, Publication) for entry in found)
    return f"{name}\t{format}\t{records}\t{rejected}\t"


def table(folder: Path) -> list[str]:
    return [COLUMNS, *(row(path, folder) for path in sorted(folder.rglob("*")) if path.is_file())]


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1]))))
