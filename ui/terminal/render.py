"""An answer as text for the terminal."""

from assistant.answer import Answer, CitedSource


def answer_text(answer: Answer) -> str:
    """Return the answer as plain text: what was found, the quotes with their numbers, then the sources."""
    blocks = [answer.notice] if answer.notice else []
    if answer.status == "not_answered":
        blocks.append(answer.reason)
        if answer.nearest:
            near = answer.nearest
            blocks.append(
                f"The nearest the publications come, which is no answer:\n  “{near.text}”\n  {near.publication.title}"
            )
        if answer.searched is not None:
            blocks.append(_searched_text(answer))
        if answer.closest:
            nearest = "\n".join(f"  - {p.title}" for p in answer.closest)
            blocks.append(f"The nearest publications, which do not answer it:\n{nearest}")
    for statement in answer.statements:
        marks = "".join(f" [{number}]" for number in statement.citations)
        if statement.citation and (page := statement.citation.page):
            marks += f" p. {page}"
        blocks.append(f"  “{statement.text}”{marks}" if statement.citation else statement.text)
    if answer.sources:
        blocks.append("Sources\n" + "\n".join(_source_text(source) for source in answer.sources))
    if answer.suggestions:
        blocks.append("You could ask:\n" + "\n".join(f"  - {question}" for question in answer.suggestions))
    return "\n\n".join(blocks)


def _searched_text(answer: Answer) -> str:
    count = answer.searched
    return f"Looked for in {count} publication{'' if count == 1 else 's'}."


def _source_text(source: CitedSource) -> str:
    publication = source.publication
    parts = [", ".join(publication.authors), str(publication.year or ""), publication.url]
    detail = ". ".join(part for part in parts if part)
    return f"  [{source.number}] {publication.title}" + (f" ({detail})" if detail else "")
