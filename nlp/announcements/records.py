"""From candidates to contracts: what an announcement states, one record for each contract or award."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.model import Party, Table
from nlp.announcements.amounts import Amount, find_amounts
from nlp.announcements.cues import Candidate, candidates, title_candidates
from nlp.announcements.flat import Flat
from nlp.announcements.listed import Row, listed_rows
from nlp.announcements.parties import Named, Parties
from nlp.announcements.wording import Span, project_span, title_span

_TITLE_CONTRACT = re.compile(r"合同|协议|订单|签订|签署|签约")
_TITLE_AWARD = re.compile(r"中标|成交|候选|中选")
_EARLY = 4000  # characters of distance that weigh as much as one point of a cue
_FAR = 1500  # the same for amounts
_SUBJECT = 700  # characters of the body in which the award itself is told
_SENTENCE = re.compile(r"[^。;\n]+")
_SURE = 6.0  # the score of a cue that may make a record of its own
_DEALT_WITH = re.compile(r"(?:公司|[”)])(?:及其?|和|、)|[与向](?!项目)|收到|股东|的全资|经营范围")
_OF_DAUGHTER = re.compile(r"[子孙]公司|下属|所属|控股公司")
_AGENCY = re.compile(r"招标|代理|咨询|造价|交易中心|采购中心|监理|招投标|物资有限公司|成套设备")
_SENDERS = frozenset({"issued", "issued_of", "noticed", "notice_of", "told"})  # who sends a notice may be an agency
_PREFIX = re.compile(r"(?:国家电网公司|[^,。;的“”\d]{3,24}?(?:有限公司|有限责任公司))(?=[一-龥\d])")
_AGREED = 0.6  # what each cue that agrees adds
_STATED = 4.0  # the same for titles of contracts
_HEAD_CUES = ("title",)


@dataclass(frozen=True, slots=True)
class Record:
    """One contract: who, what, how much, and where each is said (in the flat text)."""

    party_a: Named | None = None
    party_b: Named | None = None
    project: Span | None = None
    contract: Span | None = None
    amount: Amount | None = None
    consortium: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate whose words were cut to the name, or that names parties."""

    span: Span
    cue: str
    score: float
    named: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads the contracts of one announcement."""

    flat: Flat
    parties: Parties
    title: str
    tables: tuple[Table, ...] = ()

    def records(self) -> list[Record]:
        """Return the contracts that the announcement states."""
        whole = (self.flat.body, len(self.flat.text))
        rows = listed_rows(self.flat, self.parties, self.tables)
        if len(rows) > 1:
            return self._of_rows(rows, self._record(whole))
        groups = self._groups()
        if len(groups) > 1:
            general = self._general(self._record(whole), groups)
            return [self._within(group, general) for group in groups]
        record = self._record(whole)
        stated = record.project or record.contract or (record.party_a and record.amount)
        return self._for_each_owner(record) if stated else []

    def _for_each_owner(self, record: Record) -> list[Record]:
        """Return one record for each of several owners that one label lists: each has the contract."""
        listed = next((item.named for item in self.owners if record.party_a in item.named and len(item.named) > 1), ())
        owners = [named for named in listed if not _AGENCY.search(named.party.name)]
        if not owners or record.party_a not in owners:
            return [record]
        return [replace(record, party_a=named) for named in owners]

    # --- what the whole text offers -------------------------------------------------------------

    @cached_property
    def owners(self) -> list[Found]:
        """Return who may be party A, left to right."""
        return self._of_parties("party_a")

    @cached_property
    def makers(self) -> list[Found]:
        """Return who may be party B, left to right."""
        return self._of_parties("party_b")

    @cached_property
    def projects(self) -> list[Found]:
        """Return what may be the project's name, left to right."""
        return self._of_names("project")

    @cached_property
    def contracts(self) -> list[Found]:
        """Return what may be the contract's title, left to right."""
        return self._of_names("contract")

    @cached_property
    def amounts(self) -> list[Amount]:
        """Return what the contract may be worth, left to right."""
        return find_amounts(self.flat)

    def _all(self, role: str) -> Iterable[Candidate]:
        return candidates(self.flat, role, self.flat.body, len(self.flat.text))

    def _of_parties(self, role: str) -> list[Found]:
        found_in = list(self._all(role))
        for item in found_in:
            for named in self.parties.read(item.start, item.end):
                self.parties.learn(named)
        rows = ((self.parties.read(item.start, item.end), item) for item in found_in)
        found = [
            Found((named[0].start, named[-1].end), item.cue, item.score, tuple(named)) for named, item in rows if named
        ]
        return sorted(found, key=lambda item: item.span)

    def _of_names(self, role: str) -> list[Found]:
        cut = project_span if role == "project" else title_span
        rows = (
            (cut(self.flat, item.start, item.end), item)
            for item in (*self._all(role), *title_candidates(self.flat, role))
        )
        return sorted((Found(span, item.cue, item.score) for span, item in rows if span), key=lambda item: item.span)

    # --- one record -----------------------------------------------------------------------------

    @property
    def _is_award(self) -> bool:
        return bool(_TITLE_AWARD.search(self.title))

    @property
    def _is_contract(self) -> bool:
        return bool(_TITLE_CONTRACT.search(self.title))

    def _record(self, window: Span) -> Record:
        """Return the record that a stretch of the text gives by itself."""
        maker, others = self._maker(window)
        owner = self._owner(window, maker, others)
        contracts, projects = _in(self.contracts, window), _in(self.projects, window)
        if window[0] == self.flat.body:
            projects += [item for item in self.projects if item.cue in _HEAD_CUES]
        if projects and self._is_award and not self._is_contract:
            contracts = []
        contract = self._agreed(contracts)
        if contract and not self._is_award:
            projects = [item for item in projects if item.cue == "label"]
        project = self._agreed(projects)
        return Record(owner, maker, project and project.span, contract and contract.span, self._amount(window), others)

    def _amount(self, window: Span) -> Amount | None:
        """Return the amount that is announced best, earliest and most often."""
        found = [item for item in self.amounts if window[0] <= item.start < window[1]]
        often = Counter(item.high.value for item in found)

        def worth(item: Amount) -> tuple[float, int]:
            return item.score + _AGREED * min(often[item.high.value], 3) - item.start / _FAR, -item.start

        return max(found, key=worth, default=None)

    def _of_rows(self, rows: Sequence[Row], general: Record) -> list[Record]:
        """Return a record for each row of a table; what the table has no column for the text says of all rows."""
        owners = any(row.party_a for row in rows)
        makers = any(row.party_b for row in rows)
        records: list[Record] = []
        for row in rows:
            owner = row.party_a[0] if row.party_a else None if owners else general.party_a
            maker, *others = row.party_b if makers and row.party_b else (general.party_b, *general.consortium)
            contract = row.contract or (general.contract if not row.project else None)
            records.append(
                Record(owner, maker, row.project, contract, row.amount, tuple(named for named in others if named))
            )
        return records

    def _general(self, record: Record, groups: Sequence[Span]) -> Record:
        """Return the record of the whole text without what one of several groups says of itself."""

        first, last = min(group[0] for group in groups), max(group[1] for group in groups)

        def inside(named: Named | None) -> bool:
            return named is not None and first <= named.start < last

        issuer = self.parties.issuer
        return replace(
            record,
            party_a=None if inside(record.party_a) else record.party_a,
            party_b=(self._issuer_named(issuer) if issuer else None) if inside(record.party_b) else record.party_b,
        )

    def _within(self, window: Span, general: Record) -> Record:
        """Return the record of one of several contracts; what it does not say the announcement says of all."""
        own = self._record(window)
        paragraph = self.flat.text.rfind("\n", 0, window[0] + 1) + 1
        has_maker = any(paragraph <= item.span[0] < window[1] for item in self.makers)
        if has_maker:
            maker, others = self._maker((paragraph, window[1]))
            own = replace(own, party_b=maker, consortium=others)
        return replace(
            own,
            party_a=own.party_a or general.party_a,
            party_b=own.party_b if has_maker else general.party_b,
            consortium=own.consortium if has_maker else general.consortium,
        )

    def _maker(self, window: Span) -> tuple[Named | None, tuple[Named, ...]]:
        issuer = self.parties.issuer
        found = _in(self.makers, window)
        own = {named.party.entity for item in self.makers if item.cue == "daughter" for named in item.named}
        for item in found:
            if item.cue == "label":
                ours = [named for named in item.named if issuer and named.party.entity == issuer.entity]
                ours = ours or [named for named in item.named if named.party.entity in own] or list(item.named)
                return ours[0], tuple(named for named in item.named if named.party.entity != ours[0].party.entity)
        daughters = [
            item.named[0]
            for item in found
            if item.cue == "daughter"
            and item.span[0] < window[0] + _SUBJECT
            and (self._acts(item.span[0]) or _OF_DAUGHTER.search(self.title))
        ]
        if daughters:
            return daughters[0], ()
        return (self._issuer_named(issuer), ()) if issuer else (None, ())

    def _acts(self, at: int) -> bool:
        """Tell whether what is named here is the subject of its sentence, and not one that others deal with."""
        text = self.flat.text
        start = max(text.rfind(mark, 0, at) for mark in "。\n;") + 1
        return not _DEALT_WITH.search(text, start, at)

    def _issuer_named(self, issuer: Party) -> Named:
        at = self.flat.text.find("公司", self.flat.body)
        return Named(at, at + 2, issuer) if at >= 0 else Named(-1, -1, issuer)

    def _owner(self, window: Span, maker: Named | None, others: Sequence[Named]) -> Named | None:
        issuer = self.parties.issuer
        ours = {named.party.entity for named in (maker, *others) if named} | ({issuer.entity} if issuer else set())
        fitting = [
            item
            for item in _in(self.owners, window)
            if item.named[0].party.entity not in ours
            and not (item.cue in _SENDERS and _AGENCY.search(item.named[0].party.name))
        ]
        best = _best(fitting)
        return best.named[0] if best else self._owner_in_project(window, ours)

    def _owner_in_project(self, window: Span, ours: set[str]) -> Named | None:
        """Return the party that the project's name begins with: 国家电网公司2016年第一批…"""
        project = _best(_in(self.projects, window))
        match = _PREFIX.match(self.flat.text, *project.span) if project else None
        named = self.parties.read(*match.span()) if match else []
        return named[0] if named and named[0].party.entity not in ours else None

    # --- several records ------------------------------------------------------------------------

    def _groups(self) -> list[Span]:
        """Return the stretches of the text that state one contract each, where there are several."""
        return self._labelled_groups() or self._sentence_groups()

    def _labelled_groups(self) -> list[Span]:
        """Group by 项目名称：… that stands several times, each time with another name."""
        labels = [item for item in self.projects if item.cue == "label"]
        if len({self._plain(item) for item in labels}) < 2:
            return []
        starts = [item.span[0] for item in labels]
        ends = [*starts[1:], len(self.flat.text)]
        groups = list(zip(starts, ends, strict=True))
        priced = [group for group in groups if any(group[0] <= item.start < group[1] for item in self.amounts)]
        return groups if len(priced) >= len(groups) - 1 else []

    def _sentence_groups(self) -> list[Span]:
        """Group by sentences that each give a name and an amount of their own."""
        found: dict[str, Span] = {}
        prices: set[object] = set()
        for match in _SENTENCE.finditer(self.flat.text, self.flat.body):
            window = match.span()
            amounts = [item for item in self.amounts if window[0] <= item.start < window[1]]
            names = self.contracts if self._is_contract and not self._is_award else self.projects
            named = _best(
                [item for item in _in(names, window) if item.score >= (_SURE if names is self.projects else _STATED)]
            )
            if named is None or not amounts or amounts[0].high.value in prices:
                continue
            key = self._plain(named)
            if any(key in other or other in key for other in found):
                continue
            found[key] = window
            prices |= {item.high.value for item in amounts}
        return list(found.values()) if len(found) > 1 else []

    def _agreed(self, found: Sequence[Found]) -> Found | None:
        """Return the best candidate; each further cue that gives the same words counts for them."""
        cues: dict[str, set[str]] = {}
        for item in found:
            cues.setdefault(self._plain(item), set()).add(item.cue)
        return _best([replace(item, score=item.score + _AGREED * len(cues[self._plain(item)])) for item in found])

    def _plain(self, item: Found) -> str:
        return re.sub(r"[“”‘’《》()、,的项目]", "", self.flat.text[item.span[0] : item.span[1]])


def _in(found: Iterable[Found], window: Span) -> list[Found]:
    return [item for item in found if window[0] <= item.span[0] < window[1]]


def _best(found: Sequence[Found]) -> Found | None:
    return max(found, key=lambda item: (item.score - item.span[0] / _EARLY, -item.span[0]), default=None)
