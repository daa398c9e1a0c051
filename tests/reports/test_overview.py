"""An evaluation at a glance: what each person sees of it, and above all what he does not."""

import re
from decimal import Decimal

import pytest

from budgets.models import Status
from indicators.facts import from_json
from reports.moves import Action
from tests import facts as sample
from tests.evaluations import again, answer_all, fill, make_evaluation, walk
from tests.people import make_cast

pytestmark = pytest.mark.django_db

# Words and figures that stand nowhere but in the draft.
SECRETS = (
    "秘而不宣的目标",
    "秘而不宣的指标",
    "秘而不宣的分析",
    "98765.43个",
    "7,654,321.00",
    "765.43",
    "秘而不宣的问题",
)


def secret_facts():
    facts = sample.with_row(
        sample.make_facts(), 0, name=SECRETS[1], analysis=SECRETS[2], actual=SECRETS[3], outcome="exceeded"
    )
    facts = sample.with_goal(facts, 0, title=SECRETS[0])
    facts = sample.with_statement(facts, problems=(SECRETS[6],))
    return sample.with_basic(facts, executed=Decimal("7654321.00"))


def text_of(answer):
    return answer.content.decode()


def read(client, user, evaluation, page=""):
    client.force_login(user)
    return client.get(f"/evaluations/{evaluation.pk}/{page}")


def leaks(answer):
    return [secret for secret in SECRETS if secret in text_of(answer)]


@pytest.mark.parametrize("status", [Status.TARGETS_DRAFT, Status.DRAFT])
def test_before_anything_was_handed_over_a_reviewer_sees_progress_and_nothing_else(client, status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status, facts=secret_facts())

    overview = read(client, cast.reviewer, evaluation)

    assert overview.status_code == 200
    assert leaks(overview) == []
    assert "现在只能看到填报进度" in text_of(overview)
    assert "2 个年度目标，5 项指标" in text_of(overview)
    for page in ("check/", "changes/"):
        answer = read(client, cast.reviewer, evaluation, page)
        assert (answer.status_code, leaks(answer)) == (403, [])
    # To those who may read the draft the same page does show figures.
    assert ("主要数字" in text_of(overview), "主要数字" in text_of(read(client, cast.preparer, evaluation))) == (
        False,
        True,
    )


def test_what_is_said_inside_the_unit_stays_there(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SIGN_OFF)
    row = {"key": sample.ROWS[1], "comment": "只对填报人说的话"}
    walk(cast, evaluation, Action.RETURN, comment="内部的退回原因", row_comments=[row])

    seen = {who: text_of(read(client, getattr(cast, who), evaluation)) for who in ("preparer", "approver", "reviewer")}
    home = client.get("/").content.decode()

    words = ("内部的退回原因", "只对填报人说的话", "补种行道树")
    assert [word in seen["preparer"] for word in words] == [True] * 3
    assert [word in seen["approver"] for word in words] == [True] * 3
    assert [word in seen["reviewer"] + home for word in words] == [False] * 3
    assert "退回了自评（单位审签）" in seen["reviewer"]


def test_after_a_return_the_reviewer_sees_what_was_submitted_and_not_the_draft(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN)
    fill(cast, evaluation, secret_facts())

    pages = [read(client, cast.reviewer, evaluation, page) for page in ("", "check/", "changes/")]

    assert [answer.status_code for answer in pages] == [200] * 3
    assert [leaks(answer) for answer in pages] == [[]] * 3
    assert "4,950,000.00 元" in text_of(pages[0])
    assert re.search(r"李建国于\d+月\d+日 \d\d:\d\d报送的内容", text_of(pages[0]))


def test_of_a_draft_in_work_the_reviewer_learns_how_far_it_is(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, actual="", outcome=""))

    page = text_of(read(client, cast.reviewer, evaluation))

    steps = page[: page.index('class="frame-body"')]
    assert "5 项中已填 4 项" in steps
    assert "5 项中 4 项" in page[len(steps) :]


def test_a_reviewer_cannot_ask_for_the_draft_or_for_what_only_the_unit_saw(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.WITHDRAW)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, name=SECRETS[1]))
    walk(cast, evaluation, Action.SUBMIT)
    first, inside = evaluation.events.filter(action=Action.SUBMIT)
    outside = evaluation.events.get(action=Action.SIGN)
    inner = f"from={first.pk}&to={inside.pk}"

    for query in (
        inner,
        f"from={outside.pk}&to={inside.pk}",
        f"from={outside.pk}&to=draft",
        f"from={first.pk}&to=draft",
    ):
        answer = read(client, cast.reviewer, evaluation, f"changes/?{query}")
        assert (answer.status_code, leaks(answer)) == (404, [])
    assert leaks(read(client, cast.approver, evaluation, f"changes/?{inner}")) == [SECRETS[1]]


@pytest.mark.parametrize("query", ["from=1&to=999999", "from=abc&to=draft", "from=&to=", "to=draft"])
def test_a_round_that_is_not_there_cannot_be_compared(client, query):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SIGN_OFF)

    assert read(client, cast.preparer, evaluation, f"changes/?{query}").status_code == 404


def test_the_reviewer_sees_what_changed_since_the_return_beside_what_he_had_said(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    said = [
        {"key": sample.ROWS[1], "comment": "请说明70株的去向"},
        {"key": sample.ROWS[4], "comment": "样本数偏少"},
    ]
    walk(cast, evaluation, Action.RETURN, row_comments=said)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 1, actual="445株"))
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN)

    page = text_of(read(client, cast.reviewer, evaluation, "changes/"))

    assert '<del class="typed">430株</del> → <ins class="typed">445株</ins>' in page
    assert "实际完成值：" in page
    untouched, changed = page.index("提了意见、没有改动的指标（1 项）"), page.index("请说明70株的去向")
    assert untouched < page.index("样本数偏少") < changed
    assert page.count("执行率口径需说明") == 1
    assert "/results/" not in page


def test_the_preparer_sees_the_draft_against_the_last_submission_with_links(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 1, actual="445株"))

    page = text_of(read(client, cast.preparer, evaluation, "changes/"))

    assert '<ins class="typed">445株</ins>' in page
    assert f'href="/evaluations/{evaluation.pk}/results/#{sample.ROWS[1]}-actual"' in page
    assert '<option value="draft" selected>现在的草稿</option>' in page


def test_before_a_second_round_there_is_nothing_to_compare(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED, from_targets=True)

    assert "这一阶段只提交过一次" in text_of(read(client, cast.reviewer, evaluation, "changes/"))


def test_a_returned_draft_leads_to_each_row_that_was_commented(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN, row_comments=[{"key": sample.ROWS[1], "comment": "请说明70株的去向"}])

    page = text_of(read(client, cast.preparer, evaluation))
    others = text_of(read(client, cast.approver, evaluation))

    link = f'<a href="/evaluations/{evaluation.pk}/results/#{sample.ROWS[1]}-actual">补种行道树</a>'
    assert (link in page, link in others) == (True, False)
    assert "请说明70株的去向" in others
    assert '<span class="tag tag-returned">自评·已退回</span>' in page


@pytest.mark.parametrize(
    ("status", "text", "css"),
    [
        (Status.TARGETS_DRAFT, "目标·填报中", "tag-draft"),
        (Status.TARGETS_SUBMITTED, "目标·待审核", "tag-review"),
        (Status.DRAFT, "自评·填报中", "tag-draft"),
        (Status.SIGN_OFF, "自评·单位审签", "tag-review"),
        (Status.SUBMITTED, "自评·待审核", "tag-review"),
        (Status.PUBLISHED, "已公开", "tag-published"),
    ],
)
def test_each_state_has_its_words(client, status, text, css):
    cast = make_cast()
    evaluation = make_evaluation(cast, status)

    assert f'<span class="tag {css}">{text}</span>' in text_of(read(client, cast.preparer, evaluation))


def test_what_is_next_leads_to_the_first_step_that_lacks_something(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="", outcome=""))

    page = text_of(read(client, cast.preparer, evaluation))

    assert f'<a class="btn btn-primary" href="/evaluations/{evaluation.pk}/results/">继续填写完成情况</a>' in page
    # Beside what is hidden until something has to be rescued.
    assert page.partition("<main")[2].partition("</main>")[0].count('class="btn btn-primary"') == 1


@pytest.mark.parametrize("who", ["approver", "reviewer", "admin"])
def test_who_does_not_fill_in_gets_no_link_to_the_steps(client, who):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)

    page = text_of(read(client, getattr(cast, who), evaluation))

    links = set(re.findall(rf'href="/evaluations/{evaluation.pk}/([a-z]+)/"', page))
    assert links == {"check", "evidence", "preview"}


def test_issued_reports_are_listed_with_their_checksums_the_older_ones_too(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.APPROVED)
    walk(cast, evaluation, Action.REOPEN, Action.SUBMIT, Action.SIGN, Action.APPROVE)

    page = text_of(read(client, cast.preparer, evaluation))

    reports = list(evaluation.issued_reports.order_by("-sequence"))
    assert re.findall(r"<h3>(绩评[^<]*)</h3>", page) == [report.number for report in reports]
    assert [report.document_sha256 in page for report in reports] == [True, True]
    files = re.findall(rf'href="/evaluations/{evaluation.pk}/issued/(\d)/([a-z.]+)"', page)
    assert files == [
        (number, name)
        for number in "21"
        for name in ("report.html", "report.pdf", "report.docx", "form.pdf", "form.xlsx", "data.json")
    ]
    assert client.get(f"/evaluations/{evaluation.pk}/issued/1/data.json").content == bytes(
        reports[1].files.get(name="data.json").content
    )
    assert from_json(reports[1].facts) == from_json(reports[0].facts)


def test_the_history_names_who_when_and_why_and_leads_to_what_changed(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.SUBMITTED)
    walk(cast, evaluation, Action.RETURN, comment="执行率口径需说明")
    walk(cast, evaluation, Action.SUBMIT, comment="")

    page = text_of(read(client, cast.preparer, evaluation))

    said = re.findall(r'<p class="history-what"><strong>([^<]*)</strong> ([^<　]*)', page)
    assert said == [
        ("王芳", "提交了自评"),
        ("陈静", "退回了自评"),
        ("李建国", "签署并报送了自评"),
        ("王芳", "提交了自评"),
        ("赵敏", "开通"),
    ]
    first, second = evaluation.events.filter(action=Action.SUBMIT)
    assert f"/changes/?from={first.pk}&amp;to={second.pk}" in page
    assert "签字日期：2023年3月16日" in page


@pytest.mark.parametrize(("who", "queries"), [("preparer", 16), ("contributor", 16), ("reviewer", 15)])
def test_the_overview_asks_as_much_of_the_database_with_three_rounds_as_with_one(
    client, django_assert_num_queries, who, queries
):
    cast = make_cast()
    once = make_evaluation(cast, Status.SUBMITTED)
    often = make_evaluation(cast, Status.SUBMITTED, fiscal_year=2019)
    for _ in range(2):
        walk(cast, often, Action.RETURN, row_comments=[{"key": sample.ROWS[1], "comment": "请说明"}])
        walk(cast, often, Action.SUBMIT, Action.SIGN)
    client.force_login(getattr(cast, who))

    for evaluation in (once, often):
        with django_assert_num_queries(queries):
            assert client.get(f"/evaluations/{evaluation.pk}/").status_code == 200


def test_the_facts_of_a_draft_are_read_anew_for_each_request(client):
    cast = make_cast()
    evaluation = make_evaluation(cast)
    before = text_of(read(client, cast.preparer, evaluation))
    fill(cast, evaluation, sample.with_basic(sample.make_facts(), executed=Decimal("1170000.00")))

    assert "4,940,000.00 元" in text_of(read(client, cast.preparer, again(evaluation)))
    assert "4,940,000.00 元" not in before


def what_to_read(page):
    """The links that stand with 下一步."""
    [section] = re.findall(r'<section class="panel next-step">(.*?)</section>', page, re.DOTALL)
    return re.findall(r'<li><a href="/evaluations/\d+/([a-z]+)/">([^<]*)</a></li>', section)


@pytest.mark.parametrize(("who", "status"), [("approver", Status.SIGN_OFF), ("reviewer", Status.SUBMITTED)])
def test_who_is_to_act_is_led_to_what_he_should_read_first(client, who, status):
    cast = make_cast()
    evaluation = make_evaluation(cast, status, from_targets=True)
    user = getattr(cast, who)

    assert what_to_read(text_of(read(client, user, evaluation))) == [("preview", "预览"), ("check", "校验")]

    again_to = [Action.SUBMIT, Action.SIGN][: 1 if who == "approver" else 2]
    walk(cast, evaluation, Action.RETURN, *again_to)
    links = what_to_read(text_of(read(client, user, evaluation)))
    assert links == [("preview", "预览"), ("check", "校验"), ("changes", "与上次相比的变化")]
    for page, _ in links:
        assert client.get(f"/evaluations/{evaluation.pk}/{page}/").status_code == 200


def test_where_nothing_may_be_read_yet_nothing_is_offered_to_read(client):
    cast = make_cast()
    assert what_to_read(text_of(read(client, cast.reviewer, make_evaluation(cast)))) == []


def test_the_files_of_an_approved_evaluation_come_first_and_of_a_reopened_one_last(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, Status.APPROVED)

    page = text_of(read(client, cast.reviewer, evaluation))
    assert page.index("report.pdf") < page.index("next-step") < page.index("主要数字")
    assert page.count("已定稿的报告") == 1

    walk(cast, evaluation, Action.REOPEN)
    page = text_of(read(client, cast.reviewer, evaluation))
    assert page.index("next-step") < page.index("填报步骤</h2>") < page.index("report.pdf")
    assert page.count("已定稿的报告") == 1


def test_the_overview_counts_what_waits_for_an_answer_and_leads_to_the_check(client):
    cast = make_cast()
    evaluation = make_evaluation(cast, facts=sample.with_row(sample.make_facts(), 0, actual="12处"))
    client.force_login(cast.preparer)
    address = f"/evaluations/{evaluation.pk}/"

    waiting = client.get(address).content.decode()
    answer_all(cast, evaluation)
    answered = client.get(address).content.decode()

    results = r'完成情况</a>\s*<span class="task-detail">([^<]*)</span>'
    assert re.findall(results, waiting) == ["5 项中已填 5 项，1 条提醒待答复"]
    assert re.findall(results, answered) == ["5 项中已填 5 项"]
    assert f'<a class="btn btn-primary" href="{address}check/">去校验</a>' in waiting
    assert "都填写了，还有 1 条提醒要答复。" in waiting
    assert "都填写了，校验通过。" in answered
