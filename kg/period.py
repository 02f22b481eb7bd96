"""Periods and instants: a pair of dates, both included, and the short code that filings' readers use."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `start` to `end`, both included; an instant has the same two."""

    start: date
    end: date

    @property
    def is_instant(self) -> bool:
        return self.start == self.end

    @property
    def code(self) -> str:
        """The code of OUTPUTS.md: 2023, 2024H1, 2024Q1, 2024-05, 2024-06-30 or start/end.

        >>> Period(date(2024, 1, 1), date(2024, 6, 30)).code
        '2024H1'
        """
        a, b = self.start, self.end
        if a == b:
            return a.isoformat()
        if a.year == b.year and a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]:
            months = (a.month, b.month)
            if months == (1, 12):
                return f"{a.year}"
            if a.month == b.month:
                return f"{a.year}-{a.month:02d}"
            if months in ((1, 6), (7, 12)):
                return f"{a.year}H{b.month // 6}"
            if a.month % 3 == 1 and b.month - a.month == 2:
                return f"{a.year}Q{b.month // 3}"
        return f"{a.isoformat()}/{b.isoformat()}"

    def contains(self, other: "Period") -> bool:
        """Tell whether `other` lies within this period."""
        return self.start <= other.start and other.end <= self.end

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months(cls, year: int, first: int, last: int) -> "Period":
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    @classmethod
    def at(cls, day: date) -> "Period":
        return cls(day, day)
