"""文档导入: handing in a document, correcting what was read of it, and taking it over."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgets.editing import Refused
from budgets.models import Scope, Status
from budgets.rulesets import RULE_SETS
from indicators import rows
from indicators.facts import as_json
from indicators.gather import gather, store
from indicators.models import Indicator
from reports import last_year, taking
from reports.compose import compose
from reports.demo import founding
from reports.importers.document import read
from reports.layouts import LAYOUTS
from reports.models import EarlierDocument, Received
from reports.moves import Action
from reports.read_in import ReadIn
from reports.received import KEPT_FOR
from reports.renderers import docx
from tests import facts as sample
from tests.evaluations import again, make_evaluation, walk
from tests.handed_in import TEXT, seen_of
from tests.people import Cast, make_cast, make_evaluation_at_draft, set_status
from tests.plain_form import inputs_of
from tests.reports.published import ROWS as PUBLISHED

pytestmark = pytest.mark.django_db

FOUNDING = (Path(__file__).parent / "importers" / "caidian-2022.txt").read_bytes()
NAMES = [row[2] for _, published in PUBLISHED for row in published]
ACTUALS = {"122张", "526人", "58个"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def evaluation(cast):
    """Of the year of the founding document, of its unit, empty."""
    return empty(cast)


def empty(cast, *, fiscal_year=2022, status=Status.DRAFT, **more):
    facts = replace(
        sample.make_facts(fiscal_year=fiscal_year),
        revenue=(),
        basic=sample.Expenditure(),
        project=sample.Expenditure(),
        carry_over=None,
        goals=(),
        statement=sample.StatementFacts(),
        **more,
    )
    return set_status(make_evaluation_at_draft(cast, facts=facts), status)


def text_of(response):
    return response.content.decode()


def document_url(evaluation):
    return reverse("document_in", args=[evaluation.pk])


def hand_in(client, evaluation, content=FOUNDING, name="去年的自评报告.txt"):
    return client.post(document_url(evaluation), {"file": SimpleUploadedFile(name, content)})


def handed_in(client, evaluation, content=FOUNDING):
    hand_in(client, evaluation, content)
    return Received.objects.get(evaluation=evaluation)


def reading_url(received):
    return reverse("document_reading", args=[received.evaluation_id, received.key])


def draft_url(received):
    return reverse("document_draft", args=[received.evaluation_id, received.key])


def form_of(client, received, changes=None, *, untick=(), wish="save"):
    """What a browser would send of the page: every input, every tick."""
    response = client.get(reading_url(received))
    sent = {name: text for name, text in inputs_of(response).items() if name.startswith(("cell:", "give:", "shown"))}
    page = text_of(response)
    keep = [key for key in kept_keys(page) if key not in untick]
    return sent | {"keep": keep, "do": wish} | (changes or {})


def kept_keys(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="keep" value="')[1:]]


def send(client, received, changes=None, **how):
    return client.post(reading_url(received), form_of(client, received, changes, **how))


def draft_form(client, received, over=()):
    page = text_of(client.get(draft_url(received)))
    return {"seen": [part.split('"')[0] for part in page.split('name="seen" value="')[1:]], "over": list(over)}


def facts_of(evaluation):
    return gather(again(evaluation))


def row_named(evaluation, name):
    return Indicator.objects.get(evaluation=evaluation, name=name)


# ---- what the reading has missed -----------------------------------------------------------------


def test_a_row_and_a_goal_that_were_missed_are_added_filled_in_and_written(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    goal = ReadIn(received).read.goals[0].key

    answer = send(signed_in, received, {f"cell:{goal}:title": "改过的标题"}, wish=f"add:{goal}")
    [row] = added_to(received)
    assert answer["Location"] == f"{reading_url(received)}#row-{row}"
    assert f'id="row-{row}"' in text_of(signed_in.get(reading_url(received)))
    send(signed_in, received, {f"cell:{row}:name": "漏读的指标", f"cell:{row}:target": "≥3个"}, wish="add:")
    other = added_to(received)[1]
    new_goal = received.mended["added"][1][0]
    send(signed_in, received, {f"cell:{new_goal}:title": "漏读的目标", f"cell:{other}:name": "另一项"})
    signed_in.post(draft_url(received), draft_form(signed_in, received))

    first, *_, last = facts_of(evaluation).goals
    assert (first.title, first.rows[-1].name, first.rows[-1].target) == ("改过的标题", "漏读的指标", "≥3个")
    assert (last.title, [one.name for one in last.rows]) == ("漏读的目标", ["另一项"])


def test_of_two_tabs_neither_takes_back_what_the_other_has_put_right(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    first, second, third, *_ = (row.key for _, row in ReadIn(received).read.rows())
    one, other = form_of(signed_in, received), form_of(signed_in, received)
    one["keep"].remove(third)

    signed_in.post(reading_url(received), one | {f"cell:{first}:actual": "一", f"cell:{second}:actual": "甲"})
    signed_in.post(reading_url(received), form_of(signed_in, received, untick=(third,), wish="add:"))
    answer = signed_in.post(reading_url(received), other | {f"cell:{second}:actual": "乙"}, follow=True)

    received.refresh_from_db()
    assert received.mended["cells"] == {f"{first}:actual": "一", f"{second}:actual": "乙"}
    assert received.mended["out"] == [third]
    assert len(received.mended["added"]) == 1
    assert [str(message) for message in answer.context["messages"]] == [
        "有 1 处在另一页里也改过，已按这一页的保存；另一页里写的是：“甲”",
        "修改已保存",
    ]


def test_no_more_rows_are_added_than_a_document_may_have_and_the_page_says_so(signed_in, evaluation, monkeypatch):
    received = handed_in(signed_in, evaluation)
    monkeypatch.setattr("reports.corrections.MOST_ROWS", 34)

    answer = signed_in.post(reading_url(received), form_of(signed_in, received, wish="add:"), follow=True)

    assert added_to(received) == []
    assert "没有再补" in text_of(answer)


def added_to(received) -> list[str]:
    received.refresh_from_db()
    return [row for _, row in received.mended["added"]]


# ---- handing in ----------------------------------------------------------------------------------


def test_a_document_is_kept_for_the_person_and_leads_to_its_reading(signed_in, cast, evaluation):
    was = as_json(facts_of(evaluation)), again(evaluation).revision

    response = hand_in(signed_in, evaluation)

    received = Received.objects.get()
    assert (received.kind, received.evaluation, received.by, received.name) == (
        "document",
        evaluation,
        cast.preparer,
        "去年的自评报告.txt",
    )
    assert bytes(received.content) == FOUNDING
    assert response["Location"] == reading_url(received)
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was


def test_a_document_with_more_rows_than_a_self_evaluation_has_is_refused_and_not_kept(signed_in, evaluation):
    form = TEXT.splitlines()
    rows_of_it = [form[-1].replace("新建口袋公园", f"新建{number}号公园") for number in range(1001)]

    response = hand_in(signed_in, evaluation, "\n".join([*form[:4], *rows_of_it]).encode())

    assert (response.status_code, response.context["trouble"]) == (
        422,
        "“去年的自评报告.txt”：读出的指标超过 1000 项，不像一份自评报告，没有保存。请只上传自评报告本身。",
    )
    assert not Received.objects.exists()


def test_a_word_file_is_read_like_the_text(signed_in, evaluation):
    facts = founding()
    word = docx.render(compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout]))

    hand_in(signed_in, evaluation, word, "自评.docx")

    inputs = inputs_of(signed_in.get(reading_url(Received.objects.get())))
    stated_here = [
        tuple(inputs[f"{name.removesuffix(':name')}:{field}"] for field in ("name", "target", "actual"))
        for name in inputs
        if name.endswith(":name")
    ]
    assert stated_here == [(row.name, row.target, row.actual) for _, row in facts.rows()]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.docx", "这是图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "另存为 .docx"),
        ("一段与绩效无关的文字。\n第二段。".encode(), "a.txt", "没有读出目标、指标或金额"),
        (b"PK\x03\x04broken", "a.docx", "“a.docx”："),
    ],
)
def test_what_cannot_be_read_is_a_sentence_on_the_same_page_and_nothing_is_kept(
    signed_in, evaluation, content, name, sentence
):
    response = hand_in(signed_in, evaluation, content, name)

    assert (response.status_code, sentence in text_of(response)) == (422, True)
    assert Received.objects.count() == 0


def test_nothing_chosen_and_too_much_chosen_are_sentences(signed_in, evaluation):
    nothing = signed_in.post(document_url(evaluation))
    large = hand_in(signed_in, evaluation, b"x" * (10 * 1024 * 1024 + 1), "大.txt")

    assert (nothing.status_code, "请先选择文件。" in text_of(nothing)) == (422, True)
    assert (large.status_code, "“大.txt”：文件超过 10 MB，请压缩后再上传。" in text_of(large)) == (422, True)
    assert Received.objects.count() == 0


def test_what_lay_about_for_a_week_goes_with_the_next_and_only_ones_own(signed_in, cast, evaluation):
    old = timezone.now() - KEPT_FOR
    for by in (cast.preparer, cast.outsider):
        Received.objects.create(kind="document", evaluation=evaluation, name="旧.txt", content=b"x", by=by, at=old)

    hand_in(signed_in, evaluation)

    assert sorted(Received.objects.values_list("by__username", "name")) == [
        ("outsider", "旧.txt"),
        ("preparer", "去年的自评报告.txt"),
    ]


def test_the_page_lists_what_one_has_not_finished_with_oneself_alone(signed_in, cast, evaluation):
    mine = handed_in(signed_in, evaluation)
    Received.objects.create(
        kind="document", evaluation=evaluation, name="别人的.txt", content=b"x", by=cast.approver, at=timezone.now()
    )
    Received.objects.create(
        kind="workbook", evaluation=evaluation, name="表.xlsx", content=b"x", by=cast.preparer, at=timezone.now()
    )

    page = text_of(signed_in.get(document_url(evaluation)))

    assert page.count(f'href="{reading_url(mine)}"') == 1
    assert ("别人的.txt" in page, "表.xlsx" in page) == (False, False)


# ---- the reading ---------------------------------------------------------------------------------


def test_the_reading_shows_source_and_facts_and_writes_nothing(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    was = again(evaluation).revision

    response = signed_in.get(reading_url(received))

    page, inputs = text_of(response), inputs_of(response)
    assert "与本档案相符" in page
    assert inputs["cell:document:fiscal_year"] == "2022"
    assert [text for name, text in inputs.items() if name.endswith(":name")] == NAMES
    assert sum(1 for name, text in inputs.items() if name.endswith(":analysis") and text) == 34
    assert page.count("索河特困人员供养服务中心建成率100%；新增家庭养老床≥100个") == 1
    assert again(evaluation).revision == was


def test_every_link_into_the_source_has_its_anchor_there(signed_in, evaluation):
    page = text_of(signed_in.get(reading_url(handed_in(signed_in, evaluation))))

    led_to = {part.split('"')[0] for part in page.split('href="#at-')[1:]}
    anchors = {part.split('"')[0] for part in page.split('id="at-')[1:]}
    assert (len(led_to) >= 34, led_to - anchors) == (True, set())


def test_a_row_is_led_to_its_row_of_the_form_and_to_its_analysis(signed_in, evaluation):
    page = text_of(signed_in.get(reading_url(handed_in(signed_in, evaluation))))

    links = page.split("新增养老机构床位</textarea>")[1].split("</tbody>")[0].split('href="#')[1:]
    stands = [page.split(f'id="{link.split(chr(34))[0]}"')[1].split("</tr>")[0].split("</p>")[0] for link in links]
    assert [("新增养老机构床位" in one or "新增养老床位100张" in one) for one in stands] == [True, True]


def test_money_is_led_to_the_rows_of_its_tables(signed_in, evaluation):
    page = text_of(signed_in.get(reading_url(handed_in(signed_in, evaluation))))
    money = page.split("预算与决算")[1].split("目标与指标")[0]

    links = [part.split('"')[0] for part in money.split('href="#')[1:]]
    stands = [page.split(f'id="{link}"')[1].split("</tr>")[0] for link in links]
    words = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "其他收入", "基本支出总额", "项目支出总额")
    assert [word in one for word, one in zip(words, stands, strict=True)] == [True] * 5


def test_corrections_survive_a_reload_and_are_marked(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    name = next(name for name, text in form_of(signed_in, received).items() if text == "122张")

    response = send(signed_in, received, {name: "123张"})

    page = signed_in.get(reading_url(received))
    assert response["Location"] == reading_url(received)
    assert inputs_of(page)[name] == "123张"
    assert text_of(page).count('data-mended title="读出的是：122张"') == 1
    assert Received.objects.get().mended == {
        "cells": {name.removeprefix("cell:"): "123张"},
        "out": [],
        "settled": {},
        "added": [],
    }


def test_a_row_that_is_unticked_stays_on_the_page_and_comes_no_further(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    key = kept_keys(text_of(signed_in.get(reading_url(received))))[4]

    send(signed_in, received, untick={key})

    page = text_of(signed_in.get(reading_url(received)))
    assert kept_keys(page).count(key) == 1
    assert page.count(f'value="{key}" checked') == 0
    draft = text_of(signed_in.get(draft_url(received)))
    assert "33 项指标" in draft


def test_an_unread_passage_is_listed_with_its_place_and_given_to_a_row(signed_in, evaluation):
    odd = FOUNDING.replace("①新增农村老年人互助照料中心".encode(), "①另一个没有的指标".encode(), 1)
    received = handed_in(signed_in, evaluation, odd)
    page = text_of(signed_in.get(reading_url(received)))
    assert page.count("没有读懂的 1 处") == 1

    send(signed_in, received, {"give:0": "1"})

    page = signed_in.get(reading_url(received))
    assert text_of(page).count("已归入“1 新增农村老年人互助照料中心”的分析") == 1
    analysis = next(text for name, text in inputs_of(page).items() if name.endswith(":analysis"))
    assert "全年新建20家农村老年人互助照料中心" in analysis


def test_a_passage_given_to_something_else_is_told(signed_in, evaluation):
    odd = FOUNDING.replace("①新增农村老年人互助照料中心".encode(), "①另一个没有的指标".encode(), 1)
    received = handed_in(signed_in, evaluation, odd)

    response = signed_in.post(reading_url(received), form_of(signed_in, received, {"give:0": "不存在的"}), follow=True)

    assert "“不存在的”不是这份文档里的指标" in text_of(response)
    assert text_of(response).count("没有读懂的 1 处") == 1


def test_a_document_of_another_unit_is_told_on_both_pages(signed_in, cast):
    cast.bureau.full_name, cast.bureau.form_name, cast.bureau.short_name = "江城市水务局", "水务局", "市水务局"
    cast.bureau.save()
    evaluation = empty(cast)
    received = handed_in(signed_in, evaluation)

    for url in (reading_url(received), draft_url(received)):
        assert (
            text_of(signed_in.get(url)).count("文档里的单位是“武汉市蔡甸区民政局”，本档案的单位是“江城市水务局”") == 1
        )


def test_without_a_year_nothing_goes_on_until_one_is_typed(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)

    refused = send(signed_in, received, {"cell:document:fiscal_year": "去年"}, wish="draft")

    assert refused.status_code == 409
    assert refused.context["problems"] == [
        {"text": "年度：请填四位数的年度，例如 2022（2000–2100）", "url": "#cell:document:fiscal_year"}
    ]
    assert inputs_of(refused)["cell:document:fiscal_year"] == "去年"
    assert signed_in.get(draft_url(received)).status_code == 302
    assert send(signed_in, received, {"cell:document:fiscal_year": "2022"}, wish="draft")["Location"] == draft_url(
        received
    )


def test_cells_that_cannot_be_read_are_listed_with_links_to_them(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    read = form_of(signed_in, received)
    money = next(name for name in read if name.endswith(":initial") and name.split(":")[1] not in {"basic", "project"})

    send(signed_in, received, {"cell:basic:executed": "很多", money: "不少", "cell:statement:filing_date": "春天"})
    response = signed_in.get(reading_url(received))
    page = text_of(response)

    assert [one["url"] for one in response.context["problems"]] == [
        f"#{money}",
        "#cell:basic:executed",
        "#cell:statement:filing_date",
    ]
    assert [one["text"].split("：")[0] for one in response.context["problems"]] == [
        "一般公共预算财政拨款收入 · 年初预算数",
        "基本支出 · 执行数",
        "问题与改进 · 填报日期",
    ]
    assert page.count("填写的内容看不懂，已原样留着，请先改正（3 处）") == 1
    assert [
        (page.count(f'id="{one["url"][1:]}"'), page.count(f'href="{one["url"]}"'))
        for one in response.context["problems"]
    ] == [(1, 1)] * 3


def test_a_later_year_is_neither_written_nor_kept(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2021)
    received = handed_in(signed_in, evaluation)

    response = send(signed_in, received, wish="refer")

    assert (response.status_code, "晚于本档案的2021年度" in text_of(response)) == (409, True)
    assert EarlierDocument.objects.count() == 0


@pytest.mark.parametrize("fiscal_year", [2021, 2023])
def test_a_document_of_another_year_is_not_written_into_the_draft_by_its_address_either(signed_in, cast, fiscal_year):
    evaluation = empty(cast, fiscal_year=fiscal_year)
    received = handed_in(signed_in, evaluation)
    was = as_json(facts_of(evaluation)), again(evaluation).revision

    page = signed_in.get(draft_url(received))
    answer = signed_in.post(draft_url(received), {"seen": seen_of(received)})

    assert [page["Location"], answer["Location"]] == [reading_url(received)] * 2
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was


def test_while_a_correction_cannot_be_read_nothing_is_written_by_the_drafts_address_either(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    seen = draft_form(signed_in, received)
    name = next(name for name in form_of(signed_in, received) if name.endswith(":initial"))
    send(signed_in, received, {name: "两亿多"})
    was = as_json(facts_of(evaluation)), again(evaluation).revision

    answers = [signed_in.get(draft_url(received)), signed_in.post(draft_url(received), seen)]

    assert [answer["Location"] for answer in answers] == [reading_url(received)] * 2
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was


def test_discarding_removes_the_file_alone(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    first = ReadIn(received).read.goals[0].rows[0].key

    asked = send(signed_in, received, {f"cell:{first}:actual": "改过的"}, wish="discard")
    received.refresh_from_db()
    assert "不能恢复" in text_of(asked)
    assert received.mended["cells"] == {f"{first}:actual": "改过的"}
    response = signed_in.post(reading_url(received), {"do": "discarded"}, follow=True)

    assert "已移除“去年的自评报告.txt”，没有写入任何内容" in text_of(response)
    assert Received.objects.count() == 0


def test_three_hundred_rows_are_corrected_and_taken_over(signed_in, cast):
    lines = [
        "江城市蔡甸区民政局",
        "2022年度整体绩效自评结果",
        "年度目标1：一个很长的目标",
        "一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值",
    ]
    lines += [f"产出指标\t数量指标\t第{number}项指标\t{number}个\t{number}个" for number in range(1, 301)]
    evaluation = empty(cast)
    received = handed_in(signed_in, evaluation, "\n".join(lines).encode())

    sent = form_of(signed_in, received)
    name = next(name for name, text in sent.items() if text == "第300项指标")
    saved = signed_in.post(reading_url(received), sent | {name: "最后一项"})
    signed_in.post(draft_url(received), draft_form(signed_in, received))

    assert saved.status_code == 302
    names = [row.name for _, row in facts_of(evaluation).rows()]
    assert names == [*(f"第{number}项指标" for number in range(1, 300)), "最后一项"]


# ---- into the draft of the same year -------------------------------------------------------------


def stated(row):
    """What a document states of a row, and the 完成情况 that follows."""
    return row.name, row.target, row.actual, row.analysis, row.outcome


def test_the_founding_document_fills_an_empty_evaluation_of_its_year(signed_in, cast, evaluation):
    received = handed_in(signed_in, evaluation)
    revision = again(evaluation).revision

    asked = send(signed_in, received, wish="draft")
    shown = text_of(signed_in.get(draft_url(received)))
    assert (asked["Location"], again(evaluation).revision) == (draft_url(received), revision)
    assert "新增 4 个年度目标、34 项指标、3 项收入来源。" in shown

    done = signed_in.post(draft_url(received), draft_form(signed_in, received), follow=True)

    facts = facts_of(evaluation)
    # Levels come as the document prints them, which calls some of them by short names.
    printed = [(row.level1, row.level2) for _, row in read("a.txt", FOUNDING).facts.rows()]
    assert [stated(row) for _, row in facts.rows()] == [stated(row) for _, row in founding().rows()]
    assert [(row.level1, row.level2) for _, row in facts.rows()] == printed
    assert [goal.title for goal in facts.goals] == [goal.title for goal in founding().goals]
    assert [str(line.final) for line in facts.revenue] == ["218492342.07", "11831432.45", "3346189.60"]
    assert (str(facts.basic.executed), str(facts.project.executed)) == ("7899400.00", "225770600.00")
    assert len(facts.statement.improvements) == 2
    assert "已从文档写入草稿：新增 4 个年度目标、34 项指标、3 项收入来源，填入 " in text_of(done)
    assert Received.objects.count() == 0


def test_what_is_here_is_overwritten_only_where_it_is_ticked_and_nothing_is_deleted(signed_in, cast, evaluation):
    goal = rows.add_goal(evaluation, by=cast.preparer)
    here = rows.add_indicator(evaluation, goal.key, by=cast.preparer)
    own = rows.add_indicator(evaluation, goal.key, by=cast.preparer)
    title = "健全基本养老服务体系，提升养老服务质量"
    typed = [
        (goal.key, "title", title),
        (here.key, "name", "新增家庭养老床位"),
        (here.key, "target", "≥90个"),
        (here.key, "actual", "95张"),
        (own.key, "name", "自己加的一项"),
    ]
    rows.save_rows(
        evaluation, [rows.cells.Change(str(key), name, "", now) for key, name, now in typed], by=cast.preparer
    )
    received = handed_in(signed_in, evaluation)
    page = text_of(signed_in.get(draft_url(received)))
    assert page.count('name="over"') == 2
    assert page.count(" checked") == 0
    assert "34 项指标" not in page

    signed_in.post(draft_url(received), draft_form(signed_in, received, [f"{here.key}:actual"]))

    after = Indicator.objects.get(pk=here.pk)
    assert (after.key, after.target, after.actual) == (here.key, "≥90个", "122张")
    assert after.analysis.startswith("此指标目标值为≥100张")
    assert Indicator.objects.filter(evaluation=evaluation).count() == 35
    assert Indicator.objects.get(pk=own.pk).name == "自己加的一项"


def test_an_outcome_that_follows_from_an_overwritten_figure_is_told_and_not_ticked(cast):
    facts = sample.make_facts()
    evaluation = make_evaluation_at_draft(cast, facts=facts)

    found = taking.plan(sample.with_row(facts, 0, actual="15个"), evaluation)

    told = [(entry.kind, entry.name, entry.difference.now) for entry in found.entries]
    assert told == [
        (taking.OVER, f"{sample.ROWS[0]}:actual", "15个"),
        (taking.FOLLOWS, f"{sample.ROWS[0]}:outcome", "超额完成"),
    ]


def test_a_link_ticks_everything_that_would_be_overwritten(signed_in, cast, evaluation):
    received = handed_in(signed_in, evaluation)
    signed_in.post(draft_url(received), draft_form(signed_in, received))
    first = row_named(evaluation, "新增家庭养老床位")
    Indicator.objects.filter(pk=first.pk).update(actual="1张")
    received = handed_in(signed_in, evaluation)

    page = text_of(signed_in.get(f"{draft_url(received)}?choose=all"))

    assert page.count('id="over-1" checked') == 1


def test_taken_over_twice_nothing_is_new(signed_in, cast, evaluation):
    received = handed_in(signed_in, evaluation)
    signed_in.post(draft_url(received), draft_form(signed_in, received))
    was, revision = as_json(facts_of(evaluation)), again(evaluation).revision
    received = handed_in(signed_in, evaluation)

    page = text_of(signed_in.get(draft_url(received)))
    done = signed_in.post(draft_url(received), {}, follow=True)

    assert "文档里的内容这里都已经有了，没有可写入的。" in page
    assert "文档里的内容这里都已经有了，没有写入" in text_of(done)
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == (was, revision)


def test_a_cell_that_somebody_changed_meanwhile_is_told_and_not_overwritten(signed_in, cast, evaluation):
    received = handed_in(signed_in, evaluation)
    signed_in.post(draft_url(received), draft_form(signed_in, received))
    row = row_named(evaluation, "新增家庭养老床位")
    change = [rows.cells.Change(str(row.key), "actual", "122张", "1张")]
    rows.save_rows(evaluation, change, by=cast.preparer)
    received = handed_in(signed_in, evaluation)
    seen = draft_form(signed_in, received, [f"{row.key}:actual"])
    other = make_colleague(cast)
    rows.save_rows(evaluation, [rows.cells.Change(str(row.key), "actual", "1张", "2张")], by=other)
    was = as_json(facts_of(evaluation))

    response = signed_in.post(draft_url(received), seen)

    page = text_of(response)
    assert response.status_code == 409
    assert "有 1 处已被改动（最近由李敏修改），什么都没有写入。" in page
    assert (page.count("刚被改动"), page.count(" checked")) == (1, 0)
    assert as_json(facts_of(evaluation)) == was

    signed_in.post(draft_url(received), draft_form(signed_in, received, [f"{row.key}:actual"]))
    assert row_named(evaluation, "新增家庭养老床位").actual == "122张"


def make_colleague(cast):
    from budgets.models import Role
    from tests.people import make_user

    return make_user("second", "李敏", cast.bureau, Role.PREPARER)


def test_rows_that_came_meanwhile_are_told_too(signed_in, cast, evaluation):
    received = handed_in(signed_in, evaluation)
    seen = draft_form(signed_in, received)
    goal = rows.add_goal(evaluation, by=cast.preparer)
    title = "健全基本养老服务体系，提升养老服务质量"
    rows.save_rows(evaluation, [rows.cells.Change(str(goal.key), "title", "", title)], by=cast.preparer)
    row = rows.add_indicator(evaluation, goal.key, by=cast.preparer)
    rows.save_rows(evaluation, [rows.cells.Change(str(row.key), "name", "", "新增家庭养老床位")], by=cast.preparer)
    was = as_json(facts_of(evaluation))

    response = signed_in.post(draft_url(received), seen)

    assert response.status_code == 409
    assert as_json(facts_of(evaluation)) == was


def test_what_was_corrected_on_another_page_meanwhile_is_shown_before_it_is_written(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    signed_in.post(draft_url(received), draft_form(signed_in, received))
    row = row_named(evaluation, "新增家庭养老床位")
    received = handed_in(signed_in, evaluation)
    name = next(name for name, text in form_of(signed_in, received).items() if text == "122张")
    send(signed_in, received, {name: "123张"})
    seen = draft_form(signed_in, received, [f"{row.key}:actual"])
    send(signed_in, received, {name: "1234张"})

    response = signed_in.post(draft_url(received), seen)

    page = text_of(response)
    assert response.status_code == 409
    assert (page.count("刚被改动"), page.count(" checked")) == (1, 0)
    assert row_named(evaluation, "新增家庭养老床位").actual == "122张"


LONG_NAME = "养护" * 160


def test_what_is_too_long_as_it_stands_in_the_document_is_marked_at_its_cell_and_can_be_put_right(
    signed_in, evaluation
):
    received = handed_in(signed_in, evaluation, TEXT.replace("养护公园数量", LONG_NAME).encode())

    page = signed_in.get(reading_url(received))
    stays = send(signed_in, received, wish="draft")
    name = next(name for name, text in inputs_of(page).items() if text == LONG_NAME)
    goes_on = send(signed_in, received, {name: "养护公园数量"}, wish="draft")

    assert text_of(page).count('data-state="unreadable"') == 1
    assert (stays.status_code, len(stays.context["problems"])) == (409, 1)
    assert goes_on["Location"] == draft_url(received)


def test_what_cannot_be_corrected_on_the_page_is_named_when_nothing_is_written(evaluation, cast):
    read = sample.with_row(sample.make_facts(), 0, name="养护公园数量", unit="个" * 51)
    seen = [entry.seen for entry in taking.plan(read, evaluation).of(taking.NEW, taking.FILL, taking.OVER)]

    with pytest.raises(Refused) as refused:
        taking.take(read, evaluation, [], seen, by=cast.preparer)

    assert str(refused.value).startswith("有 1 处不能写入，什么都没有写入。年度目标1 · 养护公园数量 · 计量单位：")


def test_a_form_without_what_was_seen_writes_nothing(signed_in, evaluation):
    received = handed_in(signed_in, evaluation)
    was = as_json(facts_of(evaluation))

    response = signed_in.post(draft_url(received), {"seen": ["nonsense"], "over": ["nonsense:name"]})

    assert response.status_code == 409
    assert as_json(facts_of(evaluation)) == was


def test_where_one_cell_is_too_long_to_be_written_nothing_of_the_document_is(signed_in, evaluation):
    received = handed_in(signed_in, evaluation, TEXT.replace("\t12个\t12个", f"\t12个\t{'个' * 301}").encode())
    was = as_json(facts_of(evaluation)), again(evaluation).revision

    answer = signed_in.post(draft_url(received), draft_form(signed_in, received))

    assert (answer.status_code, answer["Location"]) == (302, reading_url(received))
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was
    assert Received.objects.get() == received


def test_at_the_beginning_of_the_year_only_what_was_planned_is_written(signed_in, cast):
    evaluation = empty(cast, status=Status.TARGETS_DRAFT)
    received = handed_in(signed_in, evaluation)
    assert "实际完成值、分析和问题改进暂不写入" in text_of(signed_in.get(reading_url(received)))

    signed_in.post(draft_url(received), draft_form(signed_in, received))

    facts = facts_of(evaluation)
    assert {(row.actual, row.analysis, row.outcome) for _, row in facts.rows()} == {("", "", "")}
    assert [row.name for _, row in facts.rows()] == NAMES
    assert [line.final for line in facts.revenue] == [None] * 3


def test_with_approved_targets_only_results_are_written(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    was = [(row.key, row.name, row.target) for _, row in facts_of(evaluation).rows()]
    received = handed_in(signed_in, evaluation)
    page = text_of(signed_in.get(draft_url(received)))
    assert "处现在不能写入" in page

    signed_in.post(draft_url(received), draft_form(signed_in, received))

    assert [(row.key, row.name, row.target) for _, row in facts_of(evaluation).rows()] == was


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (True, "现在什么都不能写入。文档里的内容与这里的相同。"),
        (False, "现在什么都不能写入。文档里有 {closed} 处与这里的不同。"),
    ],
)
def test_when_nothing_is_open_the_page_does_not_say_that_all_is_here(signed_in, cast, evaluation, written, sentence):
    received = handed_in(signed_in, evaluation)
    if written:
        signed_in.post(draft_url(received), draft_form(signed_in, received))
        received = handed_in(signed_in, evaluation)
    set_status(evaluation, Status.SUBMITTED)

    response = signed_in.get(draft_url(received))
    page = text_of(response)

    closed = response.context["plan"].closed
    assert (closed == 0) is written
    assert page.count(sentence.format(closed=closed)) == 1
    assert "这里都已经有了" not in page


@pytest.mark.parametrize("status", [Status.TARGETS_SUBMITTED, Status.SIGN_OFF, Status.SUBMITTED])
@pytest.mark.parametrize("fiscal_year", [2022, 2023])
def test_what_is_closed_is_a_sentence_and_nothing_is_written(signed_in, cast, status, fiscal_year):
    evaluation = empty(cast, fiscal_year=fiscal_year)
    received = handed_in(signed_in, evaluation)
    seen = draft_form(signed_in, received) if fiscal_year == 2022 else {}
    sent = form_of(signed_in, received, wish="draft")
    evaluation = set_status(evaluation, status)
    was = as_json(facts_of(evaluation)), evaluation.revision

    answers = [
        signed_in.post(reading_url(received), sent),
        hand_in(signed_in, evaluation),
        *([signed_in.post(draft_url(received), seen)] if seen else []),
    ]

    sentence = f"当前状态为“{evaluation.get_status_display()}”，目标与指标、完成情况不能修改。"
    assert [sentence in text_of(answer) for answer in answers] == [True] * len(answers)
    assert [answer.status_code for answer in answers] == [409, 422, 409][: len(answers)]
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was
    assert (EarlierDocument.objects.count(), Received.objects.count()) == (0, 1)


def test_while_targets_are_adjusted_a_document_waits(signed_in, cast):
    evaluation = make_evaluation(cast, Status.DRAFT, from_targets=True)
    received = handed_in(signed_in, evaluation)
    seen = draft_form(signed_in, received)
    walk(cast, evaluation, Action.ADJUST)
    was = as_json(facts_of(evaluation))

    response = signed_in.post(draft_url(received), seen)

    assert (response.status_code, "正在调整目标，文档不能写入" in text_of(response)) == (409, True)
    assert as_json(facts_of(evaluation)) == was

    # One that came through before the page knew of it finds the door closed too.
    read_facts = ReadIn(received).facts
    with pytest.raises(Refused, match="正在调整目标"):
        taking.take(read_facts, evaluation, [], seen["seen"], by=cast.preparer)
    assert taking.plan(read_facts, again(evaluation)).entries == ()
    assert as_json(facts_of(evaluation)) == was


# ---- a document of the year before ---------------------------------------------------------------


def test_last_years_document_becomes_reference_and_leads_to_copying_with_everything_ticked(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2023)
    received = handed_in(signed_in, evaluation)
    was = as_json(facts_of(evaluation)), again(evaluation).revision

    response = send(signed_in, received, wish="refer")

    url = reverse("last_year", args=[evaluation.pk])
    assert response["Location"] == url
    page = text_of(signed_in.get(url))
    assert page.count(" checked>") == 4 + 34 + 3
    assert "取自王芳" in page
    assert "文档“去年的自评报告.txt”" in page
    assert (as_json(facts_of(evaluation)), again(evaluation).revision) == was
    assert Received.objects.count() == 0


def test_copied_from_the_document_no_figure_of_last_year_is_in_the_draft_and_all_stand_beside(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2023)
    send(signed_in, handed_in(signed_in, evaluation), wish="refer")
    last = last_year.of(again(evaluation))
    keys = [line.key for line in last.facts.revenue]
    keys += [key for goal in last.facts.goals for key in (goal.key, *(row.key for row in goal.rows))]

    signed_in.post(reverse("last_year", args=[evaluation.pk]), {"copy": keys})

    facts = facts_of(evaluation)
    assert [row.name for _, row in facts.rows()] == NAMES
    assert {(row.actual, row.analysis, row.outcome, row.tier) for _, row in facts.rows()} == {("", "", "", "")}
    assert {(line.initial, line.adjusted, line.final, line.executed) for line in facts.revenue} == {(None,) * 4}
    assert (facts.basic, facts.project, facts.carry_over) == (sample.Expenditure(), sample.Expenditure(), None)
    assert facts.statement == sample.StatementFacts()
    data = text_of(signed_in.get(reverse("data_json", args=[evaluation.pk])))
    preview = text_of(signed_in.get(reverse("preview", args=[evaluation.pk])))
    for secret in (*ACTUALS, "218492342.07", "218,492,342.07", "并委托服务机构完成服务1122单"):
        assert (secret in data, secret in preview) == (False, False), secret
    copy = row_named(evaluation, "新增家庭养老床位")
    origins = set(Indicator.objects.filter(evaluation=evaluation).values_list("origin", flat=True))
    assert {str(origin) for origin in origins} == {row.key for _, row in last.facts.rows()}
    Indicator.objects.filter(pk=copy.pk).update(name="改了名称")
    panel = signed_in.get(reverse("result", args=[evaluation.pk, copy.key]), headers={"hx-request": "true"})
    for told in ("2022年度，只供参考，不打印", "122张", "≥100个", "并委托服务机构完成服务1122单"):
        assert told in text_of(panel), told


def test_what_was_corrected_is_what_is_copied(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2023)
    received = handed_in(signed_in, evaluation)
    name = next(name for name, text in form_of(signed_in, received).items() if text == "新增家庭养老床位")

    send(signed_in, received, {name: "新增家庭床位"}, wish="refer")

    names = [row.name for _, row in last_year.of(again(evaluation)).facts.rows()]
    assert names == ["新增家庭床位" if name == "新增家庭养老床位" else name for name in NAMES]


def test_a_newer_document_takes_the_place_of_the_one_before_and_rows_copied_from_it_keep_their_reference(
    signed_in, cast
):
    evaluation = empty(cast, fiscal_year=2023)
    send(signed_in, handed_in(signed_in, evaluation), wish="refer")
    before = [row.key for _, row in last_year.of(again(evaluation)).facts.rows()]
    newer = FOUNDING.replace("122张".encode(), "133张".encode())

    send(signed_in, handed_in(signed_in, evaluation, newer), wish="refer")

    last = last_year.of(again(evaluation)).facts
    assert EarlierDocument.objects.count() == 1
    assert [row.key for _, row in last.rows()] == before
    assert "133张" in {row.actual for _, row in last.rows()}


def test_what_is_in_the_system_comes_before_any_document(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2023)
    send(signed_in, handed_in(signed_in, evaluation), wish="refer")
    make_evaluation_at_draft(cast, facts=sample.make_facts())
    assert next(row.name for _, row in last_year.of(again(evaluation)).facts.rows()) == "养护公园数量"

    received = handed_in(signed_in, evaluation)
    page = text_of(signed_in.get(reading_url(received)))
    response = send(signed_in, received, wish="refer")

    assert "系统里有本单位2022年度的档案，复制和参考以系统里的为准" in page
    assert 'value="refer"' not in page
    assert response["Location"] == reverse("last_year", args=[evaluation.pk])
    assert EarlierDocument.objects.get().at < received.at
    assert "取自" not in text_of(signed_in.get(reverse("last_year", args=[evaluation.pk])))


def test_another_evaluation_has_nothing_of_the_document(signed_in, cast):
    evaluation, other = empty(cast, fiscal_year=2023), empty(cast, fiscal_year=2023, scope=Scope.COMBINED)

    send(signed_in, handed_in(signed_in, evaluation), wish="refer")

    assert last_year.of(again(other)) is None
    assert signed_in.get(reverse("last_year", args=[other.pk])).status_code == 404


def test_a_document_of_two_years_before_is_named_with_its_year(signed_in, cast):
    evaluation = empty(cast, fiscal_year=2024)
    send(signed_in, handed_in(signed_in, evaluation), wish="refer")

    goals = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))

    assert goals.count("从2022年度复制") == 1
    assert "2022年度的文档已经读入。" in goals


@pytest.mark.parametrize(("reads", "count"), [(False, 1), (True, 2)])
def test_one_query_finds_where_last_year_is_told_and_one_more_reads_the_document(signed_in, cast, reads, count):
    evaluation = empty(cast, fiscal_year=2023)
    if reads:
        send(signed_in, handed_in(signed_in, evaluation), wish="refer")
    present = again(evaluation)

    with CaptureQueriesContext(connection) as queries:
        last_year.of(present)

    assert len(queries) == count


def test_where_targets_are_approved_the_document_stands_beside_the_results(signed_in, cast):
    facts = sample.with_row(sample.make_facts(fiscal_year=2023), 0, name="新增家庭养老床位")
    evaluation = make_evaluation(cast, Status.DRAFT, facts=facts, from_targets=True, fiscal_year=2023)

    response = send(signed_in, handed_in(signed_in, evaluation), wish="refer")

    assert response["Location"] == reverse("results", args=[evaluation.pk])
    url = reverse("result", args=[evaluation.pk, sample.ROWS[0]])
    assert "122张" in text_of(signed_in.get(url, headers={"hx-request": "true"}))


# ---- whose it is ---------------------------------------------------------------------------------


def test_another_persons_document_and_another_evaluations_document_are_not_found(client, cast, evaluation):
    client.force_login(cast.preparer)
    received = handed_in(client, evaluation)
    other = empty(cast, fiscal_year=2021)
    colleague = make_colleague(cast)
    swapped = reverse("document_reading", args=[other.pk, received.key])
    swapped_draft = reverse("document_draft", args=[other.pk, received.key])
    found = [client.get(swapped).status_code, client.post(swapped, {"do": "discarded"}).status_code]
    found += [client.get(swapped_draft).status_code, client.post(swapped_draft).status_code]

    client.force_login(colleague)
    for url in (reading_url(received), draft_url(received)):
        found += [client.get(url).status_code, client.post(url, {"do": "discarded"}).status_code]

    assert found == [302] * 8
    assert Received.objects.get() == received
    assert "去年的自评报告" not in text_of(client.get(document_url(evaluation)))


def test_a_workbook_that_waits_is_no_document(signed_in, cast, evaluation):
    one = Received.objects.create(
        kind="workbook", evaluation=evaluation, name="a.txt", content=FOUNDING, by=cast.preparer, at=timezone.now()
    )

    answer = signed_in.get(reading_url(one), follow=True)

    assert answer.redirect_chain == [(document_url(evaluation), 302)]
    assert [str(message) for message in answer.context["messages"]] == ["这份文档已经写入、已经移除，或者不是您上传的"]


# ---- where one finds it --------------------------------------------------------------------------


def test_an_empty_evaluation_leads_to_documents_from_its_goals_and_its_overview(signed_in, cast, evaluation):
    goals = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))
    overview = text_of(signed_in.get(reverse("evaluation", args=[evaluation.pk])))

    link = f'<a class="btn btn-primary" href="{document_url(evaluation)}">文档导入</a>'
    assert goals.count(link) == 1
    assert overview.count(f'<a href="{document_url(evaluation)}">文档导入</a>') == 1


@pytest.mark.parametrize(("status", "count"), [(Status.DRAFT, 1), (Status.SUBMITTED, 0)])
def test_the_list_of_goals_leads_to_documents_as_long_as_something_is_written(signed_in, cast, status, count):
    evaluation = make_evaluation(cast, status, from_targets=True)

    goals = text_of(signed_in.get(reverse("goals", args=[evaluation.pk])))

    assert goals.count(f'<a href="{document_url(evaluation)}">文档导入</a>') == count


def test_whoever_cannot_fill_in_is_offered_no_document(client, cast, evaluation):
    for who in ("approver", "admin"):
        client.force_login(getattr(cast, who))
        assert "文档导入" not in text_of(client.get(reverse("evaluation", args=[evaluation.pk])))


def test_last_years_page_leads_to_documents_too(signed_in, cast):
    make_evaluation_at_draft(cast, facts=sample.make_facts(fiscal_year=2021))
    evaluation = empty(cast)

    page = text_of(signed_in.get(reverse("last_year", args=[evaluation.pk])))

    assert page.count(f'href="{document_url(evaluation)}"') == 1


def test_an_outcome_that_is_blank_is_not_filled_by_a_document_whose_figure_is_not_taken(signed_in, cast, evaluation):
    store(founding(), evaluation, by=cast.preparer)
    row = row_named(evaluation, "全区事实无人抚养儿童及孤儿补助覆盖率")
    Indicator.objects.filter(pk=row.pk).update(actual="97%", outcome="")
    received = handed_in(signed_in, evaluation)

    plan = taking.plan(ReadIn(received).facts, again(evaluation))
    answer = signed_in.post(draft_url(received), draft_form(signed_in, received), follow=True)

    assert [one.kind for one in plan.entries if one.difference.place.key == str(row.key)] == ["over", "follows"]
    assert [str(message) for message in answer.context["messages"]] == ["文档里的内容这里都已经有了，没有写入"]
    row.refresh_from_db()
    assert (row.actual, row.outcome) == ("97%", "")


def test_an_outcome_that_is_blank_follows_from_the_figure_that_is_overwritten(signed_in, cast, evaluation):
    store(founding(), evaluation, by=cast.preparer)
    row = row_named(evaluation, "全区事实无人抚养儿童及孤儿补助覆盖率")
    Indicator.objects.filter(pk=row.pk).update(actual="97%", outcome="")
    received = handed_in(signed_in, evaluation)

    signed_in.post(draft_url(received), draft_form(signed_in, received, over=[f"{row.key}:actual"]))

    row.refresh_from_db()
    assert (row.actual, row.outcome) == ("100%", "met")
