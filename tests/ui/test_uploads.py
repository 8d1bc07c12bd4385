from pathlib import Path

from corpus.formats.source_file import SourceFile
from corpus.store import Store
from ui.uploads import Uploads

TABLE = """title,region,country,year,authors,type,colour
Of Wells,Afrique de l'Ouest,Burma,Spring 2004,Unknown,zine,blue
"""


def test_only_the_labels_of_the_source_are_offered_a_meaning(tmp_path: Path) -> None:
    upload = Uploads().keep([SourceFile("wells.csv", TABLE.encode())])
    with Store.open(tmp_path / "c.sqlite") as store:
        upload.read(store, {})
    (record,) = upload.sources[0].publications
    assert {"regions", "countries", "date", "authors", "type"} <= record.extra.keys()
    assert upload.unknown == ["colour"]
