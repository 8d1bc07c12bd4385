"""Words as they are compared: without case, accents and forms of letters."""

import unicodedata

_WITHOUT_PARTS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})


def folded(text: str) -> str:
    """Return the text without case, accents and forms of letters.

    >>> folded("Straße der ＥＬＡＮ-Öfen")
    'strasse der elan-ofen'
    """
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.casefold().translate(_WITHOUT_PARTS))
    return "".join(c for c in parted if not unicodedata.combining(c))
