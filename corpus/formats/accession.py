"""The numbers under which databases keep a record."""


def accession_of(number: str, told: str) -> tuple[str, str]:
    """Return the kind of number and the number; `told` is what else the record says of its database."""
    database, colon, bare = number.partition(":")
    if number.startswith("PMC"):
        return "pmcid", number
    if colon and database == "MEDLINE" and bare.isdigit():
        return "pmid", bare
    if number.isdigit() and "pubmed" in told.lower():
        return "pmid", number
    return "accession", number
