"""Questions for all records on a topic: "which papers are about pensions?", "what mentions Yangon?"."""

import re
from collections.abc import Sequence

from assistant.language.words import STOP_WORDS, words
from assistant.question import Listing
from assistant.understanding.intents.requests import read_request
from assistant.understanding.intents.wordings import ENGLISH, bare, first_that_fits, wordings_in

_AROUND = re.compile(r"^(?:(?:of|an?|the|any) )+| (?:please|pls|plz|at all|here|anywhere)$", re.I)
# "Publications published by".
_OF_RECORDS = frozenset(["published"])
# A longer topic is a sentence, which is looked for as one.
_LONGEST = 8


def listing_of(question: str, settled: Sequence[str] = (), language: str = ENGLISH) -> tuple[Listing, str] | None:
    """Return what is asked for and the topic as it is typed; None where no list of records is.

    What stands between the records and the topic, "from Kenya", must be among the words in `settled`, which chose them.

    >>> listing_of("How many reports deal with child labour?")
    (Listing(asked='count', limit=1, mentions=False), 'child labour')
    """
    text = bare(question.replace("’", "'"))
    found = first_that_fits(wordings_in(language).of("listing", "mention", "each"), text)
    if found is None:
        return None
    wording, match = found
    chosen = {word.plain for words_ in settled for word in words(words_)}
    between = (word.plain for word in words(match.groupdict().get("whence") or ""))
    if any(word not in chosen and word not in STOP_WORDS | _OF_RECORDS for word in between):
        return None
    topic = _AROUND.sub("", bare(match["subject"]))
    weighty = [word for word in words(topic) if word.plain not in STOP_WORDS]
    if not 0 < len(weighty) <= _LONGEST:
        return None
    if wording.intent == "each":
        return Listing("each"), topic
    request = read_request(text.casefold(), language)
    mentions = wording.intent == "mention"
    if request and request.asked in ("count", "latest", "oldest"):
        return Listing(request.asked, request.limit, mentions), topic
    return Listing(mentions=mentions), topic
