"""Frozen dataclasses to JSON and back: the one reader for facts and for documents.

A value's type comes from its annotation; what does not fit is refused with the path in the file.
"""

import dataclasses
import functools
import types
import typing
from datetime import date
from decimal import Decimal, InvalidOperation

T = typing.TypeVar("T")


class RecordError(ValueError):
    """What stands at `path` (such as ``goals[0].rows[3].weight``) does not fit; `str()` is a sentence in Chinese."""

    def __init__(self, path: str, sentence: str):
        super().__init__(f"{path or '（文件开头）'}：{sentence}")
        self.path = path


def encode(value: object) -> object:
    """Dataclasses become objects, tuples become lists, Decimals and dates become text. Nothing else is touched.

    A class with a `kind_name` writes it as ``"is"``, so that a list may hold several classes.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        tag = {"is": value.kind_name} if hasattr(value, "kind_name") else {}
        return tag | {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: type[T], data: object, path: str = "") -> T:
    """The record of class `kind` that `data` (as from `json.loads`) states.

    Fields that have a default may be absent; unknown names are refused, since a misspelt name
    would otherwise lose a figure without a word. Raises RecordError.
    """
    if not isinstance(data, dict):
        raise RecordError(path, "这里应当是一个对象（{…}）")
    hints = _hints(kind)
    given = {name: value for name, value in data.items() if name != "is"}
    if unknown := sorted(set(given) - set(hints)):
        raise RecordError(_join(path, str(unknown[0])), "没有这个字段，请检查拼写")
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and field.name not in given:
            raise RecordError(_join(path, field.name), "缺少这个字段")
    return kind(**{name: _value(hints[name], value, _join(path, name)) for name, value in given.items()})


@functools.cache
def _hints(kind: type) -> dict[str, typing.Any]:
    names = {field.name for field in dataclasses.fields(kind)}
    return {name: hint for name, hint in typing.get_type_hints(kind).items() if name in names}


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _value(hint: typing.Any, data: object, path: str) -> object:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _one_of(typing.get_args(hint), data, path)
    if typing.get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise RecordError(path, "这里应当是一个列表（[…]）")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, item, f"{path}[{index}]") for index, item in enumerate(data))
    if dataclasses.is_dataclass(hint):
        return decode(typing.cast(type, hint), data, path)
    return _scalar(hint, data, path)


def _one_of(kinds: tuple[typing.Any, ...], data: object, path: str) -> object:
    if data is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    records = {kind.kind_name: kind for kind in kinds if hasattr(kind, "kind_name")}
    if isinstance(data, dict) and records:
        if data.get("is") not in records:
            raise RecordError(_join(path, "is"), f"应当是 {'、'.join(records)} 之一")
        return decode(records[data["is"]], data, path)
    return _value(kinds[0], data, path)


def _scalar(hint: type, data: object, path: str) -> object:
    if hint is Decimal:
        return _decimal(data, path)
    if hint is date:
        try:
            return date.fromisoformat(data)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise RecordError(path, "应当是 2023-03-15 这样的日期") from None
    # bool is an int to Python, but true is no year.
    if not isinstance(data, hint) or (hint is int and isinstance(data, bool)):
        name = {str: "文字", int: "整数", bool: "true 或 false"}[hint]
        raise RecordError(path, f"应当是{name}")
    return data


def _decimal(data: object, path: str) -> Decimal:
    # A float has already lost the digits that were typed; amounts are therefore text or whole numbers.
    if isinstance(data, str) or (isinstance(data, int) and not isinstance(data, bool)):
        try:
            number = Decimal(data)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise RecordError(path, '应当是数字，写成文字，例如 "23367.00"')
