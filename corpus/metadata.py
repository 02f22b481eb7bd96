"""What a filing says of itself on its first page."""

from kg.model import DocumentMeta


def read_metadata(text: str) -> DocumentMeta:
    """Return kind, title, issuer, code, number and date as far as the filing states them."""
    return DocumentMeta()
