"""Our frozen dataclasses to compact JSON and back, without loss.

A dataclass becomes the list of the fields it is made from, in order, a date its ISO form, a decimal its digits; members
of a union that are dataclasses are led by their class name. The shape of a class is read once from its annotations, so
a new field needs nothing here but a new `pilu.database.VERSION`.
"""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Coder = Callable[[Any], Any]

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PLAIN = (str, int, float, bool, type(None))


def dumps(value: object, kind: Any = None) -> str:
    """Write a value as JSON in one line; `kind` is its type where its class does not say all (`tuple[Fact, ...]`)."""
    return _COMPACT.encode(encoder(kind or type(value))(value))


def loads(kind: type[T], text: str | bytes) -> T:
    """Read back what `dumps` wrote for the same type."""
    return decoder(kind)(json.loads(text))


@cache
def encoder(kind: Any) -> Coder:
    """Return the function that turns values of a type into what `json` writes."""
    if kind in PLAIN:
        return _same
    if kind in (Decimal, date):
        return _decimal_out if kind is Decimal else date.isoformat
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_coder(get_args(kind), encoder, list)
    if origin in (Union, types.UnionType):
        return _union_encoder(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return attrgetter("_value_")  # as `value` is, which is slow to ask for
    if is_dataclass(kind):
        return _class_encoder(kind)
    raise TypeError(f"no JSON form for {kind}")


@cache
def decoder(kind: Any) -> Coder:
    """Return the function that turns what `json` read back into values of a type."""
    if kind in PLAIN:
        return _same
    if kind in (Decimal, date):
        return Decimal if kind is Decimal else date.fromisoformat
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_coder(get_args(kind), decoder, tuple)
    if origin in (Union, types.UnionType):
        return _union_decoder(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if is_dataclass(kind):
        return _class_decoder(kind)
    raise TypeError(f"no JSON form for {kind}")


def _same(value: Any) -> Any:
    return value


def _decimal_out(value: Decimal) -> str:
    return str(value)


def _tuple_coder(args: tuple[Any, ...], coder: Callable[[Any], Coder], build: Callable[..., Any]) -> Coder:
    if len(args) == 2 and args[1] is Ellipsis:
        item = coder(args[0])
        return build if item is _same else lambda values: build(map(item, values))
    items = [coder(arg) for arg in args]
    if all(item is _same for item in items):
        return build
    return lambda values: build([item(value) for item, value in zip(items, values, strict=True)])


def _class_coders(kind: Any, coder: Callable[[Any], Coder]) -> tuple[list[str], list[tuple[int, Coder]]]:
    """Return the names of a class's fields, and the place and coder of those that JSON does not have as they are."""
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind) if each.init]
    coders = [(n, coder(hints[name])) for n, name in enumerate(names)]
    return names, [(n, each) for n, each in coders if each is not _same]


def _class_encoder(kind: Any) -> Coder:
    names, coders = _class_coders(kind, encoder)
    parts_of = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def encode(value: Any) -> list[Any]:
        parts = [*parts_of(value)]
        for n, coder in coders:
            parts[n] = coder(parts[n])
        return parts

    return encode


def _class_decoder(kind: Any) -> Coder:
    names, coders = _class_coders(kind, decoder)

    def decode(data: list[Any]) -> Any:
        if len(data) != len(names):
            raise ValueError(f"a {kind.__name__} of {len(data)} fields, not {len(names)}")
        parts = list(data)
        for n, coder in coders:
            parts[n] = coder(parts[n])
        return kind(*parts)

    return decode


def _union_encoder(kinds: tuple[Any, ...]) -> Coder:
    if types.NoneType in kinds and len(kinds) == 2:
        inner = encoder(next(kind for kind in kinds if kind is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    coders = {kind: encoder(kind) for kind in kinds}

    def encode(value: Any) -> Any:
        kind = type(value)
        return value if kind in PLAIN else [kind.__name__, coders[kind](value)]

    return encode


def _union_decoder(kinds: tuple[Any, ...]) -> Coder:
    if types.NoneType in kinds and len(kinds) == 2:
        inner = decoder(next(kind for kind in kinds if kind is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    coders = {kind.__name__: decoder(kind) for kind in kinds if kind not in PLAIN}
    return lambda data: coders[data[0]](data[1]) if isinstance(data, list) else data
