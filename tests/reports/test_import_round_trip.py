"""What is exported and comes back: unchanged it changes nothing, changed it changes exactly that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.facts import as_json
from indicators.gather import gather
from tests import sheets
from tests.evaluations import again, make_evaluation
from tests.facts import GOALS, ROWS, make_facts, with_row
from tests.people import assign_quietly, make_cast, make_evaluation_at_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def facts_of(evaluation):
    return gather(again(evaluation))


def test_a_table_that_comes_back_as_it_was_says_that_nothing_changed(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)

    address = sheets.handed_in(client, evaluation, sheets.downloaded(client, evaluation))
    page = client.get(address)

    found = page.context["found"]
    assert (found.count, found.unchanged, found.absent, found.told, found.notes) == (0, 5, [], [], [])
    assert "<strong>无变化</strong>" in page.content.decode()


def test_changed_cells_are_shown_old_and_new_and_written_only_when_confirmed(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[1], "实际完成值", "520株")
    sheets.write(book, ROWS[4], "偏差原因", "问卷面扩大。")
    before = facts_of(evaluation)

    address = sheets.handed_in(client, evaluation, book)
    found = sheets.preview(client, address)

    assert sheets.changes_in(found) == {
        (ROWS[1], "actual", "430株", "520株"),
        (ROWS[4], "deviation_reason", "", "问卷面扩大。"),
    }
    assert facts_of(evaluation) == before

    answer = sheets.confirm(client, address)
    assert answer.status_code == 302
    # 部分完成 was chosen by a person, and stays.
    expected = with_row(before, 1, actual="520株")
    assert facts_of(evaluation) == with_row(expected, 4, deviation_reason="问卷面扩大。")
    said = client.get(answer["Location"]).content.decode()
    assert "写入了 2 处" in said
    assert "实际完成值“520株”" in said


def test_what_was_unticked_is_not_written(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    sheets.write(book, ROWS[1], "实际完成值", "520株")
    address = sheets.handed_in(client, evaluation, book)
    before = facts_of(evaluation)
    first = next(row.cells[0].token for row in sheets.preview(client, address).changed if row.here.key == ROWS[0])

    sheets.confirm(client, address, [first])

    assert facts_of(evaluation) == with_row(before, 0, actual="13个", outcome="exceeded")


def test_the_same_table_a_second_time_changes_nothing(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    sheets.confirm(client, sheets.handed_in(client, evaluation, book))

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    # 完成情况 followed the figure; nobody touched it in the table.
    assert (found.count, found.told, found.stale) == (0, [], 1)


def test_what_was_changed_here_after_the_export_is_not_undone_by_a_table_that_does_not_touch_it(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    other = sheets.downloaded(client, evaluation)
    sheets.write(other, ROWS[0], "实际完成值", "13个")
    sheets.confirm(client, sheets.handed_in(client, evaluation, other))

    sheets.write(book, ROWS[1], "实际完成值", "520株")
    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert sheets.changes_in(found) == {(ROWS[1], "actual", "430株", "520株")}


def test_what_both_sides_changed_is_shown_but_not_ticked(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book, other = sheets.downloaded(client, evaluation), sheets.downloaded(client, evaluation)
    sheets.write(other, ROWS[1], "实际完成值", "520株")
    sheets.confirm(client, sheets.handed_in(client, evaluation, other))
    sheets.write(book, ROWS[1], "实际完成值", "530株")

    address = sheets.handed_in(client, evaluation, book)
    found = sheets.preview(client, address)

    assert sheets.changes_in(found) == {(ROWS[1], "actual", "520株", "530株")}
    assert sheets.ticked(client, address) == []


def test_a_change_made_between_preview_and_confirmation_is_a_conflict_and_nothing_is_written(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    sheets.write(book, ROWS[1], "实际完成值", "520株")
    address = sheets.handed_in(client, evaluation, book)
    tokens = sheets.ticked(client, address)
    other = sheets.downloaded(client, evaluation)
    sheets.write(other, ROWS[1], "实际完成值", "510株")
    sheets.confirm(client, sheets.handed_in(client, evaluation, other))
    before = facts_of(evaluation)

    answer = sheets.confirm(client, address, tokens)

    assert answer.status_code == 409
    assert "预览以后有变动，什么都没有写入" in answer.content.decode()
    assert facts_of(evaluation) == before


def test_a_blank_cell_deletes_nothing_and_is_told(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", None)

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    ws = sheets.sheet_of(book)
    at = f"填报表!{ws.cell(sheets.row_of(ws, ROWS[0]), sheets.columns_of(ws)['实际完成值']).coordinate}"
    assert found.count == 0
    assert sheets.told_in(found) == [("blank", at, "actual")]


def test_a_row_whose_name_was_wiped_out_is_still_known_by_its_key(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "三级指标", None)
    sheets.write(book, ROWS[0], "实际完成值", "13个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert sheets.changes_in(found) == {(ROWS[0], "actual", "12个", "13个")}
    assert [(one.kind, one.field, one.sentence) for one in found.told] == [
        ("blank", "name", "三级指标没有填，保留原来的“养护公园数量”")
    ]


def test_every_bad_cell_is_told_with_its_place_and_a_sentence(cast):
    evaluation = make_evaluation(cast, facts=make_facts(rule_set="hubei", layout="founding-scored"))
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    sheets.write(book, ROWS[0], "分值", "很多")
    sheets.write(book, ROWS[1], "完成情况", "差不多")
    sheets.write(book, ROWS[2], "实际完成值", "字" * 301)

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    labels = sheets.columns_of(ws)
    places = [(ROWS[0], "分值"), (ROWS[1], "完成情况"), (ROWS[2], "实际完成值")]
    at = [f"填报表!{ws.cell(sheets.row_of(ws, key), labels[label]).coordinate}" for key, label in places]
    assert [(one.kind, one.at, one.sentence) for one in found.told] == [
        ("bad", at[0], "分值：“很多”不是分值，请填最多两位小数的数字，例如 8.5"),
        ("bad", at[1], "完成情况“差不多”不在列表里，请从下拉列表中选择"),
        ("bad", at[2], "实际完成值：这里最多 300 个字，现有 301 个字，请缩短"),
    ]
    assert found.count == 0


def test_the_table_with_its_errors_marked_can_be_mended_and_sent_again(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    sheets.write(book, ROWS[1], "完成情况", "差不多")
    address = sheets.handed_in(client, evaluation, book)

    answer = client.get(f"{address}marked.xlsx")
    marked = sheets.load_workbook(sheets.io.BytesIO(answer.content))
    ws = sheets.sheet_of(marked)
    labels = sheets.columns_of(ws)
    bad = ws.cell(sheets.row_of(ws, ROWS[1]), labels["完成情况"])
    assert bad.comment.text == "完成情况“差不多”不在列表里，请从下拉列表中选择"
    assert bad.fill.fgColor.rgb == "FFFBD9D3"
    assert not bad.protection.locked
    assert ws.cell(bad.row, labels["导入说明"]).value.endswith("不在列表里，请从下拉列表中选择")

    bad.value = "完成"
    found = sheets.preview(client, sheets.handed_in(client, evaluation, marked))
    assert found.told == []
    assert sheets.changes_in(found) == {(ROWS[0], "actual", "12个", "13个"), (ROWS[1], "outcome", "partly", "met")}


def test_new_rows_are_added_to_the_goal_that_they_name(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    labels, row = sheets.columns_of(ws), sheets.HEAD + 6
    new = {
        "年度目标": "年度目标2：方便居民游园",
        "一级指标": "效益指标",
        "二级指标": "社会效益指标",
        "三级指标": "新建口袋公园",
        "年初目标值": "≥3个",
        "实际完成值": "4个",
    }
    for label, text in new.items():
        ws.cell(row, labels[label]).value = text
    before = facts_of(evaluation)

    address = sheets.handed_in(client, evaluation, book)
    sheets.confirm(client, address)

    after = facts_of(evaluation)
    names = [row.name for row in after.goals[1].rows]
    above = [row.name for row in before.goals[1].rows if row.level1 == "效益指标"][-1]
    assert names.index("新建口袋公园") == names.index(above) + 1 < len(names) - 1
    added = after.goals[1].rows[names.index("新建口袋公园")]
    assert (added.level1, added.level2, added.name, added.target, added.actual, added.outcome) == (
        "效益指标",
        "社会效益指标",
        "新建口袋公园",
        "≥3个",
        "4个",
        "exceeded",
    )
    others = tuple(row for row in after.goals[1].rows if row != added)
    assert replace(after, goals=(after.goals[0], replace(after.goals[1], rows=others))) == before


def test_a_row_without_a_name_is_told_and_makes_no_row(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    cell = sheets.sheet_of(book).cell(sheets.HEAD + 6, sheets.columns_of(sheets.sheet_of(book))["实际完成值"])
    cell.value = "4个"

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, found.unchanged) == (0, 5)
    assert [(one.kind, one.at, one.sentence) for one in found.told] == [
        ("bad", f"填报表!{cell.coordinate}", "这一行没有写三级指标的名称，不知道是哪一项，请补上名称")
    ]


def test_of_too_many_files_those_that_were_not_read_are_told(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    line = "一级指标,三级指标,实际完成值\n产出指标,养护公园数量,12个\n".encode()

    page = client.get(sheets.handed_in(client, evaluation, *((f"{number}.csv", line) for number in range(1, 23))))

    assert [name for name, _ in page.context["files"]] == [f"{number}.csv" for number in range(1, 21)]
    assert page.context["upload"].refused == tuple(
        (name, "一次最多 20 个文件，这个文件没有读入，请再传一次") for name in ("21.csv", "22.csv")
    )


def test_a_goal_that_was_merged_over_new_rows_is_the_goal_of_each_of_them(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    labels, first = sheets.columns_of(ws), sheets.HEAD + 6
    ws.cell(first, labels["年度目标"]).value = "年度目标2：方便居民游园"
    for row, name in enumerate(("新建口袋公园", "新增座椅"), first):
        ws.cell(row, labels["三级指标"]).value = name
    ws.merge_cells(start_row=first, end_row=first + 1, start_column=labels["年度目标"], end_column=labels["年度目标"])

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert [(one.goal.number, one.values["name"]) for one in found.added] == [(2, "新建口袋公园"), (2, "新增座椅")]
    assert (found.changed, found.told) == ([], [])


def test_where_targets_are_approved_no_row_is_added_and_no_target_changed(cast):
    evaluation = make_evaluation(cast, from_targets=True)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    labels = sheets.columns_of(ws)
    sheets.write(book, ROWS[0], "年初目标值", "15个")
    sheets.write(book, ROWS[1], "三级指标", "补种树")
    ws.cell(sheets.HEAD + 6, labels["三级指标"]).value = "新建口袋公园"
    ws.cell(sheets.HEAD + 6, labels["实际完成值"]).value = "4个"

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, [one.kind for one in found.told]) == (0, ["unmatched", "closed", "closed"])
    assert ws.cell(sheets.row_of(ws, ROWS[0]), labels["年初目标值"]).protection.locked
    assert not ws.cell(sheets.row_of(ws, ROWS[0]), labels["实际完成值"]).protection.locked


def test_a_colleague_downloads_and_imports_his_own_goals_and_nothing_else(cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, GOALS[1], cast.contributor)
    client = sheets.client_of(cast.contributor)
    book = sheets.downloaded(client, evaluation)
    ws = sheets.sheet_of(book)
    assert [ws.cell(row, 1).value for row in range(sheets.HEAD + 1, ws.max_row + 1)] == [ROWS[3], ROWS[4]]
    assert client.get(reverse("table", args=[evaluation.pk]), {"goal": GOALS[0]}).status_code == 404

    whole = sheets.downloaded(sheets.client_of(cast.preparer), evaluation)
    sheets.write(whole, ROWS[0], "实际完成值", "99个")
    sheets.write(whole, ROWS[4], "实际完成值", "95%")
    sheets.write(whole, ROWS[4], "年初目标值", "≥80%")
    address = sheets.handed_in(client, evaluation, whole)
    found = sheets.preview(client, address)

    assert sheets.changes_in(found) == {(ROWS[4], "actual", "94%", "95%")}
    assert [(one.kind, one.name, one.field) for one in found.told] == [
        ("closed", "养护公园数量", "actual"),
        ("closed", "游园居民满意度", "target"),
    ]
    before = facts_of(evaluation)
    assert sheets.confirm(client, address).status_code == 302
    assert facts_of(evaluation) == with_row(before, 4, actual="95%")


def test_a_text_that_no_cell_can_hold_stays_what_it_is(cast):
    # A sign beyond the first plane counts twice in a cell, and once here.
    long = "𠮷" * 16_400
    evaluation = make_evaluation(cast, facts=with_row(make_facts(), 0, analysis=long))
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "11个")

    address = sheets.handed_in(client, evaluation, book)
    assert sheets.changes_in(sheets.preview(client, address)) == {(ROWS[0], "actual", "12个", "11个")}
    sheets.confirm(client, address)

    row = facts_of(evaluation).goals[0].rows[0]
    assert (row.actual, row.analysis) == ("11个", long)


def test_nothing_that_was_typed_in_a_table_is_markup_in_its_preview(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "<b>13个</b>")
    sheets.write(book, ROWS[1], "完成情况", "<b>差不多</b>")
    ws = sheets.sheet_of(book)
    for row, goal in ((6, "年度目标2：方便居民游园"), (7, "<b>别的目标</b>")):
        ws.cell(sheets.HEAD + row, sheets.columns_of(ws)["年度目标"]).value = goal
        ws.cell(sheets.HEAD + row, sheets.columns_of(ws)["三级指标"]).value = f"<b>新指标</b>{row}"

    page = client.get(sheets.handed_in(client, evaluation, ("<b>表</b>.xlsx", sheets.as_bytes(book))))

    found = page.context["found"]
    assert (found.count, [one.kind for one in found.told]) == (2, ["unmatched", "bad"])
    shown = page.content.decode()
    assert "<b>" not in shown
    for words in ("13个", "差不多", "新指标", "别的目标"):
        assert f"&lt;b&gt;{words}&lt;/b&gt;" in shown


def test_an_upload_is_seen_taken_and_given_up_by_whoever_handed_it_in_and_by_nobody_else(cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, GOALS[1], cast.contributor)
    client, colleague = sheets.client_of(cast.preparer), sheets.client_of(cast.contributor)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[4], "实际完成值", "95%")
    address = sheets.handed_in(client, evaluation, book)
    tokens, before = sheets.ticked(client, address), as_json(facts_of(evaluation))

    answers = [
        colleague.get(address),
        colleague.get(f"{address}marked.xlsx"),
        sheets.confirm(colleague, address, tokens),
        colleague.post(address, {"do": "drop"}),
    ]

    assert [one.status_code for one in answers] == [404] * 4
    assert (evaluation.received.count(), as_json(facts_of(evaluation))) == (1, before)
    assert sheets.confirm(client, address, tokens).status_code == 302
    assert facts_of(evaluation).goals[1].rows[1].actual == "95%"


def test_an_upload_that_was_given_up_leaves_nothing_behind(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    before = as_json(facts_of(evaluation))
    book = sheets.downloaded(client, evaluation)
    address = sheets.handed_in(client, evaluation, book, book)

    client.post(address, {"do": "drop"})

    assert client.get(address).status_code == 404
    assert evaluation.received.count() == 0
    assert as_json(facts_of(evaluation)) == before


def test_an_upload_that_was_taken_leaves_none_of_its_files_behind(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    address = sheets.handed_in(client, evaluation, book, book)
    assert evaluation.received.count() == 2

    sheets.confirm(client, address)

    assert evaluation.received.count() == 0


def test_uploads_are_forgotten_after_seven_days_and_those_of_others_stay(cast):
    evaluation = make_evaluation(cast)
    assign_quietly(evaluation, GOALS[1], cast.contributor)
    client, colleague = sheets.client_of(cast.preparer), sheets.client_of(cast.contributor)
    book = sheets.downloaded(client, evaluation)
    old, kept, foreign = (sheets.handed_in(who, evaluation, book) for who in (client, client, colleague))
    for address, days in ((old, 8), (kept, 6), (foreign, 8)):
        key = address.rstrip("/").rpartition("/")[2]
        evaluation.received.filter(key=key).update(at=timezone.now() - timedelta(days=days))

    sheets.handed_in(client, evaluation, book)

    assert [client.get(old).status_code, client.get(kept).status_code, colleague.get(foreign).status_code] == [
        404,
        200,
        200,
    ]


def test_files_that_cannot_be_read_are_told_and_the_others_are_taken(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    old = ("旧表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    alone = sheets.posted(client, evaluation, old)
    assert (alone.status_code, evaluation.received.count()) == (422, 0)
    assert [one["text"][:15] for one in alone.context["problems"]] == ["“旧表.xls”：这是旧格式（"]

    together = client.get(sheets.handed_in(client, evaluation, old, ("表.xlsx", sheets.downloaded(client, evaluation))))
    assert [name for name, _ in together.context["upload"].refused] == ["旧表.xls"]
    assert "“旧表.xls”没有读入：这是旧格式（.xls），请在 Excel 或 WPS 中打开" in together.content.decode()


def test_two_files_of_one_name_are_told_apart(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)

    page = client.get(sheets.handed_in(client, evaluation, ("表.xlsx", book), ("表.xlsx", book)))

    assert page.context["files"] == [("表.xlsx", 5), ("表（2）.xlsx", 5)]


def test_the_same_table_is_the_same_bytes(cast):
    evaluation = make_evaluation(cast)
    client = sheets.client_of(cast.preparer)
    address = reverse("table", args=[evaluation.pk])

    assert client.get(address).content == client.get(address).content


def test_preview_and_table_ask_the_database_as_often_for_three_rows_as_for_one(cast):
    numbers = []
    for year, count in ((2022, 1), (2021, 3)):
        evaluation = make_evaluation_at_draft(cast, goals=1, indicators=count, fiscal_year=year)
        client = sheets.client_of(cast.preparer)
        book = sheets.downloaded(client, evaluation)
        address = sheets.handed_in(client, evaluation, book)
        found = []
        for page in (reverse("table", args=[evaluation.pk]), reverse("import_table", args=[evaluation.pk]), address):
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            found.append(len(asked))
        numbers.append(found)

    assert numbers[0] == numbers[1]
