"""From the words of a question to what is asked: one reading, by which every later stage goes."""

import re
from dataclasses import dataclass, replace

from assistant.collection.records import Records
from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import is_english, is_everyday
from assistant.language.lexicon import RECORD_NOUNS
from assistant.language.words import STOP_WORDS, Word, lowered, words
from assistant.question import (
    CatalogueQuestion,
    CatalogueRequest,
    Conditions,
    ContentQuestion,
    ForeignQuestion,
    Question,
    SmallTalk,
)
from assistant.understanding.catalogue_question import catalogue_question
from assistant.understanding.content_question import content_question, looked_for
from assistant.understanding.foreign import ForeignRequest, catalogue_question_in
from assistant.understanding.intents.desk import asks_where_to_start, desk_intent
from assistant.understanding.intents.listing import listing_of
from assistant.understanding.intents.other_languages import FILES
from assistant.understanding.intents.pointing import asks_definition, is_pointing
from assistant.understanding.intents.requests import INTENTS, intent_of, read_request
from assistant.understanding.intents.second_opinion import SecondOpinion
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.references.follow_ups import refer
from assistant.understanding.references.record_phrases import definite_phrases
from assistant.understanding.references.reference import Reference
from assistant.understanding.text.language import ENGLISH, language_of
from assistant.understanding.text.lead_in import lead_in
from assistant.understanding.text.sentences import Part, parts_of
from assistant.understanding.text.spelling import corrected
from assistant.understanding.wording.apart import apart
from assistant.understanding.wording.combined import conditions_of
from assistant.understanding.wording.reading import Reading, asked_without, read
from corpus.filters import Filters

# "A colleague spoke of Dubois, did she write for you?": what is asked begins in the middle.
_CLAUSE = re.compile(
    r"^(?:(?:i|we)['’](?:m|re|ve|d)|i|my|our|we|a|an|the|someone|somebody|there) [^,?]*[,:;–—] "
    r"(?=(?:who|what|which|when|how many|did|do|does|is|are|was|were|has|have|can|could)\b)",
    re.I,
)
_HELPING = frozenset(
    """help recommend suggest advise read start begin useful suitable best good worth look first nothing anything
    something written available one ones use pointers sort sorts kind kinds type types way introduction suggestion
    suggestions recommendation recommendations idea ideas tip tips newcomer beginner got""".split()
)
# "Has anybody written about that effect?", "is the same known from elsewhere?", "any way to sort them?"
_BACK = re.compile(r"\b(?:them|those|these|this|the same)\b|\b(?:that|it)(?: \w+)?\W*$")
_OF_ALL = re.compile(r"\b(?:you|your|here|all|every|everything|there)\b")


def questions_in(text: str, vocabulary: Vocabulary) -> tuple[Part, ...]:
    """Return the questions that the text asks, in order, two in one breath apart."""
    return tuple(
        one for part in parts_of(text, vocabulary.whole_titles(list(words(text)))) for one in apart(part, vocabulary)
    )


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads questions beside what a conversation holds before them, among the records that the user chose.

    `languages` says that questions to the catalogue are read in other languages than English too.
    """

    records: Records
    conversation: Conversation
    chosen: Filters = Filters()
    second_opinion: SecondOpinion | None = None
    languages: bool = False

    def question(self, part: Part) -> Question:
        """Return what is asked, complete without the conversation before it."""
        text = part.text
        topic = part.beside if part.beside and _needs_context(text) else ""
        if topic:
            text = f"{topic} {text}"
        if intent := desk_intent(text):
            return SmallTalk(text, intent)
        language = language_of(text, self.records.vocabulary)
        if language != ENGLISH:
            return self._in_another(text, language)
        return self._in_english(part, text, topic)

    def _in_another(self, text: str, language: str) -> CatalogueQuestion | ForeignQuestion:
        content = replace(looked_for(text, text), conditions=self._only_chosen)
        if not self.languages or language not in FILES:
            return ForeignQuestion(text, language, content)
        asked = catalogue_question_in(text, language, self.chosen, self.records)
        if isinstance(asked, ForeignRequest):
            return ForeignQuestion(text, language, content, asked.request, asked.subject)
        return asked or ForeignQuestion(text, language, content)

    @property
    def _only_chosen(self) -> Conditions:
        return Conditions(chosen=self.chosen)

    def _in_english(self, part: Part, text: str, topic: str) -> Question:
        spelled, corrections = corrected(text, self.records.vocabulary)
        conversation, vocabulary = self.conversation, self.records.vocabulary
        reading = read(spelled, vocabulary, conversation.years, conversation.counted_field)
        reference = _from_beside(part.beside, reading, self.records) or refer(reading, conversation)
        question: CatalogueQuestion | ContentQuestion | None
        question = catalogue_question(reading, reference, self.chosen, self.records)
        if question and question.request.subject and intent_of(question.request).ordered and listing_of(spelled):
            # "The latest on swine fever" is chosen among all that are about it, not only those that a title tells.
            question = None
        if topic and question and (question.request.asked != "list" or question.request.subject):
            # The question itself asks for records; what is said beside it asks nothing.
            question = None
        if question is None and (clause := _CLAUSE.match(text)) and not part.beside:
            after = self.question(Part(text[clause.end() :], clause[0]))
            question = replace(after, text=text) if isinstance(after, CatalogueQuestion) else None
        if question is None and (otherwise := self._second_opinion(text, reading, reference)):
            if isinstance(otherwise, SmallTalk):
                return otherwise
            question = otherwise
        question = question or content_question(reading, reference, self.chosen, self.records)
        if isinstance(question, ContentQuestion):
            search = question.search
            if topic:
                search = f"{_known(topic, vocabulary)} {part.text}"
            elif part.beside and _refers_back(part.text):
                search = f"{_with_held_names(part.beside, vocabulary)} {part.text}"
            search = _expanded(search, vocabulary)
            if search != question.search:
                meant = looked_for(text, search, question.conditions)
                question = replace(
                    question, search=search, query=meant.query, topic=meant.topic,
                    points=meant.points or question.points, compares=meant.compares,
                    listing=meant.listing or question.listing,
                )  # fmt: skip
        return replace(question, text=text, corrections=corrections)

    def _second_opinion(
        self, text: str, reading: Reading, reference: Reference | None
    ) -> SmallTalk | CatalogueQuestion | None:
        """Return what is asked where the wordings say content and the classifier is sure of something else."""
        opinion, carries_on = self.second_opinion, reference is not None and bool(reference.search)
        if opinion is None or carries_on:
            return None
        phrases = definite_phrases(reading, self.records)
        inside = {w for w in reading.residue for p in phrases if p.start <= w.start < p.end}
        left = [word.plain for word in reading.residue if word not in inside]
        # What no wording of any intent has is looked for in the texts, which needs no model to tell.
        if not opinion.may_take(left):
            return None
        asked = asked_without(reading, [(phrase.start, phrase.end) for phrase in phrases])
        intent = opinion.of(asked)
        if intent is None or opinion.leaves(intent, left):
            return None
        if INTENTS[intent].of == "desk":
            return None if reading.has_conditions or phrases or reference else SmallTalk(text, intent)
        described = tuple(word for word in reading.described if word in inside)
        taken = replace(reading, request=opinion.request(asked), residue=described, described=described)
        return catalogue_question(taken, reference, self.chosen, self.records)


def _needs_context(text: str) -> bool:
    """Tell whether a question such as "where should I start?" or "which texts?" has its topic in what is beside it."""
    if asks_where_to_start(text):
        return True
    low = lowered(text)
    asked = read_request(low[lead_in(low) :])
    plain = all(word.plain in STOP_WORDS | _HELPING | RECORD_NOUNS for word in words(text))
    # "Which texts do you have?" asks for all of them, whatever is said beside it.
    some = asked is not None and asked == CatalogueRequest("list") and not _OF_ALL.search(low)
    return (asked is None or some or is_pointing(text)) and plain and not desk_intent(text)


def _refers_back(text: str) -> bool:
    """Tell whether a question that is put to the texts leans on what is said beside it.

    It says so, as in "is the same known from elsewhere?", or has one word of its own: "what was the prevalence?"
    """
    own = [word for word in words(text) if word.plain not in STOP_WORDS | _HELPING | RECORD_NOUNS]
    return _BACK.search(lowered(text)) is not None or (len(own) < 2 and not asks_definition(text))


def _known(topic: str, vocabulary: Vocabulary) -> str:
    """Return those words of what people tell of themselves that the records know, or all if more are unknown."""
    topic = _with_held_names(topic, vocabulary)
    said = [word for word in words(topic) if word.plain not in STOP_WORDS]
    names = _names_in(topic)
    telling = [word for word in said if word in names or not is_everyday(word.plain)]
    kept = [word for word in telling if word in names or vocabulary.is_said(word)]
    return " ".join(topic[w.start : w.end] for w in kept) if 2 * len(kept) >= len(telling) else topic


def _with_held_names(topic: str, vocabulary: Vocabulary) -> str:
    """Return the text without the names and numbers that no record has, unless it has no others.

    Of "our office in Geneva wants papers for Samar" one may be what is asked about.
    """
    names = _names_in(topic)
    unknown = [word for word in names if not vocabulary.is_said(word)]
    for word in reversed(unknown if len(unknown) < len(names) else []):
        topic = f"{topic[: word.start].rstrip()}{topic[word.end :]}"
    return topic


def _names_in(text: str) -> list[Word]:
    """Return the words that are typed as names or numbers, other than the first."""
    return [w for w in words(text) if w.start and w.plain not in STOP_WORDS and not text[w.start].islower()]


def _from_beside(beside: str, reading: Reading, records: Records) -> Reference | None:
    """Return what a question that names nothing itself takes from the sentences beside it."""
    if not beside or reading.residue or reading.has_conditions or reading.titles:
        return None
    context = read(corrected(beside, records.vocabulary)[0], records.vocabulary)
    if phrases := definite_phrases(context, records):
        ids = tuple(dict.fromkeys(phrase.id for phrase in phrases))
        return Reference(ids, words="; ".join(p.title for p in records.get(ids)))
    if conditions := conditions_of(replace(context, counts=())):
        return Reference(conditions=conditions, words=beside)
    return None


def _expanded(text: str, vocabulary: Vocabulary) -> str:
    """Return the text with the long form of each abbreviation that is known and that the text does not explain.

    It stands after the short form, or in its place where no record uses the short form.
    """
    for short, word in {text[word.start : word.end]: word for word in words(text)}.items():
        typed_small = short.islower() and not is_english(short)
        # Records write "SOP" where a question may have "S.O.P.".
        written = short.replace(".", "")
        long = vocabulary.abbreviations.get(written.upper() if typed_small else written)
        if long and long.casefold() not in text.casefold():
            meant = f"{written} ({long})" if vocabulary.is_said(word) else long
            before, after = re.split(rf"(?<!\w){re.escape(short)}(?!\w)", text, maxsplit=1)
            text = f"{before}{meant}{after}"
    return text
