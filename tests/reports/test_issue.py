"""What approval freezes: number, facts, document, findings, the bytes of every format, and their checksums."""

import hashlib
import json
from dataclasses import replace

import pytest
from django.core.cache import caches

from budgets.editing import Refused
from budgets.models import Evaluation, Scope, Status
from indicators.facts import as_json, from_json
from indicators.gather import gather
from reports import issue
from reports.checking import check
from reports.document import Footer
from reports.document import from_json as document_from_json
from reports.models import IssuedReport
from reports.moves import Action
from reports.renderers import docx
from tests import facts as sample
from tests.evaluations import again, make_evaluation, walk
from tests.people import make_cast

FILES = ["data.json", "form.pdf", "form.xlsx", "report.docx", "report.html", "report.pdf"]


@pytest.fixture
def cast(db):
    return make_cast()


def test_downloads_are_named_for_year_unit_and_kind():
    facts = sample.make_facts()
    names = [issue.download_name(facts, name) for name in (*issue.FILES, issue.DATA)]
    assert names == [
        "2022年度东湖区园林局部门整体绩效自评报告.html",
        "2022年度东湖区园林局部门整体绩效自评报告.pdf",
        "2022年度东湖区园林局部门整体绩效自评报告.docx",
        "2022年度东湖区园林局部门整体绩效自评表.pdf",
        "2022年度东湖区园林局部门整体绩效自评表.xlsx",
        "2022年度东湖区园林局部门整体绩效自评数据.json",
    ]


@pytest.mark.parametrize(
    ("scope", "name", "number"),
    [
        (Scope.UNIT, "2022年度东湖区园林局部门整体绩效自评表.xlsx", "绩评〔2022〕420199-101第2号"),
        (Scope.OWN, "2022年度东湖区园林局部门整体绩效自评表.xlsx", "绩评〔2022〕420199-101（本级）第2号"),
        (Scope.COMBINED, "2022年度东湖区园林局（汇总）部门整体绩效自评表.xlsx", "绩评〔2022〕420199-101（汇总）第2号"),
    ],
)
def test_scopes_of_one_unit_and_year_are_told_apart(scope, name, number):
    facts = sample.make_facts(scope=scope)
    assert (issue.download_name(facts, "form.xlsx"), issue.number_of(facts, 2)) == (name, number)


@pytest.mark.parametrize(
    ("status", "to_its_own", "to_the_reviewer"),
    [
        (Status.TARGETS_DRAFT, "draft", "review"),
        (Status.TARGETS_SUBMITTED, "draft", "review"),
        (Status.DRAFT, "draft", "review"),
        (Status.SIGN_OFF, "review", "review"),
        (Status.SUBMITTED, "review", "review"),
    ],
)
def test_what_is_not_issued_carries_a_mark(status, to_its_own, to_the_reviewer):
    evaluation = Evaluation(status=status)
    marks = [issue.mark_of(evaluation, handed_over=handed_over) for handed_over in (False, True)]
    assert marks == [to_its_own, to_the_reviewer]


def test_the_checksum_is_of_the_document_without_its_footer():
    document = issue.composed(sample.make_facts())
    other = issue.composed(sample.with_row(sample.make_facts(), 0, actual="13个"))
    assert issue.checksum(replace(document, footer=Footer("第1号", "0123456789ab"))) == issue.checksum(document)
    assert issue.checksum(other) != issue.checksum(document)


def test_data_is_readable_text_of_the_facts():
    written = issue.data_bytes(sample.make_facts()).decode()
    assert from_json(json.loads(written)) == sample.make_facts()
    assert "养护公园数量" in written


def test_approval_freezes_everything_with_its_checksums(cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    report = evaluation.issued_reports.get()
    facts = gather(evaluation)
    document = document_from_json(report.document)
    assert (report.sequence, report.number) == (1, "绩评〔2022〕420114-301第1号")
    assert report.event == evaluation.events.last()
    assert report.facts == as_json(facts)
    assert replace(document, footer=None) == issue.composed(facts)
    assert document.footer == Footer(report.number, report.document_sha256[:12])
    assert report.document_sha256 == issue.checksum(document)
    files = {file.name: file for file in report.files.all()}
    assert list(files) == FILES
    assert [name for name, file in files.items() if hashlib.sha256(file.content).hexdigest() != file.sha256] == []
    assert bytes(files["data.json"].content) == issue.data_bytes(facts)
    assert bytes(files["report.pdf"].content)[:5] == bytes(files["form.pdf"].content)[:5] == b"%PDF-"
    assert document.footer.number in bytes(files["report.html"].content).decode()
    assert bytes(files["report.docx"].content) == docx.render(document)


def prepared(evaluation):
    facts = gather(evaluation)
    return issue.prepare(evaluation, facts, check(evaluation, facts))


def test_what_was_prepared_before_a_change_is_not_stored(cast):
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    stale = replace(prepared(evaluation), contents={})
    event = evaluation.events.last()
    for at_hand, revision in ((None, evaluation.revision + 1), (stale, evaluation.revision + 2)):
        evaluation.revision = revision
        with pytest.raises(Refused, match="准备定稿期间内容有变化"):
            issue.store(at_hand, evaluation, event)
    assert IssuedReport.objects.count() == 0


def test_a_machine_that_cannot_print_does_not_approve(cast, monkeypatch):
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with pytest.raises(Refused, match="现在不能定稿：暂时不能生成 PDF：缺少中文字体。"):
        walk(cast, evaluation, Action.APPROVE)
    assert (again(evaluation).status, IssuedReport.objects.count()) == (Status.SUBMITTED, 0)


def test_a_draft_is_laid_out_again_only_when_something_in_it_changed():
    cache = caches["documents"]
    cache.clear()
    document = issue.composed(sample.make_facts(), mark="draft")
    changed = issue.composed(sample.with_row(sample.make_facts(), 0, actual="13个"), mark="draft")

    first = issue.kept(document, "report.html")
    counts = [len(cache._cache)]
    for other, name in (
        (document, "report.html"),
        (changed, "report.html"),
        (replace(document, mark="review"), "report.html"),
        (document, "form.xlsx"),
    ):
        assert issue.kept(other, name) == issue.render(other, name)
        counts.append(len(cache._cache))

    assert first == issue.render(document, "report.html")
    assert counts == [1, 1, 2, 3, 4]


def test_a_pdf_with_other_enclosures_is_another():
    document = issue.composed(sample.make_facts())
    one, other = ({"data.json": content} for content in (b"one", b"other"))

    printed = issue.kept(document, "form.pdf", one)

    assert issue.kept(document, "form.pdf", one) == printed == issue.render(document, "form.pdf", one)
    assert issue.kept(document, "form.pdf", other) == issue.render(document, "form.pdf", other) != printed
    assert issue.kept(document, "form.pdf") == issue.render(document, "form.pdf")


def test_what_is_kept_of_a_draft_is_what_is_served_again():
    caches["documents"].clear()
    document = issue.composed(sample.make_facts(), mark="draft")
    issue.kept(document, "report.html")
    (key,) = caches["documents"]._cache
    caches["documents"].set(key.split(":", 2)[2], ("text/plain", b"kept"))

    assert issue.kept(document, "report.html") == ("text/plain", b"kept")
