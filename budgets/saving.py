"""How cells come over HTTP: as JSON from the script, or as a plain form, of which nothing typed may get lost.

A plain form may carry one wish, the button pressed: ``do=VERB:KEY:…``; what is typed is saved before it is granted.
"""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import JsonResponse
from django.utils import timezone

from budgets import cells
from budgets.cells import Answer, Change
from budgets.editing import Refused

Save = Callable[..., list[Answer]]
Grant = Callable[..., str]
# From the evaluation and the answers, what else the page is told after a save: more entries of the answer's JSON.
Tell = Callable[..., dict]


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


def is_script(request) -> bool:
    return request.method == "POST" and request.content_type == "application/json"


def answer_script(request, evaluation, save: Save, tell: Tell | None = None) -> JsonResponse:
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
            **(tell(evaluation, answers) if tell else {}),
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
    if verb in (grants or {}) and not keys:
        verb = ""
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
    if verb in (grants or {}):
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
    def grant(evaluation, key, *_, by) -> str:
        move(evaluation, key, by_steps=by_steps, by=by)
        return f"row-{key}"

    return grant


def removing(remove: Callable) -> Grant:
    def grant(evaluation, key, *_, by) -> str:
        remove(evaluation, key, by=by)
        return ""

    return grant


def new_key() -> str:
    """Stands in the button that adds a row, so that pressing it twice adds one."""
    return str(uuid.uuid4())
