"""Facts as answering sees them: one cell for each value that a fact states, with the words it stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Protocol

from kg.model import Evidence, Fact, Modality, Party, Quantity, Value
from kg.ontology import load
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.numbers import parse_number
from qa.evidence.respective import respective
from qa.evidence.sentences import Piece, of_cell
from qa.parsing.match import squeezed
from qa.parsing.words import unspaced

Line = tuple[str, str, int]  # document, table, number of the row or place of the sentence
TABLED = frozenset({"Observation", "Entry"})  # a cell of a table, or a quantity of a sentence: then no table is named

UNIT_RANGES = {
    "CNY": "Money", "USD": "Money", "HKD": "Money", "EUR": "Money", "JPY": "Money", "GBP": "Money",
    "share": "Shares", "person": "Persons", "ratio": "Ratio", "pp": "Points", "month": "Duration", "day": "Duration",
    "year": "Duration", "hour": "Duration",
}  # fmt: skip
_PART = Pattern(
    r"(?P<label>[^：:、，,；;\s][^：:、，,；;]{0,11}?)\s*[：:]\s*(?P<number>-?\d[\d,]*(?:\.\d+)?)(?![\d年月])"
)
_COMPONENT = Pattern(r"其中\s*[：:]|\d+\s*(?:个月|年)(?:以[内上下]|\s*[至到~～-])|\d+\s*[至到~～-]\s*\d+\s*(?:个月|年)")
_STATEMENT = Pattern(
    r"[\d一二三四五六七八九十]*(?:合并|母公司)?(?:资产负债表|利润表|现金流量表|主要会计数据(?:和财务指标)?|主要财务指标)"
)
_PARENT_ALONE = Pattern(r"母公司(?:的)?(?:资产负债|利润|现金流量|所有者权益|股东权益|财务报表|报表)")
_DAY = Pattern(r"(?:19|20)\d\d\s*[-./年]\s*\d")
_YEAR = Pattern(r"(?:19|20)\d\d(?=年|/|-)")
TOTAL = "合计"  # what a row without a label is: in tables side by side the total is named once
SUMS = (TOTAL, "总", "共", "累计", "前五", "余额")  # words of figures that may already be sums
SUBTOTAL = Pattern("合计|小计|总计|共计")
LONGEST_LABEL = 24  # characters of a text role that may name its fact
LONGEST_TEXT = 60  # characters of a text role that is a value; longer ones are prose


@dataclass(frozen=True)
class Cell:
    """One value with its row, its column and what stands around it; all words squeezed for matching.

    A cell is read by many questions, and a hundred times by each: what follows from its fields is worked out once.
    """

    fact: Fact
    role: str  # the role of the fact that holds the value
    value: Value
    text: str  # the value as written
    row: str
    column: str
    about: str  # caption and headings
    far: str  # headings further up
    said: str  # the sentence, where the value stands in one
    label: str  # the row as written, outermost first
    heads: str  # the column as written
    parties: frozenset[str]  # entities that the row, the column or the roles name
    subjects: frozenset[str]  # entities that it is said of
    table: str  # key of the table; empty for a sentence
    total: bool = False
    line_number: int = -1  # of its row in the table
    column_number: int = -1
    label_at: int = -1  # where the row's label is written
    fact_id: str = ""
    own: frozenset[str] = frozenset()  # parties that row, column or roles name: not merely the sentence around
    part: str = ""  # its row where that is only a part of what the table is about: 其中：…, 1至2年
    statement: bool = False  # its table is a financial statement, or the summary of one
    part_of: Period | None = None  # the time that a part of a cell says it is of: 2023年10月：…；2023年12月：…
    day: Period | None = None  # the day that the name of its row states: when that was lent, sold, applied for
    as_if: bool = False  # its table is of accounts as if a deal had been done before: 备考
    parent_alone: bool = False  # its table is of the parent company alone, not of the group

    @cached_property
    def evidence(self) -> Evidence:
        return self.fact.evidence[0]

    @cached_property
    def doc(self) -> str:
        return self.fact.doc

    @cached_property
    def period(self) -> Period | None:
        """When it holds; what names a row says nothing of that."""
        return None if self.names_row else self.part_of or self.fact.qualifiers.period

    @cached_property
    def named(self) -> frozenset[str]:
        """The parties that it names or is said of."""
        return self.parties | self.subjects

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that its words name."""
        return frozenset(_YEAR.findall(self.evidence.main.quote))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentences of its words."""
        return of_cell(self.text, self.evidence)

    @cached_property
    def modality(self) -> Modality:
        return self.fact.qualifiers.modality

    @cached_property
    def unit(self) -> str:
        return self.value.unit if isinstance(self.value, Quantity) else ""

    @cached_property
    def line(self) -> Line:
        """What cells of one row of one table, or of one sentence, have in common."""
        return self.doc, self.table, self.line_number if self.line_number >= 0 else self.evidence.main.start

    @cached_property
    def in_table(self) -> tuple[str, str]:
        return self.doc, self.table

    @cached_property
    def row_line(self) -> Line:
        """The same of one row alone: each typed fact makes a row of its own."""
        doc, table, line = self.line
        return doc, table if self.fact.type in TABLED else f"{table}:{self.fact_id}", line

    @cached_property
    def sentence(self) -> tuple[str, int, str]:
        """The sentence that its fact stands in, with the class of that."""
        return self.doc, self.evidence.main.start, self.fact.type

    @cached_property
    def near(self) -> str:
        """The caption of its table and the heading right above it, squeezed: what tells it from its sisters."""
        caption = self.evidence.cell.caption if self.evidence.cell else ""
        return squeezed(" ".join((caption, *self.evidence.section[-1:])))

    @cached_property
    def range(self) -> str:
        """The ontology's name for the range of its value."""
        value = self.value
        if isinstance(value, Quantity):
            return "Price" if "/" in value.unit else UNIT_RANGES.get(value.unit, "Count")
        if isinstance(value, Party):
            return "Party"
        if isinstance(value, Period):
            return "Date"
        return "Flag" if isinstance(value, bool) else "Text"

    @cached_property
    def is_sum(self) -> bool:
        """Tell whether it is a total as far as its words say."""
        return self.total or any(w in self.label + self.heads + self.said for w in SUMS)

    @cached_property
    def is_total(self) -> bool:
        """Tell whether it is a total of the lines above it, named by nothing but that."""
        return self.total and not SUBTOTAL.sub("", self.row)

    @cached_property
    def is_subtotal(self) -> bool:
        """Tell whether its row is called a total, whatever of: 小计, 营业收入合计."""
        return self.total or bool(SUBTOTAL.search(self.label))

    @cached_property
    def names_row(self) -> bool:
        """Tell whether it is itself what the row is called: it answers which, not how much."""
        return self.line_number >= 0 and self.fact.type == "Entry" and self.text.strip() == self.label.strip()

    @cached_property
    def key(self) -> tuple[str, str]:
        return self.fact_id, f"{self.role} {self.part_of.code}" if self.part_of else self.role

    def without(self, parties: frozenset[str]) -> "Cell":
        """Return it as one that does not name some parties, the same one for the same parties."""
        if parties not in self._without:
            self._without[parties] = replace(self, parties=self.parties - parties)
        return self._without[parties]

    @cached_property
    def _without(self) -> "dict[frozenset[str], Cell]":
        return {}


def cells_of(fact: Fact, names: "NamesIn") -> list[Cell]:
    """Return the values of a fact as cells."""
    if fact.type not in TABLED:
        return list(_typed(fact, names))
    table = fact.role("table")
    return _tabled(fact, names) if table and table.value else _spoken(fact, names)


class NamesIn(Protocol):
    """Finds entities in labels."""

    def ids_in(self, text: str) -> frozenset[str]:
        """Return the entities that a text names."""
        ...

    def listed(self, text: str) -> Sequence[frozenset[str]]:
        """Return the parties that a text names, left to right, each once."""
        ...


def _around(evidence: Evidence) -> str:
    caption = evidence.cell.caption if evidence.cell else ""
    return squeezed(" ".join((caption, *evidence.section[-2:])))


def _parts(cell: Cell) -> Iterator[Cell]:
    """Yield the figures of a cell that lists several: `1年以内：12.30、1-2年：4.50`."""
    if not isinstance(cell.value, str) or cell.evidence.cell is None:
        return
    found = list(_PART.finditer(cell.text))
    if len(found) < 2:
        return
    for match in found:
        value = parse_number(match["number"], cell.evidence.cell.unit)
        if value is not None:
            said = match["label"].strip()
            yield replace(
                cell,
                value=value,
                text=match["number"],
                column=cell.column + squeezed(said),
                heads=f"{cell.heads} {said}",
                part_of=_time(said),
            )


def _far(evidence: Evidence) -> str:
    return squeezed(" ".join(evidence.section[-4:-2]))


def _tabled(fact: Fact, names: NamesIn) -> list[Cell]:
    value = fact.role("value")
    if value is None:
        return []
    rows = [str(r.value) for r in fact.all("row")]
    columns = [str(r.value) for r in fact.all("column")]
    means = [str(r.value) for r in fact.all("called")]
    caption = next((str(r.value) for r in fact.all("caption")), "")
    total = fact.role("is_total")
    around = (caption, *fact.evidence[0].section)
    key, line, column = place_of(fact)
    label = " ".join(rows)
    whose = frozenset(r.value.entity for r in fact.all("about") if isinstance(r.value, Party))
    subjects = whose | {r.value.entity for r in fact.all("subject") if isinstance(r.value, Party)}
    parties = frozenset().union(*(names.ids_in(part) for part in (*rows, *columns)))
    cell = Cell(
        fact=fact,
        fact_id=fact.id,
        role="value",
        value=value.value,
        text=value.text,
        row=squeezed(label) or TOTAL,
        column=squeezed(" ".join((*columns, *means))),
        about=squeezed(" ".join((caption, *fact.evidence[0].section[-2:]))),
        far=_far(fact.evidence[0]),
        said="",
        label=label,
        heads=" ".join(columns),
        parties=parties,
        subjects=subjects,
        table=key,
        total=bool(total and total.value) or not label,
        line_number=line,
        column_number=column,
        label_at=next((r.start for r in fact.all("row") if r.start >= 0), -1),
        own=parties,
        part=next((squeezed(str(r.value)) for r in fact.all("row") if _COMPONENT.match(r.text.strip())), ""),
        day=_day(label) if _DAY.search(label) else None,
        statement=_STATEMENT.fullmatch(squeezed(caption)) is not None,
        as_if=fact.role("as_if") is not None,
        parent_alone=any(_PARENT_ALONE.search(words) for words in around),
    )
    return [cell, *_parts(cell)]


@lru_cache(maxsize=16384)
def _time(label: str) -> Period | None:
    """Return the one time that a label is."""
    bare = unspaced(label)
    times = [period for start, end, period in find_periods(bare) if (start, end) == (0, len(bare))]
    return times[0] if len(times) == 1 else None


@lru_cache(maxsize=16384)
def _day(label: str) -> Period | None:
    """Return the one day that a label states."""
    days = [period for *_, period in find_periods(label) if period.is_instant]
    return days[0] if len(days) == 1 else None


def place_of(fact: Fact) -> tuple[str, int, int]:
    """Return the table a cell stands in, and its row and column there; an empty key for a sentence."""
    role = fact.role("table") if fact.type in TABLED else None
    if role is None or not role.value:
        return "", -1, -1
    doc, table, line, column = str(role.value).split(":")
    return f"{doc}:{table}", int(line), int(column)


def _spoken(fact: Fact, names: NamesIn) -> list[Cell]:
    value = fact.role("value")
    if value is None:
        return []
    labels = [str(r.value) for r in fact.all("row")] or [""]
    own, others = respective(fact.evidence[0], names) or (names.ids_in(" ".join(labels)), frozenset())
    said = " ".join((*(excerpt.quote for excerpt in fact.evidence[0].context), fact.evidence[0].main.quote))
    subjects = frozenset(r.value.entity for r in fact.all("subject") if isinstance(r.value, Party))
    return [
        Cell(
            fact=fact,
            fact_id=fact.id,
            role="value",
            value=value.value,
            text=value.text,
            row=squeezed(" ".join(labels[:-1])),
            column=squeezed(labels[-1]),
            about=_around(fact.evidence[0]),
            far=_far(fact.evidence[0]),
            said=squeezed(said),
            label="",
            heads=_plainly(labels[-1:] if others else labels),
            parties=names.ids_in(said) - others,
            subjects=subjects - others,
            table="",
            own=own,
        )
    ]


def _plainly(labels: Sequence[str]) -> str:
    """Return the words before a figure as they are shown: what a bracket or a number left behind is taken away."""
    said = "".join(labels)
    cut = max(said.rfind(mark) for mark in "）)") if not re.search(r"[（(]", said) else -1
    return re.sub(r"[、，,]{2,}", "、", said[cut + 1 :]).strip("、，, ")


def _typed(fact: Fact, names: NamesIn) -> Iterator[Cell]:
    """Yield the roles of a typed fact; its numbers only where no observation has them, that is out of sentences."""
    evidence = fact.evidence[0]
    in_table, key = evidence.cell is not None, fact.id
    written = [r for r in fact.roles if r.start >= 0]
    parties = frozenset(r.value.entity for r in written if isinstance(r.value, Party))
    named = [r.text or r.value.name for r in written if isinstance(r.value, Party)]
    texts = [r.value for r in fact.roles if isinstance(r.value, str) and 0 < len(r.value) <= LONGEST_LABEL]
    metric = next((r.value for r in fact.all("metric") if isinstance(r.value, str)), "")
    label = " ".join(dict.fromkeys((*named, *texts)))
    subjects = frozenset(r.value.entity for r in fact.roles if isinstance(r.value, Party) and r.start < 0)
    beside = () if in_table else tuple(excerpt.quote for excerpt in evidence.context)  # the cells of its row
    for role in written:
        if (in_table and isinstance(role.value, Quantity)) or (
            isinstance(role.value, str) and len(role.value) > LONGEST_TEXT
        ):
            continue
        names_of_role = role_words(fact.type, role.name)
        words = " ".join((metric, *names_of_role)).strip()
        yield Cell(
            fact=fact,
            fact_id=key,
            role=role.name,
            value=role.value,
            text=role.text,
            row=squeezed(label),
            column=squeezed(words),
            about=_around(evidence) + squeezed(" ".join(type_words(fact.type))),
            far=_far(evidence),
            said="" if in_table else squeezed(" ".join((evidence.main.quote, *beside))),
            label=label,
            heads=metric if metric and role.name == "value" else " ".join(w for w in (metric, *names_of_role[:1]) if w),
            parties=parties if in_table else parties | names.ids_in(evidence.main.quote),
            subjects=subjects,
            table=f"type:{fact.type}",
            own=parties,
        )


@lru_cache(maxsize=4096)
def type_words(type_: str) -> tuple[str, ...]:
    """Return the Chinese label of a class."""
    known = load().types.get(type_)
    return (known.label.zh,) if known else ()


@lru_cache(maxsize=16384)
def role_words(type_: str, role: str) -> tuple[str, ...]:
    """Return the Chinese words for a role of a class: its label and the headers of its columns."""
    known = load().types.get(type_)
    found = known.roles.get(role) if known else None
    return tuple(dict.fromkeys((found.label.zh, *found.headers))) if found else ()
