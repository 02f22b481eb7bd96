"""The nouns of a question: what it asks, about whom, when, in which unit, and the words an answer must explain."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from qa.parsing.names import Mention
from qa.parsing.periods import Span

KEPT = 64  # words


class Kind(StrEnum):
    """What kind of answer a question wants."""

    NUMBER = "number"  # 多少, how much
    WHAT = "what"  # a value of any kind
    WHO = "who"
    WHICH = "which"
    LIST = "list"
    WHEN = "when"
    YESNO = "yesno"
    WHY = "why"
    HOW = "how"
    DEFINE = "define"
    STATUS = "status"

    @property
    def is_text(self) -> bool:
        """Tell whether the answer is a sentence rather than a value."""
        return self in (Kind.WHY, Kind.HOW, Kind.DEFINE)

    @property
    def is_name(self) -> bool:
        """Tell whether the answer is a name, of a party or of a line of a table."""
        return self in (Kind.WHO, Kind.WHICH, Kind.LIST)


class Operator(StrEnum):
    """What is done with several values."""

    DIFFERENCE = "difference"
    SUM = "sum"
    GROWTH = "growth"
    RATIO = "ratio"
    COUNT = "count"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    COMPARE = "compare"
    AVERAGE = "average"
    AGREE = "agree"


@lru_cache(maxsize=KEPT)
def explanations(forms: tuple[str, ...], meaning: str, kind: str, *, counted: bool) -> dict[str, float]:
    """Return what is known of how well labels explain a word: the same for the word in every question."""
    return {}


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that an answer must explain: `forms` are the squeezed Chinese words that do."""

    text: str
    start: int
    end: int
    forms: tuple[str, ...]
    weight: float
    meaning: str = ""  # id of the concept or glossary line; empty for a word we do not know
    kind: str = ""  # range of the concept's values: Money, Ratio …
    broader: tuple[str, ...] = ()  # forms of the wider concept
    counted: bool = False  # 8期, 两笔: how many there are, not which
    hard: bool = False  # an ordinal or a code: a statement without it is about something else
    explained: dict[str, float] = field(init=False, repr=False, compare=False)  # how well, by a label

    def __post_init__(self) -> None:
        explained = explanations(self.forms, self.meaning, self.kind, counted=self.counted)
        object.__setattr__(self, "explained", explained)

    @property
    def unknown(self) -> bool:
        """Tell whether it is a word that we know nothing of: no concept, and nothing else for it."""
        return not self.meaning and len(self.forms) == 1


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: the terms that say what, the kind of its answer, the unit, the period nearest to it."""

    kind: Kind
    terms: tuple[int, ...] = ()  # indices into Question.terms
    unit: str = ""
    at: int = 0

    @property
    def counter(self) -> bool:
        """Tell whether the unit is a measure word of things counted: 台, 例, 期."""
        return len(self.unit) == 1 and not self.unit.isascii()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the question itself gives (54.00万元的合同), as its digits, and the unit behind them."""

    start: int
    end: int
    digits: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A filing that the question names by its kind: 督导报告, the news article."""

    start: int
    end: int
    kind: str  # as in `DocumentMeta.kind`


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood as far as its words go."""

    text: str
    folded: str
    plain: str  # the same, with blanks for everyday verbs that say nothing
    asks: tuple[Ask, ...]
    terms: tuple[Term, ...]
    mentions: tuple[Mention, ...] = ()
    periods: tuple[Span, ...] = ()
    operators: frozenset[Operator] = frozenset()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()  # filings that the question names
    voices: tuple[str, ...] = ()  # who speaks within a filing, as in `Speaker`: the regulator whom a reply quotes
    relative: tuple[str, ...] = ()  # last_year, newest, reporting
    opinion: bool = False
    top: int = 0  # of 前五, top 3
    abstract: bool = False  # asks for points, ways or reasons, not for parties
    smaller: bool = False  # a comparison that asks for the smaller side
    openings: tuple[tuple[int, int], ...] = ()  # where its interrogatives stand
    told: str = "zh"
    known: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)  # by `once`

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def kind(self) -> Kind:
        """The kind of the first thing asked."""
        return self.asks[0].kind

    @property
    def documents(self) -> tuple[str, ...]:
        """The kinds of filing that the question names, each once."""
        return tuple(dict.fromkeys(source.kind for source in self.sources))

    def has(self, operator: Operator) -> bool:
        return operator in self.operators

    def names(self, entity: str) -> bool:
        """Tell whether a question names a party, which then is no answer to it, unless some named are compared."""
        return not self.has(Operator.COMPARE) and any(entity in mention.ids for mention in self.mentions)


_UNKNOWN = object()
T = TypeVar("T")
More = ParamSpec("More")


def once(function: Callable[Concatenate[Question, More], T]) -> Callable[Concatenate[Question, More], T]:
    """Let what a function says of a question be worked out once for it, however many ways ask."""

    @wraps(function)
    def kept(question: Question, *args: More.args, **kwargs: More.kwargs) -> T:
        key = (function, *args)
        found = question.known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = question.known[key] = function(question, *args, **kwargs)
        return found  # type: ignore[return-value]  # what the function gave

    return kept
