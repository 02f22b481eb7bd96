"""Whether two parties of a question are one: a letter and a name, two letters, two names."""

from collections.abc import Sequence

from kg.answer import Status
from kg.model import Entity
from kg.pattern import Pattern
from kg.values.names import one_spelling, whole_of_branch
from qa.evidence.cells import Cell, cells_of
from qa.evidence.found import Found, Guess
from qa.evidence.workbench import Workbench
from qa.parsing.names import Mention
from qa.who.asked import is_letter
from qa.who.letters import CEILING, POSSIBLE, candidates

_SAME = Pattern(r"同一家|同一个?(?:公司|主体|客户|供应商|单位)|就是")
_IS = Pattern(r"是不是|是否就?是|就是|是")
_BESIDE = Pattern(r"[\s，,。？?！!、“”\"'：:的吗呢么啊]|请问")
_AGREEING = ("两份文件中的金额等数据一致", "the figures of both filings agree")
_KINDS = {"clause": ("条款", "clauses"), "share": ("占比", "shares")}


def same_party(bench: Workbench) -> Found | None:
    """Answer whether two parties are one; without a rule or figures that agree it cannot be confirmed."""
    pair = _pair(bench)
    if pair is None:
        return None
    one, other = sorted(pair, key=lambda mention: not is_letter(bench, mention))
    if is_letter(bench, one):
        return _two_letters(bench, one, other) if is_letter(bench, other) else _letter_and_name(bench, one, other)
    return _two_names(bench, one, other)


def _pair(bench: Workbench) -> tuple[Mention, Mention] | None:
    """Return the two parties of 甲和乙是同一家公司吗, and of E公司是不是甲公司."""
    mentions = [mention for mention in bench.question.mentions if mention.ids]
    if len(mentions) != 2 or len(mentions) != len(bench.question.mentions):
        return None
    rest = bench.question.folded
    for mention in sorted(mentions, key=lambda each: -len(each.text)):
        rest = rest.replace(mention.text, "|", 1)
    said = _BESIDE.sub("", rest).split("|")
    is_one = len(said) == 3 and not said[0] and _IS.fullmatch(said[1]) and said[2] in ("", "?")
    if not _SAME.search(bench.question.folded) and not (is_one and any(is_letter(bench, m) for m in mentions)):
        return None
    return mentions[0], mentions[1]


def _letter_and_name(bench: Workbench, letter: Mention, name: Mention) -> Found:
    from kg.identity.wording import sure_words

    options = list(candidates(bench, letter, beside=()))
    found = next((g for g in options if g[1].entity.partition("@")[0] in name.ids), None)
    zh = bench.question.told == "zh"
    label = _name(bench, letter)
    sure = found[1].confidence.value if found else ""
    if found and (found[1].decided or sure == "certain"):
        why = ("经人工确认", "by a person's decision") if found[1].decided else _AGREEING
        text = f"是，{why[0]}" if zh else f"Yes, {why[1]}"
        return Found(Status.ANSWERED, text=text, confidence=0.9, kind="text", guesses=(found,))
    best = next(iter(options), None)
    if best and (through := _through(bench, best, name)):
        return _chained(bench, label, best, through)
    if best and best is not found and best[1].confidence.value == "certain":
        is_other = f"不是，{label}已确定为{best[1].name}" if zh else f"No, {label} is certainly {best[1].name}"
        return Found(Status.ANSWERED, text=is_other, confidence=0.9, kind="text", guesses=(best,))
    if owner := _owner(bench, letter, name):
        text = f"不是，同一份文件中{owner[0].label}已确定为{owner[1].name}"
        text = text if zh else f"No, {owner[0].label} of the same filing is certainly {owner[1].name}"
        return Found(Status.ANSWERED, text=text, confidence=0.85, kind="text", guesses=(owner,))
    matches = found[1].matches if found else ()
    kinds = {m.kind for m in matches if m.grade != "weak"} or {m.kind for m in matches}
    near = sorted({_KINDS.get(k, ("数据", "figures"))[0 if zh else 1] for k in kinds})
    likely = f"（{sure_words(sure, 'zh')}）" if zh else f" ({sure})"
    only = (f"，只是{'、'.join(near)}相近{likely}") if zh else f"; only the {' and '.join(near)} are alike{likely}"
    text = (
        f"不能确认，文件未披露{label}真实名称" if zh else f"This cannot be confirmed: the filings do not name {label}"
    )
    if near and found:
        return _told(text + only, (found,))
    return _told(text, (), _shown(bench, (letter, name)))


def _owner(bench: Workbench, letter: Mention, name: Mention) -> Guess | None:
    """Return the other letter of a filing that a name certainly stands behind: it stands behind one of them only. A
    description is no letter: 第一大客户 may be E公司."""
    from kg.identity import is_described

    if is_described(_name(bench, letter)):
        return None
    docs = {party.doc for key in letter.ids for party in bench.library.candidates_of(key) if not party.period}
    guesses = (guess for key in name.ids for guess in bench.library.hypotheses_of(key))
    others = (g for g in guesses if g[0].entity not in letter.ids and g[0].doc in docs and not g[0].period)
    return next((g for g in others if g[1].confidence.value == "certain"), None)


def _through(bench: Workbench, best: Guess, name: Mention) -> Guess | None:
    """Return how a short name of another filing stands for whom a letter is taken for."""
    shorts = (party for key in name.ids for party in bench.library.candidates_of(key))
    guesses = ((party, candidate) for party in shorts for candidate in party.candidates)
    return next((g for g in guesses if g[1].entity == best[1].entity and g[1].confidence.value in CEILING), None)


def _chained(bench: Workbench, label: str, best: Guess, through: Guess) -> Found:
    """Say that a letter and a short name are taken for one full name, each as surely as it is."""
    from kg.identity.wording import sure_words

    lang = bench.question.told
    first, second = (sure_words(guess[1].sure, lang) for guess in (best, through))
    full, short = best[1].name, through[0].label
    text = (
        f"很可能是，{label}为{full}（{first}），{short}亦为{full}（{second}）"
        if lang == "zh"
        else f"Probably: {label} is {full} ({first}), and so is {short} ({second})"
    )
    sure = min(CEILING.get(guess[1].confidence.value, POSSIBLE) for guess in (best, through))
    return Found(Status.ANSWERED, text=text, confidence=sure, kind="text", guesses=(best, through))


def _two_letters(bench: Workbench, one: Mention, other: Mention) -> Found | None:
    """Two letters of one filing are two parties; of two filings they are what the hypotheses say."""
    zh = bench.question.told == "zh"
    names = [_name(bench, mention) for mention in (one, other)]
    filings = [{p.doc for key in mention.ids for p in bench.library.candidates_of(key)} for mention in (one, other)]
    if not filings[0] & filings[1]:
        guesses = (g for g in candidates(bench, one, named=False) if g[1].entity.partition("@")[0] in other.ids)
        found = next(guesses, None)
        if found and found[1].confidence.value == "certain":
            text = f"是，{_AGREEING[0]}" if zh else f"Yes, {_AGREEING[1]}"
            return Found(Status.ANSWERED, text=text, confidence=0.9, kind="text", guesses=(found,))
        text = (
            f"不能确认{names[0]}与{names[1]}是同一家" if zh else f"It cannot be confirmed that {names[0]} is {names[1]}"
        )
        return _told(text, (found,) if found else (), _shown(bench, (one, other)))
    text = (
        f"不是，同一份文件以{names[0]}和{names[1]}指两家"
        if zh
        else f"No, one filing calls two parties {names[0]} and {names[1]}"
    )
    return _told(text, (), _shown(bench, (one, other)), confidence=0.85)


def _two_names(bench: Workbench, one: Mention, other: Mention) -> Found:
    zh = bench.question.told == "zh"
    if set(one.ids) & set(other.ids):
        text = f"是，都是{_name(bench, one)}的名称" if zh else f"Yes, both are names of {_name(bench, one)}"
        return _told(text, (), _shown(bench, (one,)), confidence=0.9)
    first, second = _name(bench, one), _name(bench, other)
    for branch, whole in ((first, second), (second, first)):
        if whole_of_branch(branch) == one_spelling(whole):
            text = f"{branch}是{whole}的分支机构，不是独立法人" if zh else f"{branch} is a branch of {whole}"
            return _told(text, (), _shown(bench, (one, other)), confidence=0.9)
    text = (
        f"不能确认，文件把{first}和{second}作为两家列示"
        if zh
        else f"This cannot be confirmed: the filings list {first} and {second} as two"
    )
    return _told(text, (), _shown(bench, (one, other)))


def _told(text: str, guesses: tuple[Guess, ...], cells: tuple[Cell, ...] = (), confidence: float = 0.7) -> Found:
    return Found(Status.ANSWERED, (), cells, confidence, text=text, kind="text", guesses=guesses)


def _shown(bench: Workbench, mentions: Sequence[Mention]) -> tuple[Cell, ...]:
    """Return for each party a cell of the first statement that names it."""
    facts = (bench.library.facts_of(list(mention.ids), 1) for mention in mentions)
    return tuple(cell for found in facts for fact in found for cell in cells_of(fact, bench.names)[:1])


def _name(bench: Workbench, mention: Mention) -> str:
    entity: Entity | None = bench.library.entity(mention.ids[0])
    return entity.name if entity else mention.text
