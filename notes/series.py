"""The directive `chart`: a measure over periods, parties or segments, one number a point, or none at all.

A chart must not hide a conflict: where the filings state two numbers for one point, the finer of two roundings is
taken, and anything else is said instead of drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

from kg.model import Evidence, Fact, Modality, Quantity, Role
from kg.ontology import load
from kg.period import Period
from notes import syntax
from notes.gathering import Gathered
from notes.listings import role_label, role_text, select, type_label
from notes.model import BlockError, Finding, Request
from notes.quantities import aligned, grouped, in_unit, unit_of
from notes.session import Session, language, limit
from notes.words import said

KEYS = ("type", "entity", "doc", "period", "span", "value", "by", "series", "modality")
SPANS = {"year": (365, 366), "half": (181, 184), "quarter": (90, 92), "month": (28, 31), "day": (1, 1)}
_USUAL = {"CNY": ("亿元", "万元", "元"), "ratio": ("%",), "share": ("亿股", "万股", "股"), "person": ("人",)}


@dataclass
class Points:
    """The points of a chart by label and series, in the order in which they came."""

    base: str = ""  # base unit of all values
    known: dict[tuple[str, str], tuple[Decimal, list[Evidence]]] = field(default_factory=dict)

    def add(self, at: tuple[str, str], quantity: Quantity, evidence: Evidence) -> None:
        """Add a point; raise `BlockError` when another number stands there, or the units differ."""
        if self.base and quantity.unit != self.base:
            raise BlockError(f"the values are in {self.base} and in {quantity.unit}", hint="say which with unit:")
        self.base = quantity.unit
        value, cited = self.known.setdefault(at, (quantity.value, []))
        if not _agree(value, quantity.value):
            both = f"{grouped(value)} and {grouped(quantity.value)} {self.base}"
            hint = "narrow the chart with doc=, entity= or a role"
            raise BlockError(f"two values for {' '.join(filter(None, at))}: {both}", hint=hint)
        self.known[at] = (max(value, quantity.value, key=_digits), [*cited, evidence])


def chart(session: Session, request: Request) -> Finding:
    """Collect the points of a chart from facts: `type=SegmentMetric metric=收入 by=period series=segment`."""
    given = syntax.pairs(request.argument, ())
    wanted = {key: value for key, value in given.items() if key in KEYS}
    filters = {key: value for key, value in given.items() if key not in KEYS and key != "kind"}
    found = _chosen(session, wanted, filters)
    lang = language(request)
    if not found:
        return Finding(f"{said('nothing', lang)}{said('colon', lang)}{request.argument}", found=False, lang=lang)
    type_ = found[0].type
    measure = wanted.get("value") or _measure(type_, found)
    by, series = wanted.get("by", "period"), wanted.get("series", "")
    points, base = Points(), unit_of(request.option("unit")).base if request.option("unit") else ""
    if by == "period":
        found = _of_one_span(found, wanted.get("span", ""))
    for fact in sorted(found, key=_when) if by == "period" else found:
        quantity = _quantity(fact, measure, base)
        label = _label(fact, by)
        if quantity is not None and label:
            points.add((label, _label(fact, series) if series else ""), quantity, fact.evidence[0])
    if not points.known:
        raise BlockError(f"no fact has {measure} and {by}", hint=f"roles are {', '.join(_roles(type_))}")
    about = [wanted.get(key, "") for key in ("entity", "period")]
    title = "，".join(dict.fromkeys(filter(None, [type_label(type_, lang), *filters.values(), *about])))
    axis = said("period", lang) if by == "period" else role_label(type_, by, lang)
    return _finding(points, request, (title, axis, role_label(type_, measure, lang)))


def _finding(points: Points, request: Request, names: tuple[str, str, str]) -> Finding:
    title, axis, measure = names
    lang = language(request)
    unit = request.option("unit") or _usual_unit(points)
    series = list(dict.fromkeys(name for _, name in points.known))
    labels = list(dict.fromkeys(label for label, _ in points.known))
    columns = [aligned([_shown(points, (label, name), unit) for label in labels]) for name in series]
    gathered = Gathered()
    for n, label in enumerate(labels):
        known = [points.known.get((label, name)) for name in series]
        numbers = [None, *(_shown(points, (label, name), unit) for name in series)]
        gathered.add(
            [label, *(column[n] for column in columns)],
            [each for point in known if point for each in point[1][:1]],
            numbers,
        )
    rows, evidence, caveats = gathered.shown(limit(request), lang)
    heads = (axis, *(name or measure for name in series))
    heading = f"{title}{said('open', lang)}{unit or points.base}{said('close', lang)}"
    return Finding(heading, "", heads, rows, evidence, caveats=caveats, lang=lang, unit=unit)


def _shown(points: Points, at: tuple[str, str], unit: str) -> Decimal | None:
    """Return a point in the unit of the chart."""
    known = points.known.get(at)
    return None if known is None else in_unit(known[0], points.base, unit) if unit else known[0]


def _chosen(session: Session, wanted: dict[str, str], filters: dict[str, str]) -> list[Fact]:
    """Return the facts of one class that all filters pick; asserted ones, unless another modality is asked for."""
    syntax.required(wanted, "type")
    found = [fact for fact in select(session, wanted) if _passes(fact, filters)]
    if found and (unknown := sorted(set(filters) - set(_roles(found[0].type)))):
        raise BlockError(
            f"{found[0].type} has no role {unknown[0]}", hint=f"roles are {', '.join(_roles(found[0].type))}"
        )
    modality = wanted.get("modality", Modality.ASSERTED.value)
    return [fact for fact in found if fact.qualifiers.modality.value == modality]


def _passes(fact: Fact, filters: dict[str, str]) -> bool:
    for name, value in filters.items():
        texts = [_bare(text) for role in fact.all(name) for text in (role_text(role), role.text)]
        if texts and _bare(value) not in texts:
            return False
        if not texts and name in _roles(fact.type):
            return False
    return True


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _quantity(fact: Fact, measure: str, base: str) -> Quantity | None:
    """Return the amount that a fact gives for a role; only of a base unit where one is asked for."""
    amounts = (role.value for role in fact.all(measure) if isinstance(role.value, Quantity))
    return next((amount for amount in amounts if not base or amount.unit == base), None)


def _roles(type_: str) -> list[str]:
    known = load().types.get(type_)
    return list(known.roles) if known else []


def _measure(type_: str, found: Sequence[Fact]) -> str:
    """Return the first role of the class that holds amounts."""
    held = {role.name for fact in found for role in fact.roles if isinstance(role.value, Quantity)}
    return next((name for name in _roles(type_) if name in held), next(iter(sorted(held)), ""))


def _label(fact: Fact, by: str) -> str:
    if by == "period":
        return fact.qualifiers.period.code if fact.qualifiers.period else ""
    role: Role | None = fact.role(by)
    return role_text(role) if role else ""


def _when(fact: Fact) -> tuple[str, str]:
    period = fact.qualifiers.period
    return (period.start.isoformat(), period.end.isoformat()) if period else ("", "")


def _of_one_span(found: list[Fact], span: str) -> list[Fact]:
    """Return the facts whose periods are as long as asked for; raise `BlockError` when lengths differ and none is."""
    if span and span not in SPANS:
        raise BlockError(f"span={span} is unknown", hint=f"known are {', '.join(SPANS)}")
    dated = [(fact, fact.qualifiers.period) for fact in found if fact.qualifiers.period]
    if span:
        return [fact for fact, period in dated if _span(period) == span]
    spans = {_span(period): period.code for _, period in dated}
    if len(spans) > 1:
        codes = " and ".join(sorted(spans.values()))
        raise BlockError(f"the periods are of different length: {codes}", hint=f"add span={'|'.join(SPANS)}")
    return [fact for fact, _ in dated]


def _span(period: Period) -> str:
    days = (period.end - period.start).days + 1
    return next((name for name, (least, most) in SPANS.items() if least <= days <= most), f"{days} days")


def _usual_unit(points: Points) -> str:
    """Return the unit in which the largest value has at least one digit before the point."""
    units = _USUAL.get(points.base, ())
    largest = max(abs(value) for value, _ in points.known.values())
    return next((unit for unit in units if largest >= unit_of(unit).factor), units[-1] if units else "")


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _agree(first: Decimal, second: Decimal) -> bool:
    """Tell whether two numbers are the same, or one is the other rounded to fewer digits."""
    fine, coarse = sorted((first, second), key=_digits, reverse=True)
    return fine == coarse or Context(prec=_digits(coarse), rounding=ROUND_HALF_UP).plus(fine) == coarse
