"""Announcements of frozen shares: one fact for each freeze that is stated."""

from collections.abc import Iterator, Sequence

from kg.model import Document, Evidence, Fact, Party, Qualifiers, Role
from kg.pattern import Pattern
from nlp.announcements.flat import Flat, flatten
from nlp.announcements.freeze_parties import FreezeParties
from nlp.announcements.freeze_reader import FreezeReader
from nlp.announcements.freeze_words import Token, Window
from nlp.context import Context
from nlp.evidence import LONGEST, excerpt

_KINDS = frozenset({"freeze"})
_SAID = Pattern(r"(?:股份|股权|股票|流通股)[^。；]{0,24}被[^。；]{0,30}冻结")
_LIFTED = Pattern(r"解除(?:了)?对[^。；;]{0,60}冻结")
_SHORT = 8000  # characters; an announcement under another title is short when it announces a freeze


def is_freeze(document: Document) -> bool:
    """Tell whether a document announces frozen shares, by its kind, its title, or what it says twice."""
    if document.meta.kind in _KINDS or "冻结" in document.meta.title:
        return True
    return len(document.text) < _SHORT and len(_SAID.findall(document.text)) > 1


def freezes(document: Document, context: Context) -> Iterator[Fact]:
    """Yield the freezes that an announcement states; other documents state none here."""
    if not is_freeze(document):
        return
    flat = flatten(document)
    seen: set[tuple[tuple[str, str], ...]] = set()
    for window, tokens in FreezeReader(flat, FreezeParties(flat, context)).freezes():
        if _LIFTED.search(flat.text, window.start, window.end):
            continue
        key = tuple(sorted((token.role, flat.text[token.start : token.end]) for token in tokens))
        if tokens and key not in seen:
            seen.add(key)
            evidence = _evidence(document, flat, window, tokens)
            yield Fact("ShareFreeze", document.id, _roles(flat, context, tokens), evidence, Qualifiers(), "freeze")


def _roles(flat: Flat, context: Context, tokens: Sequence[Token]) -> tuple[Role, ...]:
    roles: list[Role] = []
    for token in tokens:
        words, at = flat.words(token.start, token.end), flat.span(token.start, token.end)
        if token.role == "end":
            roles.append(Role("end", words, words, *at))
            if token.value is not None:
                roles.append(Role("until", token.value, words, *at))
        elif token.value is not None:
            roles.append(Role(token.role, token.value, words, *at))
    if context.issuer:
        roles.append(Role("company", Party(context.issuer.name, context.issuer.id), ""))
    return tuple(roles)


def _evidence(document: Document, flat: Flat, window: Window, tokens: Sequence[Token]) -> tuple[Evidence, ...]:
    """Return the stretch that states the freeze, then the places of words that stand elsewhere."""
    inside = [token for token in tokens if window.start <= token.start < window.end]
    low = min((token.start for token in inside), default=window.start)
    high = max((token.end for token in inside), default=window.end)
    start, end = flat.span(*((low, high) if window.form == "table" else (window.start, window.end)))
    if end - start > LONGEST:
        start, end = flat.span(low, high)
        end = min(end, start + LONGEST)
    places = [(token.role, *flat.span(token.start, token.end)) for token in tokens]
    focus = next(((a, b) for role, a, b in places if role == "shares" and start <= a and b <= end), None)
    found = [Evidence(document.id, excerpt(document, start, end), focus=focus)]
    elsewhere = [(a, b) for _, a, b in places if not (start <= a and b <= end)]
    return (*found, *(Evidence(document.id, excerpt(document, a, b)) for a, b in dict.fromkeys(elsewhere)))
