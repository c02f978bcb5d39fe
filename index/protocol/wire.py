"""The codec of the pipe: dataclasses to JSON values and back, told by nothing but their type hints.

A hint may be a dataclass, ``str``, ``int``, ``float``, ``bool``, a ``StrEnum``, a ``tuple``, a ``Mapping``
(its keys strings or integers), any of these ``| None``, a union of dataclasses, and ``Any`` for what is JSON
already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]


class WireError(ValueError):
    """What came has not the shape that was declared; says where."""


class Codec(NamedTuple):
    """Of one type: how its values are written as JSON values, and read again."""

    encode: Convert
    decode: Convert
    """Raises WireError."""


@cache
def codec(hint: Any) -> Codec:
    """The codec of a type. Raises TypeError for one that cannot cross the pipe."""
    if hint is Any:
        return Codec(_unchanged, _unchanged)
    if hint in _PLAIN:
        return Codec(_unchanged, _checked(hint, _PLAIN[hint]))
    if is_dataclass(hint):
        return _of_dataclass(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Codec(str, _read_by(hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = [argument for argument in arguments if argument is not NoneType]
        inner = codec(kinds[0]) if len(kinds) == 1 else _of_union(kinds)
        return inner if len(kinds) == len(arguments) else _optional(inner)
    if origin is tuple:
        return _of_tuple(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _of_mapping(*arguments)
    raise TypeError(f"{hint!r} cannot cross the pipe")


_PLAIN: Mapping[Any, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (float, int),
    bool: (bool,),
    NoneType: (NoneType,),
}


def _unchanged(value: Any) -> Any:
    return value


def _checked(wanted: type, kinds: tuple[type, ...]) -> Convert:
    def decode(value: Any) -> Any:
        if type(value) not in kinds:
            raise WireError(f"{value!r} is no {wanted.__name__}")
        return value

    return decode


def _read_by(kind: Callable[[Any], Any]) -> Convert:
    def decode(value: Any) -> Any:
        try:
            return kind(value)
        except ValueError as error:
            raise WireError(str(error)) from error

    return decode


def _optional(inner: Codec) -> Codec:
    encode, decode = inner
    return Codec(
        _unchanged if encode is _unchanged else lambda value: None if value is None else encode(value),
        lambda value: None if value is None else decode(value),
    )


def _of_union(kinds: list[Any]) -> Codec:
    """One of several dataclasses says which it is under a name that no field can have."""
    if not all(map(is_dataclass, kinds)):
        raise TypeError(f"{kinds!r} could not be told apart")
    codecs = {kind.__name__: codec(kind) for kind in kinds}

    def encode(value: Any) -> dict[str, Any]:
        name = type(value).__name__
        return {"is": name, **codecs[name].encode(value)}

    def decode(value: Any) -> Any:
        name = value.get("is") if type(value) is dict else None
        if type(name) is not str or name not in codecs:
            raise WireError(f"{value!r} is none of {', '.join(codecs)}")
        return codecs[name].decode({field: each for field, each in value.items() if field != "is"})

    return Codec(encode, decode)


def _of_tuple(arguments: tuple[Any, ...]) -> Codec:
    if arguments[-1] is Ellipsis:
        encode, decode = codec(arguments[0])

        def decode_all(value: Any) -> tuple[Any, ...]:
            return tuple(map(decode, _checked_list(value)))

        return Codec(list if encode is _unchanged else lambda value: list(map(encode, value)), decode_all)
    parts = [codec(argument) for argument in arguments]

    def decode_each(value: Any) -> tuple[Any, ...]:
        if len(_checked_list(value)) != len(parts):
            raise WireError(f"{len(parts)} values are wanted, not {len(value)}")
        return tuple(part.decode(each) for part, each in zip(parts, value, strict=True))

    return Codec(
        lambda value: [part.encode(each) for part, each in zip(parts, value, strict=True)], decode_each
    )


_checked_list = _checked(list, (list,))


_KEYS: Mapping[Any, Codec] = {
    str: Codec(_unchanged, _unchanged),
    int: Codec(str, _read_by(int)),
}
"""JSON has no keys but strings."""


def _of_mapping(key: Any, value: Any) -> Codec:
    if key not in _KEYS:
        raise TypeError(f"a mapping by {key!r} cannot cross the pipe")
    encode_key, decode_key = _KEYS[key]
    encode, decode = codec(value)
    check = _checked(dict, (dict,))
    return Codec(
        lambda found: {encode_key(name): encode(each) for name, each in found.items()},
        lambda found: {decode_key(name): decode(each) for name, each in check(found).items()},
    )


def _of_dataclass(kind: type[Any]) -> Codec:
    hints = get_type_hints(kind)
    parts = {field.name: codec(hints[field.name]) for field in fields(kind)}
    plain = [name for name, part in parts.items() if part.encode is _unchanged]
    others = [(name, part.encode) for name, part in parts.items() if part.encode is not _unchanged]
    needed = {
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    }
    decoders = {name: part.decode for name, part in parts.items()}

    def encode(value: Any) -> dict[str, Any]:
        written = {name: getattr(value, name) for name in plain}
        for name, encode_part in others:
            written[name] = encode_part(getattr(value, name))
        return written

    def decode(value: Any) -> Any:
        if type(value) is not dict:
            raise WireError(f"{kind.__name__}: {value!r} is no object")
        if not needed <= value.keys() <= decoders.keys():
            odd = sorted((needed - value.keys()) | (value.keys() - decoders.keys()))
            raise WireError(f"{kind.__name__}: missing or unknown: {', '.join(odd)}")
        name = ""
        try:
            read = {}
            for name, each in value.items():
                read[name] = decoders[name](each)
        except WireError as error:
            raise WireError(f"{kind.__name__}.{name}: {error}") from error
        return kind(**read)

    return Codec(encode, decode)
