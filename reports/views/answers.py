"""情况属实, pressed on the page of findings: for one warning or for several alike; and taking an answer back.

One form holds all the notes of the page, so that pressing one button loses none of the others.
"""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets import amounts, cells
from budgets.editing import Refused
from budgets.models import Basis
from budgets.permissions import Permission, guarded
from budgets.text import clean_line
from indicators.answers import NotTaken, Said, answer_warnings, take_back
from indicators.findings import Answer
from reports.checking import check_now
from reports.places import place_words
from reports.progress import page_of
from reports.shown import At, anchor_of, answer_of, by_step, group_name, shown
from reports.standing import Standing, standing
from reports.views import check
from reports.views.moves import evaluations

_NOTE, _TOGETHER = "note:", "together:"
_MALFORMED = "请求的格式不对，没有办理。请从本页重新提交。"


@dataclass(frozen=True)
class Posted:
    """The notes of the page: of each warning, and of several together by the name of their group."""

    notes: dict[Answer, str]
    together: dict[str, str]


@dataclass(frozen=True)
class Done:
    """What a button did. offered: notes to be shown again; used: the note for several that was saved with them."""

    anchor: str = ""
    not_taken: tuple[NotTaken, ...] = ()
    offered: tuple[tuple[At, str], ...] = ()
    used: str = ""


class Malformed(Exception):
    """What no button of ours sends."""


@guarded(Permission.EDIT, evaluations)
@require_http_methods(["GET", "POST"])
def answers(request, evaluation):
    if request.method == "GET":  # of the address that a page with something unsaved leaves in the browser
        return redirect("check", evaluation.pk)
    posted = _read(request.POST)
    verb, _, what = request.POST.get("do", "").partition(":")
    try:
        done = _verb(verb)(evaluation, what, posted, request.user)
    except Malformed:
        return _again(request, evaluation, posted, refused=_MALFORMED, status=400)
    except Refused as refused:
        return _again(request, evaluation, posted, refused=str(refused), status=409)
    return _again(request, evaluation, posted, done, status=409 if done.not_taken else 200)


def _read(post) -> Posted:
    notes = {
        answer: text
        for name, text in post.items()
        if name.startswith(_NOTE) and (answer := answer_of(name.removeprefix(_NOTE)))
    }
    together = {name.removeprefix(_TOGETHER): text for name, text in post.items() if name.startswith(_TOGETHER)}
    return Posted(notes, together)


def _keep(evaluation, what: str, posted: Posted, user) -> Done:
    """Enter, pressed in a note where there is no script to tell which one is meant."""
    return Done()


def _answer(evaluation, what: str, posted: Posted, user) -> Done:
    answer = _answer_of(what)
    said = Said(answer, posted.notes.get(answer, ""))
    return _say(evaluation, [said], user)


def _answer_together(evaluation, what: str, posted: Posted, user) -> Done:
    """With the note that stands at a warning itself, else with the one for all."""
    common = posted.together.get(what, "")
    said = [
        Said(answer, note if note.strip() else common)
        for answer, note in posted.notes.items()
        if group_name(page_of(answer.place), answer.code) == what
    ]
    if not said:
        raise Malformed(what)
    done = _say(evaluation, said, user)
    return Done(done.anchor, done.not_taken, used=what)


def _say(evaluation, said: list[Said], user) -> Done:
    not_taken = tuple(answer_warnings(evaluation, said, by=user, check=check_now))
    return Done(anchor_of(said[0].answer), not_taken)


def _take_back(evaluation, what: str, posted: Posted, user) -> Done:
    answer = _answer_of(what)
    note = take_back(evaluation, answer, by=user)
    return Done(anchor_of(answer), offered=(((answer.code, answer.place), note),) if note else ())


def _settle(evaluation, what: str, posted: Posted, user) -> Done:
    """One press for what the budget page offers as a choice: the basis of the note, or a note of one's own."""
    if what not in _SETTLED:
        raise Malformed(what)
    field, now = _SETTLED[what]
    was = cells.show(evaluation, field, amounts.EVALUATION_FIELDS[field])
    answers = amounts.save_budget(evaluation, [cells.Change("evaluation", field, was, now)], by=user)
    if answers[0].status != "saved":
        raise Refused(f"{answers[0].message}，请刷新页面后再办理")
    return Done()


_SETTLED = {
    "initial": ("basis", Basis.INITIAL),
    "adjusted": ("basis", Basis.ADJUSTED),
    "note": ("basis_noted", "1"),
}
_VERBS = {"": _keep, "answer": _answer, "together": _answer_together, "take-back": _take_back, "settle": _settle}


def _verb(name: str):
    if name not in _VERBS:
        raise Malformed(name)
    return _VERBS[name]


def _answer_of(token: str) -> Answer:
    answer = answer_of(token)
    if answer is None:
        raise Malformed(token)
    return answer


def _again(request, evaluation, posted: Posted, done: Done | None = None, *, refused: str = "", status: int):
    """The page as it is now: at a new address where all is saved, else with everything that is not."""
    done = done or Done()
    present = evaluations().get(pk=evaluation.pk)
    found = standing(present, request.user)
    unsaved = _unsaved(found, posted, done, refused)
    if unsaved == check.Unsaved():
        address = reverse("check", args=[present.pk])
        return redirect(f"{address}#{done.anchor}" if done.anchor else address)
    return check.page(request, present, unsaved, status=status)


def _unsaved(found: Standing, posted: Posted, done: Done, refused: str) -> check.Unsaved:
    these = list(shown(found))
    # Where nothing can be answered any more, no field is left to show a note in.
    waiting = {one.at for one in these if one.waits and found.mends}
    common = {alike.name for group in by_step(these) for alike in group["alike"] if alike.waiting > 1 and found.mends}
    troubles = {_at(one.said.answer): one.sentence for one in done.not_taken}
    typed = _typed(found, posted, done)
    together = {name: text for name, text in posted.together.items() if text.strip() and name != done.used}
    usual = "没有保存。" if refused else "这条提醒不再等待答复。"
    gone = [at for at in dict.fromkeys([*troubles, *typed]) if at not in waiting]
    return check.Unsaved(
        notes={at: text for at, text in typed.items() if at in waiting},
        troubles={at: sentence for at, sentence in troubles.items() if at in waiting},
        together={name: text for name, text in together.items() if name in common},
        lost=(
            *(_about(found, at, troubles.get(at, usual), typed.get(at, "")) for at in gone),
            *(f"没有保存的共同说明：{clean_line(text)}" for name, text in together.items() if name not in common),
        ),
        refused=refused,
    )


def _typed(found: Standing, posted: Posted, done: Done) -> dict[At, str]:
    """The notes that are saved nowhere. What stands in a field because it was said before was not typed now."""
    stored = {_at(given.answer): given.note for given in found.answers}
    typed = {
        _at(answer): text
        for answer, text in posted.notes.items()
        if clean_line(text) and clean_line(text) != stored.get(_at(answer))
    }
    typed |= {_at(one.said.answer): one.said.note for one in done.not_taken if one.said.note}
    return typed | dict(done.offered)


def _at(answer: Answer) -> At:
    return answer.code, answer.place


def _about(found: Standing, at: At, sentence: str, note: str) -> str:
    """Of a warning that waits no longer: its place, and the note, which can be copied from here."""
    written = f"您填写的说明：{clean_line(note)}" if note else ""
    return f"{place_words(found.facts, at[1])}：{sentence}{written}"
