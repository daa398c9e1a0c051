"""The documents' addresses: what is sent to whom, under which name, and that what was issued never changes."""

import base64
import hashlib
import io
import json
import re
from dataclasses import fields, replace
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import quote

import docx
import openpyxl
import pypdf
import pytest

from budgets.models import Department, Status
from indicators.facts import Expenditure, Facts, GoalFacts, Revenue, Row, StatementFacts, from_json
from reports.demo import founding
from reports.moves import Action
from reports.standing import NOT_YET
from tests import facts as sample
from tests.evaluations import again, fill, make_evaluation, targets_of, walk
from tests.people import make_cast, set_status
from tests.reports.published import ROWS
from tests.reports.test_formats_agree import Tables, from_xlsx, signs

ADDRESSES = ("preview/", "report/", "report.pdf", "report.docx", "form.pdf", "form.xlsx", "data.json")
SECRET = "还没有报送的一句话"


@pytest.fixture
def cast(db):
    return make_cast()


def get(client, user, evaluation, address, **headers):
    client.force_login(user)
    return client.get(f"/evaluations/{evaluation.pk}/{address}", headers=headers)


def with_secret(facts, text=SECRET):
    return sample.with_row(facts, 0, analysis=text)


def text_of(address, response):
    """What a reader of this file would find in it."""
    if address.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        return "".join(str(value) for sheet in book for row in sheet.values for value in row if value is not None)
    if address.endswith(".docx"):
        return "\n".join(docx.Document(io.BytesIO(response.content)).element.body.itertext())
    if address.endswith(".pdf"):
        return signs("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages))
    return response.content.decode()


def test_each_file_has_its_type_and_its_chinese_name(client, cast):
    evaluation = make_evaluation(cast)
    sent = {}
    for address in ADDRESSES[2:]:
        response = get(client, cast.preparer, evaluation, address)
        sent[address] = (response.status_code, response["Content-Type"], response["Content-Disposition"])

    def named(how, plain, chinese):
        return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(chinese)}"

    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert sent == {
        "report.pdf": (
            200,
            "application/pdf",
            named("inline", "report.pdf", "2022年度蔡甸区民政局部门整体绩效自评报告.pdf"),
        ),
        "report.docx": (
            200,
            word,
            named("attachment", "report.docx", "2022年度蔡甸区民政局部门整体绩效自评报告.docx"),
        ),
        "form.pdf": (200, "application/pdf", named("inline", "form.pdf", "2022年度蔡甸区民政局部门整体绩效自评表.pdf")),
        "form.xlsx": (200, workbook, named("attachment", "form.xlsx", "2022年度蔡甸区民政局部门整体绩效自评表.xlsx")),
        "data.json": (
            200,
            "application/json",
            named("inline", "data.json", "2022年度蔡甸区民政局部门整体绩效自评数据.json"),
        ),
    }


def test_data_states_the_facts_in_the_names_of_the_records(client, cast):
    facts = sample.make_facts()
    evaluation = make_evaluation(cast, facts=facts)
    data = get(client, cast.preparer, evaluation, "data.json").json()
    assert list(data) == [
        "version",
        "department",
        "fiscal_year",
        "scope",
        "basis",
        "rule_set",
        "layout",
        "revenue",
        "basic",
        "project",
        "carry_over",
        "typed_in_wan",
        "adjustment_reason",
        "low_execution_reason",
        "execution_note",
        "basis_noted",
        "goals",
        "statement",
    ]
    assert data["department"] == {
        "code": "420114-301",
        "full_name": "武汉市蔡甸区民政局",
        "form_name": "蔡甸区民政局",
        "short_name": "区民政局",
    }
    for part, record in (
        (data, Facts),
        (data["revenue"][0], Revenue),
        (data["basic"], Expenditure),
        (data["goals"][0], GoalFacts),
        (data["goals"][0]["rows"][0], Row),
        (data["statement"], StatementFacts),
    ):
        assert list(part) == [field.name for field in fields(record)]
    row = data["goals"][0]["rows"][1]
    assert [row[name] for name in ("key", "level1", "level2", "name", "target", "actual", "weight", "is_core")] == [
        sample.ROWS[1],
        "产出指标",
        "数量指标",
        "补种行道树",
        "≥500株",
        "430株",
        None,
        False,
    ]
    assert data["revenue"][0]["initial"] == "4800000.00"
    assert replace(from_json(data), department=facts.department) == facts


def test_before_the_first_submission_a_reviewer_reads_nothing(client, cast):
    evaluation = make_evaluation(cast, facts=with_secret(sample.make_facts()))
    answers = [get(client, cast.reviewer, evaluation, address) for address in ADDRESSES]
    assert [answer.status_code for answer in answers] == [403] * len(ADDRESSES)
    assert [answer for answer in answers if SECRET.encode() in answer.content] == []
    assert [answer for answer in answers if NOT_YET not in answer.content.decode()] == []
    assert SECRET in text_of("data.json", get(client, cast.preparer, evaluation, "data.json"))


@pytest.mark.parametrize("address", ["preview/", "report/", "report.docx", "form.xlsx", "data.json"])
def test_after_a_return_a_reviewer_reads_what_was_handed_over_and_not_the_draft(client, cast, address):
    evaluation = make_evaluation(cast, Status.SUBMITTED, facts=with_secret(sample.make_facts(), "报送时的一句话"))
    walk(cast, evaluation, Action.RETURN)
    # The workbook prints names, but no analyses.
    fill(cast, evaluation, sample.with_row(with_secret(sample.make_facts()), 1, name=SECRET))
    told = {
        who: SECRET in text_of(address, get(client, getattr(cast, who), evaluation, address))
        for who in ("preparer", "approver", "admin", "reviewer")
    }
    assert told == {"preparer": True, "approver": True, "admin": True, "reviewer": False}


def test_a_draft_says_so_and_what_was_handed_over_says_that(client, cast):
    evaluation = make_evaluation(cast)
    marks = {}
    for action in (None, Action.SUBMIT, Action.SIGN, Action.RETURN):
        if action:
            walk(cast, evaluation, action)
        for who in ("preparer", "reviewer"):
            page = text_of("report/", get(client, getattr(cast, who), evaluation, "report/"))
            marks[action, who] = [
                word for word in ("草稿", "送审稿") if word in re.sub(r"<title>.*?</title>", "", page)
            ]
    assert marks == {
        (None, "preparer"): ["草稿"],
        (None, "reviewer"): [],
        (Action.SUBMIT, "preparer"): ["送审稿"],
        (Action.SUBMIT, "reviewer"): [],
        (Action.SIGN, "preparer"): ["送审稿"],
        (Action.SIGN, "reviewer"): ["送审稿"],
        (Action.RETURN, "preparer"): ["草稿"],
        (Action.RETURN, "reviewer"): ["送审稿"],
    }


def test_what_was_issued_stays_byte_for_byte_whatever_happens_later(client, cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    first = {address: get(client, cast.reviewer, evaluation, address) for address in ADDRESSES[2:]}
    Department.objects.filter(pk=cast.bureau.pk).update(form_name="改名后的单位", full_name="改名后的全称")
    assert_same(client, cast.preparer, evaluation, "", first)
    walk(cast, evaluation, Action.REOPEN)
    fill(cast, evaluation, with_secret(sample.make_facts()))
    assert_same(client, cast.reviewer, evaluation, "issued/1/", first)
    assert SECRET in text_of("data.json", get(client, cast.preparer, evaluation, "data.json"))
    assert SECRET not in text_of("data.json", get(client, cast.reviewer, evaluation, "data.json"))
    report = get(client, cast.reviewer, evaluation, "issued/1/report.html")
    assert (report.status_code, "草稿" in report.content.decode()) == (200, False)
    walk(cast, evaluation, Action.SUBMIT, Action.SIGN, Action.APPROVE)
    assert_same(client, cast.preparer, evaluation, "issued/1/", first)
    assert SECRET in text_of("report.pdf", get(client, cast.reviewer, evaluation, "report.pdf"))
    numbers = list(evaluation.issued_reports.values_list("number", flat=True))
    assert numbers == ["绩评〔2022〕420114-301第1号", "绩评〔2022〕420114-301第2号"]
    assert get(client, cast.preparer, evaluation, "issued/3/report.pdf").status_code == 404
    assert get(client, cast.preparer, evaluation, "issued/1/secret.pdf").status_code == 404


def assert_same(client, user, evaluation, folder, first):
    for address, then in first.items():
        now = get(client, user, evaluation, folder + address)
        assert (now.content, now["Content-Disposition"], now["ETag"]) == (
            then.content,
            then["Content-Disposition"],
            then["ETag"],
        )


def test_an_issued_file_that_the_browser_has_is_not_sent_again(client, cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    first = get(client, cast.preparer, evaluation, "form.xlsx")
    second = get(client, cast.preparer, evaluation, "form.xlsx", if_none_match=first["ETag"])
    assert (second.status_code, second.content) == (304, b"")


def test_the_report_of_an_approved_evaluation_is_the_stored_file_with_its_own_style(client, cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    stored = bytes(evaluation.issued_reports.get().files.get(name="report.html").content)
    style = stored.partition(b"<style>")[2].partition(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert b".document" in style
    for address in ("report/", "issued/1/report.html"):
        answer = get(client, cast.preparer, evaluation, address)
        assert (answer.status_code, answer.content) == (200, stored)
        assert answer["Content-Security-Policy"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none';"
            " frame-ancestors 'self'"
        )
    other = get(client, cast.preparer, evaluation, "preview/")
    assert other["Content-Security-Policy"].startswith("default-src 'self'; ")


def test_pages_of_an_approved_evaluation_show_the_issued_document(client, cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    Department.objects.filter(pk=cast.bureau.pk).update(form_name="改名后的表内名称")
    for address in ("report/", "preview/"):
        document = text_of(address, get(client, cast.preparer, evaluation, address)).partition(
            '<article class="document'
        )[2]
        assert ("绩评〔2022〕420114-301第1号" in document, "改名后的表内名称" in document) == (True, False)


def test_a_machine_without_fonts_says_so_and_still_gives_the_rest(client, cast, monkeypatch):
    evaluation = make_evaluation(cast)
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    for address in ("report.pdf", "form.pdf"):
        answer = get(client, cast.preparer, evaluation, address)
        assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert "暂时不能生成 PDF：缺少中文字体。" in answer.content.decode()
    others = [
        get(client, cast.preparer, evaluation, address).status_code
        for address in ("report/", "report.docx", "form.xlsx")
    ]
    assert others == [200, 200, 200]


def test_a_report_issued_before_there_was_word_offers_none_and_still_gives_the_rest(client, cast):
    evaluation = make_evaluation(cast, Status.APPROVED)
    link = f'href="/evaluations/{evaluation.pk}/report.docx"'
    with_word = text_of("preview/", get(client, cast.preparer, evaluation, "preview/"))
    evaluation.issued_reports.get().files.get(name="report.docx").delete()

    without = text_of("preview/", get(client, cast.preparer, evaluation, "preview/"))
    asked = [get(client, cast.preparer, evaluation, address) for address in ("report.docx", "issued/1/report.docx")]

    assert (link in with_word, link in without) == (True, False)
    assert [answer.status_code for answer in asked] == [404, 404]
    assert get(client, cast.preparer, evaluation, "report.pdf").status_code == 200


def test_downloads_ask_as_much_of_the_database_with_sixty_rows_as_with_five(client, cast, django_assert_num_queries):
    rows = tuple(
        sample.make_row(f"00000000-0000-4000-8000-0000000001{number:02}", name=f"指标{number}") for number in range(60)
    )
    small = make_evaluation(cast)
    large = make_evaluation(cast, facts=sample.with_goal(sample.make_facts(), 0, rows=rows), scope="own")
    client.force_login(cast.preparer)

    for evaluation in (small, large):
        with django_assert_num_queries(9):
            assert client.get(f"/evaluations/{evaluation.pk}/report.docx").status_code == 200


class Links(HTMLParser):
    """Where the figures of the document lead, in order."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("class") == "to-field":
            self.found.append(given["href"])


def links(client, user, evaluation):
    reader = Links()
    reader.feed(get(client, user, evaluation, "preview/").content.decode())
    return reader.found


def pages(client, user, evaluation):
    """The pages that figures lead to, without the fields on them."""
    return {
        re.sub(r"goals/[0-9a-f-]+/$", "goal/", link.partition("#")[0].removeprefix(f"/evaluations/{evaluation.pk}/"))
        for link in links(client, user, evaluation)
    }


def test_a_figure_leads_to_its_field(client, cast):
    evaluation = make_evaluation(cast)
    found, here = links(client, cast.preparer, evaluation), f"/evaluations/{evaluation.pk}"
    for link in (
        f"{here}/budget/#{sample.GENERAL}-initial",
        f"{here}/budget/#basic-executed",
        f"{here}/goals/{sample.GOALS[1]}/#{sample.ROWS[3]}-target",
        f"{here}/results/#{sample.ROWS[3]}-actual",
        f"{here}/results/#{sample.ROWS[3]}-analysis",
        f"{here}/statement/#statement-filing_date",
    ):
        assert link in found


def test_figures_lead_only_to_what_is_open_and_only_whom_it_is_open_to(client, cast):
    evaluation = make_evaluation(cast)
    everything = {"budget/", "goal/", "results/", "statement/"}
    assert pages(client, cast.preparer, evaluation) == everything
    for other in (cast.approver, cast.admin):
        assert links(client, other, evaluation) == []
    set_status(evaluation, Status.SUBMITTED)
    assert links(client, cast.preparer, evaluation) == []


def test_approved_targets_are_no_longer_led_to(client, cast):
    evaluation = make_evaluation(cast, from_targets=True)
    assert pages(client, cast.preparer, evaluation) == {"budget/", "results/", "statement/"}


def test_at_the_beginning_of_a_year_only_what_can_be_known_is_led_to(client, cast):
    evaluation = make_evaluation(cast, Status.TARGETS_DRAFT, facts=targets_of(sample.make_facts()))
    assert pages(client, cast.preparer, evaluation) == {"budget/", "goal/"}
    budget = {link.rpartition("-")[2] for link in links(client, cast.preparer, evaluation) if "/budget/" in link}
    assert budget <= {"source", "initial"}


def number_of(text):
    """A printed amount or rate as a number, other text as it stands."""
    plain = text.replace(",", "")
    if re.fullmatch(r"-?\d+\.\d\d", plain):
        return Decimal(plain)
    return Decimal(plain[:-1]) / 100 if re.fullmatch(r"-?[\d.]+%", plain) else text


def test_the_founding_document_is_the_same_in_page_print_and_workbook(client, cast):
    evaluation = make_evaluation(cast, facts=founding(), scope="own")
    page = Tables()
    page.feed(get(client, cast.preparer, evaluation, "report/").content.decode())
    revenue, form = page.tables
    book = openpyxl.load_workbook(io.BytesIO(get(client, cast.preparer, evaluation, "form.xlsx").content))
    for table, sheet, top in ((form, book["自评表"], 4), (revenue, book["收入决算明细表"], 3)):
        cells = from_workbook(table, sheet, top)
        assert [cell[:4] for cell in cells] == [cell[:4] for cell in table]
        for (*_, value), (*_, text) in zip(cells, table, strict=True):
            printed = text if isinstance(value, str) else number_of(text)
            assert (Decimal(repr(value)) if isinstance(value, float | int) else value or "") == printed
    report = text_of("report.pdf", get(client, cast.preparer, evaluation, "report.pdf"))
    for table, pdf in (
        (revenue, report),
        (form, report),
        (form, text_of("form.pdf", get(client, cast.preparer, evaluation, "form.pdf"))),
    ):
        assert_says_in_order(pdf, table)
    rows = [cell[4] for cell in form]
    for _, indicators in ROWS:
        for _, _, name, target, actual, _ in indicators:
            place = rows.index(name)
            assert rows[place : place + 3] == [name, target, actual]


def from_workbook(table, sheet, top):
    """`from_xlsx` asks a table for no more than its size."""

    class Size:
        rows = range(1 + max(row for row, *_ in table))
        widths = range(max(column + across for _, column, _, across, _ in table))

    return from_xlsx(Size, sheet, top)


def assert_says_in_order(text, table):
    place = text.index(signs(table[0][4]))
    for _, _, down, _, cell in table:
        found = text.find(signs(cell), place)
        assert found >= 0, f"{cell} is not in the PDF after {text[max(0, place - 30) : place]}"
        # A cell that spans rows is drawn in the middle of them, which is after its neighbours.
        place = found + len(signs(cell)) if down == 1 else place


def test_data_of_a_draft_is_what_the_workbook_prints(client, cast):
    """A change in one cell arrives in every address at once."""
    evaluation = make_evaluation(cast)
    fill(cast, evaluation, sample.with_row(sample.make_facts(), 0, actual="13个"))
    evaluation = again(evaluation)
    data = json.loads(get(client, cast.preparer, evaluation, "data.json").content)
    assert data["goals"][0]["rows"][0]["actual"] == "13个"
    assert "13个" in text_of("form.xlsx", get(client, cast.preparer, evaluation, "form.xlsx"))
