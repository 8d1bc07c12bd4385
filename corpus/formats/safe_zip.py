"""Zip archives from anybody (XLSX, DOCX): opened only when what they unpack to is bounded."""

import io
import zipfile

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because

LARGEST_UNPACKED = 256 * 2**20
_MOST_MEMBERS = 10_000


def members_of(file: SourceFile) -> frozenset[str]:
    """Return the names of what the archive holds; none for what is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


def check_unpacked(file: SourceFile) -> None:
    """Refuse, with `ImportFailed`, an archive that unpacks to more than 256 MiB or to ten thousand files.

    The sizes are counted by unpacking: what the archive says of itself may be a lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            members, left = archive.infolist(), LARGEST_UNPACKED
            if len(members) > _MOST_MEMBERS:
                raise ImportFailed(because("file.many_members", file=file.name, most=_MOST_MEMBERS))
            for member in members:
                with archive.open(member) as unpacked:
                    while chunk := unpacked.read(2**20):
                        left -= len(chunk)
                        if left < 0:
                            raise ImportFailed(because("file.unpacks", file=file.name, most=LARGEST_UNPACKED // 2**20))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise ImportFailed(because("file.damaged_archive", f" ({error})", file=file.name)) from error
