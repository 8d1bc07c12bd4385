"""The address of an answer: what it leans on, and a mark that tells whoever opens it whether the answer is the same."""

import json
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlencode

from assistant.answer import Answer
from corpus.filters import Filters
from ui.conversation.history import Ask
from ui.pages.explore_query import filter_pairs

# Follow-ups carry on from the question before, seldom from one that lies further back; each try asks again.
_MOST_TRIED = 3


def mark_of(answer: Answer) -> str:
    """Return a mark of what the answer says and of which records: another answer has another one."""
    ids = {source.number: source.publication.id for source in answer.sources}
    said = [[statement.text, [ids.get(n) for n in statement.citations]] for statement in answer.statements]
    return sha256(json.dumps([answer.status, answer.reason, said]).encode()).hexdigest()[:12]


def shared_query(asked: Sequence[tuple[Answer, Filters]], ask: Ask) -> str:
    """Return the query of the address that gives the last answer of a conversation, oldest first, to somebody else.

    Each `after` is an earlier question that the answer leans on, in the form of a query itself, oldest first.
    """
    (answer, filters), earlier = asked[-1], asked[:-1]
    pairs = [("q", answer.question), *filter_pairs(filters)]
    for before, chosen in earlier[_leans_from(asked, ask) :]:
        pairs.append(("after", urlencode([("q", before.question), *filter_pairs(chosen)])))
    return urlencode([*pairs, ("mark", mark_of(answer))])


def _leans_from(asked: Sequence[tuple[Answer, Filters]], ask: Ask) -> int:
    """Return from which question on the conversation gives the last answer again when it is asked anew."""
    last = len(asked) - 1
    for first in range(last, max(last - _MOST_TRIED, 0) - 1, -1):
        again: list[Answer] = []
        for answer, filters in asked[first:]:
            again.append(ask(answer.question, again, filters))
        if mark_of(again[-1]) == mark_of(asked[-1][0]):
            return first
    return 0
