"""The words that stand at a value itself, and so say what it is: heads of row and column, or what is before it."""

from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.found import Found, Item
from qa.parsing.match import squeezed
from qa.parsing.words import unspaced

_SENTENCE, _CLAUSE = Pattern(r"[。；;]"), Pattern(r"[，,。；;]")


def near(cell: Cell, before: int) -> str:
    """Return, squeezed, the heads of a cell, and in a sentence so many characters of it before the value."""
    own = squeezed(f"{cell.label} {cell.heads}") + ("合计" if cell.total else "")
    evidence = cell.evidence
    if evidence.cell is not None or evidence.focus is None:
        return own
    quote, start = evidence.main.quote, max(0, evidence.focus[0] - evidence.main.start)
    bare, start = unspaced(quote), len(unspaced(quote[:start]))
    at = bare.find(unspaced(cell.text), start)  # the words in focus may begin with what the value is of
    ahead = squeezed(_SENTENCE.split(bare[: at if at >= 0 else start])[-1])
    return own + ahead[-before:]


def near_item(found: Found, item: Item, before: int, *, behind: bool = True) -> str:
    """Return the words near the values that an item rests on, or around its own words in the sentence read; those
    behind them only where wanted."""
    if item.cells:
        return "".join(near(cell, before) for cell in item.cells)
    for sentence in found.prose:
        text = unspaced(sentence.text)
        at = text.find(unspaced(item.text)) if item.text else -1
        if at >= 0:
            ahead = squeezed(_SENTENCE.split(text[:at])[-1])
            rest = squeezed(_CLAUSE.split(text[at:])[0]) if behind else ""
            return squeezed(sentence.head) + ahead[-before:] + rest
    return ""
