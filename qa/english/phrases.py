"""The order of Chinese: what a thing is of, where and when, stands before it; who does it, then how, then what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.pattern import Pattern
from qa.english.lexicon import grammar, is_infinitive, lemmas
from qa.english.lexicon import said as meaning
from qa.english.pieces import CONTENT, Part, Piece

_LATIN_MEET = Pattern(r"(?<=[A-Za-z0-9.]) ?\x1f ?(?=[A-Za-z0-9])")
_THING = Pattern("(?!更)[\u4e00-\u9fff]{2,}$")
_DE = Pattern(r"的+(?=[的和、，？]|$)|^的+|(?<=^)和")
BE = frozenset({"is", "are", "was", "were"})
_UNCHANGED = frozenset(  # past and infinitive alike, or none of the verb that its infinitive is
    {"cut", "set", "put", "hit", "split", "spread", "shut", "become", "come", "overcome", "run", "let", "founded"}
)
_JOINS = ("和", "、")
_SHARE = "占比"
_HAVE = frozenset({"has", "have", "had"})
_CAN = frozenset({"can", "could"})
_BEEN = frozenset({"be", "been"})
_ATTACHED = ("by", "to", "with", "from", "of")  # what says by or to whom a thing is done
_DO = frozenset({"do", "does", "did", "can", "could", "will", "would", "should", "may", "might", "must"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what, as Chinese words: `around` are the phrases that stand between the two."""

    time: str
    subject: str
    around: str = ""
    does: str = ""
    what: str = ""
    verbal: bool = False  # it has a verb, though that may say nothing: make a payment
    light: bool = False  # its verb only says who has the measure asked for: apply a rate

    def asking(self, word: str) -> str:
        """Return the clause with what is asked before its verb: 什么时候签订合同."""
        return glued([self.time, self.subject, self.around, word, self.does, self.what])

    def ending(self, *words: str) -> str:
        """Return the clause with what is asked at its end: 签订的合同有多少份."""
        return glued([self.time, self.subject, self.around, self.does, self.what, *words])

    def done(self, *words: str) -> str:
        """Return the clause with what is asked right behind its verb: 卖出多少股."""
        return glued([self.time, self.subject, self.around, self.does, *words, self.what])


def glued(words: Iterable[str]) -> str:
    """Put words side by side; two Latin ones are kept apart."""
    joined = "\x1f".join(word.strip() for word in words if word.strip())
    return _DE.sub("", _LATIN_MEET.sub(" ", joined).replace("\x1f", ""))


def plain(pieces: Sequence[Piece]) -> str:
    """Return words in the order they stand in."""
    words: list[str] = []
    behind = [p.zh for p in pieces if p.zh in grammar()["behind"]]
    for piece in pieces:
        if piece.zh in behind:
            continue
        if piece.part is Part.POSSESSIVE:
            words.append("的")
        elif piece.part is Part.JOINING:
            mark = "、" if piece.en in (",", "、") else "和"
            words = [*words[:-1], mark] if words and words[-1] in _JOINS else [*words, mark] if words else []
        elif piece.part in CONTENT:
            words.append(piece.zh)
    while words and words[-1] in (*_JOINS, "的"):
        words.pop()
    return glued([*words, *behind])


def timed(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return the times of some words, and the words without them and the prepositions before them."""
    times: list[str] = []
    rest: list[Piece] = []
    for i, piece in enumerate(pieces):
        if piece.part is Part.TIME:
            edge = grammar()["edges"].get(pieces[i - 1].en, "") if i and piece.zh.endswith(("日", "年")) else ""
            times.append(piece.zh + edge)
            of_a_deed = i + 1 < len(pieces) and pieces[i + 1].part is Part.WORD  # after the 2023 reduction
            while rest and rest[-1].part in (Part.PREPOSITION, Part.SILENT):
                if of_a_deed and rest[-1].en in ("after", "before"):
                    break
                rest.pop()
        else:
            rest.append(piece)
    return "、".join(dict.fromkeys(times)), rest


def noun(pieces: Sequence[Piece]) -> str:
    """Return a noun with all that says which one: the balance of the loans of A is A的贷款的余额."""
    times, rest = timed(_with_relative(pieces))
    (_, head), *groups = _groups(rest)
    said = ""
    done: Piece | None = None  # loans granted by A: what is done to the head, told with the next group
    for preposition, body in [("", head), *groups]:
        words = placed(preposition, plain(body)) if done else plain(body)
        of_a_deed = done is None and preposition in ("by", "from", "to")
        if done:
            words, done = glued([words, done.does]), None
            of_a_deed = preposition in ("by", "from", "to")
        elif len(body) > 1 and _is_participle(body[-1]):
            words, done = plain(body[:-1]), body[-1]
        if not said or not words:
            said = said or words
        elif preposition == "of" and said.endswith(_SHARE) and said != _SHARE:  # A's share of B
            said = glued([said.removesuffix(_SHARE).removesuffix("的"), "占", words, "的比例"])
        elif preposition in grammar()["trailing"]:
            said = glued([said, placed(preposition, words)])
        elif preposition in ("", *grammar()["attributive"]) or of_a_deed:
            said = glued([words, "的", said])
        else:
            said = glued([placed(preposition, words), said])
    return glued([times, done.does if done else "", "的" if done else "", said])


def _with_relative(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Say what somebody does with a thing before it: the software that A bought from B is A向B采购的软件."""
    at = next((i for i, p in enumerate(pieces) if i and p.part is Part.RELATIVE and p.en in ("that", "which")), 0)
    behind = pieces[at + 1 :]
    if not at:  # the funds A raised
        at = next((i for i in range(1, len(pieces) - 1) if _is_unlinked(pieces, i)), 0)
        behind = pieces[at:]
    doer = next((p for p in behind if p.part is not Part.SILENT), None)
    if not at or doer is None or doer.does or doer.part not in (Part.NAME, Part.WORD, Part.FILED):
        return pieces
    done = clause(behind, "")
    if not done.verbal or not done.subject:
        return pieces
    words = glued([done.time, done.subject, done.around, done.does, done.what])
    start = max((i + 1 for i, p in enumerate(pieces[:at]) if p.part is Part.PREPOSITION), default=0)
    told = Piece(Part.WORD, pieces[at].en, f"{words}的", pieces[at].start, pieces[-1].end)
    return [*pieces[:start], told, *pieces[start:at]]


def _is_unlinked(pieces: Sequence[Piece], i: int) -> bool:
    """Tell whether a name begins what it does with the thing told before, without that: the funds A raised."""
    if pieces[i].part is not Part.NAME or pieces[i - 1].part is not Part.WORD or pieces[i - 1].does:
        return False
    behind = next((p for p in pieces[i + 1 :] if p.part is not Part.SILENT and not is_manner(p)), None)
    return bool(behind and behind.does and behind.part is Part.WORD and not behind.en.endswith(("s", "ing")))


def _is_participle(piece: Piece) -> bool:
    named = piece.en.endswith("ing") and piece.zh != piece.does  # a ranking
    return bool(piece.does) and not is_infinitive(piece.en.split()[0]) and not piece.en.endswith("s") and not named


def head_of(pieces: Sequence[Piece]) -> str:
    """Return the words of a noun before what says which one it is."""
    return plain(head_words(pieces))


def head_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a noun before what says which one it is."""
    return _groups(timed(pieces)[1])[0][1]


def clause(pieces: Sequence[Piece], auxiliary: str) -> Clause:
    """Return who does what: the words behind an auxiliary, or all where there is none."""
    times, rest = timed(pieces)
    denied = any(p.en in grammar()["denials"] for p in rest)
    rest = [p for p in rest if p.en not in grammar()["denials"]]
    at = _verb(rest, auxiliary)
    denial = "" if not denied else "无法" if auxiliary in _CAN else "未"
    if at is None:
        return Clause(times, glued([noun(rest), denial]))
    behind = [p for p in rest[at + 1 :] if p.part is not Part.AUXILIARY]
    while behind and behind[0].en in grammar()["particles"]:
        behind = behind[1:]
    parts: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in behind:
        last, words = parts[-1]
        if piece.part is Part.PREPOSITION and piece.en == last and words and words[-1].part is Part.JOINING:
            continue  # at A and at B
        if piece.part is Part.PREPOSITION and not _of_it(piece, words, last):
            parts.append((piece.en, []))
        elif not _is_adverb(piece):
            parts[-1][1].append(piece)
    does, around = _does(rest[at]), list[str]()
    if chained := _chained(rest[at], parts[0][1]):
        parts[0] = ("", [p for p in parts[0][1] if p is not chained])
    what = noun(parts[0][1])
    for preposition, body in parts[1:]:
        direct = preposition == "for" and auxiliary not in BE  # expect for the market, charge for services
        if not what and (direct or preposition in grammar()["direct"].get(does, ())):
            what = noun(body)
        elif body:
            around.append(placed(preposition, noun(body), rest[at].does))
    around += [p.zh for p in behind if _is_adverb(p)]
    if chained:  # choose to buy from somebody
        does, around = glued([does, *around, chained.does]), []
    subject = noun([p for p in rest[:at] if not is_manner(p)])
    around += [p.zh for p in rest[:at] if is_manner(p)]
    if subject and _THING.match(what) and does in grammar()["changing"]:
        subject, what = glued([subject, "的", what]), ""  # what A cut falls
    does = another(another(does, "objects", what or "".join(around) or subject), "subjects", subject)
    return Clause(times, subject, glued(around), glued([denial, does]), what, True, is_light(rest[at]))


def _of_it(preposition: Piece, words: Sequence[Piece], before: str) -> bool:
    """Tell whether what follows says of what the words before are: an opinion on the reply to a letter.

    Of a deal behind a preposition it says with whom it was made: through the leaseback with a bank.
    """
    if not words or preposition.en in ("of", "aged"):
        return bool(words)
    if preposition.en in ("with", "between"):
        return bool(before) and words[-1].zh.endswith(tuple(grammar()["deals"]))
    if preposition.en == "in" and words[-1].zh in grammar()["interests"]:
        return True
    return preposition.en in ("on", "to", "in") and words[-1].zh.endswith((*grammar()["papers"], "回复"))


def _chained(verb: Piece, words: Sequence[Piece]) -> Piece | None:
    """Return the verb that a verb is followed by: choose to buy servers."""
    if not any(form in grammar()["chaining"] for form in lemmas(verb.en)):
        return None
    first = next((p for p in words if p.part is not Part.SILENT), None)
    return first if first and first.does and is_infinitive(first.en) else None


def is_manner(piece: Piece) -> bool:
    """Tell whether a word says how something is done, wherever it stands: mainly, officially."""
    return piece.part is Part.WORD and piece.en.endswith("ly") and not piece.does


def _is_adverb(piece: Piece) -> bool:
    """Tell whether a word says how or when something is done: 减持后, 期末前 stand before the verb."""
    manner = is_manner(piece) and bool(meaning(piece.en.removesuffix("ly")))  # no reply
    return piece.zh in grammar()["adverbs"] or manner or (len(piece.zh) > 2 and piece.zh.endswith(("后", "前")))


def _does(verb: Piece) -> str:
    """Return what a verb says: one that only supports its noun, nothing; being lower is having gone down."""
    if verb.zh in grammar()["comparatives"]:
        return grammar()["comparatives"][verb.zh]
    return "" if supports(verb) else verb.does


def another(does: str, by: str, what: str) -> str:
    """Return the verb that Chinese has for doing it to such a thing, or for what it does: 出具 for opinions."""
    others = grammar()[by].get(does, {})
    return next((verb for verb, ends in others.items() if what.endswith(tuple(ends))), does)


def _verb(pieces: Sequence[Piece], auxiliary: str) -> int | None:
    """Return where the verb stands: in the infinitive behind did, a participle behind was and has."""
    passive = next((i for i, p in enumerate(pieces) if p.en in _BEEN), -1) if auxiliary in _DO | _HAVE else -1
    if passive > 0 and (at := _verb(pieces[passive + 1 :], "was")) is not None:  # can the sum owed by A be recovered
        return passive + 1 + at
    found = list(_verbs(pieces, auxiliary))
    later = found[1:] if auxiliary in BE and found and _says_which(pieces, found[0]) else []
    return next((i for i in later if not _says_which(pieces, i, _ATTACHED)), found[0] if found else None)


def _says_which(pieces: Sequence[Piece], i: int, prepositions: Collection[str] = ()) -> bool:
    """Tell whether a participle only says which thing is meant: the loan granted by A."""
    behind = pieces[i + 1] if i + 1 < len(pieces) else None
    if not i or pieces[i - 1].part not in CONTENT or not _is_participle(pieces[i]):
        return bool(prepositions)
    return bool(behind and behind.part is Part.PREPOSITION and behind.en in (prepositions or (*_ATTACHED, "in", "at")))


def is_told_of(pieces: Sequence[Piece]) -> bool:
    """Tell whether all that is done is told of a thing within a noun: the lock-up of the shares subscribed by A."""
    found = list(_verbs(pieces, "is"))
    of = any(p.part is Part.PREPOSITION and p.en == "of" for p in pieces[: found[0]]) if found else False
    return of and all(_says_which(pieces, i) for i in found)


def _verbs(pieces: Sequence[Piece], auxiliary: str) -> Iterator[int]:
    """Yield where verbs may stand."""
    for i, piece in enumerate(pieces):
        if auxiliary in BE and i and piece.zh in grammar()["comparatives"] and not _names_next(pieces, i):
            yield i
            continue
        slot = auxiliary in _DO and i and piece.part is Part.WORD and is_light(piece)  # what EBITA did it post
        if not (piece.does or supports(piece) or slot) or (auxiliary in _DO and not i):
            continue
        if auxiliary and piece.en.endswith("s") and not is_infinitive(piece.en):
            continue  # has taken part in projects
        before = pieces[i - 1] if i else None
        if before and (before.part in (Part.POSSESSIVE, Part.PREPOSITION) or before.en in ("the", "a", "an", "of")):
            continue
        if before and before.part is Part.JOINING and piece.en.endswith("ing") and _names_next(pieces, i):
            continue  # a metering and billing project
        first = piece.en.split()[0]
        if not auxiliary or is_infinitive(first) == (auxiliary in _DO) or first in _UNCHANGED:
            yield i


def _names_next(pieces: Sequence[Piece], i: int) -> bool:
    """Tell whether the next piece is a word or name: larger revenue, not larger than, nor larger year on year."""
    return i + 1 < len(pieces) and pieces[i + 1].part in CONTENT and not _is_adverb(pieces[i + 1])


def supports(piece: Piece) -> bool:
    """Tell whether a verb says nothing by itself: make a payment."""
    return any(form in grammar()["support"] for form in lemmas(piece.en)) and piece.part in (Part.UNKNOWN, Part.WORD)


def is_light(piece: Piece) -> bool:
    """Tell whether a verb only says that something has the measure asked for: apply a rate, see a loss."""
    return any(form in grammar()["light"] for form in lemmas(piece.en.split()[0]))


def bare(around: str) -> str:
    """Return a phrase without the small words that Chinese puts before it: 向甲公司 is 甲公司."""
    return around.removeprefix("向").removeprefix("对").removeprefix("与").removeprefix("用于")


def _groups(pieces: Sequence[Piece]) -> list[tuple[str, list[Piece]]]:
    """Return words parted at their prepositions: the head, then each preposition with its words."""
    groups: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in pieces:
        last, words = groups[-1]
        if piece.part is Part.PREPOSITION and piece.en == last and words and words[-1].part is Part.JOINING:
            continue  # at A and at B
        if piece.part is Part.PREPOSITION:
            groups.append((piece.en, []))
        elif piece.part is Part.RELATIVE:
            groups.append(("", []))
        else:
            groups[-1][1].append(piece)
    return _with_age(groups)


def _with_age(groups: Sequence[tuple[str, list[Piece]]]) -> list[tuple[str, list[Piece]]]:
    """Say how old receivables are right before them: the balance of A's receivables aged 1-2 years."""
    kept: list[tuple[str, list[Piece]]] = []
    for preposition, words in groups:
        if preposition != "aged" or not kept or not words:
            kept.append((preposition, words))
            continue
        of, aged = kept.pop()
        at = max((i + 1 for i, p in enumerate(aged) if p.part is Part.POSSESSIVE), default=0)
        age = replace(words[0], part=Part.WORD, zh=f"{placed(preposition, plain(words))}的", does="")
        kept.append((of, [*aged[:at], age, *aged[at:]]))
    return kept


def placed(preposition: str, words: str, does: str = "") -> str:
    """Return a phrase as Chinese says it, with what its preposition is: 向甲公司, 减持后; some verbs have another."""
    preposition = grammar()["governing"].get(does, {}).get(preposition, preposition)
    if preposition == "according to" and words.endswith(tuple(grammar()["papers"])):
        return f"{words}中"
    return grammar()["prepositions"].get(preposition, "{}").format(words) if words else ""
