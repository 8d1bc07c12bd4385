"""Content questions: search, choice of sentences, the gate, and the answer composed of quotes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from time import perf_counter

from assistant.answer import Answer, Citation
from assistant.collection.records import Records, meets
from assistant.evidence.coverage import Coverage, coverage, holding_names, holds_all, names_held
from assistant.evidence.gate import Verdict, decide, reason_for
from assistant.evidence.sentences import READ_CLOSELY, READ_OF_SEVERAL, EvidenceReader, Scored
from assistant.evidence.showing import apart, says_what_it_is, shown, with_context, without_notices, without_repeats
from assistant.evidence.threshold import least_probability
from assistant.evidence.topics import TopicReader
from assistant.messages.message import Message, message
from assistant.question import Conditions, ContentQuestion, Listing, Query, Term
from assistant.reply.compose import quoted, refused
from assistant.reply.predicates import among
from assistant.reply.refusals import emptied_by
from corpus.publication import Publication
from embeddings.engine import Engine, Hit

# Records whose sentences are read, the fewest and the most, and the letters of their abstracts that are enough between
# the two: fewer lose right sentences, most of all where an abstract is one sentence (RESULTS.md, what was tried).
RECORDS_READ, _MOST_READ = 10, 40
_LETTERS_READ = 6_000
# What meeting a condition that may be meant, and is not certain, adds to the score of a record in the search.
_RAISED = 0.15
CLOSEST_SHOWN = 3
# A further record is pointed to, or compared, when its best sentence comes this near to the best one.
_NEAR = 0.25
_NEAR_COMPARED = 0.6
# A topic is none of the collection's where more than this share of its words, and not just one of them, stands in no
# record: "trafficking for organ removal".
_TOPIC_LACKS = 0.4
_MOST_POINTED = 3

# Told which records are read for a question, the best first, before it is known whether they answer it.
OnReading = Callable[[Sequence[Publication]], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read for a question: the records, the best first, their best sentences, and what they lack.

    `untold` is the best record where it has no abstract: it may be about what is asked, and says nothing of it.
    `others` hold what each further record lacks of which a sentence was read, by its id.
    """

    publications: Sequence[Publication]
    sentences: Sequence[Scored]
    lacks: Coverage
    untold: Publication | None = None
    others: Mapping[str, Coverage] = field(default_factory=dict)


class ContentReader:
    """Answers content questions with quotes from the records that the engine finds."""

    def __init__(self, engine: Engine, evidence: EvidenceReader) -> None:
        self._engine, self._evidence = engine, evidence
        self._topics = TopicReader(engine, evidence)

    def answer(self, question: ContentQuestion, records: Records, reading: OnReading | None = None) -> Answer:
        """Return quotes that answer the question, or the reason why there are none."""
        begun = perf_counter()
        if question.conditions and not records.ids(question.conditions, question.about):
            reason = emptied_by(question.conditions, records, about=question.about)
            return replace(refused(question.text, reason), filters=question.conditions.applied)
        if question.listing:
            listed = self._topics.answer(question, question.listing, records)
            return replace(listed, filters=question.conditions.applied)
        hits = self.search(question, records)
        searched = perf_counter()
        if reading and hits:
            reading([hit.publication for hit in hits])
        evidence = self.read(question, hits, records)
        read = perf_counter()
        total = len(records.ids(question.conditions)) if question.conditions else records.vocabulary.size
        answer = _composed(question, evidence, total, least_probability(records.store))
        if answer.status == "not_answered" and question.points and not question.compares:
            # Who is pointed to records is helped by those on the topic, though no sentence of them speaks for itself.
            listed = self._topics.answer(question, Listing(), records)
            answer = listed if listed.status == "answered" else answer
        timings = {"search": searched - begun, "evidence": read - searched, "decide": perf_counter() - read}
        return replace(
            answer,
            filters=question.conditions.applied,
            timings_ms={name: round(seconds * 1000, 1) for name, seconds in timings.items()},
        )

    def search(self, question: ContentQuestion, records: Records) -> list[Hit]:
        """Return the records to read for the question, the best first; where they are given, all are as good."""
        conditions = question.conditions
        if question.about:
            accepted = set(records.ids(conditions, question.about)) if conditions else set(question.about)
            chosen = records.get([i for i in question.about if i in accepted][:RECORDS_READ])
            return [Hit(publication, 1.0) for publication in chosen]
        text = question.topic.text if question.points else question.search
        names = names_held(question.sought, records.vocabulary)
        hits = self._engine.search(text, _MOST_READ, conditions.meeting, conditions.without)
        raised = (
            replace(hit, score=hit.score + _RAISED * _is_raised(hit.publication, question, names)) for hit in hits
        )
        found = sorted(raised, key=lambda hit: (-hit.score, hit.publication.id))
        # The record that says what a word means need not be the one that is most about it.
        fewest = 2 * RECORDS_READ if question.query.term else RECORDS_READ
        letters = list(accumulate(len(hit.publication.abstract) for hit in found))
        return [hit for place, hit in enumerate(found) if place < fewest or letters[place - 1] < _LETTERS_READ]

    def read(self, question: ContentQuestion, hits: Sequence[Hit], records: Records) -> Evidence:
        """Return the best sentences of the records, and which words of the question the records lack."""
        query = question.sought
        publications = [hit.publication for hit in hits]
        named = holding_names(query, publications, records.vocabulary)
        found = {hit.publication.id: hit.score for hit in hits}
        closely = READ_OF_SEVERAL if question.points else READ_CLOSELY
        sentences = without_repeats(without_notices(self._evidence.read(query, named, found, closely)))
        untold = None
        if not question.points:
            # A title leads to its record, and answers nothing.
            untold = sentences[0].publication if sentences and sentences[0].field == "title" else None
            sentences = [sentence for sentence in sentences if sentence.field != "title"]
        nearest, *others = {s.publication.id: s.publication for s in sentences}.values() or (None,)
        lacks = coverage(query, nearest, records.vocabulary)
        of_others = {other.id: coverage(query, other, records.vocabulary) for other in others if other}
        return Evidence(publications, sentences, lacks, untold, of_others)


def _is_raised(publication: Publication, question: ContentQuestion, names: Sequence[Term]) -> bool:
    """Tell whether a record meets a condition that may be meant, or holds all the names of the question."""
    held = bool(names) and holds_all(publication, names)
    return held or any(meets(publication, found) for found in question.raised)


def _composed(question: ContentQuestion, evidence: Evidence, total: int, least: float) -> Answer:
    if question.conditions.meeting and (names := evidence.lacks.names_elsewhere):
        # Among the records that the conditions leave, what others say of the name answers nothing.
        return refused(question.text, message("texts.no_name_here", names=tuple(names)), *_near(evidence))
    verdict = decide(question.query, evidence.sentences, evidence.lacks, least)
    chosen = pointed(question, evidence, verdict) if question.points else []
    if not chosen:
        if not verdict.answered or (question.points and _is_another_topic(evidence.lacks)):
            reason = verdict.reason or reason_for(question.query, evidence.sentences, evidence.lacks)
            return refused(question.text, _untold(question, evidence) or reason, *_near(evidence))
        near = shown(question.query, evidence.sentences)
        without_answer = _silent(near, question.query, evidence, least)
        chosen = [s for s in near if s.publication.id not in without_answer]
    slices = [(s.publication, s.field, s.start, s.end) for s in apart([with_context(s) for s in chosen])]
    answers = verdict.answered and not _silent(chosen, question.query, evidence, least)
    return quoted(question.text, slices, total, among(question.conditions), answers=answers)


def _silent(chosen: Sequence[Scored], query: Query, evidence: Evidence, least: float) -> set[str]:
    """Return the ids of the records chosen, beside the nearest, of which what was read answers nothing by itself."""
    further = {s.publication.id for s in chosen} & evidence.others.keys()
    own = {i: [s for s in evidence.sentences if s.publication.id == i] for i in further}
    return {i for i in further if not decide(query, own[i], evidence.others[i], least).answered}


def _untold(question: ContentQuestion, evidence: Evidence) -> Message | None:
    """Return that the best record has no abstract, unless it lacks what no record names."""
    is_elsewhere = not question.about and (evidence.lacks.missing_names or evidence.lacks.missing_words)
    if evidence.untold is None or is_elsewhere:
        return None
    return message("nearest.no_abstract", title=evidence.untold.title)


def pointed(question: ContentQuestion, evidence: Evidence, verdict: Verdict) -> list[Scored]:
    """Return the best sentence of each record that holds the topic asked for, or several of the only one that does.

    None where no record holds it: where a word of the topic stands in no record, the gate decides.
    """
    lacks, sentences = evidence.lacks, evidence.sentences
    if not sentences or lacks.missing_names or _is_another_topic(lacks):
        return []
    confined = bool(question.conditions.meeting and lacks.absent_here)
    if (lacks.missing_share or confined) and not verdict.answered:
        return []
    best = sentences[0].score
    firsts = list({s.publication.id: s for s in reversed(sentences)}.values())
    firsts.sort(key=lambda s: (-s.score, s.publication.id))
    near = [s for s in firsts if s.score >= best - (_NEAR_COMPARED if question.compares else _NEAR)]
    if len(near) > 1:
        # Which record is most about the topic is told by the search, of all that it holds.
        return sorted(near, key=lambda s: -s.found)[:_MOST_POINTED]
    own = [s for s in sentences if s.publication.id == near[0].publication.id]
    # Who is pointed to one record wants to know what it is.
    return list(dict.fromkeys([*filter(says_what_it_is, sorted(own, key=lambda s: s.start)), *own]))[:_MOST_POINTED]


def _is_another_topic(lacks: Coverage) -> bool:
    missing = [word for words in lacks.missing_words for word in words.split()]
    return lacks.missing_share > _TOPIC_LACKS and len(missing) > 1


def without_understood(question: ContentQuestion) -> ContentQuestion | None:
    """Return the question asked without the conditions that were understood of it; None where there are none.

    What it leaves out ("not about Peru") stays left out.
    """
    kept = Conditions(chosen=question.conditions.chosen, without=question.conditions.without)
    if kept.meeting == question.conditions.meeting and not question.conditions.counts:
        return None
    aside = tuple(found for found in question.conditions.found if not found.excluded)
    about = () if question.conditions.counts else question.about
    return replace(question, conditions=kept, about=about, set_aside=aside)


def _near(evidence: Evidence) -> tuple[list[Publication], Citation | None]:
    """Return the records and the sentence that come nearest, which are no answer."""
    if not evidence.sentences:
        return _closest(evidence), None
    best = with_context(evidence.sentences[0])
    return _closest(evidence), Citation(1, best.publication, best.field, best.start, best.end)


def _closest(evidence: Evidence) -> list[Publication]:
    first = [evidence.untold.id] if evidence.untold else []
    by_sentence = dict.fromkeys([*first, *(s.publication.id for s in evidence.sentences)])
    order = {publication_id: place for place, publication_id in enumerate(by_sentence)}
    return sorted(evidence.publications, key=lambda p: order.get(p.id, len(order)))[:CLOSEST_SHOWN]
