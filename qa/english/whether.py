"""English questions without an interrogative: whether something is so, or a list that is asked for."""

from collections.abc import Sequence

from kg.pattern import Pattern
from qa.english.lexicon import grammar
from qa.english.phrases import BE, another, clause, glued, noun, placed, plain, timed
from qa.english.pieces import Part, Piece

_LISTS = Pattern(r"\s*(?:list|name|give|state|show|tell|enumerate|identify)\b")
_CAUSES = frozenset({"due to", "because of"})
_ARTICLES = frozenset({"a", "an", "the", "one", "still"})


def whether(found: Sequence[Piece], masked: str) -> str:
    """Return a question without an interrogative: yes or no, or a list."""
    if _LISTS.match(masked):
        return f"{noun(found[1:])}有哪些？"
    at = next((i for i, p in enumerate(found) if p.part is Part.AUXILIARY), None)
    if at is None:
        return f"{noun(found)}？"
    if said := _either(found, at) or _there(found[at + 1 :]):
        return said + "？"
    being = found[at].en in BE or any(p.en == "been" for p in found[at + 1 :])
    if being and (said := _is(found[at + 1 :])):
        return glued([plain(found[:at]), said]) + "？"
    done = clause(found[at + 1 :], found[at].en)
    if being and done.verbal and done.subject and (not done.does or _is_some(found[at + 1 :])):
        does = done.does or another("", "objects", done.subject)  # was any provision made for the inventories
        return glued([plain(found[:at]), done.time, done.what, done.around, "是否", does, done.subject]) + "？"
    if (had := _had(found[at:])) is not None:
        return glued([plain(found[:at]), *had]) + "？"
    if "相同" in done.what:  # do the two give the same balance
        what = done.what.replace("相同", "")
        return glued([done.subject, "的", done.time, done.around, what, "是否相同"]) + "？"
    if done.does in grammar()["mutual"]:  # do the two filings agree on the revenue
        return glued([done.subject, "的", done.time, done.around, done.what, "是否", done.does]) + "？"
    return glued([plain(found[:at]), done.asking("是否") if done.verbal else done.ending("是否")]) + "？"


def _there(words: Sequence[Piece]) -> str:
    """Ask whether there is a thing: 甲与乙是否存在竞争; empty for other questions."""
    times, rest = timed([p for p in words if p.part is not Part.AUXILIARY])
    if not rest or rest[0].en != "there":
        return ""
    manner = [p for p in rest[1:] if _is_manner_of_time(p)]
    rest = [p for p in rest[1:] if p not in manner]
    at = next((i for i, p in enumerate(rest) if p.part is Part.RELATIVE), len(rest))
    at = next((i for i, p in enumerate(rest[:at]) if p.part is Part.PREPOSITION and p.en in grammar()["among"]), at)
    where = placed(rest[at].en, noun(rest[at + 1 :])) if at < len(rest) and rest[at].part is Part.PREPOSITION else ""
    thing = noun(rest[:at]) if where else noun(rest)
    denied = any(p.en == "no" for p in rest[:1])
    what = another("存在", "objects", thing)
    return "" if denied else glued([times, where, plain(manner), "是否", what, thing])


def _is_some(words: Sequence[Piece]) -> bool:
    """Tell whether a subject is told as one that need not be there: were any signs found."""
    first = next((p for p in words if p.part is not Part.AUXILIARY), None)
    joined = any(p.part is Part.JOINING for p in words)  # were any shares pledged or frozen
    return first is not None and first.en in ("any", "some", "a", "an") and not joined


def _had(words: Sequence[Piece]) -> list[str] | None:
    """Say whether somebody has a thing: 甲公司是否有逾期借款; None for other questions."""
    at = next((i for i, p in enumerate(words) if p.en == "have" and i > 1), 0)
    if words[0].en not in ("do", "does", "did") or not at or at + 1 == len(words):
        return None
    time, what = timed(words[at + 1 :])
    before, subject = timed([p for p in words[1:at] if p.part is not Part.AUXILIARY])
    denied = any(p.en in grammar()["denials"] for p in what)
    if denied or what[0].part is Part.PREPOSITION or what[0].en in ("to", "been"):
        return None
    manner = [p for p in subject if _is_manner_of_time(p)]
    return [before, time, noun([p for p in subject if p not in manner]), plain(manner), "是否有", noun(what)]


def _is_manner_of_time(piece: Piece) -> bool:
    """Tell whether a word says when something is so, without naming the time: currently."""
    return piece.part is Part.WORD and piece.zh in grammar()["nowadays"]


def _either(found: Sequence[Piece], at: int) -> str:
    """Ask which of two things of one kind it is: by the gross method or the net method; empty for other questions."""
    times, rest = timed([p for p in found[at + 1 :] if p.part is not Part.MARK])
    ors = [i for i, p in enumerate(rest) if p.en == "or"]
    if len(ors) != 1:
        return ""
    first, second = rest[: ors[0]], rest[ors[0] + 1 :]
    articles = [i for i, p in enumerate(first) if p.en in _ARTICLES]
    each = bool(articles and second) and second[0].en in _ARTICLES  # a lease or a purchase
    start = articles[-1] if each else next((i + 1 for i in reversed(range(len(first))) if not _names(first[i])), 0)
    one, other = ([p for p in words if p.part is not Part.SILENT] for words in (first[start:], second))
    of_a_kind = one and other and (one[-1].en == other[-1].en or each)
    if not of_a_kind or not all(_names(p) or (each and p in (one[-1], other[-1])) for p in (*first[start:], *second)):
        return ""
    before = first[:start]
    while before and before[-1].part is Part.PREPOSITION:
        before.pop()
    done = clause(before, found[at].en)
    return glued([plain(found[:at]), times, done.ending("是", plain(one), "还是", plain(other))])


def _names(piece: Piece) -> bool:
    """Tell whether a piece may belong to one of two things that are offered, and is nothing done to them."""
    return piece.part in (Part.WORD, Part.UNKNOWN, Part.FILED, Part.NAME, Part.SILENT) and not piece.does


def _is(words: Sequence[Piece]) -> str:
    """Say whether one thing is another, or more than another; empty where something is done."""
    times, rest = timed(words)
    rest = [p for p in rest if p.part is not Part.AUXILIARY]
    due = next((i for i, p in enumerate(rest) if p.en in _CAUSES and i), 0)
    if due:
        return glued([times, noun(rest[:due]), "是否由于", noun(rest[due + 1 :])])
    same = next((i for i, p in enumerate(rest) if p.zh == "相同"), 0)
    as_ = next((i for i, p in enumerate(rest) if p.en == "as" and i > same), 0)
    if same and as_:
        return glued([times, noun(rest[:same]), "与", noun(rest[as_ + 1 :]), "是否是同一", noun(rest[same + 1 : as_])])
    if same and same + 1 < len(rest) and rest[same + 1].part is Part.PREPOSITION:
        return glued([noun(rest[same + 2 :]), "的", times, noun(rest[:same]), "是否相同"])
    more = next((i for i, p in enumerate(words) if p.zh in grammar()["limits"] and i), 0)
    if more:
        one, other = ([p for p in side if p.part is not Part.AUXILIARY] for side in (words[:more], words[more + 1 :]))
        if timed(one)[0] and timed(other)[0]:  # in 2023 below that of 2022
            return glued([noun(one), "是否", words[more].zh, noun(other)])
        return glued([times, noun(timed(one)[1]), "是否", words[more].zh, noun(timed(other)[1])])
    an = next((i for i, p in enumerate(rest) if i and p.en in _ARTICLES and not _opens_group(rest, i)), 0)
    if an and clause(rest, "is").verbal is False:
        return glued([times, noun(rest[:an]), "是否是", noun(rest[an:])])
    return ""


def _opens_group(words: Sequence[Piece], i: int) -> bool:
    """Tell whether an article belongs to what a preposition introduces: of the company."""
    return words[i - 1].part in (Part.PREPOSITION, Part.JOINING, Part.SILENT) and words[i - 1].en != "one"
