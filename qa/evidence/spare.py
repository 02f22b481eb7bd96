"""What a cell says beyond the question: a part is not the whole, a change no figure, one business not the company."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.pattern import Pattern
from qa.evidence.cells import Cell
from qa.evidence.scope import Scope
from qa.parsing.changes import says_change
from qa.parsing.match import meanings_of, squeezed
from qa.parsing.question import Operator, Question, once
from qa.parsing.words import concept_finder, meanings

TELLING = 1.2  # what a word weighs that tells which thing is meant
PARTIES = 3  # characters that further parties of a typed fact count as
CHANGE = 0.3  # what is taken off a change where none is asked for
WITHOUT = 0.4  # what is taken off a figure without something (剔除股份支付后) where none without it is asked
PART = 0.12  # what is taken off a part (其中：…, 1至2年, the total of one business) that the question does not name
UNDER = 0.06  # what is taken off a figure under a heading that names a part of the business, the question does not
_TOGETHER = frozenset({"word:合计", "word:小计", "word:总"})
LONGEST_PART = 8  # characters of such a heading
OTHER_SCOPE = 0.1  # what is taken off the parent company's own figure where the group's is asked, and the reverse
_MEAN = Pattern(r"平均(?!法|年限)|均值|mean|average")  # 年限平均法 is a way of depreciation
_WITHOUT = Pattern(r"剔除|扣除(?!非)|不含(?!税)|不包括")
_CHANGE = Pattern(r"同比|变动|增减|增幅|增长率")
_JOINT = Pattern("[a-z]*(?:以?及|和|与|或)")
_OF_PARTIES = Pattern("(?:^|[，,；;。])(?P<of>[^，,；;。、]*?)(?:主要|前[一二三五十]?大)*(?:客户|供应商)")
_PARTIES = frozenset(
    {"word:前五大供应商", "word:前五大客户", "word:供应商", "word:客户", "word:半年度报告", "word:年度报告"}
)
_OF_ALL = Pattern(r"本?公司|报告期|各期|期?内|的|上市以来|年度?|\d+|主营业务|全部|所有")
_BUSINESS = Pattern("..(?:业务|产品|服务|板块|项目)$")
_AFTER_DEAL = Pattern("备考|模拟|(?:交易|重组|发行|收购)(?:完成)?后")  # asks for accounts as if it were done
_SAYING_NOTHING = Pattern(
    r"(?:19|20)\d\d年?(?:度|末|\d{1,2}月(?:\d{1,2}日|末)?)?|[上下]?半年度?|第[一二三四]季度|本?公司|聘[请任]|的|姓名|名称|境[内外]"
)
_NUMBERING = Pattern(r"^\s*(?:第[一二三四五六七八九十\d]+[章节]|[（(]?[一二三四五六七八九十\d①-⑳]+[）)、.．]?)\s*")
_GENERAL = Pattern(
    r"情况|分析|说明|概况|数据|报表|财务|附注|公司|合计|信息|指标|事项|方面|主要|其他|列示|明细|比较|对比|构成|问题|回复"
)
_NOISE = Pattern(
    r"其中|项目|非?流动资产|非?流动负债|所有者权益或股东权益|净?(?:亏损|损失|增加|减少|收益)(?:总额)?以号填列|^[一二三四五六七八九十]+|合计|小计|总计|截至|年度|年末|年底|半年|报告期|期末|本期|上期|上年|同期|期初|[0-9年月日%元万亿至末]"
)


def spare(question: Question, cell: Cell, scope: Scope) -> float:
    """Return what a cell says beyond the question: 其中：X is not X's whole."""
    if _MEAN.search(cell.row) and not any(_MEAN.search(t.text) or t.meaning == "word:平均值" for t in question.terms):
        return 0.4
    if _WITHOUT.search(cell.row) and not _WITHOUT.search(squeezed(question.folded)):
        return WITHOUT
    if question.has(Operator.GROWTH) and len(scope.periods) < 2 and cell.table and not _CHANGE.search(cell.column):
        return CHANGE
    if _CHANGE.search(cell.column) and not asks_change(question):
        return CHANGE
    asked = scope.issuers.union(*scope.parties)
    row, column = 0, _left(question, cell.column)
    if cell.table.startswith("type:") and not question.kind.is_name:
        row = _narrower(question, cell) + PARTIES * (len(cell.own - asked) > 1)
    elif cell.table and not question.kind.is_name:
        row = _left(question, cell.row)
    if cell.parties & asked:
        row = min(row, 2)
    part = PART if _is_part(question, cell) else UNDER if _under_a_part(question, cell) else 0.0
    other = OTHER_SCOPE if cell.parent_alone != ("母公司" in question.folded) and cell.table else 0.0
    other += OTHER_SCOPE if cell.as_if and not _AFTER_DEAL.search(question.folded) else 0.0
    return min(0.22, 0.02 * row) + min(0.12, 0.01 * column) + part + other


@once
def asks_change(question: Question) -> bool:
    """Tell whether a question asks how much something has changed."""
    return says_change(question.folded)


def _is_part(question: Question, cell: Cell) -> bool:
    """Tell whether a cell says a part of what is asked, which the question does not name."""
    if cell.part and cell.part not in squeezed(question.folded):
        return True
    if not cell.table and things(cell.row) - _meanings(question):
        return True  # the margin of the software, where a sentence states several
    return _of_another(question, cell) or (cell.is_total and bool(_part_named(cell) - _meanings(question)))


def of_a_part(question: Question, cell: Cell) -> bool:
    """Tell whether the row of a figure is called by a thing alone, where the question asks of no thing: the revenue in
    the row of one product is not the company's."""
    own = [t for t in question.terms if not t.kind and not t.counted and t.meaning not in _TOGETHER]
    if cell.line_number < 0 or cell.own or any(len(t.text) > 1 for t in own):
        return False
    named = meanings_of(cell.row)
    return bool(things(cell.row) - _TOGETHER) and not cell.total and not any(meanings()[m].kind for m in named)


def _under_a_part(question: Question, cell: Cell) -> bool:
    """Tell whether a table stands under a short heading that is no measure and that the question does not name: the
    revenue below （1）浮标系统 is that business's, not the company's."""
    if cell.line_number < 0:
        return False
    asked = squeezed(question.folded)
    return any(_names_a_part(heading, asked) for heading in cell.evidence.section[-2:])


@lru_cache(maxsize=16384)
def _names_a_part(written: str, asked: str) -> bool:
    heading = squeezed(_NUMBERING.sub("", written))
    if not 2 <= len(heading) <= LONGEST_PART or heading in asked or _GENERAL.search(heading):
        return False
    found = meanings_of(heading)
    return not any(meanings()[m].kind or meanings()[m].weak for m in found)


def _of_another(question: Question, cell: Cell) -> bool:
    """Tell whether a typed fact is of a measure that the question does not name: the sellers are not all the staff."""
    if not cell.table.startswith("type:"):
        return False
    kinds = {t.kind for t in question.terms if t.kind}
    measures = {m for m in meanings_of(cell.row) if meanings()[m].kind in kinds}
    return bool(measures) and not measures & _meanings(question)


@once
def _meanings(question: Question) -> frozenset[str]:
    return frozenset(t.meaning for t in question.terms)


def _part_named(cell: Cell) -> frozenset[str]:
    """Return the things that the caption over a total names: it is the total of those alone."""
    place = cell.evidence.cell
    return things(squeezed(place.caption)) if place else frozenset()


def of_another_thing(question: Question, own: str, above: str) -> str:
    """Return a thing that the own words of a figure name, where the question asks of one that only what stands above
    joins with it: what a chapter on 甲和乙 says of 乙 is not of 甲."""
    asked = {t.meaning for t in question.terms if t.meaning and not t.kind and t.weight >= TELLING}
    named = {w.value: own[w.start : w.end] for w in concept_finder().find(own)}
    joined = pairwise(concept_finder().find(above)) if asked and not asked & {*named} else ()
    others = (
        b
        for a, b in joined
        if _JOINT.fullmatch(above[a.end : b.start])
        for a, b in ((a, b), (b, a))
        if a.value in asked
    )
    return next((named[b.value] for b in others if b.value in named and b.value not in _meanings(question)), "")


def of_some_parties(question: Question, cell: Cell) -> str:
    """Return the business whose customers or suppliers a table is of, by its caption, where the question asks of those
    of no business: 浮标业务主要客户."""
    place = cell.evidence.cell
    match = _OF_PARTIES.search(place.caption) if place and cell.line_number >= 0 else None
    if match is None or _names_a_thing(question):
        return ""
    said = _OF_ALL.sub("", squeezed(match["of"]))
    named = things(said) - _meanings(question) or (_BUSINESS.search(said) and said not in squeezed(question.folded))
    return match["of"] if named else ""


def _names_a_thing(question: Question) -> bool:
    """Tell whether a question names a business or a thing, not only parties."""
    return any(t.meaning in things(t.forms[0]) - _PARTIES for t in question.terms if t.forms)


@lru_cache(maxsize=16384)
def things(label: str) -> frozenset[str]:
    """Return the things, not the measures, that a label names."""
    return frozenset(m for m in meanings_of(label) if not meanings()[m].kind and not meanings()[m].weak)


def _narrower(question: Question, cell: Cell) -> int:
    """Return the characters of a typed fact that say it is of a part: its segment, where the question names none."""
    part = cell.fact.role("segment")
    return _left(question, squeezed(str(part.value))) if part else 0


@once
def says_no_more(question: Question, label: str) -> bool:
    """Tell whether a label only repeats words of the question, or means the same: it is what is asked, no answer."""
    return _says_only(label, _forms(question))


@once
def repeats(question: Question, label: str) -> bool:
    """Tell whether a label only repeats words as the question writes them: 抵押 does answer how it is guaranteed."""
    return _says_only(label, _written(question))


@once
def _forms(question: Question) -> list[str]:
    return [form for term in question.terms for form in term.forms]


@once
def _written(question: Question) -> list[str]:
    asked = squeezed(question.folded)
    return [form for form in _forms(question) if form in asked]


def _says_only(label: str, words: Sequence[str]) -> bool:
    """Tell whether words are all that a label says."""
    said = squeezed(label)
    forms = {form for form in words if form in said}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        said = said.replace(form, "")
    return bool(forms) and not _SAYING_NOTHING.sub("", said)


@once
def _left(question: Question, label: str) -> int:
    """Return how many characters of a label the question does not say."""
    for form in _known(question):
        if form in label:
            label = label.replace(form, "")
    return len(_NOISE.sub("", label))


@once
def _known(question: Question) -> list[str]:
    """Return the words and names of a question, the longest first."""
    forms = dict.fromkeys(f for t in question.terms for f in (*t.forms, *t.broader))
    known = (*forms, *(squeezed(m.text) for m in question.mentions))
    return sorted((form for form in known if form), key=len, reverse=True)
