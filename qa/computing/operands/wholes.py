"""Of which whole a share is: what the words of 占 name."""

import re

from kg.pattern import Pattern
from qa.computing.sums import TOGETHER
from qa.evidence.cells import Cell
from qa.parsing.match import explained, meanings_of, squeezed
from qa.parsing.question import Question
from qa.parsing.words import unspaced

TOLD = 0.5  # how well the line of a share must explain a word of what it is the share of
_SHARE = "(?:百分之几|百分之多少|多大比例|多大比重|几成|多[高大]|多少(?![元股人万亿个台]))"
PART = Pattern(
    r"[，,]?(?:只|仅|约|大约|大概)?(?:占(?![用率比地])[了到]?|相当于|贡献了?(?=[^，,？?]{2,40}?(?:百分之|几成|多大比)))(?:(?P<of>(?!百分之)(?:[^，,？?]|(?<=\d),(?=\d)){2,40}?)的?(?:(?:比例|比重|份额)(?:是|为|有)?)?)?"
    + _SHARE
)
_STATED = Pattern(r"占(?P<of>[^占]{2,24}?)的?(?:比例|比重|比)")
_CHANGE = Pattern("增减|同比|环比|变动|增长|下降")


def of_that_whole(question: Question, cell: Cell) -> bool:
    """Tell whether the whole that the words of a share name, if they name one, is the question's: 占收入比例 is not
    占成本比例."""
    asked, said = PART.search(question.text), _said_of(cell)
    if asked and asked["of"] and _is_the_whole(question, asked, cell):
        return False
    stated = _STATED.search(said)
    if asked is None or stated is None:
        return asked is None or not _CHANGE.search(said)
    return meanings_of(squeezed(stated["of"])) <= meanings_of(squeezed(asked["of"] or ""))


def _is_the_whole(question: Question, asked: re.Match[str], cell: Cell) -> bool:
    """Tell whether the row of a share is the whole itself, called so and not after the part: 营业收入合计, 100%."""
    whole = {t.meaning for t in question.terms if asked.start("of") <= t.start < asked.end("of") and t.kind}
    part = [t for t in question.terms if t.end <= asked.start() and t.meaning not in {*whole, TOGETHER}]
    told = any(explained(t, said) >= TOLD for t in part for said in (cell.row, cell.column))
    return bool(part) and bool(whole & meanings_of(cell.row)) and not told


def _said_of(cell: Cell) -> str:
    """Return the words that say what a figure is: the heads of a table's, of a sentence's what stands before it."""
    evidence = cell.evidence
    if evidence.cell is not None or evidence.focus is None:
        return cell.label + cell.heads
    quote = evidence.main.quote
    ahead = quote[: quote.find(cell.text, max(0, evidence.focus[0] - evidence.main.start))]
    return re.split("[，。；;]", unspaced(ahead))[-1]
