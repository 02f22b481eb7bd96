"""What the head of a page says of it: title, date, author."""

from typing import Any

from kg.pattern import Pattern

_SITE = Pattern(r"\s*[_|｜—–-]\s*[^_|｜—–-]{2,16}$")
_FIELDS = {
    "date": "article:published_time|og:release_date|publishdate|pubdate|publish-date|weibo:article:create_at|date",
    "author": "author|article:author|og:article:author",
    "title": "og:title|weibo:article:title|title",
}


def page_head(root: Any) -> dict[str, str]:
    """Return title, date and author as far as the page tells; `hint` is a title to fall back on for filings."""
    filing = next(iter(root.xpath("//div[@type='pdf']/@title")), "")
    if filing:
        return {"hint": " ".join(filing.split())}
    named = {
        (meta.get("property") or meta.get("name") or "").lower(): " ".join((meta.get("content") or "").split())
        for meta in root.iter("meta")
    }
    found = {field: _first(named, names) for field, names in _FIELDS.items()}
    found["date"] = found["date"] or next(iter(root.xpath("//time/@datetime")), "")
    found["title"] = (
        _heading(root) or found["title"] or _SITE.sub("", "".join(root.xpath("//head/title//text()")).strip())
    )
    return {field: value for field, value in found.items() if value}


def _first(named: dict[str, str], names: str) -> str:
    return next((named[name] for name in names.split("|") if named.get(name)), "")


def _heading(root: Any) -> str:
    heads = [" ".join("".join(head.itertext()).split()) for head in root.iter("h1")]
    heads = [head for head in heads if head]
    return heads[0] if len(heads) == 1 else ""
