"""Facts from a file in the form of data.json, checked as far as printing them needs it.

What the database would refuse is refused here with its path, since no form has looked at it before.
"""

import dataclasses
import json
from collections.abc import Iterator
from decimal import Decimal

from budgets.models import Basis, Scope
from budgets.records import RecordError
from budgets.text import clean
from indicators.facts import Facts, from_json
from indicators.models import Direction, Nature, Outcome, Tier

_CODES = {"scope": Scope, "basis": Basis, "nature": Nature, "direction": Direction, "tier": Tier, "outcome": Outcome}
# As the columns of the database: 元 with 分, and 17 digits in all.
_DIGITS, _PLACES = 15, 2
_YEARS = range(2000, 2101)


class Unreadable(Exception):
    """`str()` is a sentence that says what is wrong with the file."""


def read(content: bytes) -> Facts:
    """Raises Unreadable, or RecordError with the path of what does not fit."""
    facts = from_json(_parsed(content))
    _check(facts)
    return facts


def _parsed(content: bytes) -> object:
    try:
        return _cleaned(json.loads(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise Unreadable("这个文件不是 UTF-8 编码的文字，请按 UTF-8 重新保存") from None
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"第 {wrong.lineno} 行第 {wrong.colno} 个字起不是 JSON，请检查引号、逗号和括号") from None
    except RecursionError:
        raise Unreadable("这个文件里的括号套得太深，不是自评数据") from None
    except ValueError:
        raise Unreadable("这个文件里有一个数字长得读不了，请检查") from None


def _check(facts: Facts) -> None:
    if facts.fiscal_year not in _YEARS:
        raise RecordError("fiscal_year", f"年度应在 {_YEARS[0]} 至 {_YEARS[-1]} 之间")
    seen: set[str] = set()
    for path, name, value in _values(facts):
        if isinstance(value, Decimal):
            _check_amount(path, value)
        elif name in _CODES:
            _check_code(path, value, _CODES[name].values, required=name in {"scope", "basis"})
        elif name == "key":
            # Scores belong to keys: of two rows with one key, both would get the same.
            if value in seen:
                raise RecordError(path, f"“{value}”前面已经用过，每一行的 key 应当不同")
            seen.add(value)


def _cleaned(data: object) -> object:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, list):
        return [_cleaned(item) for item in data]
    return {name: _cleaned(value) for name, value in data.items()} if isinstance(data, dict) else data


def _values(record: object, path: str = "") -> Iterator[tuple[str, str, object]]:
    """Path, name and value of every field, down through the records inside."""
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value, place = getattr(record, field.name), f"{path}.{field.name}" if path else field.name
        if dataclasses.is_dataclass(value):
            yield from _values(value, place)
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for index, item in enumerate(value):
                yield from _values(item, f"{place}[{index}]")
        else:
            yield place, field.name, value


def _check_amount(path: str, amount: Decimal) -> None:
    if amount and amount.adjusted() >= _DIGITS:
        raise RecordError(path, f"这个数太大，整数部分最多 {_DIGITS} 位")
    if amount != round(amount, _PLACES):
        raise RecordError(path, f"最多 {_PLACES} 位小数")


def _check_code(path: str, code: object, known: list[str], *, required: bool) -> None:
    if code not in known and (required or code):
        raise RecordError(path, f"应当是 {'、'.join(known)} 之一" + ("" if required else "，或者空着"))
