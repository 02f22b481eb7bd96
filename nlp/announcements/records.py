"""From candidates to contracts: what an announcement states, one record for each contract or award."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.model import Table
from kg.pattern import Pattern
from nlp.announcements.amounts import Amount
from nlp.announcements.flat import Flat
from nlp.announcements.grouping import groups
from nlp.announcements.listed import Row, listed_rows
from nlp.announcements.offers import AGREED, Found, Offers, within
from nlp.announcements.parties import Named, Parties
from nlp.announcements.partners import partners
from nlp.announcements.series import parts, series, stretches, told_apart
from nlp.announcements.sides import Sides, is_agency
from nlp.announcements.sums import whole_of
from nlp.announcements.wording import Span, project_span, title_span

_TITLE_CONTRACT = Pattern(r"合同|协议|订单|签订|签署|签约")
_TITLE_AWARD = Pattern(r"中标|成交|候选|中选")
_FAR = 1500  # characters of distance that weigh as much as one point of an amount's word
_OFTEN = 3  # repetitions of an amount that count
_SUM = Pattern(r"总|合计|共计|累计")
_TOLD = 150  # characters behind a name in which its price stands
_ACTOR = 60  # characters in which a stretch names who won or signed
_EACH = 20  # characters around a list of owners in which 分别 may stand
_SUM_REACH = 12  # characters before an amount in which a word for a sum may stand
_HEAD_CUES = ("title",)
_NAMED_CUES = frozenset({"label", "awarded", "became", "quoted"})  # say which project a titled contract is for


@dataclass(frozen=True, slots=True)
class Record:
    """One contract: who, what, how much, and where each is said (in the flat text)."""

    party_a: Named | None = None
    party_b: Named | None = None
    project: Span | None = None
    contract: Span | None = None
    amount: Amount | None = None
    consortium: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads the contracts of one announcement."""

    flat: Flat
    parties: Parties
    title: str
    tables: tuple[Table, ...] = ()

    @cached_property
    def offers(self) -> Offers:
        """Return the candidates for each role."""
        return Offers(self.flat, self.parties)

    @cached_property
    def sides(self) -> Sides:
        """Return what decides on the parties."""
        return Sides(self.flat, self.parties, self.offers, self.title)

    @property
    def _is_award(self) -> bool:
        return bool(_TITLE_AWARD.search(self.title))

    @property
    def _is_contract(self) -> bool:
        return bool(_TITLE_CONTRACT.search(self.title))

    def records(self) -> list[Record]:
        """Return the contracts that the announcement states."""
        whole = (self.flat.body, len(self.flat.text))
        rows = listed_rows(self.flat, self.parties, self.tables)
        if len(rows) > 1:
            return _of_rows(rows, self._record(whole))
        windows = groups(self.offers, by_title=self._is_contract and not self._is_award)
        if len(windows) > 1:
            general = self._general(self._record(whole), windows)
            return self._of_windows(windows, general)
        record = self._record(whole)
        stated = (
            record.project
            or record.contract
            or ((self._is_award or self._is_contract) and (record.party_a or record.amount))
        )
        named = self._for_each_name(record) if stated else []
        return [each for item in named for each in self._for_each_owner(item)]

    def _record(self, window: Span) -> Record:
        """Return the record that a stretch of the text gives by itself."""
        maker, listed = self.sides.maker(window)
        others = partners(self.offers, window, maker, listed)
        owner = self.sides.owner(window, (maker, *others))
        contracts, projects = within(self.offers.contracts, window), within(self.offers.projects, window)
        if window[0] == self.flat.body:
            projects += [item for item in self.offers.projects if item.cue in _HEAD_CUES]
        if projects and self._is_award and not self._is_contract:
            contracts = []
        contract = self.offers.agreed(contracts)
        if contract and not self._is_award:
            projects = [item for item in projects if item.cue in _NAMED_CUES]
        project = self.offers.agreed(projects)
        return Record(owner, maker, project and project.span, contract and contract.span, self._amount(window), others)

    def _amount(self, window: Span) -> Amount | None:
        """Return the amount that is announced best, earliest and most often."""
        found = self.offers.amounts_in(window)
        often = Counter(item.high.value for item in found)

        def worth(item: Amount) -> tuple[float, int]:
            return item.score + AGREED * min(often[item.high.value], _OFTEN) - item.start / _FAR, -item.start

        chosen = max(found, key=worth, default=None)
        return (whole_of(chosen, self.offers.told, window) if chosen else None) or chosen

    def _for_each_name(self, record: Record) -> list[Record]:
        """Return one record for each of several names that one phrase puts side by side."""
        contracts = self._side_by_side(record.contract, title_span)
        projects = self._side_by_side(record.project, project_span)
        names = contracts or projects
        if not names:
            return self._for_each_part(record)
        amounts = self._amounts_of(names)
        rows = [replace(record, amount=amount) for amount in amounts] or [replace(record, amount=None)] * len(names)
        if not amounts and self._is_sum(record.amount):
            return [record]
        if contracts:
            owners = self._owners_between(contracts, record)
            rows = [replace(r, party_a=a, contract=c) for r, a, c in zip(rows, owners, contracts, strict=True)]
        if len(projects) == len(rows):
            rows = [replace(row, project=name) for row, name in zip(rows, projects, strict=True)]
        return rows

    def _for_each_part(self, record: Record) -> list[Record]:
        """Return one record for each name that a project's name joins, where each has a price; else the record."""
        names = parts(self.flat, record.project) if record.project else []
        amounts = self._amounts_of(names, _TOLD) if names else []
        if not names or len({amount for amount in amounts if amount}) < len(names):
            return [record]
        return [replace(record, project=name, amount=worth) for name, worth in zip(names, amounts, strict=True)]

    def _amounts_of(self, names: Sequence[Span], reach: int | None = None) -> list[Amount | None]:
        """Return what each of several names is worth: as 分别 says, else where each is named again; else nothing."""
        apart = told_apart(self.flat, names)
        return [*apart] or [self._amount(window) for window in stretches(self.flat, names, reach)]

    def _owners_between(self, names: Sequence[Span], record: Record) -> list[Named | None]:
        """Return the owner told before each of several names; where none is, the one of a record."""
        start = min(record.party_a.start, names[0][0]) if record.party_a else names[0][0]
        befores = zip((start, *(end for _, end in names)), (low for low, _ in names), strict=False)
        return [self.sides.owner(before, (record.party_b,)) or record.party_a for before in befores]

    def _side_by_side(self, chosen: Span | None, cut: Callable[[Flat, int, int], Span | None]) -> list[Span]:
        """Return the names that stand beside a chosen one, if all are names."""
        spans = [cut(self.flat, *span) for span in series(self.flat, chosen)] if chosen else []
        return [span for span in spans if span] if all(spans) else []

    def _for_each_owner(self, record: Record) -> list[Record]:
        """Return one record for each of several owners that one label lists: each has the contract."""
        return [replace(record, party_a=named) for named in self._listed_owners(record)] or [record]

    def _listed_owners(self, record: Record) -> list[Named]:
        """Return the owners who are listed together with the one of a record; nobody where that one stands alone."""
        lists = (
            item.named
            for item in self.offers.owners
            if record.party_a in item.named and len(item.named) > 1 and self._each(item)
        )
        ours = {
            named.party.entity for named in (record.party_b, self.parties.issuer_named, *record.consortium) if named
        }
        owners = [named for named in next(lists, ()) if not is_agency(named) and named.party.entity not in ours]
        return owners if record.party_a in owners else []

    def _each(self, item: Found) -> bool:
        """Tell whether each of several owners has a contract: a label lists them, or 分别 is said of them."""
        return item.cue == "label" or "分别" in self.flat.text[item.at - _EACH : item.span[1] + _EACH]

    def _is_sum(self, amount: Amount | None) -> bool:
        """Tell whether an amount is announced as what several contracts are worth together."""
        return bool(amount and _SUM.search(self.flat.text, max(0, amount.start - _SUM_REACH), amount.start))

    def _of_windows(self, windows: Sequence[Span], general: Record) -> list[Record]:
        """Return the records of several stretches; as many owners as stretches, told before them, have one each."""
        told = next((item.named for item in self.offers.owners if general.party_a in item.named), ())
        records: list[Record] = []
        for number, window in enumerate(windows):
            record = self._within(window, general)
            if record.party_a == general.party_a:
                respective = told[number] if len(told) == len(windows) else record.party_a
                records.append(replace(record, party_a=respective))
            else:
                records += self._for_each_owner(record)
        return records

    def _general(self, record: Record, windows: Sequence[Span]) -> Record:
        """Return the record of the whole text without what one of several stretches says of itself."""
        first, last = min(window[0] for window in windows), max(window[1] for window in windows)

        def outside(named: Named | None) -> Named | None:
            return None if named and first <= named.start < last else named

        maker = outside(record.party_b) or self.parties.issuer_named
        members = tuple(named for named in record.consortium if outside(named))
        return replace(record, party_a=outside(record.party_a), party_b=maker, consortium=members)

    def _within(self, window: Span, general: Record) -> Record:
        """Return the record of one of several contracts; what it does not say the announcement says of all."""
        own = self._record(window)
        paragraph = self.flat.text.rfind("\n", 0, window[0] + 1) + 1
        if within(self.offers.makers, (paragraph, window[1])):
            maker, listed = self.sides.maker((paragraph, window[1]))
            others = partners(self.offers, (paragraph, window[1]), maker, listed)
        else:
            head = (window[0], min(window[0] + _ACTOR, window[1]))
            acting = self.parties.first_named(self.sides.family.own, head)
            maker, told = acting or general.party_b, () if acting else general.consortium
            others = tuple(named for named in own.consortium if named.party != (maker and maker.party)) or told
        return replace(own, party_a=own.party_a or general.party_a, party_b=maker, consortium=others)


def _of_rows(rows: Sequence[Row], general: Record) -> list[Record]:
    """Return a record for each row of a table; what the table has no column for the text says of all rows."""
    owners = any(row.party_a for row in rows)
    records: list[Record] = []
    for row in rows:
        owner = row.party_a[0] if row.party_a else None if owners else general.party_a
        maker, *others = row.party_b or (general.party_b, *general.consortium)
        contract = row.contract or (general.contract if not row.project else None)
        consortium = tuple(named for named in others if named)
        records.append(Record(owner, maker, row.project, contract, row.amount, consortium))
    return records
