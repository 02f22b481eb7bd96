"""English key words beside words that stay as filed, so that a reader of English sees what a Chinese sentence says."""

from qa.parsing.words import concept_finder, meanings, squeeze

MOST = 6


def glossed(text: str) -> str:
    """Return a Chinese text with the English of its known words behind it, in the order of the text."""
    found = sorted(concept_finder().find(squeeze(text)), key=lambda w: w.start)
    known = [meanings()[w.value] for w in found]
    words = list(dict.fromkeys(m.en[0] for m in known if m.en and not m.weak))
    return f"{text} ({', '.join(words[:MOST])})" if words else text
