"""What a document says and nobody can be sure of is told with its place, and makes no row."""

from datetime import date

from reports.importers.document import read

TITLE = "2022年度公园局部门整体绩效自评表\n"
HEAD = "一级指标\t二级指标\t三级指标\t目标值\t实际完成值\n"
ROAD = "产出指标\t数量指标\t修路\t10公里\t12公里\n"


def understood(*parts):
    """Names of the rows, what is told, and the facts."""
    reading = read("自评表.txt", "".join(parts).encode())
    rows = [row.name for _, row in reading.facts.rows()]
    return rows, [(one.text, one.why) for one in reading.unread], reading.facts


def test_a_date_that_is_none_is_told_and_left_blank():
    for said, day in (("2023.2.28", date(2023, 2, 28)), ("2023.2.30", None), ("二月底", None)):
        rows, told, facts = understood(TITLE, f"单位名称：公园局      填报日期：{said}\n", HEAD, ROAD)

        assert (rows, facts.statement.filing_date) == (["修路"], day)
        assert told == ([] if day else [(said, "填报日期没有读懂，请填成2023年3月15日这样")])


def test_sums_between_the_rows_are_no_rows():
    rows, told, _ = understood(
        TITLE, HEAD, ROAD, "小计\t\t\t10公里\t12公里\n", "产出指标\t质量指标\t合格率\t95%\t96%\n", "合计\t\t\t20\t20\n"
    )

    assert (rows, told) == (["修路", "合格率"], [])


def test_a_part_that_a_report_has_no_place_for_is_told():
    rows, told, _ = understood(
        "公园局2022年度部门整体绩效自评报告\n一、部门概况\n本部门负责全区公园的规划、建设和养护。\n", TITLE, HEAD, ROAD
    )

    assert rows == ["修路"]
    assert told == [("本部门负责全区公园的规划、建设和养护。", "自评报告里没有放这一部分的地方，没有导入")]


def test_a_row_of_which_nobody_says_to_what_goal_it_belongs_is_kept_apart_and_told():
    analysed = (
        "公园局2022年度部门整体绩效自评报告\n二、绩效目标完成情况分析\n（二）绩效目标完成情况分析\n"
        "年度目标1：修好路\n1.产出指标完成情况分析\n（1）数量指标\n①修路\n此指标目标值为10公里，全年修路12公里。\n"
        "年度目标2：种好树\n1.产出指标完成情况分析\n（1）数量指标\n①植树\n此指标目标值为100棵，全年植树90棵。\n"
    )
    table = [ROAD, "产出指标\t数量指标\t植树\t100棵\t90棵\n", "产出指标\t质量指标\t合格率\t95%\t96%\n"]

    _, told, facts = understood(analysed, TITLE, HEAD, *table)

    assert [(goal.title, [row.name for row in goal.rows]) for goal in facts.goals] == [
        ("修好路", ["修路"]),
        ("种好树", ["植树"]),
        ("", ["合格率"]),
    ]
    assert told == [("合格率", "分不清这一行属于哪个年度目标，请移到它的目标下")]


def test_reasons_and_measures_in_one_cell_are_told_apart_by_their_labels():
    said = "产出指标\t数量指标\t修路\t10公里\t9公里\t{}\n"
    column = HEAD.replace("\n", "\t偏差原因分析及改进措施\n")

    def read_as(cell):
        _, _, facts = understood(TITLE, column, said.format(cell))
        ((_, row),) = facts.rows()
        return row.adjustment_reason, row.deviation_reason, row.improvement

    assert read_as("原因：雨天多") == ("", "雨天多", "")
    assert read_as("改进措施：提早开工") == ("", "", "提早开工")
    assert read_as("目标调整原因：压减预算") == ("压减预算", "", "")
    assert read_as("雨天多，提早开工") == ("", "雨天多，提早开工", "")
