"""How cells come over HTTP and go back: as JSON from the script, or as a plain form, of which nothing typed may get lost.

A plain form may carry one wish, the button pressed: ``do=VERB:KEY:…``; what is typed is saved before it is granted.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import JsonResponse
from django.utils import timezone

from budgets import cells
from budgets.cells import Answer, Change
from budgets.editing import Refused

Save = Callable[..., list[Answer]]
Grant = Callable[..., str]


@dataclass(frozen=True)
class Attempt:
    """What became of a posted form: the changes not saved, with their answers. Empty on a first visit.

    closed: why nothing could be written; lands: the part of the address behind # to which the next page goes.
    """

    posted: bool = False
    verb: str = ""
    keys: tuple[str, ...] = ()
    unsaved: Mapping[tuple[str, str], tuple[Change, Answer | None]] = field(default_factory=dict)
    closed: str = ""
    lands: str = ""

    @property
    def is_done(self) -> bool:
        return self.posted and not self.unsaved and not self.closed

    @property
    def status(self) -> int:
        return 409 if self.closed else 200

    @property
    def asks_to_remove(self) -> bool:
        return self.verb == "ask-remove" and len(self.keys) == 1

    def as_inputs(self) -> list[tuple[str, str]]:
        """What is not saved, to be carried along by a page in between."""
        return [
            (f"{prefix}:{key}:{name}", text)
            for (key, name), (change, _) in self.unsaved.items()
            for prefix, text in (("cell", change.now), ("was", change.was))
        ]

    def typed_in(self, key: str) -> set[str]:
        """The fields of this row whose text is not saved."""
        return {name for there, name in self.unsaved if there == key}


@dataclass(frozen=True)
class Cell:
    """One input on a page. `was`: what it will be compared with; `note`: why the text in it is not saved.

    state: "" or what `cells.Answer.status` says; theirs: what stands stored in a conflict; whose: whose field it is.
    """

    key: str
    field: str
    label: str
    text: str
    was: str
    whose: str = ""
    is_open: bool = True
    widget: str = "line"
    options: tuple[tuple[str, str], ...] = ()
    state: str = ""
    note: str = ""
    theirs: str = ""

    @property
    def id(self) -> str:
        return f"{self.key}-{self.field}"

    @property
    def name(self) -> str:
        return f"cell:{self.key}:{self.field}"

    @property
    def shown(self) -> str:
        """For reading: words instead of codes."""
        return str(dict(self.options).get(self.text, "")) if self.options else self.text


def cell(attempt: Attempt, key: str, name: str, *, stored: str, label: str, is_open: bool = True, **more) -> Cell:
    """With `stored`, or with the text that was typed, where that is not saved yet. more: `whose`, `widget`, `options`."""
    if (key, name) not in attempt.unsaved:
        return Cell(key, name, label, stored, stored, is_open=is_open, **more)
    change, answer = attempt.unsaved[key, name]
    if answer is None:
        return Cell(key, name, label, change.now, change.was, state="refused", note=attempt.closed, **more)
    if answer.status == "conflict":
        # Whoever saves again has now seen the other version.
        seen = {"state": "conflict", "note": answer.message, "theirs": answer.stored}
        return Cell(key, name, label, change.now, answer.stored, **seen, **more)
    return Cell(key, name, label, change.now, change.was, state=answer.status, note=answer.message, **more)


def trouble(attempt: Attempt, shown: Iterable[Cell]) -> dict:
    """For `_unsaved.html`: problems with links, versions to choose from, and typed texts that have no place any more.

    shown: every cell of the page.
    """
    there = {(one.key, one.field): one for one in shown}
    unsaved = [there[place] for place in attempt.unsaved if place in there]
    return {
        "attempt": attempt,
        "problems": [{"text": _sentence(one), "url": f"#{one.id}"} for one in unsaved],
        "conflicts": [one for one in unsaved if one.state == "conflict"],
        "homeless": [change.now for place, (change, _) in attempt.unsaved.items() if place not in there],
    }


def _sentence(one: Cell) -> str:
    where = f"{one.whose}：{one.label}" if one.whose else one.label
    return f"{where}：{one.note}" if one.note else where


def is_script(request) -> bool:
    return request.method == "POST" and request.content_type == "application/json"


def answer_script(request, evaluation, save: Save) -> JsonResponse:
    try:
        answers = save(evaluation, cells.changes_of_json(_json(request.body)), by=request.user)
    except ValueError as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    evaluation.refresh_from_db(fields=["revision"])
    return JsonResponse(
        {
            "revision": evaluation.revision,
            "saved_at": timezone.localtime().strftime("%H:%M:%S"),
            "answers": [cells.answer_as_json(answer) for answer in answers],
        }
    )


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None  # which `changes_of_json` refuses with a sentence


def attempt(request, evaluation, save: Save, grants: Mapping[str, Grant] | None = None) -> Attempt:
    """Saves the cells of a posted form, then grants its wish.

    grants: by verb, called with the evaluation, the keys of the wish and `by`; they answer where to land.
    """
    if request.method != "POST":
        return Attempt()
    verb, *words = request.POST.get("do", "").split(":")
    changes = [change for change in cells.changes_of_form(request.POST) if not _is_given_up(change, verb, words)]
    keys = _keys(words)
    try:
        answers = save(evaluation, changes, by=request.user) if changes else []
    except Refused as refused:
        return Attempt(
            True, verb, keys, {(change.key, change.field): (change, None) for change in changes}, str(refused)
        )
    unsaved = {
        (change.key, change.field): (change, answer)
        for change, answer in zip(changes, answers, strict=True)
        if answer.status != "saved"
    }
    closed, lands = "", ""
    if verb in (grants or {}) and keys:
        try:
            lands = grants[verb](evaluation, *keys, by=request.user)
        except Refused as refused:
            closed = str(refused)
    return Attempt(True, verb, keys, unsaved, closed, lands)


def _is_given_up(change: Change, verb: str, words: list[str]) -> bool:
    """用已保存的: of the two versions of a cell, one's own is dropped."""
    return verb == "keep-theirs" and words == [change.key, change.field]


def _keys(words: list[str]) -> tuple[str, ...]:
    """Only if all are keys: a wish that was tampered with is none."""
    try:
        return tuple(str(uuid.UUID(word)) for word in words)
    except ValueError:
        return ()


def moving(move: Callable, by_steps: int) -> Grant:
    def grant(evaluation, key, *, by) -> str:
        move(evaluation, key, by_steps=by_steps, by=by)
        return f"row-{key}"

    return grant


def removing(remove: Callable) -> Grant:
    def grant(evaluation, key, *, by) -> str:
        remove(evaluation, key, by=by)
        return ""

    return grant


def new_key() -> str:
    """Stands in the button that adds a row, so that pressing it twice adds one."""
    return str(uuid.uuid4())
