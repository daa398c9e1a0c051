"""佐证材料 and 盖章扫描件: adding, removing, who reads what, and what stays with what was submitted and issued."""

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from budgets.editing import Refused
from budgets.models import Status
from indicators.models import Indicator
from reports import evidence, shelf
from reports.models import Evidence, EvidenceContent, IssuedEvidence
from reports.moves import Action
from tests import attachments
from tests.attachments import PDF, docx, jpeg, png
from tests.evaluations import again, make_evaluation, state_of, walk
from tests.facts import GOALS, ROWS
from tests.people import assign_quietly, make_cast
from tests.reports.hostile_files import HOSTILE

pytestmark = pytest.mark.django_db

KEY = UUID(ROWS[0])


@pytest.fixture
def cast():
    return make_cast()


def attach(evaluation, by, *, key=KEY, name="验收单.pdf", content=PDF):
    return evidence.attach(again(evaluation), key, name, content, by=by)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user, evaluation, *files, key=KEY, **more):
    posted = [SimpleUploadedFile(name, content) for name, content in files]
    address = reverse("evidence_of", args=[evaluation.pk, key]) if key else reverse("evidence", args=[evaluation.pk])
    return client_of(user).post(address, {"files": posted}, **more)


def names(found) -> list[str]:
    return [one.name for one in found]


def test_what_was_attached_is_handed_back_byte_for_byte_and_only_as_a_download(cast):
    evaluation = make_evaluation(cast)
    content = docx(**{"word/a.xml": "x"})

    assert post(cast.preparer, evaluation, ("培训签到表 2022.docx", content)).status_code == 302
    one = evaluation.evidence.get()
    answer = client_of(cast.approver).get(reverse("evidence_file", args=[evaluation.pk, one.pk]))

    assert answer.content == content
    told = {name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")}
    assert told == {
        "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Content-Disposition": f"attachment; filename=\"{one.pk}.docx\"; filename*=UTF-8''"
        "%E5%9F%B9%E8%AE%AD%E7%AD%BE%E5%88%B0%E8%A1%A8%202022.docx",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("name", "content"), [("a.pdf", PDF), ("a.png", png()), ("a.jpg", jpeg())])
def test_what_a_browser_could_show_is_a_download_too(cast, name, content):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer, name=name, content=content)

    answer = client_of(cast.preparer).get(reverse("evidence_file", args=[evaluation.pk, one.pk]))

    assert answer["Content-Disposition"].partition(";")[0] == "attachment"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_one_bad_file_does_not_lose_the_others(cast):
    evaluation = make_evaluation(cast)

    answer = post(cast.preparer, evaluation, ("一.pdf", PDF), ("二.pdf", b"MZ"), ("三.png", png()))

    assert answer.status_code == 422
    assert [problem["text"] for problem in answer.context["problems"]] == [
        "“二.pdf”：只接收 PDF、JPG、PNG、XLSX、DOCX，这个文件的内容不是其中任何一种。",
    ]
    assert [str(message) for message in answer.context["messages"]] == ["其余 2 个文件已保存"]
    assert names(evaluation.evidence.all()) == ["一.pdf", "三.png"]


def test_hostile_files_store_nothing_and_are_all_named(cast):
    evaluation = make_evaluation(cast)
    before = state_of(evaluation)

    for start in range(0, len(HOSTILE), 50):
        some = [(f"{number}-{name}", content) for number, (_, name, content) in enumerate(HOSTILE[start : start + 50])]
        some = [(name.rpartition("/")[2].rpartition("\\")[2], content) for name, content in some]
        answer = post(cast.preparer, evaluation, *some)
        assert (answer.status_code, len(answer.context["problems"])) == (422, len(some))

    assert state_of(evaluation) == before
    assert (Evidence.objects.count(), EvidenceContent.objects.count()) == (0, 0)


def test_a_file_over_ten_megabytes_is_refused_with_a_sentence(cast):
    evaluation = make_evaluation(cast)

    answer = post(cast.preparer, evaluation, ("大.pdf", PDF + b"\0" * 10 * 1024 * 1024))

    assert [problem["text"] for problem in answer.context["problems"]] == ["“大.pdf”：文件超过 10 MB，请压缩后再上传。"]
    assert evaluation.evidence.count() == 0


def test_nothing_chosen_is_said(cast):
    answer = post(cast.preparer, make_evaluation(cast))

    assert (answer.status_code, [each["text"] for each in answer.context["problems"]]) == (422, ["请先选择文件。"])


def test_the_files_of_an_evaluation_have_an_end_that_counts_what_is_kept(cast, monkeypatch):
    evaluation = make_evaluation(cast)
    monkeypatch.setattr(evidence, "MOST_OF_ALL", len(PDF) + len(png()))
    attach(evaluation, cast.preparer)
    attach(evaluation, cast.preparer, name="a.png", content=png())

    with pytest.raises(evidence.NotTaken, match="合计不能超过 200 MB"):
        attach(evaluation, cast.preparer, name="b.jpg", content=jpeg())


def test_what_was_submitted_and_removed_still_counts_towards_the_end(cast, monkeypatch):
    evaluation = make_evaluation(cast)
    submitted = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.WITHDRAW)
    forgotten = attach(evaluation, cast.preparer, name="a.png", content=png())
    monkeypatch.setattr(evidence, "MOST_OF_ALL", len(PDF) + len(jpeg()))
    evidence.remove(submitted, by=cast.preparer)
    evidence.remove(forgotten, by=cast.preparer)

    attach(evaluation, cast.preparer, name="b.jpg", content=jpeg())
    with pytest.raises(evidence.NotTaken, match="含报送过又移除的"):
        attach(evaluation, cast.preparer, name="c.jpg", content=jpeg(9, 9))


def test_the_same_file_is_kept_once_for_one_indicator(cast):
    evaluation = make_evaluation(cast)
    attach(evaluation, cast.preparer)

    with pytest.raises(evidence.NotTaken, match=r"与已有的“验收单\.pdf”内容相同"):
        attach(evaluation, cast.preparer, name="另一个.pdf")
    attach(evaluation, cast.preparer, key=UUID(ROWS[1]))

    assert names(evaluation.evidence.all()) == ["验收单.pdf", "验收单.pdf"]


def test_each_file_counts_the_revision_and_a_refused_one_does_not(cast):
    evaluation = make_evaluation(cast)

    one = attach(evaluation, cast.preparer)
    with pytest.raises(evidence.NotTaken):
        attach(evaluation, cast.preparer)

    assert again(evaluation).revision == evaluation.revision + 1 == one.added_revision
    assert again(evaluation).edited_by == cast.preparer


def test_what_was_removed_before_anybody_was_given_it_is_forgotten_but_for_its_name(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)

    answer = client_of(cast.preparer).post(reverse("evidence_removal", args=[evaluation.pk, one.pk]))
    page = client_of(cast.preparer).get(reverse("evidence", args=[evaluation.pk]))
    file = client_of(cast.preparer).get(reverse("evidence_file", args=[evaluation.pk, one.pk]))

    assert (answer.status_code, file.status_code, EvidenceContent.objects.count()) == (302, 404, 0)
    assert page.context["groups"] == []
    (line,) = page.context["record"]
    assert (line["file"].name, line["removed"], line["kept"]) == ("验收单.pdf", True, False)
    assert (line["file"].removed_by_name, line["file"].removed_revision) == ("王芳", evaluation.revision + 2)


def test_what_was_removed_twice_says_by_whom(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    evidence.remove(one, by=cast.preparer)

    with pytest.raises(Refused, match=r"^“验收单\.pdf”已由王芳移除。$"):
        evidence.remove(one, by=cast.preparer)


def test_what_was_submitted_stays_readable_after_it_was_removed_and_the_reviewer_learns_at_the_next_hand_over(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.RETURN)
    reviewer, file = client_of(cast.reviewer), reverse("evidence_file", args=[evaluation.pk, one.pk])

    evidence.remove(one, by=cast.preparer)
    added = attach(evaluation, cast.preparer, name="新.png", content=png())
    page = reviewer.get(reverse("evidence", args=[evaluation.pk]))

    assert [(name, names(files)) for name, files, _ in page.context["groups"]] == [
        (Indicator.objects.get(evaluation=evaluation, key=KEY).name, ["验收单.pdf"])
    ]
    assert [(line["file"], line["removed"]) for line in page.context["record"]] == [(one, False)]
    assert (reviewer.get(file).content, reviewer.get(_file(added)).status_code) == (PDF, 404)

    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)
    page = reviewer.get(reverse("evidence", args=[evaluation.pk]))
    assert names(page.context["groups"][0][1]) == ["新.png"]
    assert [(line["file"], line["removed"]) for line in page.context["record"]] == [(added, False), (one, True)]
    assert (reviewer.get(file).content, reviewer.get(_file(added)).content) == (PDF, png())


def test_what_the_unit_removed_before_it_handed_over_is_not_for_the_reviewer(cast):
    """It was in a submission to the unit's own approver, so its content is kept for the unit."""
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.WITHDRAW)
    evidence.remove(one, by=cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)

    page = client_of(cast.reviewer).get(reverse("evidence", args=[evaluation.pk]))

    assert client_of(cast.preparer).get(_file(one)).content == PDF
    assert client_of(cast.reviewer).get(_file(one)).status_code == 404
    assert (page.context["groups"], page.context["record"]) == ([], [])


def _file(one) -> str:
    return reverse("evidence_file", args=[one.evaluation_id, one.pk])


def test_the_reviewer_has_nothing_before_the_first_hand_over(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)

    assert client_of(cast.reviewer).get(_file(one)).status_code == 403
    assert list(shelf.readable(evaluation, cast.reviewer)) == []


def test_what_changed_between_two_rounds_names_added_and_removed_files(cast):
    evaluation = make_evaluation(cast)
    old = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.RETURN)
    evidence.remove(old, by=cast.preparer)
    attach(evaluation, cast.preparer, name="新.png", content=png())

    draft = client_of(cast.preparer).get(reverse("changes", args=[evaluation.pk]))
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)
    round_ = client_of(cast.reviewer).get(reverse("changes", args=[evaluation.pk]))

    expected = [("新.png", True), ("验收单.pdf", False)]
    for page in (draft, round_):
        assert [(change.evidence.name, change.added) for change in page.context["evidence"]] == expected


def test_files_of_a_deleted_indicator_keep_its_name(cast):
    evaluation = make_evaluation(cast)
    name = attach(evaluation, cast.preparer).indicator_name
    Indicator.objects.filter(evaluation=evaluation, key=KEY).delete()

    page = client_of(cast.preparer).get(reverse("evidence", args=[evaluation.pk]))

    assert [group for group, _, _ in page.context["groups"]] == [f"{name}（指标已删除）"]
    with pytest.raises(Refused, match="这项指标已被删除"):
        attach(evaluation, cast.preparer, content=png(), name="a.png")


def test_an_issued_report_keeps_its_files_whatever_happens_afterwards(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    before = attach(evaluation, cast.preparer, key=None, name="盖章.pdf", content=PDF + b"\n")
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)
    report = evaluation.issued_reports.get()
    issued = report.document, report.facts, report.document_sha256

    after = attach(evaluation, cast.preparer, key=None, name="盖章2.pdf", content=PDF + b"\n\n")
    for each in (one, before, after):
        with pytest.raises(Refused):
            evidence.remove(each, by=cast.preparer)
    assert list(shelf.of_report(report)) == [one, before, after]
    report.refresh_from_db()
    assert (report.document, report.facts, report.document_sha256) == issued

    walk(cast, evaluation, Action.REOPEN)
    # The draft goes on with the evidence, and gets a stamped copy of its own.
    assert list(shelf.listed(again(evaluation), cast.preparer)) == [one]
    evidence.remove(one, by=cast.preparer)
    with pytest.raises(Refused, match="已随定稿报告保存，不能移除"):
        evidence.remove(before, by=cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)
    assert list(shelf.of_report(report)) == [one, before, after]
    assert list(shelf.of_report(evaluation.issued_reports.get(sequence=2))) == []
    assert client_of(cast.reviewer).get(_file(one)).content == PDF


def test_the_overview_lists_names_and_checksums_of_what_was_issued(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    page = client_of(cast.reviewer).get(reverse("evaluation", args=[evaluation.pk])).content.decode()

    assert page.count(one.sha256) == page.count(_file(one)) == 1


def test_the_stamped_copy_is_added_where_the_paper_lies(cast):
    evaluation = make_evaluation(cast, Status.SIGN_OFF)

    refused = post(cast.preparer, evaluation, ("盖章.pdf", PDF), key=None)
    added = post(cast.approver, evaluation, ("盖章.pdf", PDF), key=None)
    walk(cast, evaluation, Action.SIGN)

    assert (refused.status_code, added.status_code) == (409, 302)
    assert names(shelf.listed(again(evaluation), cast.reviewer)) == ["盖章.pdf"]


def test_the_approver_adds_no_evidence_of_indicators(cast):
    evaluation = make_evaluation(cast, Status.SIGN_OFF)

    assert post(cast.approver, evaluation, ("a.pdf", PDF)).status_code == 403
    with pytest.raises(Refused):
        attach(make_evaluation(cast, fiscal_year=2023), cast.approver)
    assert Evidence.objects.count() == 0


def test_a_script_gets_the_list_alone_with_what_was_not_taken(cast):
    evaluation = make_evaluation(cast)
    script = {"headers": {"hx-request": "true"}}

    good = post(cast.preparer, evaluation, ("a.pdf", PDF), **script)
    bad = post(cast.preparer, evaluation, ("b.pdf", b"x"), **script)

    assert [(each.status_code, each.templates[0].name) for each in (good, bad)] == [
        (200, "reports/_evidence.html"),
        (422, "reports/_evidence.html"),
    ]
    assert names(bad.context["files"]) == ["a.pdf"]


def test_the_grid_tells_how_many_files_a_row_has(cast):
    evaluation = make_evaluation(cast)
    attach(evaluation, cast.preparer)
    attach(evaluation, cast.preparer, name="a.png", content=png())

    page = client_of(cast.preparer).get(reverse("results", args=[evaluation.pk])).content.decode()

    assert re.findall(r'<tr class="grid-row" id="row-([^"]+)">(?:(?!</tr>).)*>附件 2</span>', page) == [str(KEY)]
    assert page.count(">附件 ") == 1


def test_the_reviewer_sees_the_files_beside_the_row_before_he_decides(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)
    reviewer = client_of(cast.reviewer)

    returning = reviewer.get(reverse("move", args=[evaluation.pk, "return"])).content.decode()
    preview = reviewer.get(reverse("preview", args=[evaluation.pk])).content.decode()

    # Among all of them, and beside the row on which he comments.
    assert (returning.count(_file(one)), preview.count(_file(one))) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "stamped"},
        {"indicator_key": None},
        {"size": 0},
        {"size": 10 * 1024 * 1024 + 1},
        {"removed_revision": 5},
    ],
    ids=str,
)
def test_the_table_holds_no_file_that_cannot_be(cast, wrong):
    one = attachments.put(make_evaluation(cast), ROWS[0], by=cast.preparer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=one.pk).update(**wrong)


def test_a_file_of_an_issued_report_cannot_be_deleted_from_the_table(cast):
    evaluation = make_evaluation(cast)
    one = attach(evaluation, cast.preparer)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    with pytest.raises(IntegrityError), transaction.atomic():
        one.delete()
    assert IssuedEvidence.objects.get().evidence == one


def test_a_colleague_attaches_to_the_goals_assigned_to_him_and_to_no_other(cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, GOALS[0], cast.contributor)
    foreign = UUID(ROWS[4])

    own = attach(evaluation, cast.contributor)
    theirs = attach(evaluation, cast.preparer, key=foreign, name="别科室.pdf")
    before = state_of(evaluation)

    with pytest.raises(Refused, match="没有分给您"):
        attach(evaluation, cast.contributor, key=foreign, content=docx(), name="表.docx")
    with pytest.raises(Refused, match="没有分给您"):
        evidence.remove(theirs, by=cast.contributor)
    assert post(cast.contributor, evaluation, ("表.pdf", PDF), key=foreign).status_code == 403
    assert post(cast.contributor, evaluation, ("章.pdf", PDF), key=None).status_code == 403
    assert state_of(evaluation) == before
    assert names(evaluation.evidence.present().order_by("pk")) == [own.name, theirs.name]
    page = client_of(cast.contributor).get(f"/evaluations/{evaluation.pk}/evidence/").content.decode()
    assert re.findall("移除<span[^>]*>([^<]*)<", page) == [f"“{own.name}”"]
    evidence.remove(own, by=cast.contributor)
    assert names(evaluation.evidence.present()) == [theirs.name]


def test_a_colleague_without_any_goal_attaches_nothing(cast):
    evaluation = make_evaluation(cast)
    with pytest.raises(Refused, match="没有分给您"):
        attach(evaluation, cast.contributor)
    assert not evaluation.evidence.exists()
