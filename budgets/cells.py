"""Saving single cells: each change says what it saw (`was`) and what it wants (`now`), as text.

A change is refused only if the stored value is neither: so two people in different cells do not
meet, and a repeated request is harmless. What cannot be read is told, and nothing is written for it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from budgets import money
from budgets.text import clean, clean_line, narrow, unnumbered

MOST_CHANGES = 50  # in one request of the script; the plain form posts whole pages


@dataclass(frozen=True)
class Change:
    key: str
    field: str
    was: str
    now: str


@dataclass(frozen=True)
class Answer:
    """status: "saved", "conflict" (see `stored`, `by`, `at`), "unreadable" or "refused" (see `message`).

    `stored` is the text that the input should now show as saved. written: whether it was another one before.
    """

    key: str
    field: str
    status: str
    stored: str = ""
    message: str = ""
    by: str = ""
    at: datetime | None = None
    written: bool = False


@dataclass(frozen=True)
class Kind:
    """How one kind of field is read from text (ValueError is a sentence) and shown as text."""

    read: Callable[[str], object]
    show: Callable[[object], str] = str


def line(most: int) -> Kind:
    def read(text: str) -> str:
        text = clean_line(text)
        if len(text) > most:
            raise ValueError(f"这里最多 {most} 个字，现有 {len(text)} 个字，请缩短")
        return text

    return Kind(read)


def _long(text: str) -> str:
    text = clean(text)
    if len(text) > 20_000:
        raise ValueError(f"这里最多 20,000 个字，现有 {len(text):,} 个字，请缩短")
    return text


def choice(*codes: str, blank: bool = True) -> Kind:
    """blank: none of them may be chosen."""

    def read(text: str) -> str:
        if text not in codes and not (blank and text == ""):
            raise ValueError("请从列表中选择")
        return text

    return Kind(read)


_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


def read_date(text: str) -> date | None:
    """2023-03-15, 2023.3.15, 2023/3/15 or 2023年3月15日; "" is None."""
    text = narrow(clean_line(text))
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else _not_a_date(text)
    except ValueError:
        return _not_a_date(text)


def _not_a_date(text: str) -> date:
    raise ValueError(f"“{text[:20]}”不是日期，请写成 2023-03-15 或 2023年3月15日")


# A minus is stored, for the checks to find: nothing typed is refused but what is no number.
_SCORE = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,2})?")


def _read_score(text: str) -> Decimal | None:
    typed = clean_line(text)
    text = narrow(typed).removesuffix("分")
    if not text:
        return None
    if not _SCORE.fullmatch(text):
        raise ValueError(f"“{typed[:20]}”不是分值，请填最多两位小数的数字，例如 8.5")
    return Decimal(text).quantize(money.CENT)


def _show_score(number: object) -> str:
    """Also of a number that was not stored yet: 10, which has no place behind its point, is not 1."""
    text = "" if number is None else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read_items(text: str) -> list[str]:
    """One item a line."""
    return unnumbered([line.strip() for line in _long(text).split("\n") if line.strip()])


TEXT = Kind(_long)
DATE = Kind(read_date, lambda value: value.isoformat() if value else "")
SCORE = Kind(_read_score, _show_score)
FLAG = Kind(lambda text: text in {"1", "on", "true", "是"}, lambda value: "1" if value else "")
ITEMS = Kind(_read_items, "\n".join)
AMOUNT = Kind(money.parse)  # shown together with the thing, which knows whether it was typed in 万元


def show(thing, field: str, kind: Kind) -> str:
    """The text that stands in the input of this field."""
    value = getattr(thing, field)
    if kind is AMOUNT:
        return money.typed_text(value, in_wan=field in thing.typed_in_wan)
    return kind.show(value)


def _normal(text: str, kind: Kind) -> str:
    """How `text` would be shown after saving; unreadable text stands for itself."""
    try:
        value = kind.read(text)
    except ValueError:
        return clean(text)
    if kind is AMOUNT:
        return money.typed_text(value.yuan, in_wan=value.in_wan) if value else ""
    return kind.show(value)


def _put(thing, field: str, kind: Kind, text: str) -> set[str]:
    """Sets the field from readable text; the names of the model fields that changed."""
    value = kind.read(text)
    if kind is not AMOUNT:
        setattr(thing, field, value)
        return {field}
    setattr(thing, field, value.yuan if value else None)
    typed = set(thing.typed_in_wan) - {field} | ({field} if value and value.in_wan else set())
    thing.typed_in_wan = sorted(typed)
    return {field, "typed_in_wan"}


def save(changes: Iterable[Change], things: Mapping[str, object], fields_of: Callable, *, by) -> list[Answer]:
    """Writes what can be written; one answer per change, in order. To be called behind the door (`editing`).

    things: by key; fields_of(thing): the fields that are open now, as {name: Kind}, or a sentence why none is.
    """
    answers, dirty = [], {}
    for change in changes:
        thing = things.get(change.key)
        if thing is None:
            answers.append(_refused(change, "这一行已被删除，未保存"))
            continue
        kinds = fields_of(thing)
        if isinstance(kinds, str) or change.field not in kinds:
            answers.append(_refused(change, kinds if isinstance(kinds, str) else "这一栏现在不能修改"))
            continue
        answer, written = _save_one(change, thing, kinds[change.field], by)
        answers.append(answer)
        if written:
            dirty.setdefault(change.key, set()).update(written)
    _write(things, dirty, by)
    return answers


def _refused(change: Change, sentence: str) -> Answer:
    return Answer(change.key, change.field, "refused", message=sentence)


def _save_one(change: Change, thing, kind: Kind, by) -> tuple[Answer, set[str]]:
    stored = show(thing, change.field, kind)
    try:
        kind.read(change.now)
    except ValueError as unreadable:
        return Answer(change.key, change.field, "unreadable", stored, str(unreadable)), set()
    now = _normal(change.now, kind)
    if now == stored:
        return Answer(change.key, change.field, "saved", stored), set()
    # Reading may take more from a text than it did when it was stored: what was seen is seen, read or not.
    if stored not in {clean(change.was), _normal(change.was, kind)}:
        name, at = _last_change(thing, by)
        sentence = f"这里已被改为“{stored[:60] or '空白'}”" + (f"（这一行最近由{name}修改）" if name else "")
        return Answer(change.key, change.field, "conflict", stored, sentence, name, at), set()
    written = _put(thing, change.field, kind, change.now)
    return Answer(change.key, change.field, "saved", now, written=True), written


def _last_change(thing, by) -> tuple[str, datetime | None]:
    """Who changed this row last, in whichever of its cells. Nobody where that is unknown or the one who asks."""
    person = getattr(thing, "changed_by", None)
    return (person.display_name, thing.changed_at) if person and person != by else ("", None)


def _write(things: Mapping[str, object], dirty: Mapping[str, set[str]], by) -> None:
    for key, fields in dirty.items():
        thing = things[key]
        if hasattr(thing, "changed_by"):
            thing.changed_by, thing.changed_at = by, timezone.now()
            fields.update({"changed_by", "changed_at"})
        thing.save(update_fields=fields)


def changes_of_form(posted: Mapping[str, str]) -> list[Change]:
    """From a plain form, whose inputs are named ``cell:KEY:FIELD`` beside ``was:KEY:FIELD``.

    Only what differs counts. An input without its `was` is taken as first filled.
    """
    changes = []
    for name, now in posted.items():
        if not name.startswith("cell:") or name.count(":") != 2:
            continue
        _, key, field = name.split(":")
        was = posted.get(f"was:{key}:{field}", "")
        if clean(was) != clean(now):
            changes.append(Change(key, field, was, now))
    return changes


def changes_of_json(data: object) -> list[Change]:
    """From the script's ``{"changes": [{"key", "field", "was", "now"}, …]}``. ValueError is a sentence."""
    items = data.get("changes") if isinstance(data, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("请求的格式不对，请刷新页面后再试")
    if len(items) > MOST_CHANGES:
        raise ValueError(f"一次最多保存 {MOST_CHANGES} 处，请分批保存")
    texts = [tuple(item.get(name) for name in ("key", "field", "was", "now")) for item in items]
    if not all(isinstance(text, str) for four in texts for text in four):
        raise ValueError("请求的格式不对，请刷新页面后再试")
    return [Change(*four) for four in texts]


def answer_as_json(answer: Answer) -> dict:
    at = timezone.localtime(answer.at).strftime("%m月%d日 %H:%M") if answer.at else ""
    return {
        "key": answer.key,
        "field": answer.field,
        "status": answer.status,
        "stored": answer.stored,
        "message": answer.message,
        "by": answer.by,
        "at": at,
    }
