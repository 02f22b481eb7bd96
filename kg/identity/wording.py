"""How identities are told to people: kinds of evidence, how sure a name is, what speaks against it."""

from pathlib import Path

from kg.identity.hypothesis import Contradiction
from kg.kept import words_of

_WORDS = Path(__file__).with_name("words.yaml")


def kind_words(kind: str, lang: str) -> str:
    """Return what a kind of evidence is called in a language; a role of a fact as the ontology calls it."""
    if words := words_of(_WORDS)["kinds"].get(kind):
        return words[lang == "en"]
    from kg.ontology import load

    labels = (known.roles[kind].label for _, known in sorted(load().types.items()) if kind in known.roles)
    return next((getattr(label, lang) for label in labels), kind)


def sure_words(confidence: str, lang: str) -> str:
    """Return how sure a name is (`Candidate.sure`), in words of a language."""
    words = words_of(_WORDS)["confidences"].get(confidence)
    return words[lang == "en"] if words else confidence


def against_words(note: Contradiction, lang: str) -> str:
    """Return a contradiction as a line in a language."""
    forms = words_of(_WORDS)["against"]
    form = forms.get(note.kind, forms["differs"])[lang == "en"]
    kind = " ".join(part for part in (kind_words(note.kind, lang), note.period) if part)
    return form.format(kind=kind, ours=note.ours, theirs=note.theirs)
