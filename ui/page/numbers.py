"""The numbers under which a conversation cites its records: a record keeps the one that it got first."""

from collections.abc import Mapping, Sequence

from assistant.answer import Answer


def conversation_numbers(answers: Sequence[Answer]) -> Mapping[str, int]:
    """Return the number of each record cited in the conversation, by id, from 1 in order of appearance."""
    ids = dict.fromkeys(p.id for answer in answers for p in answer.publications)
    return {publication_id: number for number, publication_id in enumerate(ids, start=1)}
