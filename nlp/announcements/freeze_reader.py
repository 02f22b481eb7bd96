"""What each stretch states of frozen shares: how many, by which court, from when and until when."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Quantity, Value
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.numbers import to_decimal
from nlp.announcements.flat import Flat
from nlp.announcements.freeze_parties import FreezeParties
from nlp.announcements.freeze_windows import freeze_sentences, freeze_windows
from nlp.announcements.freeze_words import Token, Window, rule

_BRACKETS = Pattern(r"\([^()]*\)")
_REACH = 70  # characters between a number of shares and the word that says they are frozen
_ONLY = 120  # characters behind a holder in which it is said that the shares are frozen
_SCALES = {"万": 10_000, "亿": 100_000_000, None: 1}


class FreezeReader:
    """Reads one announcement of frozen shares."""

    def __init__(self, flat: Flat, parties: FreezeParties) -> None:
        self.flat = flat
        self.parties = parties

    def freezes(self) -> Iterator[tuple[Window, list[Token]]]:
        """Yield the words of each freeze with the stretch that states it."""
        told: set[Value | None] = set()
        for window in freeze_windows(self.flat):
            for tokens in self._records(window):
                told |= {token.value for token in tokens if token.role == "holder"}
                yield window, tokens
        yield from self._only_frozen(told)

    def _only_frozen(self, told: set[Value | None]) -> Iterator[tuple[Window, list[Token]]]:
        """Yield those of whom it is only said that their shares are frozen, with the sentence that says so."""
        for window in freeze_sentences(self.flat, self.flat.body, len(self.flat.text)):
            for holder in self.parties.holders:
                if holder.value in told or not window.start <= holder.start < window.end:
                    continue
                if rule("only_frozen").search(self.flat.text, holder.end, min(window.end, holder.end + _ONLY)):
                    told.add(holder.value)
                    yield window, self.parties.in_full([holder])

    def _records(self, window: Window) -> Iterator[list[Token]]:
        shares = self._shares(window)
        courts = [token for token in self.parties.courts if window.start <= token.start < window.end]
        dates = self._dates(window)
        for number, share in enumerate(shares):
            before = shares[number - 1].place[1] if number else window.start
            after = shares[number + 1].place[0] if number + 1 < len(shares) else window.end
            near = _near(window, courts, share, (before, after))
            when = [token for token in dates if before <= token.start < after] or dates
            yield [*self.parties.holder(window, share.place[0]), share, *self.parties.in_full(near), *_one_each(when)]
        if not shares:
            yield from self._without_shares(window, courts, dates)

    def _without_shares(self, window: Window, courts: list[Token], dates: list[Token]) -> Iterator[list[Token]]:
        """Yield what a stretch says of freezes that names no number: one for each court, or what it says of time."""
        freezing = courts if courts and self._says_frozen(window) else []
        for court in self.parties.in_full(freezing):
            yield [*self.parties.holder(window, window.end), court, *_one_each(dates)]
        if dates and not freezing:
            yield [*self.parties.holder(window, window.end), *_one_each(dates)]

    def _says_frozen(self, window: Window) -> bool:
        return window.form == "group" or bool(rule("says_frozen").search(self.flat.text, window.start, window.end))

    # --- numbers of shares -----------------------------------------------------------------------

    def _shares(self, window: Window) -> list[Token]:
        text = self.flat.text
        if window.form == "table":
            cells = (
                Token("shares", *match.span(), _quantity(match["number"], window.scale))
                for match in rule("cell").finditer(text, window.start, window.end)
            )
            return [token for cell in cells if (token := self._confirmed(cell))]
        found = [
            Token("shares", *match.span(), _quantity(match["number"], _SCALES[match["scale"]]))
            for match in rule("shares").finditer(text, window.start, window.end)
        ]
        if window.form == "sentence":
            return [token for token in found if self._frozen(window, token)]
        found = [token for token in found if not rule("part").search(text[window.start : token.start])]
        total = [token for token in found if rule("total").search(text[window.start : token.start])]
        return total or found

    def _confirmed(self, cell: Token) -> Token | None:
        """Return a number of a lost table where the prose repeats it with its unit.

        A number by itself may have run into its neighbours (a serial number, a date), so it is not believed.
        """
        text = self.flat.text
        at = text.find(text[cell.start : cell.end].removesuffix(".00") + "股")
        if at < 0 or (at and text[at - 1] in "0123456789,."):
            return None
        return Token("shares", at, text.index("股", at) + 1, cell.value, (cell.start, cell.end))

    def _frozen(self, window: Window, share: Token) -> bool:
        """Tell whether a sentence says of a number of shares that they are frozen, not that so many are held."""
        text = self.flat.text
        before, behind = text[window.start : share.start], text[share.end : window.end]
        if rule("counted_before").search(before[-40:]):
            return False
        rest = _BRACKETS.sub("", behind)[:_REACH]
        until = rest.find("冻结")
        counted = rule("counted").search(rest[: max(until, 0)])
        if until >= 0 and not counted and rule("frozen_behind").search(rest[: until + 2]):
            return True
        return bool(rule("frozen_before").search(before)) and not rule("held_before").search(before)

    # --- time ------------------------------------------------------------------------------------

    def _dates(self, window: Window) -> list[Token]:
        """Return when freezes of a stretch begin and end, left to right."""
        text = self.flat.text
        found: list[Token] = []
        for match in rule("date").finditer(text, window.start, window.end):
            role = self._date_role(window, match, found)
            if role:
                found.append(Token(role, *match.span(), _day(match[0])))
        for match in rule("term").finditer(text, window.start, window.end):
            lead = text[max(window.start, match.start() - 16) : match.start()]
            if window.form == "table" or rule("term_before").search(lead):
                found.append(Token("end", *match.span()))
        return sorted(found, key=lambda token: token.start)

    def _date_role(self, window: Window, match: re.Match[str], found: Sequence[Token]) -> str:
        text = self.flat.text
        before = text[max(window.start, match.start() - 12) : match.start()]
        behind = text[match.end() : window.end]
        if rule("end_before").search(before):
            return "end"
        if window.form == "table":
            if "年" not in match[0]:
                return ""  # its digits may have run into its neighbours
            return "end" if found and found[-1].role == "start" and match.start() - found[-1].end < 3 else "start"
        if rule("received_behind").search(behind):
            return ""
        if rule("start_before").search(before) or rule("start_behind").search(behind):
            return "" if rule("not_start_behind").search(behind[:40]) and "冻结" not in behind[:40] else "start"
        return ""


def _near(window: Window, courts: Sequence[Token], share: Token, between: tuple[int, int]) -> list[Token]:
    """Return the court of a number of shares: in its own stretch behind it, before it, else any of the window."""
    behind = [token for token in courts if share.place[1] <= token.start < between[1]]
    ahead = [token for token in courts if between[0] <= token.start < share.place[0]]
    if window.form == "table":
        return behind[:1]
    first = behind[:1] if window.form == "sentence" else ahead[-1:]
    return first or ahead[-1:] or behind[:1] or list(courts[:1])


def _one_each(tokens: Sequence[Token]) -> list[Token]:
    """Return the first start and the first end; a date before a term."""
    start = [token for token in tokens if token.role == "start"][:1]
    end = sorted((token for token in tokens if token.role == "end"), key=lambda token: token.value is None)[:1]
    return start + end


def _quantity(number: str, scale: int) -> Quantity:
    return Quantity(to_decimal(number) * scale, "share")


def _day(text: str) -> Period | None:
    return next((period for *_, period in find_periods(re.sub(r"[./]", "-", text))), None)
