"""Many people on one evaluation at once, against a real server, on whichever database the leg names."""

import multiprocessing
import random
import time
from pathlib import Path

import pytest

from tests.server import PASSWORD, Person, running

pytestmark = pytest.mark.contention

EVALUATION = 1
WRITERS = 20
# Between two saves of one writer: people pause, and a submission needs a moment in which nobody has just written.
# Each pause is longer than the one before: on a slow machine, too, such a moment comes while all still write.
PAUSE_SECONDS = (0.3, 1.2)
ROUNDS = 12


@pytest.fixture
def site(tmp_path: Path):
    with running(tmp_path, "contention") as site:
        yield site


def _rows(data: dict) -> list[dict]:
    return [row for goal in data["goals"] for row in goal["rows"]]


def _write_until_closed(url: str, key: str, number: int, start, results) -> None:
    """Saves ever new analyses in one row; reports which the page called saved, and every status it met."""
    person = Person(url, "preparer", PASSWORD)
    dice = random.Random(number)
    was = next(row["analysis"] for row in _rows(person.data(EVALUATION)) if row["key"] == key)
    statuses, saved = [], was
    start.wait()
    for turn in range(ROUNDS):
        now = f"第{number}人第{turn}次填写的完成情况分析。"
        status, answer = person.save(EVALUATION, key, "analysis", saved, now)
        statuses.append(status)
        if status != 200:
            break
        if answer["answers"][0]["status"] == "saved":
            saved = now
        time.sleep(dice.uniform(*PAUSE_SECONDS) * (1 + turn))
    results.put((key, saved, statuses))


def _in_processes(target, arguments: list[tuple]) -> list:
    """One process per tuple, all let loose at once; what each put into the queue."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(len(arguments)), context.Queue()
    processes = [context.Process(target=target, args=(*each, start, results)) for each in arguments]
    for process in processes:
        process.start()
    answers = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=30)
    return answers


def _submit_meanwhile(url: str, start, results) -> None:
    """Tries until a moment comes in which nobody has written between reading the page and submitting."""
    person = Person(url, "preparer", PASSWORD)
    start.wait()
    time.sleep(sum(PAUSE_SECONDS))
    statuses = []
    for _ in range(100):
        status, _ = person.move(EVALUATION, "submit", seen=person.seen(EVALUATION, "submit"))
        statuses.append(status)
        if status != 409:
            break
    results.put(("submission", "", statuses))


def _write_or_submit(url: str, key: str, number: int, start, results) -> None:
    if key:
        _write_until_closed(url, key, number, start, results)
    else:
        _submit_meanwhile(url, start, results)


def test_twenty_writers_and_a_submission_lose_nothing_and_change_nothing_afterwards(site):
    preparer = Person(site.url, "preparer", PASSWORD)
    keys = [row["key"] for row in _rows(preparer.data(EVALUATION))]
    assert len(keys) == WRITERS

    arguments = [(site.url, key, number) for number, key in enumerate([*keys, ""])]
    answers = _in_processes(_write_or_submit, arguments)

    statuses = {key: statuses for key, _, statuses in answers}
    submission = statuses.pop("submission")
    assert submission[-1] == 302
    assert {status for each in statuses.values() for status in each} <= {200, 409}
    submitted = Person(site.url, "reviewer", PASSWORD).data(EVALUATION)
    assert preparer.data(EVALUATION) == submitted
    stored = {row["key"]: row["analysis"] for row in _rows(submitted)}
    assert stored == {key: saved for key, saved, _ in answers if key != "submission"}
    assert any(409 in each for each in statuses.values()), "the submission came after all writing: nothing was proved"
    assert site.errors() == ""


def _write_once(url: str, key: str, number: int, start, results) -> None:
    person = Person(url, "preparer", PASSWORD)
    was = next(row["analysis"] for row in _rows(person.data(EVALUATION)) if row["key"] == key)
    start.wait()
    status, answer = person.save(EVALUATION, key, "analysis", was, f"第{number}人填写的完成情况分析。")
    results.put((number, status, answer["answers"][0]["status"]))


def test_of_twenty_writers_on_one_cell_one_is_saved_and_the_others_are_told(site):
    preparer = Person(site.url, "preparer", PASSWORD)
    key = _rows(preparer.data(EVALUATION))[0]["key"]

    answers = _in_processes(_write_once, [(site.url, key, number) for number in range(WRITERS)])

    assert [status for _, status, _ in answers] == [200] * WRITERS
    winners = [number for number, _, verdict in answers if verdict == "saved"]
    assert sorted(verdict for _, _, verdict in answers) == ["conflict"] * (WRITERS - 1) + ["saved"]
    assert _rows(preparer.data(EVALUATION))[0]["analysis"] == f"第{winners[0]}人填写的完成情况分析。"
    assert site.errors() == ""


def _approve(url: str, username: str, seen: str, start, results) -> None:
    person = Person(url, username, PASSWORD)
    start.wait()
    status, text = person.move(EVALUATION, "approve", seen=seen)
    results.put((username, status, text))


def test_of_two_approvals_at_once_one_wins_and_the_other_is_told_who(site):
    preparer, reviewer = (Person(site.url, name, PASSWORD) for name in ("preparer", "reviewer"))
    assert preparer.move(EVALUATION, "submit", seen=preparer.seen(EVALUATION, "submit"))[0] == 302
    seen = reviewer.seen(EVALUATION, "approve")

    answers = _in_processes(_approve, [(site.url, name, seen) for name in ("reviewer", "second_reviewer")])

    told = {status: (name, text) for name, status, text in answers}
    assert sorted(told) == [302, 409]
    winner = {"reviewer": "陈静", "second_reviewer": "郑凯"}[told[302][0]]
    assert f"{winner}已于" in told[409][1]
    overview = reviewer.get(f"/evaluations/{EVALUATION}/")[1]
    assert "第1号" in overview
    assert "第2号" not in overview
    assert site.errors() == ""


def test_an_approval_of_a_page_read_before_a_withdrawal_is_refused(site):
    preparer, reviewer = (Person(site.url, name, PASSWORD) for name in ("preparer", "reviewer"))
    preparer.move(EVALUATION, "submit", seen=preparer.seen(EVALUATION, "submit"))
    seen = reviewer.seen(EVALUATION, "approve")
    preparer.move(EVALUATION, "withdraw", seen=preparer.seen(EVALUATION, "withdraw"))
    before = preparer.data(EVALUATION)

    status, page = reviewer.move(EVALUATION, "approve", seen=seen)

    assert status == 409
    assert "王芳已于" in page
    assert "撤回了自评" in page
    assert preparer.data(EVALUATION) == before
