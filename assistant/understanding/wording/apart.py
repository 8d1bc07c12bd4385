"""Two questions in one breath: "who wrote the atlas and when was it published?", and what compares two topics."""

import re

from assistant.collection.vocabulary import Vocabulary
from assistant.language.lexicon import NOUN, either
from assistant.language.patterns import any_case
from assistant.language.words import lowered
from assistant.understanding.intents.requests import intent_of, read_request
from assistant.understanding.text.lead_in import lead_in
from assistant.understanding.text.sentences import Part
from assistant.understanding.wording.reading import Reading, read

# Where a second question may begin, which is asked of the record that the first one names.
_OF_ONE = re.compile(r",? and (?=(?:when|who|where|by whom|(?:in |for )?(?:which|what)|how old)\b)", re.I)
# Where a second question for records may begin, or for their number.
_OF_RECORDS = re.compile(
    r",? and (?=(?:how many|(?:which|what) (?:is|are|was|were|did|has|have)"
    r"|(?:is|are) there|do (?:you|we) have|did)\b)",
    re.I,
)
# How many records two topics have: "are there more papers on seagrass than on sharks?"
_RECORDS = rf"(?:{NOUN}|literature|material|research)"
_ON = r"(?:on|about|regarding|concerning|covering|for|dealing with|deal with|related to|mentioning)"
_HAVE = r"(?:(?:are|is|were) there|(?:do|have) (?:you|we|they)(?: have| hold| got)?|does (?:it|this \w+) (?:have|hold))"
_OF_TOPICS = any_case(
    either(
        rf"^{_HAVE} (?:more|fewer|less|as (?:many|much)) (?:{_RECORDS} )?{_ON} (.+?),? (?:than|as) (?:{_RECORDS} )?"
        rf"(?:{_ON} )?(.+)$",
        rf"^how many (?:{_RECORDS} )?(?:are (?:there )?|{_HAVE} )?{_ON} (.+?),? and how many (?:{_RECORDS} )?(?:are )?"
        rf"(?:{_ON} )?(.+)$",
        rf"^{_HAVE} more (?:{_RECORDS} )?{_ON} (.+?),? or (?:{_ON} )?(.+)$",
        rf"^(?:which|what)(?: \w+)? (?:has|have|had|gets?) (?:more|fewer|the (?:most|fewest)) {_RECORDS}[,:]? "
        rf"(?:{_ON} )?(.+?),? or (.+)$",
        r"^(?:which|what)(?: \w+)? is (?:covered|represented|treated|discussed|mentioned) "
        r"(?:more|less|better|most|least)(?: often)?[,:]? (.+?),? or (.+)$",
    )
)
_REFERRING = re.compile(r"\b(?:it|its|she|he|they|them|their)\b", re.I)


def apart(part: Part, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return the two questions, or the one that there is."""
    return _of_one(part) or _of_records(part, vocabulary) or _of_topics(part, vocabulary) or (part,)


def _of_one(part: Part) -> tuple[Part, ...]:
    """Return a question of one record and the second one that is asked of it."""
    if not (found := _OF_ONE.search(part.text)):
        return ()
    both = part.text[: found.start()], part.text[found.end() :]
    first, second = (read_request(lowered(text)[lead_in(lowered(text)) :]) for text in both)
    referring = _REFERRING.search(both[1]) is not None
    is_second = referring or (second is not None and intent_of(second).of_one)
    return (Part(both[0], part.beside), Part(both[1])) if first and intent_of(first).of_one and is_second else ()


def _of_records(part: Part, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return two questions for records: "how many are about Fiji and how many about Kiribati?"."""
    for found in _OF_RECORDS.finditer(part.text):
        both = part.text[: found.start()], part.text[found.end() :]
        first, second = (read(text, vocabulary) for text in both)
        if _asks_for_records(first) and _asks_for_records(second):
            # "Which is the latest?" is asked of those that the first one names.
            names = second.has_conditions or second.unknown is not None
            leans = not names or _REFERRING.search(both[1]) is not None
            return Part(both[0], part.beside), Part(f"and {both[1]}" if leans else both[1])
    return ()


def _of_topics(part: Part, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return the question for the number of records on each of two topics that are compared."""
    text = part.text[lead_in(lowered(part.text)) :].strip(" ?!.")
    if not (found := _OF_TOPICS.match(text)):
        return ()
    topics = [topic for topic in found.groups() if topic]
    readings = [read(f"How many publications are about {topic}?", vocabulary) for topic in topics]
    # The numbers of values, and what is no topic, are told otherwise.
    if any(reading.unknown for reading in readings) or not any(reading.residue for reading in readings):
        return ()
    return tuple(Part(reading.text, part.beside) for reading in readings)


def _asks_for_records(reading: Reading) -> bool:
    """Tell whether nothing but records is asked for: by a condition, if by no word for them."""
    unknown = reading.unknown
    if any(unknown is None or not unknown.start <= word.start < unknown.end for word in reading.residue):
        return False
    if reading.request is None:
        return reading.has_conditions or unknown is not None
    return intent_of(reading.request).names_records
