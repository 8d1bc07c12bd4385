"""What a question costs to read grows with its length and not faster: no question keeps the others waiting."""

from collections.abc import Sequence
from time import thread_time

import pytest

from assistant.answer import Answer
from assistant.assistant import LONGEST_ASKED_AGAIN, LONGEST_QUESTION, MOST_QUESTIONS, Assistant
from assistant.evidence.reader import OnReading
from assistant.starters import Starters
from corpus.filters import Filters
from corpus.store import Store
from tests.assistant.rivers import read
from ui.conversation.without import without_words
from ui.terminal.ask import ask_all

REPEATED = (
    "Peace ", "xq ", "Xq ", "the reports on ", "John Smith ", "A.B. ", "Africa ", "hello, ", "western Africa and ",
    "without those about Lebanon and ", "reports by Haddad and ", "9 ", "a-b ", "a. B", "\u202ea\u0301 ", "2019, ",
    "please tell me ",
)  # fmt: skip
# A length that grows four times costs four times as much; sixteen times where each word is held against each.
FASTER = 9
# Processor time in seconds below which nobody waits, and a busy machine tells nothing.
AT_ONCE = 0.2


def seconds(store: Store, text: str) -> float:
    begun = thread_time()
    read(store, text)
    return thread_time() - begun


@pytest.mark.parametrize("said", REPEATED)
def test_a_question_costs_to_read_as_much_as_it_is_long(nine: Store, said: str) -> None:
    whole = f"Which publications on {LONGEST_QUESTION * said}"[:LONGEST_QUESTION]
    short = min(seconds(nine, whole[: LONGEST_QUESTION // 4]) for _ in range(2))
    long = seconds(nine, whole)
    assert long < max(AT_ONCE, FASTER * short), f"{short:.2f} s, and {long:.2f} s for four times as much"


class Listening(Assistant):
    """An assistant that has no reader, and keeps what it is asked."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, lambda: pytest.fail("nothing is to be read"))
        self.asked: list[str] = []
        self._starters = Starters(store, lambda question, _: Answer(question, "not_answered"))

    def ask(
        self,
        text: str,
        history: Sequence[Answer] = (),
        filters: Filters = Filters(),
        reading: OnReading | None = None,
    ) -> Answer:
        self.asked.append(text)
        return super().ask("?", history, filters, reading)


def test_a_message_of_hundreds_of_questions_is_refused(nine: Store) -> None:
    answer = Assistant.ask(Listening(nine), "Why? " * 700)
    assert answer.status == "not_answered"
    assert answer.reason == f"These are 700 questions at once; ask at most {MOST_QUESTIONS} of them in one message."


def test_the_oldest_of_many_long_questions_are_forgotten(nine: Store) -> None:
    assistant = Listening(nine)
    history = [f"{n} {'long ' * 700}" for n in range(50)]
    ask_all(assistant, "And when?", history)
    assert assistant.asked == [*history[-2:], "And when?"]
    assert len("".join(history[-3:])) > LONGEST_ASKED_AGAIN


def test_words_are_taken_off_a_long_question_at_once() -> None:
    begun = thread_time()
    assert without_words("in the " * 570 + "2019", "2019").endswith("in the")
    assert without_words("in " * 1_300 + "x", "2019").endswith("x")
    assert without_words("\n" * 3_990 + "in 2019 Peru", "2019") == "Peru"
    assert thread_time() - begun < 1
