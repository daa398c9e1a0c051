"""Taking over what was read from a document: into the draft of the same year, or as what an earlier year said."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from budgets import amounts
from budgets.cells import Answer
from budgets.editing import Part, Refused, editing, is_adjusting, lock, open_parts
from budgets.models import Evaluation, Status
from budgets.money import yuan_text
from budgets.rulesets import RULE_SETS
from indicators import rows
from indicators.facts import Facts, as_json
from indicators.funding import is_whole
from indicators.gather import gather, store
from reports.differences import Difference, differences
from reports.filling.columns import LABELS
from reports.merging import Room, merged, place_name
from reports.models import EarlierDocument

ADJUSTING = "正在调整目标，文档不能写入；目标调整审核通过后再读入。"
_WHOLE_LABELS = (("initial", "年初预算数"), ("adjusted", "调整后预算数"), ("final", "决算数"))
_WRITTEN = frozenset({Part.BUDGET, Part.TARGETS, Part.RESULTS, Part.STATEMENT})
NEW, FILL, OVER, FOLLOWS = "new", "fill", "over", "follows"


@dataclass(frozen=True)
class Entry:
    """One thing that would be new (NEW), a blank that would be filled (FILL), a filled cell that would be overwritten
    where it is ticked (OVER), or what follows from those (FOLLOWS)."""

    difference: Difference
    kind: str

    @property
    def name(self) -> str:
        return place_name(self.difference.place.key, self.difference.place.field)

    @property
    def seen(self) -> str:
        """What a page showed of the cell, to be compared when it is written: another page may have corrected the
        document meanwhile, too."""
        shown = f"{self.difference.was}\0{self.difference.now}"
        return f"{self.name}:{hashlib.sha256(shown.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Plan:
    """What taking a document over would do. here: the facts it was made for; closed: how many things more it states
    that cannot be written now."""

    here: Facts
    room: Room
    entries: tuple[Entry, ...]
    closed: int

    def of(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind in kinds]

    @cached_property
    def overwrites(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.of(OVER))


class Changed(Refused):
    """Somebody has changed what the page showed; `entries` are those that read otherwise now."""

    def __init__(self, entries: list[Entry], sentence: str):
        super().__init__(sentence)
        self.entries = entries


def room_of(evaluation: Evaluation) -> Room:
    parts = frozenset() if is_adjusting(evaluation) else open_parts(evaluation) - {Part.ANSWERS}
    early = evaluation.status == Status.TARGETS_DRAFT
    return Room(parts, early, RULE_SETS[evaluation.rule_set].scored)


def plan(read: Facts, evaluation: Evaluation) -> Plan:
    here, room = gather(evaluation), room_of(evaluation)
    whole, blanks = merged(read, here, room), _things(merged(read, here, room, over=()))
    things = _things(here)
    entries = tuple(Entry(one, _kind(one, things, blanks)) for one in differences(here, whole))
    later = merged(read, here, Room(_WRITTEN, scored=room.scored))
    return Plan(here, room, entries, len(differences(whole, later)))


def whole_left_out(read: Facts, here: Facts) -> str:
    """A sentence where the document states only the total of what stands here by source; "" elsewhere."""
    wholes = [line for line in read.revenue if is_whole(line)]
    if not wholes or not any(not is_whole(line) for line in here.revenue):
        return ""
    told = ((label, getattr(wholes[0], name)) for name, label in _WHOLE_LABELS)
    amounts = "、".join(f"{label} {yuan_text(amount)} 元" for label, amount in told if amount is not None)
    return f"文档只写了预算资金总额（{amounts}），这里已按收入来源填写，总额没有写入，请自己核对合计。"


def _kind(one: Difference, things: Mapping[str, object], blanks: Mapping[str, object]) -> str:
    """blanks: the same things once only blanks are filled. What changes then already follows from a blank."""
    place = one.place
    if place.key not in things:
        return NEW if place.key else FOLLOWS
    if getattr(things[place.key], place.field) != getattr(blanks[place.key], place.field):
        return FOLLOWS if one.was else FILL
    # A blank that stays blank is filled by nothing but what is overwritten.
    return OVER if one.was and place.field != "outcome" else FOLLOWS


def _things(facts: Facts) -> dict[str, object]:
    things: dict[str, object] = {line.key: line for line in facts.revenue}
    things |= {"basic": facts.basic, "project": facts.project, "evaluation": facts, "statement": facts.statement}
    for goal in facts.goals:
        things[goal.key] = goal
        things |= {row.key: row for row in goal.rows}
    return things


def take(read: Facts, evaluation: Evaluation, over: Collection[str], seen: Collection[str], *, by) -> dict[str, int]:
    """Writes it all or nothing; how many of each kind. over: names of the filled cells to be overwritten.

    seen: `Entry.seen` of everything that the person was shown. Raises Changed, or Refused.
    """
    with transaction.atomic():
        locked = lock(evaluation)
        found = plan(read, locked)
        if not found.room.parts and is_adjusting(locked):
            raise Refused(ADJUSTING)
        if unseen := [entry for entry in found.of(NEW, FILL, OVER) if entry.seen not in seen]:
            raise Changed(unseen, _who_changed(unseen, locked, by))
        target = merged(read, found.here, found.room, over)
        if not found.room.parts or target == found.here:
            _knock(locked, by)
        if unsaved := store(target, locked, by=by):
            raise Refused(_unwritable(unsaved, found))
        return _counted(found, over)


def _knock(locked: Evaluation, by) -> None:
    """Where nothing is to be written, the door still says whether anything could be."""
    with editing(locked, Part.TARGETS, Part.RESULTS, by=by) as inside:
        inside.unchanged = True


def _unwritable(unsaved: list[Answer], found: Plan) -> str:
    """Names the first of them: a document has hundreds of cells, and the person has to find this one."""
    first = unsaved[0]
    there = [entry.difference for entry in found.entries if entry.difference.place.key == first.key]
    thing = next((one.thing for one in there), "")
    label = LABELS.get(first.field) or next((one.label for one in there if one.place.field == first.field), "")
    told = "：".join(filter(None, (" · ".join(filter(None, (thing, label))), first.message)))
    return f"有 {len(unsaved)} 处不能写入，什么都没有写入。{told}。请返回核对，改正后再写入。"


def _who_changed(entries: list[Entry], locked: Evaluation, by) -> str:
    keys = {entry.difference.place.key for entry in entries}
    things = rows.things_of(locked, keys) | amounts.things_of(locked)
    people = {getattr(things.get(key), "changed_by", None) for key in keys} - {None, by}
    names = "、".join(sorted(person.display_name for person in people))
    by_whom = f"（最近由{names}修改）" if names else ""
    return f"打开这一页之后，有 {len(entries)} 处已被改动{by_whom}，什么都没有写入。请看过下面标明的地方，再写入一次。"


def _counted(found: Plan, over: Collection[str]) -> dict[str, int]:
    new = [entry.difference.place.step for entry in found.of(NEW)]
    return {
        "个年度目标": new.count("goals"),
        "项指标": new.count("indicators"),
        "项收入来源": new.count("budget"),
        "处空白": len(found.of(FILL)),
        "处覆盖": len(found.overwrites.intersection(over)),
    }


def keep_as_earlier(read: Facts, evaluation: Evaluation, name: str, *, by) -> EarlierDocument:
    """In the place of what was read in before. Raises Refused where nothing of the evaluation can be written now."""
    with editing(evaluation, Part.TARGETS, Part.RESULTS, by=by) as locked:
        locked.unchanged = True
        stored = {"fiscal_year": read.fiscal_year, "facts": as_json(read), "name": name, "by": by, "at": timezone.now()}
        return EarlierDocument.objects.update_or_create(evaluation=locked, defaults=stored)[0]
