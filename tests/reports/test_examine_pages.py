"""文档体检: handing in, reading what was found, the report, and that nobody else sees any of it."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from budgets.models import Evaluation
from reports.compose.checkup import checkup
from reports.document import Heading, Table
from reports.examining import examine
from reports.models import Received
from reports.views.examining import Piece, pieces
from tests.handed_in import TEXT
from tests.people import make_cast
from tests.reports.founding_contradictions import FOUND
from tests.reports.importers import published

pytestmark = pytest.mark.django_db
UPLOAD = "/examine/"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def preparer(client, cast):
    client.force_login(cast.preparer)
    return client


def hand_in(client, name="自评报告.txt", content=published.CONTENT):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def handed_in(client):
    return client.get(hand_in(client)["Location"])


def text(response):
    return unescape(response.content.decode())


def test_a_document_that_is_handed_in_is_examined_on_a_page_of_its_own(preparer, cast):
    answer = hand_in(preparer)
    one = Received.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/examine/{one.key}/")
    assert (one.kind, one.name, bytes(one.content), one.by) == (
        "examined",
        "自评报告.txt",
        published.CONTENT,
        cast.preparer,
    )
    assert one.evaluation is None


def test_the_page_says_what_was_read_and_what_was_found_with_the_words(preparer):
    response = handed_in(preparer)
    page = text(response)
    assert response.context["stated"] == [
        ("单位", "武汉市蔡甸区民政局"),
        ("年度", "2022年度"),
        ("年初预算数", "27,799.22万元"),
        ("调整后预算数", "23,367.00万元"),
        ("执行率", "100%（按调整后预算数）"),
        ("执行数", "23,367.00万元"),
        ("年度目标", "4个"),
        ("指标", "34项"),
        ("没有读懂的内容", "0处"),
    ]
    assert page.count('<li class="finding ') == len(FOUND)
    assert page.count('class="excerpt-text"') == sum(len(excerpts) for *_, excerpts in FOUND)
    assert [(group["name"], len(group["found"])) for group in response.context["groups"]] == [
        ("错误", 11),
        ("提醒", 32),
        ("提示", 3),
    ]
    assert "新增家庭养老床<mark>≥100个</mark>" in page
    assert "一（二） · 第 17 行" in page
    assert len(response.content) < 100_000


def test_the_upload_page_leads_to_what_one_has_handed_in(preparer, client, cast):
    hand_in(preparer)
    assert text(preparer.get(UPLOAD)).count("自评报告.txt</a>") == 1
    client.force_login(cast.approver)
    assert text(client.get(UPLOAD)).count("自评报告.txt") == 0


def test_it_is_found_from_every_page(preparer):
    assert '<a href="/examine/">文档体检</a>' in text(preparer.get("/"))
    assert '<a href="/examine/" aria-current="page">文档体检</a>' in text(preparer.get(UPLOAD))


def test_nobody_else_finds_it(preparer, client, cast):
    page = hand_in(preparer)["Location"]
    for person in set(cast.everyone().values()) - {cast.preparer}:
        client.force_login(person)
        assert [client.get(address).status_code for address in (page, f"{page}report.pdf")] == [404, 404]


def test_what_was_handed_in_to_be_taken_over_is_not_examined_here(preparer, cast):
    hand_in(preparer)
    Received.objects.update(kind=Received.Kind.DOCUMENT)
    assert preparer.get(f"/examine/{Received.objects.get().key}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报告.docx", b"PK\x03\x04 broken"),
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("报告.pdf", b"%PDF-1.7\n%"),
        ("报告.txt", b"\x00\x01\x02" * 300),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence_and_not_kept(preparer, name, content):
    answer = hand_in(preparer, name, content)
    assert answer.status_code == 422
    assert len(answer.context["problems"]) == 1
    assert answer.context["problems"][0]["text"].startswith(f"“{name}”：")
    assert Received.objects.count() == 0


def test_no_file_and_a_file_that_is_too_large_are_answered_with_a_sentence(preparer):
    assert preparer.post(UPLOAD).context["problems"] == [{"text": "请先选择文件。", "url": "#file"}]
    answer = hand_in(preparer, "大.docx", b"x" * (10 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert answer.context["problems"] == [{"text": "“大.docx”：文件超过 10 MB，请压缩后再上传。", "url": "#file"}]
    assert Received.objects.count() == 0


def test_what_lay_longer_than_a_week_goes_with_the_next_upload(preparer):
    hand_in(preparer)
    Received.objects.update(at=timezone.now() - timedelta(days=8))
    old = Received.objects.get().key
    hand_in(preparer)
    assert Received.objects.count() == 1
    assert preparer.get(f"/examine/{old}/").status_code == 404


def test_examining_opens_and_changes_no_evaluation(preparer):
    handed_in(preparer)
    assert Evaluation.objects.count() == 0


def test_words_of_the_document_are_never_markup(preparer):
    hostile = published.TEXT.replace("特困来人", "<script>alert(1)</script>特困来人")
    page = preparer.get(hand_in(preparer, "<b>x</b>.txt", hostile.encode())["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "&lt;/script&gt;" in page


def test_words_that_were_not_understood_are_never_markup(preparer):
    hostile = "一、<img src=x>部门概况\n<script>alert(1)</script>本部门设有<b>六个</b>科室，负责辖区内的公园绿化。\n"
    page = preparer.get(hand_in(preparer, content=(hostile + published.TEXT).encode())["Location"])

    assert page.context["unread"][0].text.startswith("<script>alert(1)</script>")
    shown = page.content.decode()
    assert ("<script>alert" in shown, "<b>六个" in shown, "<img src=x" in shown) == (False, False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;本部门" in shown


def test_the_report_is_a_pdf_with_every_finding(preparer):
    page = hand_in(preparer)["Location"]
    answer = preparer.get(f"{page}report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith('inline; filename="report.pdf"; filename*=UTF-8')
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    words = "".join(one.extract_text() for one in pages).replace("\n", "")
    assert "自评报告体检报告" in words
    assert "共46条：错误11条、提醒32条、提示3条。" in words


def test_every_table_of_the_report_is_whole_and_holds_what_was_found():
    day = timezone.localdate()
    examination = examine("自评报告.txt", published.CONTENT, today=day)
    document = checkup(examination, "自评报告.txt", day)
    tables = {table.key: table for table in document.tables()}
    assert list(tables) == ["summary", "findings-error", "findings-warning", "findings-info", "rows"]
    assert all(sum(table.widths) == 100 for table in tables.values())
    told = [
        row.cells[1].text
        for key, table in tables.items()
        if key.startswith("findings")
        for row in table.rows[1:]
        if len(row.cells) == 4
    ]
    assert told == [one.finding.message for one in examination.found]
    assert len([row for row in tables["rows"].rows if len(row.cells) == 5]) == 1 + 34
    assert isinstance(tables["summary"], Table)


def test_of_very_much_that_was_not_understood_a_part_is_listed_on_the_page_and_in_the_report(preparer):
    lines = "".join(
        f"第{number}段没有地方放，它说明某事的经过和结果，写得还算长，超过了六十个字，因此不会被看作标题或者落款，这里再多写几个字。\n"
        for number in range(400)
    )
    content = f"某局2022年度绩效自评结果\n一、部门概况\n{lines}".encode()

    response = hand_in(preparer, content=content)
    page = text(preparer.get(response["Location"]))
    blocks = checkup(examine("a.txt", content, today=date(2023, 6, 1)), "a.txt", date(2023, 6, 1)).parts[0].blocks

    assert (page.count("这一部分的地方，没有导入"), page.count("400 处，没有参加检查")) == (300, 1)
    assert page.count("另有 100 处没有列出。") == 1
    assert [len(block.rows) for block in blocks if isinstance(block, Table) and block.key == "unread"] == [301]


@pytest.mark.parametrize(
    ("more", "titles"),
    [
        ("", ["一、读出的内容", "二、发现的问题", "三、读出的指标"]),
        (
            f"五、其他\n{'没有地方放的一段话，写得还算长。' * 5}\n",
            ["一、读出的内容", "二、发现的问题", "三、没有读懂的内容", "四、读出的指标"],
        ),
    ],
)
def test_the_parts_of_the_report_are_numbered_through(more, titles):
    day = date(2023, 6, 1)
    examination = examine("a.txt", (TEXT + more).encode(), today=day)

    blocks = checkup(examination, "a.txt", day).parts[0].blocks

    assert [block.text for block in blocks if isinstance(block, Heading) and block.level == 1] == titles


def test_a_clean_document_is_said_to_be_clean():
    day = timezone.localdate()
    examination = examine("自评报告.txt", published.CONTENT, today=day)
    clean = type(examination)(examination.reading, ())
    texts = [block.text for block in checkup(clean, "a.txt", day).parts[0].blocks if hasattr(block, "runs")]
    assert "没有发现问题：读出的内容里，各处数字、单位、名称相符；没有读到的没有参加检查。" in texts


def test_the_figures_that_disagree_are_marked_and_no_part_of_another():
    assert list(pieces("床位122张，完成1122单", ("122张", "≥100个"))) == [
        Piece("床位"),
        Piece("122张", marked=True),
        Piece("，完成1122单"),
    ]
    assert list(pieces("目标值为是99人", ("目标值为是99人→目标值为99人",))) == [Piece("目标值为是99人")]
    # 是 would be marked in every （是否） too.
    assert list(pieces("此指标目标值为是", ("是", "保障"))) == [Piece("此指标目标值为是")]
    assert list(pieces("附件:部门整体绩效自评表", ("附件:部门→附件：部门",))) == [
        Piece("附件:部门", marked=True),
        Piece("整体绩效自评表"),
    ]


def test_of_two_figures_one_inside_the_other_the_longer_is_marked_where_it_stands():
    assert list(pieces("养护12个，其中12个公园", ("12", "12个公园"))) == [
        Piece("养护"),
        Piece("12", marked=True),
        Piece("个，其中"),
        Piece("12个公园", marked=True),
    ]


def test_the_addresses_are_those_of_the_manual():
    assert reverse("examine") == UPLOAD


WEATHER = "今天天气晴朗，气温二十度。\n明天可能有雨，请带伞。"


def test_what_is_no_self_evaluation_is_refused_and_not_kept(preparer):
    answer = hand_in(preparer, "天气.txt", WEATHER.encode())
    assert answer.status_code == 422
    assert [problem["text"] for problem in answer.context["problems"]] == [
        "“天气.txt”：这个文件里没有读出目标、指标或金额。请确认它是一份部门整体绩效自评报告。"
    ]
    assert Received.objects.count() == 0


def test_what_was_kept_and_is_refused_now_is_not_found(preparer):
    page = hand_in(preparer)["Location"]
    Received.objects.update(content=WEATHER.encode())
    assert [preparer.get(address).status_code for address in (page, f"{page}report.pdf")] == [404, 404]


def without_year():
    return re.sub(r"(?:20\d\d|二〇\w{2})\s*年?(?:度)?", "", published.TEXT).encode()


def test_the_report_of_a_document_that_names_no_year_is_a_pdf_that_says_so(preparer):
    page = hand_in(preparer, "无年度.txt", without_year())["Location"]
    assert dict(preparer.get(page).context["stated"])["年度"] == "没有读到"
    answer = preparer.get(f"{page}report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    words = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "没有读到" in words
    assert re.findall(r"\b0年度", words) == []


def test_where_nothing_can_be_printed_the_report_says_so_and_leads_back(preparer, monkeypatch):
    hand_in(preparer)
    one = Received.objects.get()
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)

    answer = preparer.get(reverse("examined_pdf", args=[one.key]))

    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    page = text(answer)
    assert "暂时不能生成 PDF：缺少中文字体。" in page
    assert f'href="{reverse("examined", args=[one.key])}"' in page
    assert "返回预览" not in page
