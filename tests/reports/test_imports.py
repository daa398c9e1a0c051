"""撤销导入: an import is taken back as a whole by whoever made it, and by nobody else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.models import Status
from indicators import rows
from indicators.facts import as_json
from indicators.gather import gather
from indicators.models import Indicator
from reports import imports
from reports.models import Import
from tests import attachments, sheets
from tests.evaluations import again, make_evaluation
from tests.handed_in import put_document, seen_of
from tests.people import Cast, approve_targets, assign_quietly, key_of, make_cast, make_evaluation_at_draft, set_status

pytestmark = pytest.mark.django_db
DOCUMENT = "00000000-0000-4000-8000-0000000000d1"
ROW = key_of(101)
DANGER = '<button class="btn btn-danger">撤销这次导入</button>'


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def evaluation(cast):
    return make_evaluation_at_draft(cast, goals=1, indicators=2)


@pytest.fixture
def client(cast):
    return sheets.client_of(cast.preparer)


def imported(client, evaluation, **cells: str) -> str:
    """Writes these cells of the first row by a workbook; the address of taking it back."""
    book = sheets.downloaded(client, evaluation)
    for label, value in cells.items():
        sheets.write(book, ROW, label, value)
    address = sheets.handed_in(client, evaluation, book)
    sheets.confirm(client, address)
    return undo_on(client.get(address))


def undo_on(page) -> str:
    [address] = set(re.findall(r'href="(/evaluations/\d+/import/[0-9a-f-]+/undo/)"', page.content.decode()))
    return address


def state(evaluation) -> dict:
    return as_json(gather(again(evaluation)))


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_a_workbook_is_taken_back_after_the_page_has_shown_what_that_changes(client, evaluation):
    before = state(evaluation)
    address = imported(client, evaluation, 年初目标值="15个", 实际完成值="12个")
    page = client.get(address)

    assert [(one.label, one.was, one.now) for one in page.context["found"].back] == [
        ("年初目标值", "15个", before["goals"][0]["rows"][0]["target"]),
        ("实际完成值", "12个", ""),
    ]
    assert state(evaluation) != before
    answer = client.post(address, follow=True)
    assert said(answer) == ["已撤销“表1.xlsx”的导入，2 处改回原样"]
    assert state(evaluation) == before
    again_told = client.post(address, follow=True)
    assert said(again_told) == ["这次导入已经撤销、之后又导入过，或超过 7 天，不能再撤销"]


def test_what_a_colleague_wrote_since_stays_and_stands_on_the_page(client, cast, evaluation):
    address = imported(client, evaluation, 年初目标值="15个", 实际完成值="12个")
    Indicator.objects.filter(key=ROW).update(actual="14个")

    page = client.get(address)
    assert [(one.label, one.was, one.now) for one in page.context["found"].kept] == [("实际完成值", "12个", "14个")]
    assert "后来又改过，保留" in page.content.decode()
    answer = client.post(address, follow=True)

    assert said(answer) == ["已撤销“表1.xlsx”的导入，1 处改回原样；后来又改过的 1 处保留"]
    assert Indicator.objects.get(key=ROW).actual == "14个"


def test_the_last_import_alone_can_be_taken_back(client, evaluation):
    first = imported(client, evaluation, 实际完成值="12个")
    second = imported(client, evaluation, 实际完成值="13个")

    assert client.get(first).status_code == 302
    client.post(second)
    assert Indicator.objects.get(key=ROW).actual == "12个"


def test_an_import_that_changed_nothing_offers_to_take_nothing_back(client, cast):
    evaluation = make_evaluation(cast)
    for _ in range(2):
        received = put_document(evaluation, DOCUMENT, by=cast.preparer)
        sent = {"seen": seen_of(received)}
        answer = client.post(reverse("document_draft", args=[evaluation.pk, DOCUMENT]), sent, follow=True)

    assert said(answer) == ["文档里的内容这里都已经有了，没有写入"]


def test_a_row_that_was_renamed_and_moved_since_is_told_by_its_names(client, evaluation):
    address = imported(client, evaluation, 三级指标="导入的名称")
    Indicator.objects.filter(key=ROW).update(name="后来的名称", position=9)

    kept = client.get(address).context["found"].kept

    assert [(one.label, one.was, one.now) for one in kept] == [("三级指标", "导入的名称", "后来的名称")]


def test_an_import_that_changed_nothing_leaves_the_one_before_to_be_taken_back(client, cast, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")

    with imports.noting(evaluation, "别的文件.xlsx", by=cast.preparer):
        pass

    assert client.get(address).status_code == 200


def test_what_a_colleague_imports_leaves_mine_to_be_taken_back(client, cast, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")
    with imports.noting(evaluation, "同事的.xlsx", by=cast.contributor):
        Indicator.objects.filter(key=ROW).update(analysis="按计划完成。")

    assert client.get(address).status_code == 200
    assert imports.last(evaluation, by=cast.contributor).name == "同事的.xlsx"


def test_the_next_import_clears_away_those_that_nobody_can_take_back_any_more(client, cast, evaluation):
    other = make_evaluation_at_draft(cast, fiscal_year=2021)
    imported(client, other, 实际完成值="12个")
    Import.objects.update(at=timezone.now() - timedelta(days=7, minutes=1))

    imported(client, evaluation, 实际完成值="12个")

    assert [made.evaluation for made in Import.objects.all()] == [evaluation]


def test_it_leads_back_to_the_page_on_which_one_writes_now(client, cast):
    evaluation = make_evaluation_at_draft(cast, targets_approved=True)
    address = imported(client, evaluation, 实际完成值="12个")

    assert client.get(address).context["step"] == "results"
    assert client.post(address)["Location"] == reverse("results", args=[evaluation.pk])


def test_nobody_else_takes_it_back(client, cast, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")
    after = state(evaluation)
    assign_quietly(evaluation, key_of(1), cast.contributor)

    answers = {
        who: sheets.client_of(getattr(cast, who)).post(address).status_code
        for who in ("contributor", "approver", "reviewer", "admin", "outsider")
    }

    assert answers == {"contributor": 302, "approver": 403, "reviewer": 403, "admin": 403, "outsider": 404}
    assert state(evaluation) == after


def test_a_colleague_takes_back_what_he_imported_himself(cast, evaluation):
    assign_quietly(evaluation, key_of(1), cast.contributor)
    before = state(evaluation)
    client = sheets.client_of(cast.contributor)

    client.post(imported(client, evaluation, 实际完成值="12个"))

    assert state(evaluation) == before


def test_after_a_week_it_is_too_late(client, cast, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")
    Import.objects.update(at=timezone.now() - timedelta(days=7, minutes=1))

    assert client.get(address).status_code == 302
    assert imports.last(evaluation, by=cast.preparer) is None


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.SIGN_OFF])
def test_where_nothing_can_be_written_nothing_is_taken_back_and_the_page_says_why(client, evaluation, status):
    address = imported(client, evaluation, 实际完成值="12个")
    after = state(evaluation)
    set_status(evaluation, status)

    page = client.get(address)
    assert (page.context["why_not"].startswith("当前状态为“"), DANGER in page.content.decode()) == (True, False)
    answer = client.post(address)

    assert answer.status_code == 409
    assert answer.context["refused"].startswith("当前状态为“")
    assert DANGER not in answer.content.decode()
    assert state(evaluation) == after


def test_where_a_part_is_closed_meanwhile_all_of_it_stays(client, cast, evaluation):
    address = imported(client, evaluation, 年初目标值="15个", 实际完成值="12个")
    after = state(evaluation)
    approve_targets(evaluation, by=cast.reviewer)

    assert client.get(address).context["why_not"].startswith("有 1 处现在不能改回，")
    answer = client.post(address)

    assert (answer.status_code, state(evaluation)) == (409, after)
    assert answer.context["refused"].startswith("有 1 处现在不能改回，整批都不撤销，需要的请逐处修改：")
    assert imports.last(evaluation, by=cast.preparer) is not None


def test_a_document_is_taken_back_from_the_message_about_it(client, cast):
    evaluation = make_evaluation(cast)
    received = put_document(evaluation, DOCUMENT, by=cast.preparer)
    before = state(evaluation)

    answer = client.post(
        reverse("document_draft", args=[evaluation.pk, DOCUMENT]), {"seen": seen_of(received)}, follow=True
    )
    assert state(evaluation) != before
    client.post(undo_on(answer))

    assert state(evaluation) == before


def test_what_was_copied_from_last_year_is_taken_back(client, cast):
    evaluation = make_evaluation(cast)
    last = make_evaluation_at_draft(cast, fiscal_year=2021)
    before = state(evaluation)
    keys = [goal["key"] for goal in as_json(gather(last))["goals"]]
    rows_of = [row.key for _, row in gather(last).rows()]

    answer = client.post(reverse("last_year", args=[evaluation.pk]), {"copy": [*keys, *rows_of]}, follow=True)
    assert len(state(evaluation)["goals"]) == len(before["goals"]) + len(keys)
    client.post(undo_on(answer))

    assert state(evaluation) == before


def test_an_added_row_with_a_file_stays_and_says_why(client, cast):
    evaluation = make_evaluation(cast)
    received = put_document(evaluation, DOCUMENT, by=cast.preparer)
    answer = client.post(
        reverse("document_draft", args=[evaluation.pk, DOCUMENT]), {"seen": seen_of(received)}, follow=True
    )
    added = evaluation.indicators.get(name="新建口袋公园")
    attachments.put(evaluation, str(added.key), by=cast.preparer)

    page = client.get(undo_on(answer))

    assert [(one.thing, one.now) for one in page.context["found"].kept] == [
        ("年度目标1 · 新建口袋公园", "后来又填写了内容、传了佐证材料或分给了人")
    ]
    client.post(undo_on(answer))
    assert evaluation.indicators.filter(key=added.key).exists()


def test_an_added_row_whose_file_was_removed_again_goes(client, cast):
    evaluation = make_evaluation(cast)
    received = put_document(evaluation, DOCUMENT, by=cast.preparer)
    before = state(evaluation)
    answer = client.post(
        reverse("document_draft", args=[evaluation.pk, DOCUMENT]), {"seen": seen_of(received)}, follow=True
    )
    added = evaluation.indicators.get(name="新建口袋公园")
    attachments.put(evaluation, str(added.key), by=cast.preparer)
    evaluation.evidence.update(removed_revision=1, removed_by=cast.preparer, removed_at=timezone.now())

    client.post(undo_on(answer))

    assert state(evaluation) == before


def test_an_added_goal_that_was_given_to_a_colleague_stays(client, cast):
    evaluation = make_evaluation(cast)
    before = list(evaluation.goals.values_list("pk", flat=True))
    last = make_evaluation_at_draft(cast, fiscal_year=2021, goals=2, indicators=1)
    keys = [str(key) for key in last.goals.values_list("key", flat=True)]
    answer = client.post(reverse("last_year", args=[evaluation.pk]), {"copy": keys}, follow=True)
    given, _ = evaluation.goals.exclude(pk__in=before)
    assign_quietly(evaluation, str(given.key), cast.contributor)

    client.post(undo_on(answer))

    assert list(evaluation.goals.exclude(pk__in=before)) == [given]


def test_the_pages_of_importing_lead_to_it(client, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")

    found = {name: undo_on(client.get(reverse(name, args=[evaluation.pk]))) for name in ("import_table", "document_in")}

    assert found == {"import_table": address, "document_in": address}


def test_it_counts_as_a_change_with_a_name(client, cast, evaluation):
    address = imported(client, evaluation, 实际完成值="12个")
    revision = again(evaluation).revision

    client.post(address)

    now = again(evaluation)
    assert (now.revision, now.edited_by) == (revision + 1, cast.preparer)
    assert Indicator.objects.get(key=ROW).changed_by == cast.preparer
    assert rows.things_of(now, [ROW])[ROW].actual == ""
