"""Tables that are not our own 填报表: the forms that we print, and what other systems export."""

import pytest
from django.urls import reverse

from indicators.gather import gather
from reports.layouts import LAYOUTS
from tests import sheets
from tests.evaluations import again, make_evaluation
from tests.facts import ROWS, make_facts, with_row
from tests.people import make_cast

pytestmark = pytest.mark.django_db
HEADINGS = ["一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值"]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def evaluation(cast):
    return make_evaluation(cast)


def found_in(cast, evaluation, content, name="表.xlsx"):
    client = sheets.client_of(cast.preparer)
    return sheets.preview(client, sheets.handed_in(client, evaluation, (name, content)))


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_a_form_that_we_printed_says_that_nothing_changed(cast, layout):
    rule_set = {"chongqing": "national-2020", "national-2020": "national-2020"}.get(layout, "hubei")
    facts = make_facts(rule_set="unscored" if layout == "founding" else rule_set, layout=layout)
    facts = with_row(facts, 0, target="12", unit="个", actual="12")
    evaluation = make_evaluation(cast, facts=facts)
    client = sheets.client_of(cast.preparer)
    form = client.get(reverse("form_xlsx", args=[evaluation.pk])).content

    found = found_in(cast, evaluation, form)

    assert (found.count, found.unchanged, found.absent) == (0, 5, [])
    assert [one for one in found.told if one.kind != "blank"] == []


def test_a_changed_figure_in_a_form_that_we_printed_is_found(cast, evaluation):
    client = sheets.client_of(cast.preparer)
    form = client.get(reverse("form_xlsx", args=[evaluation.pk])).content
    book = sheets.load_workbook(sheets.io.BytesIO(form))
    for name in book.sheetnames[1:]:
        del book[name]
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "430株")
    cell.value = "520株"

    found = found_in(cast, evaluation, sheets.as_bytes(book))

    assert sheets.changes_in(found) == {(ROWS[1], "actual", "430株", "520株")}
    assert found.changed[0].cells[0].at == f"自评表!{cell.coordinate}"


def test_a_table_is_found_by_its_headings_wherever_it_starts_and_names_match_without_blanks(cast, evaluation):
    content = sheets.sheet_from(
        ["", "2022年度项目绩效目标自评情况"],
        [],
        ["", "", "序号", "绩效 指标", *(["一级指标", "三级指标", "年度指标值", "全年完成值", "备注"])],
        ["", "", 1, "", "产出指标", "养护 公园数量", "12个", "13个", ""],
        ["", "", 2, "", "产出指标", "补种行道树", "≥500株", 430, ""],
        ["", "", 3, "", "产出指标", "没有的指标", "1个", "1个", ""],
        ["", "", "合计", "", "", "", "", "", ""],
    )

    found = found_in(cast, evaluation, content)

    assert sheets.changes_in(found) == {(ROWS[0], "actual", "12个", "13个"), (ROWS[1], "actual", "430株", "430")}
    assert [(one.kind, one.name) for one in found.told] == [("unmatched", "没有的指标")]
    assert len(found.absent) == 3


def test_what_of_a_foreign_table_was_not_read_is_told_by_its_heading(cast, evaluation):
    headings = [*HEADINGS, "偏差原因分析及改进措施", "完成情况", "佐证材料", "得分"]
    row = ["产出指标", "数量指标", "养护公园数量", "12个", "13个", "多养护1个", "较好", "台账", "9.5"]

    found = found_in(cast, evaluation, sheets.sheet_from(headings, row))

    assert sheets.changes_in(found) == {(ROWS[0], "actual", "12个", "13个")}
    assert [note for _, note in found.notes] == [
        "“偏差原因分析及改进措施”一栏合写了原因和措施，不能分开，没有读入",
        "得分由系统按规则计算，表里的得分没有读入",
        "“佐证材料”等栏目没有读入",
        "“完成情况”一栏里不是“完成、部分完成、未完成”这样的判断的，没有读入",
    ]


def test_names_are_never_matched_by_likeness(cast, evaluation):
    content = sheets.sheet_from(HEADINGS, ["产出指标", "数量指标", "养护公园数", "12个", "13个"])

    found = found_in(cast, evaluation, content)

    assert (found.count, [one.kind for one in found.told], len(found.absent)) == (0, ["unmatched"], 5)


@pytest.mark.parametrize("name", ["新建口袋公园", "养护公园数量"])
def test_a_goal_of_another_title_is_not_taken_by_its_number(cast, evaluation, name):
    row = ["年度目标1：另一个年度目标", "产出指标", "数量指标", name, "12个", "13个"]

    found = found_in(cast, evaluation, sheets.sheet_from(["年度目标", *HEADINGS], row))

    assert (found.count, [(one.kind, one.sentence) for one in found.told]) == (
        0,
        [("unmatched", "没有名为“年度目标1：另一个年度目标”的年度目标，没有导入")],
    )


@pytest.mark.parametrize("said", ["2", "年度目标2", "年度目标二", "年度绩效目标二（20分）：方便居民游园"])
def test_a_goal_is_meant_by_its_number_in_figures_or_in_words(cast, evaluation, said):
    row = [said, "产出指标", "数量指标", "新建口袋公园", "3个", "3个"]

    found = found_in(cast, evaluation, sheets.sheet_from(["所属年度目标", *HEADINGS], row))

    assert (found.changed, found.told) == ([], [])
    assert [(one.goal.title, one.values["name"]) for one in found.added] == [("方便居民游园", "新建口袋公园")]


def test_a_name_under_another_goal_is_a_row_of_that_goal_and_leaves_its_namesake_alone(cast, evaluation):
    row = ["方便居民游园", "产出指标", "数量指标", "养护公园数量", "3个", "3个"]

    found = found_in(cast, evaluation, sheets.sheet_from(["所属年度目标", *HEADINGS], row))

    assert (found.changed, found.told) == ([], [])
    assert [(one.goal.title, one.values["name"]) for one in found.added] == [("方便居民游园", "养护公园数量")]


def test_equal_names_in_two_goals_are_told_apart_by_the_goal_or_not_at_all(cast):
    evaluation = make_evaluation(cast, facts=with_row(make_facts(), 3, name="养护公园数量"))
    row = ["产出指标", "数量指标", "养护公园数量", "12个", "13个"]

    without = found_in(cast, evaluation, sheets.sheet_from(HEADINGS, row))
    named = found_in(cast, evaluation, sheets.sheet_from(["所属年度目标", *HEADINGS], ["提升公园绿地养护水平", *row]))
    banded = found_in(cast, evaluation, sheets.sheet_from(["年度目标1：提升公园绿地养护水平"], HEADINGS, row))

    assert (without.count, [one.kind for one in without.told]) == (0, ["unmatched"])
    expected = {(ROWS[0], "actual", "12个", "13个")}
    assert sheets.changes_in(banded) == expected
    assert sheets.changes_in(named) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_read_in_any_usual_encoding(cast, evaluation, encoding, separator):
    lines = [HEADINGS, ["产出指标", "数量指标", "养护公园数量", "12个", "13个"]]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    found = found_in(cast, evaluation, content, "表.csv")

    assert sheets.changes_in(found) == {(ROWS[0], "actual", "12个", "13个")}
    assert found.changed[0].cells[0].at == "E2"


@pytest.mark.parametrize("other", ["绩评填报表 2022 000000 unit", "绩评填报表 2022 {code} own"])
def test_a_table_of_another_unit_or_scope_is_not_taken_for_this_one(cast, evaluation, other):
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    sheets.write(book, ROWS[0], "实际完成值", "13个")
    sheets.sheet_of(book)["A1"].value = other.format(code=evaluation.department.code)

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, found.unchanged, found.told) == (0, 0, [])
    assert [note for _, note in found.notes] == ["这是另一个单位或范围的填报表，不是这份档案的，没有读入"]


def test_of_one_upload_only_so_many_rows_are_read_and_the_other_files_are_named(cast, evaluation):
    client = sheets.client_of(cast.preparer)
    rows = [
        ["一级指标", "二级指标", "三级指标", "目标值", "实际完成值"],
        *(["产出指标", "数量指标", "某", "1", "1"] for _ in range(3500)),
    ]
    files = [
        ("一.xlsx", sheets.sheet_from(*rows)),
        ("二.xlsx", sheets.sheet_from(*rows)),
        ("三.xlsx", sheets.sheet_from(*rows[:3])),
    ]

    page = client.get(sheets.handed_in(client, evaluation, *files))

    why = "一次最多读 6,000 行，从这个文件起没有读入，请再传一次"
    assert page.context["files"] == [("一.xlsx", 3500)]
    assert page.context["upload"].refused == (("二.xlsx", why), ("三.xlsx", why))


def test_a_sheet_of_another_year_beside_one_of_this_is_not_read(cast, evaluation):
    client = sheets.client_of(cast.preparer)
    book = sheets.downloaded(client, evaluation)
    other = sheets.downloaded(client, make_evaluation(cast, fiscal_year=2021))
    sheets.write(other, ROWS[0], "实际完成值", "99个")
    copied = book.create_sheet("去年")
    for row in sheets.sheet_of(other).iter_rows(values_only=True):
        copied.append(row)

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, found.told) == (0, [])
    assert found.notes == [("表1.xlsx", "工作表“去年”是2021年度的填报表，不是这份档案的，没有读入")]


def test_a_table_of_another_year_is_not_taken_for_this_one(cast, evaluation):
    last = make_evaluation(cast, fiscal_year=2021)
    client = sheets.client_of(cast.preparer)
    before = gather(again(evaluation))
    book = sheets.downloaded(client, last)
    sheets.write(book, ROWS[0], "实际完成值", "99个")

    found = sheets.preview(client, sheets.handed_in(client, evaluation, book))

    assert (found.count, found.notes) == (0, [("表1.xlsx", "这是2021年度的填报表，不是这份档案的，没有读入")])
    assert gather(again(evaluation)) == before


def test_our_own_table_without_its_hidden_columns_is_read_in_all_its_columns(cast):
    facts = with_row(make_facts(), 0, tier="reached", adjusted_target="12个", adjustment_reason="移交一处。")
    evaluation = make_evaluation(cast, facts=facts)
    book = sheets.downloaded(sheets.client_of(cast.preparer), evaluation)
    sheets.write(book, ROWS[0], "分档", "部分达成")
    ws = sheets.sheet_of(book)
    ws.delete_cols(1, 2)
    lines = [[str(cell.value or "") for cell in row] for row in ws.iter_rows(min_row=sheets.HEAD)]
    csv = "\r\n".join("\t".join(line) for line in lines).encode("utf-8-sig")

    for name, content in (("表.xlsx", sheets.as_bytes(book)), ("表.csv", csv)):
        found = found_in(cast, evaluation, content, name)
        assert sheets.changes_in(found) == {(ROWS[0], "tier", "reached", "partly")}
        assert ([one for one in found.told if one.kind != "blank"], found.notes) == ([], [])
