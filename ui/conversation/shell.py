"""The page before anything is asked. It is whole without Gradio, so that it is painted while Gradio still loads."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.assistant import LONGEST_QUESTION
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.conversation.facets import Choice, choice_of
from ui.conversation.starters import Starters
from ui.documents.written import FORMS
from ui.gaps import are_kept
from ui.pages.filter_chips import Chip, filter_chips
from ui.pages.templates import render
from ui.words.answering import measured_text
from ui.words.strings import text

_THEMES_SHOWN = 6
_WORDS = (
    "wait.searching",
    "wait.model",
    "ask.stopped",
    "button.copied",
    "button.copy_failed",
    "error.heading",
    "error.retry",
    "error.offline",
    "error.busy",
    "feedback.reason",
    "feedback.send",
    "feedback.kept",
    "chats.deleted",
    "share.changed",
    "sources.empty",
    "sources.none",
)


@dataclass(frozen=True, slots=True)
class Shell:
    """What the page shows before anything is asked; `starts` are themes, each with a publication to begin with.

    `languages` names the line that says in which languages questions are asked, if there is one, `keeps_gaps` asks for
    that on questions that are kept; `words` are the script's texts as JSON.
    """

    collection: str
    count: int
    languages: str
    keeps_gaps: bool
    question: str
    chosen: Sequence[Chip]
    choice: Choice
    examples: Sequence[str]
    are_checked: bool
    starts: Sequence[tuple[str, Publication]]
    foot: Sequence[str]
    words: str
    longest: int = LONGEST_QUESTION
    forms: Sequence[str] = FORMS


def shell_html(
    store: Store, begin: Starters, filters: Filters, question: str, language: str, languages: str = ""
) -> str:
    """Return the page with its question box, the filters that are set, and the questions to begin with."""
    are_checked = begin.are_checked  # before the examples are taken: what is checked meanwhile is asked for again
    view = Shell(
        collection=store.setting("name") or "",
        count=store.count(),
        languages=languages,
        keeps_gaps=are_kept(store),
        question=question,
        chosen=filter_chips(filters, language),
        choice=choice_of(store, filters),
        examples=begin.at_once(),
        are_checked=are_checked,
        starts=where_to_start(store),
        foot=_foot(store, language),
        words=_words(language),
    )
    return render("shell.html", language, shell=view)


def examples_html(examples: Sequence[str], language: str) -> str:
    """Return the questions to begin with."""
    return render("examples.html", language, questions=examples)


def where_to_start(store: Store) -> list[tuple[str, Publication]]:
    """Return one publication, the newest, for each of the largest themes, with the name of the theme.

    The themes are the categories; where all publications share one category, their regions.
    """
    field = "categories" if len(store.values("categories")) > 1 else "regions"
    counts = {str(value): count for value, count in store.values(field).items()}
    chosen: dict[str, tuple[str, Publication]] = {}
    for theme in sorted(counts, key=lambda value: (-counts[value], value))[:_THEMES_SHOWN]:
        for publication in store.page(Filters.model_validate({field: (theme,)}), "-year", 0, _THEMES_SHOWN):
            if publication.id not in chosen:
                chosen[publication.id] = (theme, publication)
                break
    return list(chosen.values())


def _foot(store: Store, language: str) -> list[str]:
    """Return what the collection says about itself, and what was measured of how readily it answers."""
    own = (store.setting(name) for name in ("notice", "rights"))
    return [line for line in (*own, measured_text(store, language)) if line]


def _words(language: str) -> str:
    said = {key: text(key, language) for key in _WORDS}
    said["error.too_long"] = text("error.too_long", language, count=LONGEST_QUESTION)
    return json.dumps(said, ensure_ascii=False)
