"""Values as JSON and back: what crosses the border between ours and a process that touches untrusted bytes.

Not pickle: such a process has met untrusted bytes, and whoever has taken it over must not be able to run
anything here. Every value is held against the type that its field declares.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decode = Callable[[Any], Any]


def dump(value: object) -> bytes:
    """One line of UTF-8; every dataclass becomes the list of its fields, in their order, a date its text."""
    text = json.dumps(value, default=_plain, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def load(kind: type[T], data: bytes) -> T:
    """The value of this kind, a dataclass such as Document, that `dump` was given. Raises ValueError for anything else."""
    hint: Any = kind
    decode = _decoder(hint)
    try:
        value = decode(json.loads(data, parse_constant=_not_finite))
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a {kind.__name__}") from error
    if not isinstance(value, kind):
        raise ValueError(f"not a {kind.__name__}")
    return value


def _plain(value: Any) -> list[Any] | str:
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    return [getattr(value, name) for name in _names(kind)]


@lru_cache(maxsize=32)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _not_finite(_: str) -> float:
    """Infinity and NaN, which a broken font or matrix may give a box, would break the JSON of the report."""
    return 0.0


@lru_cache(maxsize=64)
def _decoder(hint: Any) -> Decode:
    """How to check and rebuild a value of a declared type."""
    origin = get_origin(hint)
    if is_dataclass(hint):
        return _of_dataclass(hint)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not types.NoneType]
        if len(inner) > 1:
            raise TypeError(f"{hint}: JSON does not tell of which kind a value is")
        return _of_optional(_decoder(inner[0]))
    if origin is Literal:
        return _of_literal(frozenset(get_args(hint)))
    if origin is tuple:
        parts = get_args(hint)
        return _of_many(_decoder(parts[0])) if parts[-1] is Ellipsis else _of_fixed(tuple(map(_decoder, parts)))
    if origin is Mapping:
        return _of_mapping(*map(_decoder, get_args(hint)))
    return {str: _text, int: _integer, float: _number, bool: _flag, date: _date}[hint]


def _of_dataclass(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    decoders = tuple(_decoder(hints[name]) for name in _names(kind))

    def decode(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError("not a list of fields")
        return kind(*[check(part) for check, part in zip(decoders, value, strict=True)])

    return decode


def _of_optional(inner: Decode) -> Decode:
    return lambda value: None if value is None else inner(value)


def _of_literal(allowed: frozenset[Any]) -> Decode:
    def decode(value: Any) -> Any:
        if value not in allowed:
            raise ValueError("not one of the words allowed")
        return value

    return decode


def _of_many(inner: Decode) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError("not a list")
        return tuple([inner(part) for part in value])

    return decode


def _of_fixed(decoders: tuple[Decode, ...]) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError("not a list")
        return tuple([check(part) for check, part in zip(decoders, value, strict=True)])

    return decode


def _of_mapping(key: Decode, inner: Decode) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not dict:
            raise ValueError("not a mapping")
        return {key(name): inner(part) for name, part in value.items()}

    return decode


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("not a text")
    value.encode()  # half of a surrogate pair would break every writer of a report
    return value


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or value - value != 0:
        raise ValueError("not a finite number")
    return value  # type: ignore[no-any-return]


def _date(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("not true or false")
    return value
