"""What a record's page says to reference managers and search engines.

Three forms, because each reader knows another one: COinS and Highwire's `citation_` tags for Zotero and its kin,
schema.org for search engines. Empty fields stay out of all three.
"""

from typing import Any
from urllib.parse import urlencode

from corpus.publication import Publication
from corpus.writers.csl import csl_json

_INSTITUTION_TAGS = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}
_SCHEMA_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "paper-conference": "ScholarlyArticle",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_DESCRIPTION = 300  # characters; search engines show about 160


def meta_tags(publication: Publication) -> list[tuple[str, str]]:
    """Return the Highwire tags of the record as (name, content)."""
    item = csl_json(publication)
    tags = [
        ("citation_title", item["title"]),
        *(("citation_author", name) for name in publication.authors),
        ("citation_publication_date", publication.date.partition("/")[0] or str(publication.year or "")),
        (_INSTITUTION_TAGS.get(item["type"], "citation_publisher"), item.get("publisher", "")),
        ("citation_journal_title", item.get("container-title", "") if item["type"] == "article-journal" else ""),
        ("citation_volume", item.get("volume", "")),
        ("citation_issue", item.get("issue", "")),
        *(("citation_issn", number) for number in publication.issn),
        *(("citation_isbn", number) for number in publication.isbn),
        ("citation_doi", item.get("DOI", "")),
        ("citation_public_url", item.get("URL", "")),
        ("citation_language", item.get("language", "")),
        ("citation_keywords", item.get("keyword", "")),
        ("description", item.get("abstract", "")[:_DESCRIPTION]),
    ]
    return [(name, value) for name, value in tags if value.strip()]


def coins(publication: Publication) -> str:
    """Return the COinS of the record: an OpenURL of the kind "report", for the title of an empty element."""
    item = csl_json(publication)
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rfr_id", "info:sid/refdesk"),
        ("rft.genre", "report"),
        ("rft.btitle", item["title"]),
        *(_coins_author(name) for name in item.get("author", [])),
        ("rft.date", str(publication.year or "")),
        ("rft.pub", item.get("publisher", "")),
        ("rft.language", item.get("language", "")),
        ("rft_id", f"info:doi/{item['DOI']}" if "DOI" in item else ""),
        ("rft_id", item.get("URL", "")),
    ]
    return urlencode([pair for pair in pairs if pair[1]])


def json_ld(publication: Publication) -> dict[str, Any]:
    """Return the record as schema.org has its kind; what has none there is a creative work."""
    item = csl_json(publication)
    said = {
        "@context": "https://schema.org",
        "@type": _SCHEMA_TYPES.get(item["type"], "CreativeWork"),
        "name": item["title"],
        "abstract": publication.abstract,
        "author": [_schema_author(name) for name in item.get("author", [])],
        "datePublished": publication.date.partition("/")[0] or str(publication.year or ""),
        "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else None,
        "url": item.get("URL"),
        "identifier": f"https://doi.org/{item['DOI']}" if "DOI" in item else None,
        "inLanguage": item.get("language"),
        "spatialCoverage": list(dict.fromkeys((*publication.countries, *publication.regions))),
        "keywords": [*publication.keywords, *publication.categories],
    }
    return {key: value for key, value in said.items() if value}


def _coins_author(name: dict[str, str]) -> tuple[str, str]:
    """Name an author in parts as `au`, any other as `aucorp`, because Zotero cuts an `au` at its last word."""
    return ("rft.au", f"{name['family']}, {name['given']}") if "family" in name else ("rft.aucorp", name["literal"])


def _schema_author(name: dict[str, str]) -> dict[str, str]:
    if "literal" in name:
        return {"name": name["literal"]}
    whole = f"{name['given']} {name['family']}"
    return {"@type": "Person", "name": whole, "givenName": name["given"], "familyName": name["family"]}
