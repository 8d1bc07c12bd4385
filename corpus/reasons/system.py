"""Why the system refuses to read or write: a full disk, one that is read-only, rights that are missing."""

import errno

from corpus.reasons.reason import Reason, because

_KEYS = {
    errno.ENOSPC: "system.full",
    errno.EDQUOT: "system.full",
    errno.EROFS: "system.read_only",
    errno.EACCES: "system.not_allowed",
    errno.EPERM: "system.not_allowed",
}


def system_reason(error: OSError, place: str) -> Reason:
    """Return why what lies at the place cannot be read or written; `place` stands where the error names no file."""
    place = str(error.filename or place)
    if key := _KEYS.get(error.errno or 0):
        return Reason(key, {"place": place})
    return because("system.failed", f" ({error.strerror or error})", place=place)
