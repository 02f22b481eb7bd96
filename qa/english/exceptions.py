"""What a question leaves out, said first: 除甲公司外, 除持有乙公司3%股权外."""

from collections.abc import Sequence

from kg.pattern import Pattern
from qa.english.lexicon import grammar
from qa.english.phrases import noun
from qa.english.pieces import Part, Piece

_EXCEPT = "除{}外"
_PERCENT = Pattern(r"\d%")
_OF = frozenset({"of", "in"})


def without_exceptions(found: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return what a question leaves out, said first as in 除A公司外，, and its other pieces."""
    left_out: list[Piece] = []
    kept: list[Piece] = []
    taking, without = False, _EXCEPT
    for i, piece in enumerate(found):
        if piece.part is Part.PREPOSITION and grammar()["prepositions"].get(piece.en) == _EXCEPT:
            taking, without = True, "剔除{}后" if piece.en == "excluding" else without
        elif taking and _goes_on(found, i):
            left_out.append(piece)
        else:
            taking = False
            kept.append(piece)
    without = _EXCEPT if any(p.part is Part.NAME for p in left_out) else without
    return f"{without.format(_stake(noun(left_out)))}，" if left_out else "", kept


def _stake(left_out: str) -> str:
    """Return a stake as one that somebody holds: 持有乙公司3%股权."""
    owner, of, share = left_out.rpartition("的")
    interest = next((i for i in grammar()["interests"] if share.endswith(i)), "")
    if not of or not interest or not _PERCENT.search(share):
        return left_out
    return f"持有{owner}{share.removesuffix(interest)}股权"


def _goes_on(found: Sequence[Piece], i: int) -> bool:
    """Tell whether a piece still belongs to what is left out: the 3% stake in A, or B."""
    piece = found[i]
    if piece.part is Part.PREPOSITION:
        interest = piece.en == "of" or (piece.en in _OF and found[i - 1].zh in grammar()["interests"])
        return interest and bool(found[i + 1 :]) and found[i + 1].part is not Part.TIME
    if piece.part is Part.JOINING:
        return piece.en in ("and", "or") and bool(found[i + 1 :]) and _goes_on(found, i + 1)
    return piece.part in (Part.NAME, Part.WORD, Part.FILED, Part.SILENT) and not piece.does
