"""Every address for everyone, and every write in every state. A new address fails until it stands here."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from budgets.models import Scope, Status
from indicators.answers import given
from indicators.facts import Facts, as_json
from indicators.gather import gather
from reports.checking import check_now
from reports.moves import Action
from reports.shown import token_of
from tests import attachments, sheets
from tests.evaluations import again, make_evaluation, walk
from tests.facts import GENERAL, GOALS, ROWS, make_facts, with_row
from tests.handed_in import put_document, seen_of
from tests.people import Cast, assign_quietly, key_of, make_cast, make_evaluation_at_draft

pytestmark = pytest.mark.django_db

DOCUMENT = "00000000-0000-4000-8000-0000000000d1"
PEOPLE = (
    "anonymous",
    "preparer",
    "contributor",
    "approver",
    "reviewer",
    "admin",
    "outsider",
    "far_reviewer",
    "parent_preparer",
)
SIGN_IN = "sign in"

EVERYONE = (200,) * 9
SIGNED_IN = (SIGN_IN,) + (200,) * 8
OWN_PEOPLE = (SIGN_IN, 200, 200, 200, 200, 200, 404, 404, 404)
# Before anything was handed over, the finance bureau's reviewer reads progress only.
NOT_YET_FOR_THE_REVIEWER = (SIGN_IN, 200, 200, 200, 403, 200, 404, 404, 404)
PREPARER_ALONE = (SIGN_IN, 200, 403, 403, 403, 403, 404, 404, 404)
# A colleague opens the page of results too; what he may write on it see below.
WHO_FILLS_IN = (SIGN_IN, 200, 200, 403, 403, 403, 404, 404, 404)
ADMINISTRATOR_ALONE = (SIGN_IN, 403, 403, 403, 403, 200, 403, 403, 403)

# address: what each of PEOPLE gets while it was never submitted, and once it is 自评待审 (None: the same)
READING = {
    "add_unit": ((SIGN_IN, 403, 403, 403, 403, 200, 404, 404, 404), None),
    # Where answers are sent; read, it leads to the page of findings.
    "answers": ((SIGN_IN, 302, 403, 403, 403, 403, 404, 404, 404), None),
    "assignments": (PREPARER_ALONE, None),
    "budget": (PREPARER_ALONE, None),
    "changes": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "check": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "data_json": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    # What is handed in waits for the one who sent it; here that is the preparer.
    "document_draft": (PREPARER_ALONE, None),
    "document_in": (PREPARER_ALONE, None),
    "document_reading": (PREPARER_ALONE, None),
    "evaluation": (OWN_PEOPLE, None),
    "evidence": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "evidence_file": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    # A colleague attaches to the goals assigned to him; here none is.
    "evidence_of": (PREPARER_ALONE, None),
    "evidence_removal": (PREPARER_ALONE, None),
    # What somebody hands in to be examined is found by nobody else; in this test nobody did.
    "examine": (SIGNED_IN, None),
    "examined": ((SIGN_IN,) + (404,) * 8, None),
    "examined_pdf": ((SIGN_IN,) + (404,) * 8, None),
    "form_pdf": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "form_xlsx": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "frame": (OWN_PEOPLE, None),
    "goal": (PREPARER_ALONE, None),
    "goals": (PREPARER_ALONE, None),
    "healthz": (EVERYONE, None),
    "home": (SIGNED_IN, None),
    # No upload waits under this key; what becomes of one see below.
    "import_marked": ((SIGN_IN, 404, 404, 403, 403, 403, 404, 404, 404), None),
    "import_preview": ((SIGN_IN, 404, 404, 403, 403, 403, 404, 404, 404), None),
    "import_table": (WHO_FILLS_IN, None),
    # Only what one imported oneself is taken back; in this test nobody did, and is told so where one imports.
    "import_undo": ((SIGN_IN, 302, 302, 403, 403, 403, 404, 404, 404), None),
    # Nothing is issued yet; whoever may not read the draft is not told so either.
    "issued_file": ((SIGN_IN, 404, 404, 404, 403, 404, 404, 404, 404), (SIGN_IN,) + (404,) * 8),
    # There is no evaluation of the year before in this test.
    "last_year": ((SIGN_IN, 404, 403, 403, 403, 403, 404, 404, 404), None),
    "layout": (SIGNED_IN, None),
    "layouts": (SIGNED_IN, None),
    "login": (EVERYONE, None),
    "logout": ((SIGN_IN,) + (405,) * 8, None),
    # The move is `submit`, which is over once it is submitted.
    "move": (PREPARER_ALONE, (SIGN_IN, 409, 403, 403, 403, 403, 404, 404, 404)),
    "open_evaluation": (ADMINISTRATOR_ALONE, None),
    "password_change": (SIGNED_IN, None),
    "people": (ADMINISTRATOR_ALONE, None),
    "person": (ADMINISTRATOR_ALONE, None),
    "preview": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "report": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "report_docx": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "report_pdf": (NOT_YET_FOR_THE_REVIEWER, OWN_PEOPLE),
    "result": (WHO_FILLS_IN, None),
    "results": (WHO_FILLS_IN, None),
    "statement": (PREPARER_ALONE, None),
    "table": (WHO_FILLS_IN, None),
    "unit": ((SIGN_IN, 403, 403, 403, 403, 200, 404, 404, 404), None),
    "weight_sums": (PREPARER_ALONE, None),
    # The evaluation of this test gives no points.
    "weights": ((SIGN_IN, 404, 403, 403, 403, 403, 404, 404, 404), None),
}
SECOND_KEYS = {
    "document_draft": {"key": DOCUMENT},
    "document_reading": {"key": DOCUMENT},
    "evidence_of": {"key": ROWS[0]},
    "examined": {"key": ROWS[0]},
    "examined_pdf": {"key": ROWS[0]},
    "goal": {"key": GOALS[0]},
    "import_marked": {"key": ROWS[0]},
    "import_preview": {"key": ROWS[0]},
    "import_undo": {"key": ROWS[0]},
    "issued_file": {"sequence": 1, "name": "report.pdf"},
    "layout": {"name": "chongqing"},
    "move": {"action": "submit"},
    "result": {"key": ROWS[0]},
    "weight_sums": {"key": GOALS[0]},
}


def _names(resolver) -> set[str]:
    names = set()
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLResolver):
            names.add(pattern.name)
        elif pattern.app_name != "admin":
            names |= _names(pattern)
    return names


def _client(cast: Cast, who: str) -> Client:
    client = Client()
    if who != "anonymous":
        client.force_login(getattr(cast, who))
    return client


def _address(name: str, cast: Cast, evaluation) -> str:
    takes = {word for _, words in get_resolver().reverse_dict.getlist(name)[0][0] for word in words}
    about_unit = name in {"unit", "add_unit"}
    file = evaluation.evidence.values_list("pk", flat=True).first()
    number = file if name.startswith("evidence") else cast.preparer.pk
    keys = {"pk": cast.bureau.pk if about_unit else evaluation.pk, "number": number}
    keys = {word: key for word, key in keys.items() if word in takes}
    return reverse(name, kwargs=keys | SECOND_KEYS.get(name, {}))


def _outcome(response) -> int | str:
    to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("login"))
    return SIGN_IN if to_sign_in else response.status_code


def test_every_address_stands_in_the_matrix():
    assert _names(get_resolver()) == set(READING)


@pytest.mark.parametrize(("column", "status"), [(0, Status.DRAFT), (1, Status.SUBMITTED)])
def test_every_address_answers_everyone_as_expected(column, status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status)
    attachments.put(evaluation, ROWS[0], by=cast.preparer)
    put_document(evaluation, DOCUMENT, by=cast.preparer)

    found = {
        name: tuple(_outcome(_client(cast, who).get(_address(name, cast, evaluation))) for who in PEOPLE)
        for name in READING
    }

    assert found == {name: columns[column] or columns[0] for name, columns in READING.items()}


def test_a_row_of_another_unit_is_not_found_under_ones_own_evaluation():
    cast = make_cast()
    mine = make_evaluation(cast)
    theirs = make_evaluation_at_draft(cast, department=cast.other, goals=1, indicators=2)
    client = _client(cast, "preparer")

    assert client.get(reverse("goal", args=[mine.pk, key_of(1)])).status_code == 404
    assert client.get(reverse("result", args=[mine.pk, key_of(101)])).status_code == 404
    assert client.get(reverse("weight_sums", args=[mine.pk, key_of(1)])).status_code == 404
    before = as_json(gather(theirs))
    change = {"key": key_of(101), "field": "actual", "was": "", "now": "99个"}
    answer = _post(client, reverse("results", args=[mine.pk]), change)
    assert answer.json()["answers"][0]["status"] == "refused"
    assert as_json(gather(again(theirs))) == before


# One write on each step page: the address, and the cell that it writes.
WRITES = {
    "budget": ("budget", {"key": GENERAL, "field": "initial", "was": "4,800,000.00", "now": "4,800,001.00"}),
    "goal": ("goal", {"key": GOALS[0], "field": "title", "was": "提升公园绿地养护水平", "now": "另一个目标"}),
    "target": ("goal", {"key": ROWS[0], "field": "target", "was": "12个", "now": "13个"}),
    "adjusted": ("goal", {"key": ROWS[0], "field": "adjusted_target", "was": "", "now": "14个"}),
    "result": ("results", {"key": ROWS[4], "field": "deviation_reason", "was": "", "now": "问卷面扩大。"}),
    "statement": ("statement", {"key": "statement", "field": "conclusion", "was": "", "now": "总体完成。"}),
}
# What the preparer may write in each state; of the others only a colleague writes anything, see below.
OPEN = {
    "targets_draft": {"budget", "goal", "target"},
    "targets_submitted": set(),
    "draft": {"budget", "goal", "target", "adjusted", "result", "statement"},
    "draft after approval": {"budget", "result", "statement"},
    "adjusting": {"adjusted"},
    "sign_off": set(),
    "submitted": set(),
    "approved": set(),
    "published": set(),
}
# A colleague may write this alone, and only of the goals assigned to him.
OPEN_TO_COLLEAGUE = {"draft": {"result"}, "draft after approval": {"result"}}
REFUSED = {
    "anonymous": 401,
    "approver": 403,
    "reviewer": 403,
    "admin": 403,
    "outsider": 404,
    "far_reviewer": 404,
    "parent_preparer": 404,
}


def _post(client: Client, address: str, change: dict):
    return client.post(
        address,
        json.dumps({"changes": [change]}),
        content_type="application/json",
        headers={"accept": "application/json"},
    )


def _in_state(cast: Cast, state: str, facts: Facts | None = None):
    if state == "draft after approval":
        return make_evaluation(cast, Status.DRAFT, facts=facts, from_targets=True)
    if state == "adjusting":
        evaluation = make_evaluation(cast, Status.DRAFT, facts=facts, from_targets=True)
        walk(cast, evaluation, Action.ADJUST)
        return again(evaluation)
    return make_evaluation(cast, Status(state), facts=facts)


@pytest.mark.parametrize("state", OPEN)
def test_every_write_in_every_state_is_done_for_the_preparer_alone_and_only_where_it_is_open(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    data = reverse("data_json", args=[evaluation.pk])
    reader = _client(cast, "preparer")
    before = reader.get(data).content

    for who, refusal in REFUSED.items():
        for address, change in WRITES.values():
            answer = _post(_client(cast, who), _address(address, cast, evaluation), change)
            assert answer.status_code == refusal, (who, address)
    assert reader.get(data).content == before

    for name, (address, change) in WRITES.items():
        answer = _post(reader, _address(address, cast, evaluation), change)
        after = reader.get(data).content
        if name in OPEN[state]:
            assert (answer.status_code, answer.json()["answers"][0]["status"]) == (200, "saved"), name
            assert after != before, name
        else:
            done = answer.status_code == 200 and answer.json()["answers"][0]["status"] != "refused"
            assert not done, name
            assert after == before, name
        before = after


@pytest.mark.parametrize("assigned", [GOALS[0], GOALS[1]])
@pytest.mark.parametrize("state", OPEN)
def test_a_colleague_writes_results_of_the_goals_assigned_to_him_and_nothing_else(state, assigned):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    assign_quietly(evaluation, assigned, cast.contributor)
    data = reverse("data_json", args=[evaluation.pk])
    colleague = _client(cast, "contributor")
    written = set()

    for name, (address, change) in WRITES.items():
        before = colleague.get(data).content
        answer = _post(colleague, _address(address, cast, evaluation), change)
        if colleague.get(data).content != before:
            written.add(name)
            assert answer.json()["answers"][0]["status"] == "saved"
        elif address != "results":
            assert answer.status_code == 403, name
        else:
            done = answer.status_code == 200 and answer.json()["answers"][0]["status"] == "saved"
            assert not done, name

    # The row of "result" belongs to the second goal.
    assert written == (OPEN_TO_COLLEAGUE.get(state, set()) if assigned == GOALS[1] else set())


@pytest.mark.parametrize("state", OPEN)
def test_goals_are_assigned_by_the_preparer_alone_and_only_where_something_is_written(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    address = reverse("assignments", args=[evaluation.pk])
    sent = {"wanted": f"{GOALS[0]}:{cast.contributor.pk}"}

    found = {who: _outcome(_client(cast, who).post(address, sent)) for who in [*REFUSED, "contributor"]}
    assert found == REFUSED | {"anonymous": SIGN_IN, "contributor": 403}
    assert evaluation.assignments.count() == 0

    answer = _client(cast, "preparer").post(address, sent)
    expected = (302, 1) if state in ANSWERING else (409, 0)
    assert (answer.status_code, evaluation.assignments.count()) == expected


@pytest.mark.parametrize("state", OPEN)
def test_a_goal_is_called_filled_in_by_its_colleague_alone_and_only_where_results_are_written(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    assigned = assign_quietly(evaluation, GOALS[0], cast.contributor)
    address = reverse("results", args=[evaluation.pk])

    for who in [*REFUSED, "preparer"]:
        _client(cast, who).post(address, {"do": f"done:{GOALS[0]}"})
    _client(cast, "contributor").post(address, {"do": f"done:{GOALS[1]}"})
    assigned.refresh_from_db()
    assert assigned.done_at is None

    answer = _client(cast, "contributor").post(address, {"do": f"done:{GOALS[0]}"})
    assigned.refresh_from_db()
    expected = (302, True) if state in OPEN_TO_COLLEAGUE else (409, False)
    assert (answer.status_code, assigned.done_at is not None) == expected


def _table_with(client: Client, evaluation, state: str):
    """A table in which a colleague, or the preparer, changed what is open in this state."""
    book = sheets.downloaded(client, evaluation)
    early = state in {"targets_draft", "adjusting"}
    key, label, text = (ROWS[0], "年初目标值", "13个") if early else (ROWS[4], "偏差原因", "问卷面扩大。")
    if state == "adjusting":
        label = "调整后目标值"
    if label in sheets.columns_of(sheets.sheet_of(book)):
        sheets.write(book, key, label, text)
    return book


@pytest.mark.parametrize("state", OPEN)
def test_tables_are_imported_by_who_fills_in_and_only_where_something_is_open(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    assign_quietly(evaluation, GOALS[1], cast.contributor)
    address = reverse("import_table", args=[evaluation.pk])
    data = reverse("data_json", args=[evaluation.pk])
    preparer = _client(cast, "preparer")
    book = sheets.as_bytes(_table_with(preparer, evaluation, state))
    before = preparer.get(data).content

    for who, refusal in (REFUSED | {"anonymous": SIGN_IN}).items():
        answer = _client(cast, who).post(address, {"files": SimpleUploadedFile("表.xlsx", book)})
        assert _outcome(answer) == refusal, who
    for who, opens in (("preparer", OPEN[state]), ("contributor", OPEN_TO_COLLEAGUE.get(state, set()))):
        client = _client(cast, who)
        answer = client.post(address, {"files": SimpleUploadedFile("表.xlsx", book)})
        if not opens:
            assert (answer.status_code, evaluation.received.count(), client.get(data).content) == (409, 0, before), who
        else:
            assert answer.status_code == 302, who
            assert sheets.preview(client, answer["Location"]).count == 1, who
            assert client.get(data).content == before
            evaluation.received.all().delete()


def test_what_was_uploaded_is_seen_and_confirmed_by_who_uploaded_it_alone():
    cast = make_cast()
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, GOALS[1], cast.contributor)
    other = make_evaluation(cast, fiscal_year=2021)
    colleague = _client(cast, "contributor")
    address = sheets.handed_in(colleague, evaluation, _table_with(colleague, evaluation, "draft"))
    key = address.rstrip("/").rpartition("/")[2]
    tokens = sheets.ticked(colleague, address)
    before = as_json(gather(again(evaluation)))

    for who in PEOPLE:
        client = _client(cast, who)
        foreign = reverse("import_preview", args=[other.pk, key])
        for one in (foreign,) if who == "contributor" else (address, f"{address}marked.xlsx", foreign):
            expected = {SIGN_IN} if who == "anonymous" else {403, 404}
            assert _outcome(client.get(one)) in expected, (who, one)
            if not one.endswith(".xlsx"):
                assert _outcome(client.post(one, {"do": "take", "take": tokens})) in expected, (who, one)
                assert _outcome(client.post(one, {"do": "drop"})) in expected, (who, one)
    assert as_json(gather(again(evaluation))) == before
    assert evaluation.received.count() == 1

    assert sheets.confirm(colleague, address, tokens).status_code == 302
    assert as_json(gather(again(evaluation))) != before


@pytest.mark.parametrize("taken_away", ["goal", "state", "right"])
def test_an_upload_writes_nothing_once_its_person_may_write_no_more(taken_away):
    cast = make_cast()
    evaluation = make_evaluation(cast)
    assigned = assign_quietly(evaluation, GOALS[1], cast.contributor)
    colleague = _client(cast, "contributor")
    address = sheets.handed_in(colleague, evaluation, _table_with(colleague, evaluation, "draft"))
    tokens = sheets.ticked(colleague, address)
    before = as_json(gather(again(evaluation)))

    if taken_away == "goal":
        assigned.delete()
    elif taken_away == "state":
        walk(cast, evaluation, Action.SUBMIT)
    else:
        cast.contributor.memberships.all().delete()
    answer = sheets.confirm(colleague, address, tokens)

    assert answer.status_code == (404 if taken_away == "right" else 409)
    assert as_json(gather(again(evaluation))) == before


ANSWERING = {"targets_draft", "draft", "draft after approval", "adjusting"}


@pytest.mark.parametrize("state", OPEN)
def test_warnings_are_answered_by_the_preparer_alone_and_only_where_something_is_written(state):
    cast = make_cast()
    evaluation = _in_state(cast, state, facts=with_row(make_facts(), 3, name="补种行道树"))
    evaluation.answers.all().delete()
    address = reverse("answers", args=[evaluation.pk])
    warning = next(finding for finding in check_now(evaluation) if finding.level == "warning")
    sent = {"do": f"answer:{token_of(warning.answer)}"}

    found = {who: _outcome(_client(cast, who).post(address, sent)) for who in [*REFUSED, "contributor"]}
    assert found == REFUSED | {"anonymous": SIGN_IN, "contributor": 403}
    assert list(given(again(evaluation))) == []

    answer = _client(cast, "preparer").post(address, sent)
    there = [one.answer for one in given(again(evaluation))]
    assert (answer.status_code, there) == ((302, [warning.answer]) if state in ANSWERING else (409, []))


@pytest.mark.parametrize("state", OPEN)
def test_a_document_is_taken_over_by_the_preparer_alone_and_only_where_something_is_written(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    received = put_document(evaluation, DOCUMENT, by=cast.preparer)
    read, draft = (_address(name, cast, evaluation) for name in ("document_reading", "document_draft"))
    before, revision = as_json(gather(again(evaluation))), again(evaluation).revision

    for address, sent in ((read, {"do": "discard"}), (draft, {"seen": seen_of(received)})):
        found = {who: _outcome(_client(cast, who).post(address, sent)) for who in [*REFUSED, "contributor"]}
        assert found == REFUSED | {"anonymous": SIGN_IN, "contributor": 403}, address
    assert (as_json(gather(again(evaluation))), again(evaluation).revision) == (before, revision)

    answer = _client(cast, "preparer").post(draft, {"seen": seen_of(received)})
    is_open = state in {"targets_draft", "draft", "draft after approval"}
    changed = as_json(gather(again(evaluation))) != before
    assert (answer.status_code, changed) == ((302, True) if is_open else (409, False))


# Who adds and takes away files of an indicator, and the stamped copy, in each state; nobody else does anywhere.
ATTACHING = {"draft": "preparer", "draft after approval": "preparer"}
STAMPING = ATTACHING | {"sign_off": "approver", "approved": "preparer", "published": "preparer"}


def _files_of(evaluation) -> list:
    return list(evaluation.evidence.order_by("pk").values())


@pytest.mark.parametrize("state", OPEN)
def test_files_are_added_and_removed_by_whose_turn_it_is_alone(state):
    cast = make_cast()
    evaluation = _in_state(cast, state)
    mine = attachments.put(evaluation, ROWS[0], by=cast.preparer)
    stamped = attachments.put(evaluation, None, by=cast.preparer, name="盖章.pdf")
    of_row = reverse("evidence_of", args=[evaluation.pk, ROWS[1]])
    whole = reverse("evidence", args=[evaluation.pk])
    before, revision = _files_of(evaluation), again(evaluation).revision

    for who in PEOPLE:
        client = _client(cast, who)
        for address, turn in ((of_row, ATTACHING.get(state)), (whole, STAMPING.get(state))):
            if who != turn:
                answer = client.post(address, {"files": SimpleUploadedFile("a.png", attachments.png())})
                assert _outcome(answer) in {SIGN_IN, 403, 404, 409}, (who, address)
        for one, turn in ((mine, ATTACHING.get(state)), (stamped, STAMPING.get(state))):
            if who != turn:
                answer = client.post(reverse("evidence_removal", args=[evaluation.pk, one.pk]))
                assert _outcome(answer) in {SIGN_IN, 403, 404, 409}, (who, one)
    assert (_files_of(evaluation), again(evaluation).revision) == (before, revision)

    for address, turn in ((of_row, ATTACHING.get(state)), (whole, STAMPING.get(state))):
        if turn:
            answer = _client(cast, turn).post(address, {"files": SimpleUploadedFile("a.png", attachments.png())})
            assert (answer.status_code, evaluation.evidence.count()) == (302, len(before) + 1), address
            before = _files_of(evaluation)


def test_a_file_of_another_unit_is_not_found_under_ones_own_evaluation():
    cast = make_cast()
    mine = make_evaluation(cast)
    theirs = make_evaluation_at_draft(cast, department=cast.other, goals=1, indicators=2)
    file = attachments.put(theirs, key_of(101), by=cast.outsider)
    client = _client(cast, "preparer")

    answers = {
        client.get(reverse("evidence_file", args=[mine.pk, file.pk])).status_code,
        client.get(reverse("evidence_removal", args=[mine.pk, file.pk])).status_code,
        client.post(reverse("evidence_removal", args=[mine.pk, file.pk])).status_code,
        client.get(reverse("evidence_of", args=[mine.pk, key_of(101)])).status_code,
        client.post(
            reverse("evidence_of", args=[mine.pk, key_of(101)]),
            {"files": SimpleUploadedFile("a.png", attachments.png())},
        ).status_code,
    }

    assert answers == {404}
    assert theirs.evidence.present().get() == file
    assert list(mine.evidence.all()) == []


def test_the_same_unit_may_have_its_own_and_the_combined_evaluation():
    cast = make_cast()

    own = make_evaluation(cast, scope=Scope.OWN)
    combined = make_evaluation(cast, scope=Scope.COMBINED)

    assert own.pk != combined.pk
