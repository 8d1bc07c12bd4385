"""How readily the desk answers on a collection: what was measured at what its owner chose, in the reader's language."""

from assistant.evidence.threshold import FEWEST_MADE, choice_of, figures_of, measured_of
from corpus.store import Store
from ui.words.strings import DEFAULT_LANGUAGE, text


def measured_text(store: Store, language: str = DEFAULT_LANGUAGE) -> str:
    """Return what was measured at what the owner chose; empty where nothing could be concluded."""
    measured = measured_of(store)
    if measured is None or not measured.is_enough:
        return ""
    figures = figures_of(measured, choice_of(store))
    return text(
        "fit.measured",
        language,
        count=figures.questions,
        without=figures.refused_without,
        wrongly=figures.refused_with,
    )


def answering_text(store: Store, language: str = DEFAULT_LANGUAGE) -> str:
    """Return what was measured, or why nothing was."""
    measured = measured_of(store)
    if measured is None:
        return text("fit.unmeasured", language)
    return measured_text(store, language) or text("fit.few", language, fewest=FEWEST_MADE)
