"""Clean finished documents, and what examining them finds once something in them is changed."""

from datetime import date
from functools import cache

from budgets.rulesets import RULE_SETS
from reports import demo
from reports.compose import compose
from reports.examining import examine
from reports.layouts import LAYOUTS
from tests.reports.importers.saved_as_text import saved_as_text

TODAY = date(2026, 6, 1)

# A report of another shape: no goals are told apart in its tables' bands, amounts in 万元, one table of tabs.
PARKS = """青石县园林局
2023年度整体绩效自评结果
一、部门整体绩效目标完成情况
（一）执行率情况
青石县园林局（以下简称“县园林局”）2023年度部门年初预算为1,860.00万元，调整后预算数为1,934.40万元，决算支出数为1,915.08万元，执行率达99.00%。
（二）完成的绩效目标
年度目标1：建好公园绿地
2023年度年度目标1的绩效目标均已完成，其中：
1.产出指标
（1）数量指标：新建口袋公园14处；补植行道树2630株。
（2）质量指标：苗木成活率96.5%。
2.效益指标
（1）社会效益指标：方便居民就近游园。
年度目标2：管好园林设施
2023年度年度目标2的绩效目标除“修缮步道”外均已完成，其中：
1.产出指标
（1）数量指标：更换园灯318盏。
（2）时效指标：汛前检修完成时间5月。
2.满意度指标
（1）服务对象满意度指标：游园居民满意度95.2%。
（三）未完成的绩效目标
修缮步道目标值为≥12公里，实际完成11.3公里，原因是东湖段因施工占道停工两个月。
二、绩效目标完成情况分析
（一）预算执行情况分析
县园林局2023年度年初预算为1,860.00万元，其中：一般公共预算财政拨款收入1,830.00万元，其他收入30.00万元。年中调整部门预算，调增74.40万元，调整后预算收入总额为1,934.40万元，其中：一般公共预算财政拨款收入1,900.15万元，其他收入34.25万元。详情见下表：
收入决算明细表
编制单位：青石县园林局\t单位：万元
项目\t年初预算数\t调整预算数\t决算数
一、一般公共预算财政拨款收入\t1,830.00\t1,900.15\t1,900.15
二、其他收入\t30.00\t34.25\t34.25
总计\t1,860.00\t1,934.40\t1,934.40

2023年度部门决算支出总金额为1,915.08万元，其中：基本支出806.72万元、项目支出1,108.36万元，年末结转结余19.32万元。
（二）绩效目标完成情况分析
年度目标1：建好公园绿地
1.产出指标完成情况分析
（1）数量指标完成情况分析
①新建口袋公园
此指标目标值为≥12处，2023年利用边角地新建口袋公园14处，完成目标值。
②补植行道树
此指标目标值为≥2600株，2023年春秋两季补植行道树2630株，其中香樟1480株、栾树1150株，完成目标值。
（2）质量指标完成情况分析
①苗木成活率
此指标目标值为≥95%，抽查苗木200株，成活193株，苗木成活率96.5%，完成目标值。
2.效益指标完成情况分析
（1）社会效益指标完成情况分析
①方便居民就近游园（是否）
此指标目标值为是，2023年新建的口袋公园都在居住区500米以内，方便居民就近游园，完成目标值。
年度目标2：管好园林设施
1.产出指标完成情况分析
（1）数量指标完成情况分析
①更换园灯
此指标目标值为≥300盏，按照2022年排查结果，更换园灯318盏，较上年增加42盏，完成目标值。
②修缮步道
此指标目标值为≥12公里，2023年修缮步道11.3公里，东湖段因施工占道停工两个月，未完成目标值。
（2）时效指标完成情况分析
①汛前检修完成时间
此指标目标值为5月底前，2023年5月完成全部检修，完成目标值。
2.满意度指标完成情况分析
（1）服务对象满意度指标完成情况分析
①游园居民满意度
此指标目标值为≥90%，发放问卷500份，满意476份，游园居民满意度95.2%，完成目标值。
三、存在的问题和原因分析
1.修缮步道未达目标：东湖段因施工占道停工两个月。
2.部分园灯的采购到货较晚。
四、下一步拟改进措施
1.与道路施工单位商定占道时间，2024年6月底前完成东湖段修缮。
2.提前一个季度采购园灯。
附件：部门整体绩效自评表
2023年度青石县园林局部门整体绩效自评表
单位名称：青石县园林局               填报日期：2024年3月12日
单位名称\t青石县园林局
基本支出总额\t806.72\t项目支出总额\t1,108.36
预算执行情况（万元）\t\t预算数（A）\t执行数（B）\t执行率（B/A）
\t部门整体支出总额\t1,934.40\t1,915.08\t99%
年度目标1：建好公园绿地
年度绩效目标完成情况\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值
\t产出指标\t数量指标\t新建口袋公园\t≥12处\t14处
\t\t\t补植行道树\t≥2600株\t2630株
\t\t质量指标\t苗木成活率\t≥95%\t96.5%
\t效益指标\t社会效益指标\t方便居民就近游园（是否）\t是\t是
年度目标2：管好园林设施
年度绩效目标完成情况\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值
\t产出指标\t数量指标\t更换园灯\t≥300盏\t318盏
\t\t\t修缮步道\t≥12公里\t11.3公里
\t\t时效指标\t汛前检修完成时间\t5月底前\t5月
\t满意度指标\t服务对象满意度指标\t游园居民满意度\t≥90%\t95.2%
偏差大或目标未完成原因分析\t修缮步道：东湖段因施工占道停工两个月。
改进措施及结果应用方案\t与道路施工单位商定占道时间；提前一个季度采购园灯。
备注：
1.预算执行情况口径：预算数为调整后预算总额（包括上年结余结转），执行数为单位实际支出数。
"""


@cache
def mended() -> str:
    """The founding document with all that was wrong in it put right."""
    facts = demo.founding_mended()
    return saved_as_text(compose(facts, RULE_SETS[facts.rule_set], LAYOUTS[facts.layout])).decode()


def examined(text: str):
    return examine("报告.txt", text.encode(), today=TODAY).found


def changed(text: str, *edits: tuple[str, str]) -> str:
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def found(text: str, *edits: tuple[str, str]) -> list[tuple[str, list[str]]]:
    """Each finding's code with the sections of its excerpts."""
    these = examined(changed(text, *edits))
    return [(one.finding.code, [excerpt.section for excerpt in one.excerpts]) for one in these]
