"""Twelve evaluations with which nothing is wrong, as different from each other as departments are. All made up."""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from indicators.facts import VERSION, DepartmentNames, Expenditure, Facts, GoalFacts, Revenue, Row, StatementFacts


def _key(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))


def _row(levels: str, name: str, target: str, actual: str, outcome: str, analysis: str, **more) -> Row:
    level1, _, level2 = levels.partition("/")
    return Row(
        key=_key(name, target),
        level1=f"{level1}指标",
        level2=f"{level2}指标",
        name=name,
        target=target,
        actual=actual,
        outcome=outcome,
        analysis=analysis,
        **more,
    )


def _goal(title: str, *rows: Row, **more) -> GoalFacts:
    return GoalFacts(_key(title), title, rows=rows, **more)


def _yuan(*amounts: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(amount) if amount else None for amount in amounts)


def _source(name: str, *amounts: str, **more) -> Revenue:
    return Revenue(_key(name, *amounts), name, *_yuan(*amounts), **more)


def _spent(*amounts: str, **more) -> Expenditure:
    return Expenditure(*_yuan(*amounts), **more)


def _names(full: str, form: str, short: str) -> DepartmentNames:
    return DepartmentNames("420199-001", full, form, short)


def _facts(names: DepartmentNames, year: int, **more) -> Facts:
    values = {"scope": "unit", "basis": "initial", "rule_set": "unscored", "layout": "founding"}
    return Facts(version=VERSION, department=names, fiscal_year=year, **values | more)


def _statement(problems: tuple[str, ...], improvements: tuple[str, ...], filed: date, **more) -> StatementFacts:
    return StatementFacts(problems=problems, improvements=improvements, filing_date=filed, **more)


def roads() -> Facts:
    """Length, area, dates and a ceiling on costs; everything met; no adjustment."""
    return _facts(
        _names("江城市临河区交通运输局", "临河区交通运输局", "区交通运输局"),
        2021,
        revenue=(_source("一般公共预算财政拨款收入", "86500000.00", "86500000.00", "86500000.00"),),
        basic=_spent("12300000.00", "12300000.00", "12300000.00"),
        project=_spent("74200000.00", "74200000.00", "74200000.00"),
        carry_over=Decimal("0.00"),
        goals=(
            _goal(
                "加强农村公路建设和养护",
                _row(
                    "产出/数量",
                    "新建农村公路里程",
                    "≥35公里",
                    "36.2公里",
                    "exceeded",
                    "此指标目标值为≥35公里，全年新建农村公路36.2公里，涉及4个乡镇17个村。超额完成目标值。",
                    nature="number",
                    direction="up",
                ),
                _row(
                    "产出/质量",
                    "交工验收合格率",
                    "100%",
                    "100%",
                    "met",
                    "12个项目全部通过交工验收，验收合格率100%。完成目标值。",
                ),
                _row(
                    "产出/时效",
                    "项目完工时间",
                    "2021年11月30日前",
                    "2021年11月12日",
                    "met",
                    "各标段于2021年11月12日前全部完工，早于合同工期。",
                    nature="deadline",
                ),
                _row(
                    "产出/成本",
                    "每公里建设成本",
                    "≤95万元/公里",
                    "93.4万元/公里",
                    "met",
                    "经结算审核，平均每公里建设成本为93.4万元/公里，控制在概算以内。",
                    nature="number",
                    direction="down",
                ),
                _row(
                    "效益/社会效益", "通双车道公路行政村比例", "≥82%", "84%", "exceeded", "比例由上年的79%提高到84%。"
                ),
                _row(
                    "满意度/服务对象满意度",
                    "沿线群众满意度",
                    "≥90%",
                    "95.3%",
                    "exceeded",
                    "问卷调查沿线群众300人，满意度为95.3%。",
                ),
            ),
        ),
        statement=_statement(
            ("农村公路日常养护力量偏弱，部分路段排水设施不完善。",),
            ("增加日常养护经费。", "分批完善排水设施。"),
            date(2022, 2, 25),
        ),
    )


def schools() -> Facts:
    """汇总 of a department with its schools; two sources of money; ranges, ratios and a target adjusted in the year."""
    return _facts(
        _names("江城市临河区教育局", "临河区教育局", "区教育局"),
        2022,
        scope="all",
        revenue=(
            _source("一般公共预算财政拨款收入", "616900000.00", "618400000.00", "618400000.00"),
            _source("事业收入", "23500000.00", "21800000.00", "21765432.10"),
        ),
        basic=_spent("488000000.00", "490000000.00", "489120300.55"),
        project=_spent("152400000.00", "150200000.00", "148233101.05"),
        carry_over=Decimal("2812030.50"),
        basis="initial",
        goals=(
            _goal(
                "促进义务教育优质均衡发展",
                _row(
                    "产出/数量",
                    "小学班额",
                    "35-45人",
                    "42人",
                    "met",
                    "全区小学平均班额42人，最大班额不超过45人。",
                    nature="number",
                    direction="range",
                ),
                _row(
                    "产出/数量",
                    "教师培训人次",
                    "≥3000人次",
                    "2650人次",
                    "met",
                    "受疫情影响部分线下培训改为线上，全年培训教师2650人次。",
                    adjusted_target="≥2500人次",
                    adjustment_reason="上半年线下集中培训停办，经批准调整目标。",
                ),
                _row(
                    "产出/质量",
                    "九年义务教育巩固率",
                    "≥99%",
                    "99.6%",
                    "exceeded",
                    "九年义务教育巩固率达到99.6%，无一名学生因贫失学。",
                ),
                _row("产出/时效", "营养改善计划资金拨付及时性", "及时", "及时", "met", "每学期开学后15日内拨付到校。"),
                _row(
                    "效益/社会效益", "义务教育阶段辍学人数", "0人", "0人", "met", "建立控辍保学台账，全年未发生辍学。"
                ),
                _row(
                    "效益/可持续影响",
                    "教师队伍稳定性",
                    "保持稳定",
                    "保持稳定",
                    "met",
                    "在编教师流动在正常范围内，教师队伍保持稳定。",
                    nature="qualitative",
                ),
                _row(
                    "满意度/服务对象满意度",
                    "学生家长满意度",
                    "90%以上",
                    "93%",
                    "exceeded",
                    "发放问卷5000份，学生家长满意度为93%。",
                ),
            ),
        ),
        statement=_statement(("部分学校功能教室不足。",), ("统筹安排功能教室建设。",), date(2023, 3, 8)),
    )


def health() -> Facts:
    """Generation 2: costs are a level of their own; less-is-better rates; partly reached with its reason."""
    return _facts(
        _names("江城市临河区卫生健康局", "临河区卫生健康局", "区卫健局"),
        2023,
        revenue=(
            _source("一般公共预算财政拨款收入", "93000000.00", "90000000.00", "90000000.00"),
            _source("政府性基金预算财政拨款收入", "2000000.00", "4000000.00", "4000000.00"),
        ),
        basic=_spent("", "", "21000000.00"),
        project=_spent("", "", "68500000.00"),
        carry_over=Decimal("4500000.00"),
        goals=(
            _goal(
                "提高基本公共卫生服务水平",
                _row(
                    "成本/经济成本",
                    "人均基本公共卫生服务经费",
                    "≤89元",
                    "89元",
                    "met",
                    "按上级规定的人均89元安排，没有超出标准。",
                    direction="down",
                ),
                _row(
                    "产出/数量",
                    "适龄儿童国家免疫规划疫苗接种率",
                    "≥90%",
                    "97.21%",
                    "exceeded",
                    "各类疫苗接种率均在95%以上，平均97.21%。",
                ),
                _row(
                    "产出/质量",
                    "高血压患者规范管理率",
                    "≥62%",
                    "58.4%",
                    "partly",
                    "在管高血压患者21340人，规范管理12463人，规范管理率58.4%。部分完成目标值。",
                    deviation_reason="部分外出务工患者随访中断，线上随访没有计入。",
                    improvement="把视频随访纳入规范管理，与务工地共享随访记录。",
                ),
                _row(
                    "产出/时效", "传染病报告及时率", "100%", "100%", "met", "全年网络直报传染病1284例，报告及时率100%。"
                ),
                _row(
                    "效益/社会效益",
                    "孕产妇死亡率",
                    "≤9/10万",
                    "0",
                    "met",
                    "全区活产3120人，全年没有孕产妇死亡。",
                    direction="down",
                ),
                _row(
                    "效益/可持续影响",
                    "居民健康素养水平",
                    "较上年提升",
                    "较上年提升2.1个百分点",
                    "met",
                    "经监测，居民健康素养水平较上年提升2.1个百分点。",
                ),
                _row(
                    "满意度/服务对象满意度", "服务对象满意度", "≥80%", "88.6%", "exceeded", "第三方调查满意度为88.6%。"
                ),
            ),
        ),
        statement=_statement(
            ("高血压患者规范管理率没有达到目标，外出人员随访困难。",),
            ("改进随访方式，提高规范管理率。",),
            date(2024, 1, 31),
            foot_reason="高血压患者规范管理率偏低，主要是外出务工患者随访中断。",
        ),
    )


def culture() -> Facts:
    """No 满意度; questions answered by 是; amounts typed in 万元; a large adjustment with its reason."""
    return _facts(
        _names("江城市临河区文化和旅游局", "临河区文化和旅游局", "区文旅局"),
        2020,
        basis="adjusted",
        layout="founding",
        revenue=(
            _source("一般公共预算财政拨款收入", "30000000.00", "30000000.00", "30000000.00"),
            _source("其他收入", "", "", "450000.00", typed_in_wan=("final",)),
        ),
        basic=_spent("8000000.00", "8000000.00", "7985600.00", typed_in_wan=("executed",)),
        project=_spent("22000000.00", "22000000.00", "21600000.00", typed_in_wan=("executed",)),
        carry_over=Decimal("864400.00"),
        goals=(
            _goal(
                "丰富群众文化生活",
                _row(
                    "产出/数量",
                    "送戏下乡场次",
                    "不少于120场",
                    "126场",
                    "exceeded",
                    "全年送戏下乡126场，观众约4万人次。",
                ),
                _row("产出/数量", "公益电影放映", "1800场次", "1800场次", "met", "在150个村放映公益电影1800场次。"),
                _row("产出/质量", "图书馆定级", "保持一级馆", "保持一级馆", "met", "通过复核，保持一级馆。"),
                _row(
                    "效益/社会效益",
                    "丰富群众精神文化生活（是否）",
                    "是",
                    "是",
                    "met",
                    "全年开展各类活动，群众精神文化生活更加丰富。",
                    nature="yes_no",
                ),
            ),
            _goal(
                "加强文物保护",
                _row(
                    "产出/数量", "文物安全巡查次数", "≥48次", "52次", "exceeded", "每周一次，重大节日前加密，全年52次。"
                ),
                _row(
                    "产出/时效", "修缮工程完成时间", "12月底前", "10月", "met", "3处文保单位的修缮工程于10月完成验收。"
                ),
                _row(
                    "效益/社会效益",
                    "文物安全责任事故",
                    "0起",
                    "0起",
                    "met",
                    "全年没有发生文物安全责任事故。",
                    direction="down",
                ),
            ),
        ),
        statement=_statement(
            ("部分乡镇文化站设施陈旧。",),
            ("争取上级资金更新设施。",),
            date(2021, 3, 1),
        ),
    )


def water() -> Facts:
    """A low rate and a large cut, both explained; an unfinished project; section three and four speak of it."""
    return _facts(
        _names("江城市临河区水务局", "临河区水务局", "区水务局"),
        2022,
        revenue=(
            _source("一般公共预算财政拨款收入", "120000000.00", "96000000.00", "96000000.00"),
            _source("年初结转和结余", "5000000.00", "5000000.00", "5000000.00"),
        ),
        basic=_spent("9600000.00", "9600000.00", "9600000.00"),
        project=_spent("115400000.00", "91400000.00", "64000000.00"),
        carry_over=Decimal("27400000.00"),
        adjustment_reason="水系连通项目用地未批，年中收回项目资金2,400.00万元。",
        low_execution_reason="水系连通项目推迟开工。",
        execution_note="结转资金用于下年继续实施。",
        goals=(
            _goal(
                "保障防洪安全和供水安全",
                _row("产出/数量", "除险加固水库座数", "6座", "6座", "met", "6座小型水库除险加固主体工程完工。"),
                _row(
                    "产出/数量",
                    "水系连通项目河道治理长度",
                    "≥12km",
                    "3.5km",
                    "not_met",
                    "完成河道治理3.5km，其余河段因用地未批没有开工。未完成目标值。",
                    deviation_reason="建设用地审批时间长于预期。",
                    improvement="提前办理用地手续，下年6月前开工。",
                ),
                _row("产出/质量", "单元工程质量合格率", "100%", "100%", "met", "评定单元工程860个，全部合格。"),
                _row(
                    "产出/成本",
                    "概算控制率",
                    "≤100%",
                    "98.7%",
                    "met",
                    "各项目结算价为概算的98.7%，没有超概算。",
                    direction="down",
                ),
                _row("效益/生态效益", "出境断面水质", "达到Ⅲ类", "达到Ⅲ类", "met", "出境断面水质全年达到Ⅲ类。"),
                _row("效益/社会效益", "溃坝事故", "不发生", "未发生", "met", "汛期值守到位，水库安全度汛。"),
            ),
        ),
        statement=_statement(
            ("水系连通项目没有完成年度目标，用地审批滞后。", "执行率偏低。"),
            ("提前办理用地手续。",),
            date(2023, 4, 10),
            foot_reason="水系连通项目用地未批。",
            foot_improvement="提前办理用地手续，加快实施。",
        ),
    )


def statistics() -> Facts:
    """本级; a small office with one goal and three indicators; no problem, and no measure either."""
    return _facts(
        _names("江城市临河区统计局", "临河区统计局", "区统计局"),
        2022,
        scope="own",
        revenue=(_source("一般公共预算财政拨款收入", "4100000.00", "4250000.00", "4250000.00"),),
        basic=_spent("3500000.00", "3600000.00", "3600000.00"),
        project=_spent("600000.00", "650000.00", "470000.00"),
        carry_over=Decimal("180000.00"),
        goals=(
            _goal(
                "按时完成统计调查任务",
                _row("产出/数量", "完成统计月报", "12期", "12期", "met", "每月编印统计月报一期，共12期。"),
                _row(
                    "产出/质量",
                    "统计数据差错率",
                    "≤0.5%",
                    "0.2%",
                    "met",
                    "经上级抽查，差错率为0.2%。",
                    direction="down",
                ),
                _row(
                    "效益/社会效益",
                    "为政府决策提供参考",
                    "有效",
                    "有效",
                    "met",
                    "报送的14篇分析中有5篇得到批示，有效服务了决策。",
                ),
            ),
        ),
        statement=_statement(("无",), ("无",), date(2023, 1, 15), foot_reason="无", foot_improvement="无"),
    )


def emergency() -> Facts:
    """Scored by the national rules of 2020: weights of every level add up; scores within them."""
    return _facts(
        _names("江城市临河区应急管理局", "临河区应急管理局", "区应急局"),
        2021,
        basis="adjusted",
        rule_set="national-2020",
        layout="founding-scored",
        revenue=(_source("一般公共预算财政拨款收入", "18000000.00", "18500000.00", "18500000.00"),),
        basic=_spent("9000000.00", "9200000.00", "9200000.00"),
        project=_spent("9000000.00", "9300000.00", "9115000.00"),
        carry_over=Decimal("185000.00"),
        goals=(
            _goal(
                "防范化解重大安全风险",
                _row(
                    "产出/数量",
                    "安全生产执法检查家次",
                    "≥400家次",
                    "436家次",
                    "exceeded",
                    "全年检查企业436家次，发现隐患1120条。",
                    weight=Decimal(20),
                    score=Decimal(20),
                ),
                _row(
                    "产出/质量",
                    "重大隐患整改率",
                    "100%",
                    "100%",
                    "met",
                    "挂牌督办的9条重大隐患均已整改。",
                    weight=Decimal(15),
                    score=Decimal(15),
                ),
                _row(
                    "产出/时效",
                    "突发事件响应时间",
                    "≤30分钟",
                    "22分钟",
                    "met",
                    "全年处置突发事件18起，平均响应时间22分钟。",
                    weight=Decimal(15),
                    score=Decimal(15),
                    direction="down",
                ),
                _row(
                    "效益/社会效益",
                    "较大以上生产安全事故起数",
                    "0起",
                    "0起",
                    "met",
                    "全年没有发生较大以上生产安全事故。",
                    weight=Decimal(30),
                    score=Decimal(30),
                    direction="down",
                ),
                _row(
                    "满意度/服务对象满意度",
                    "企业满意度",
                    "≥85%",
                    "91%",
                    "exceeded",
                    "回访企业100家，满意度91%。",
                    weight=Decimal(10),
                    score=Decimal(10),
                ),
            ),
        ),
        statement=_statement(("基层执法力量不足。",), ("充实执法力量。",), date(2022, 3, 30)),
    )


def farming() -> Facts:
    """Hubei's hundred points; two goals; units of land and money; over-fulfilled far, with the reason."""
    return _facts(
        _names("江城市临河区农业农村局", "临河区农业农村局", "区农业农村局"),
        2022,
        basis="adjusted",
        rule_set="hubei",
        layout="founding-scored",
        revenue=(
            _source("一般公共预算财政拨款收入", "150000000.00", "161000000.00", "161000000.00"),
            _source("政府性基金预算财政拨款收入", "20000000.00", "21500000.00", "21500000.00"),
        ),
        basic=_spent("30000000.00", "31000000.00", "30800000.00"),
        project=_spent("140000000.00", "151500000.00", "146000000.00"),
        carry_over=Decimal("5700000.00"),
        goals=(
            _goal(
                "稳定粮食生产",
                _row(
                    "产出/数量",
                    "粮食播种面积",
                    "≥42万亩",
                    "43.1万亩",
                    "exceeded",
                    "全年粮食播种面积43.1万亩，总产量17.6万吨。",
                    weight=Decimal(20),
                    score=Decimal(20),
                ),
                _row(
                    "产出/数量",
                    "新建高标准农田",
                    "1.5万亩",
                    "1.5万亩",
                    "met",
                    "新建高标准农田15000亩，覆盖8个村。",
                    weight=Decimal(20),
                ),
            ),
            _goal(
                "增加农民收入",
                _row(
                    "效益/经济效益",
                    "农产品网络零售额",
                    "≥2亿元",
                    "3.2亿元",
                    "exceeded",
                    "依托直播基地，农产品网络零售额达3.2亿元。",
                    weight=Decimal(20),
                    deviation_reason="年中引进两家电商企业，带动销售大幅增长。",
                ),
                _row(
                    "效益/社会效益",
                    "带动脱贫户就业",
                    "至少500户",
                    "560户",
                    "exceeded",
                    "23家经营主体带动脱贫户560户就业。",
                    weight=Decimal(10),
                    score=Decimal("9.5"),
                    deviation_reason="其中12户就业时间不足六个月，自行扣0.5分。",
                ),
                _row(
                    "满意度/服务对象满意度",
                    "农户满意度",
                    "≥90％",
                    "９４％",
                    "exceeded",
                    "抽样调查农户400户，满意度94%。",
                    weight=Decimal(10),
                ),
            ),
        ),
        statement=_statement(("高标准农田管护机制不够健全。",), ("落实管护责任和经费。",), date(2023, 2, 20)),
    )


def market() -> Facts:
    """Sichuan: rate and adjustment explained; words before numbers; a date with its year; 12345 in a name."""
    return _facts(
        _names("川南市沿江县市场监督管理局", "沿江县市场监督管理局", "县市场监管局"),
        2023,
        basis="adjusted",
        rule_set="sichuan",
        layout="founding-scored",
        revenue=(_source("一般公共预算财政拨款收入", "26000000.00", "27300000.00", "27300000.00"),),
        basic=_spent("18000000.00", "19000000.00", "18800000.00"),
        project=_spent("8000000.00", "8300000.00", "5500000.00"),
        carry_over=Decimal("3000000.00"),
        adjustment_reason="年中追加检验检测设备购置经费130.00万元。",
        low_execution_reason="设备采购两次流标，资金结转下年支付。",
        goals=(
            _goal(
                "维护市场秩序",
                _row(
                    "产出/数量",
                    "食品安全监督抽检批次",
                    "不低于1200批次",
                    "1236批次",
                    "exceeded",
                    "完成食品安全监督抽检1236批次，不合格25批次均已处置。",
                    weight=Decimal(30),
                ),
                _row(
                    "产出/时效",
                    "12345热线投诉按期办结率",
                    "达到98%",
                    "99.1%",
                    "exceeded",
                    "受理投诉举报3460件，按期办结率99.1%。",
                    weight=Decimal(20),
                ),
                _row(
                    "产出/成本",
                    "每批次抽检费用",
                    "控制在1500元以内",
                    "1420元",
                    "met",
                    "通过公开招标，平均每批次1420元。",
                    weight=Decimal(10),
                    direction="down",
                ),
                _row(
                    "效益/社会效益",
                    "优化营商环境",
                    "持续优化",
                    "持续优化",
                    "met",
                    "企业开办时间压缩到1个工作日，营商环境持续优化。",
                    nature="qualitative",
                    weight=Decimal(20),
                    score=Decimal(18),
                ),
                _row(
                    "满意度/服务对象满意度",
                    "办事群众满意度",
                    "≥95%",
                    "98%",
                    "exceeded",
                    "“好差评”系统满意度为98%。",
                    weight=Decimal(10),
                ),
            ),
        ),
        statement=_statement(("设备采购流标，影响资金支付。",), ("提前做好采购需求论证。",), date(2024, 3, 5)),
    )


def veterans() -> Facts:
    """Ten rows, not all of them exactly on target; names of the department in all its forms; other departments named."""
    counted = [
        ("走访慰问优抚对象", "≥600人", "642人", "exceeded", "八一、春节走访慰问优抚对象642人。"),
        ("优抚金发放覆盖率", "100%", "100%", "met", "为1840名优抚对象全部发放优抚金。"),
        ("举办专场招聘会", "4场", "4场", "met", "联合区人社局举办专场招聘会4场。"),
        ("职业技能培训人数", "≥150人", "163人", "exceeded", "培训退役军人163人，发证158人。"),
        ("建设服务站", "86个", "86个", "met", "全区86个村（社区）服务站全部建成。"),
    ]
    told = [
        ("产出/质量", "培训合格率", "≥95%", "96.9%", "exceeded", "培训163人，合格158人，合格率96.9%。"),
        ("产出/时效", "优抚金发放时间", "每月20日前", "每月20日前", "met", "每月20日前由区财政局直达个人账户。"),
        ("产出/时效", "安置任务完成时间", "2022年12月前", "2022年10月", "met", "蔡湖街道等地的安置任务于10月完成。"),
        (
            "效益/社会效益",
            "维护退役军人合法权益",
            "有效维护",
            "有效维护",
            "met",
            "江城市临河区退役军人事务局依法办理信访事项。",
        ),
        (
            "满意度/服务对象满意度",
            "退役军人满意度",
            "≥90%",
            "92.5%",
            "exceeded",
            "临河区退役军人事务局回访满意度92.5%。",
        ),
    ]
    return _facts(
        _names("江城市临河区退役军人事务局", "临河区退役军人事务局", "区退役军人局"),
        2022,
        revenue=(
            _source("一般公共预算财政拨款收入", "35000000.00", "37800000.00", "37800000.00"),
            _source("上级补助收入", "1000000.00", "600000.00", "600000.00"),
        ),
        basic=_spent("6000000.00", "6100000.00", "6100000.00"),
        project=_spent("30000000.00", "32300000.00", "29720000.00"),
        carry_over=Decimal("2580000.00"),
        execution_note="区退役军人局按进度支付资金。",
        goals=(
            _goal("做好优抚和就业工作", *(_row("产出/数量", *values) for values in counted)),
            _goal("维护退役军人权益", *(_row(*values) for values in told)),
        ),
        statement=_statement(("部分服务站工作人员为兼职。",), ("配备专职人员。",), date(2023, 3, 31)),
    )


def forestry() -> Facts:
    """Costs of 2021's rules; every kind of typed score: by formula, inside a tier, decided by a person; 优 on the bound."""
    return _facts(
        _names("江城市临河区林业局", "临河区林业局", "区林业局"),
        2022,
        basis="adjusted",
        rule_set="national-2021",
        layout="founding-scored",
        revenue=(_source("一般公共预算财政拨款收入", "20000000.00", "20500000.00", "20500000.00"),),
        basic=_spent("8000000.00", "8200000.00", "8200000.00"),
        project=_spent("12000000.00", "12300000.00", "11685000.00"),
        carry_over=Decimal("615000.00"),
        execution_note="预算执行得分9.7分，总分100分中占10分。",
        goals=(
            _goal(
                "提高森林质量",
                _row(
                    "成本/经济成本",
                    "每亩造林成本",
                    "≤1500元",
                    "1480元",
                    "met",
                    "按合同结算，每亩1480元。",
                    direction="down",
                    weight=Decimal(20),
                    score=Decimal(20),
                ),
                _row(
                    "产出/数量",
                    "人工造林面积",
                    "≥3000亩",
                    "2760亩",
                    "partly",
                    "完成人工造林2760亩，涉及6个乡镇。部分完成目标值。",
                    direction="up",
                    weight=Decimal(20),
                    score=Decimal("18.4"),
                    deviation_reason="春季干旱，240亩造林地推迟栽植。",
                    improvement="余下240亩于秋季补栽。",
                ),
                _row(
                    "产出/时效",
                    "森林资源图更新时间",
                    "10月底前",
                    "11月",
                    "partly",
                    "更新成果于11月通过验收。",
                    nature="deadline",
                    weight=Decimal(20),
                    score=Decimal("14.9"),
                    deviation_reason="外业调查受降雨影响。",
                    improvement="提前安排外业调查。",
                ),
                _row(
                    "效益/生态效益",
                    "改善湿地生态环境",
                    "明显改善",
                    "有所改善",
                    "partly",
                    "湿地水面恢复，鸟类数量有所增加。",
                    nature="qualitative",
                    tier="partly",
                    weight=Decimal(10),
                    score=Decimal(7),
                    deviation_reason="补水工程年底才投入使用。",
                    improvement="下年全年补水。",
                ),
                _row(
                    "效益/社会效益",
                    "提升群众生态保护意识",
                    "有效提升",
                    "明显增强",
                    "met",
                    "进校园、进社区宣传32场。",
                    nature="qualitative",
                    tier="reached",
                    weight=Decimal(10),
                    score=Decimal(10),
                ),
                _row(
                    "满意度/服务对象满意度",
                    "林农满意度",
                    "≥90%",
                    "94%",
                    "exceeded",
                    "回访林农200户，满意度94%。",
                    weight=Decimal(10),
                    score=Decimal(10),
                ),
                achievement="本目标自评得分80.3分，自评等级为良。",
            ),
        ),
        statement=_statement(
            ("造林和湿地补水没有全部完成，上年自评得分88分，等级为良。",),
            ("提前栽植和补水，力争下年自评总分达到95分，评价等级为优。",),
            date(2023, 3, 1),
            conclusion="满分100分，2022年度部门整体绩效自评得分90分，评价等级为“优”。",
        ),
    )


def archives() -> Facts:
    """Hubei, the money half explained; no score typed but those that are asked for; total and grade named in other words."""
    return _facts(
        _names("江城市临河区档案馆", "临河区档案馆", "区档案馆"),
        2022,
        basis="adjusted",
        rule_set="hubei",
        layout="founding-scored",
        revenue=(_source("一般公共预算财政拨款收入", "6000000.00", "6000000.00", "6000000.00"),),
        basic=_spent("4000000.00", "4000000.00", "3900000.00"),
        project=_spent("2000000.00", "2000000.00", "600000.00"),
        carry_over=Decimal("1500000.00"),
        low_execution_reason="库房改造项目年底才完成招标，资金结转下年支付。",
        goals=(
            _goal(
                "推进档案数字化",
                _row(
                    "产出/数量",
                    "数字化档案页数",
                    "≥50万页",
                    "54万页",
                    "exceeded",
                    "完成馆藏档案数字化54万页。",
                    weight=Decimal(30),
                ),
                _row(
                    "产出/质量",
                    "扫描差错率",
                    "≤0.5%",
                    "0.8%",
                    "partly",
                    "抽检5000页，差错率0.8%。部分完成目标值。",
                    direction="down",
                    weight=Decimal(20),
                    deviation_reason="部分民国档案字迹褪色。",
                    improvement="增加人工校对。",
                ),
                _row(
                    "效益/社会效益",
                    "方便群众查档（是否）",
                    "是",
                    "是",
                    "met",
                    "开通网上查档。",
                    nature="yes_no",
                    weight=Decimal(15),
                ),
                _row(
                    "效益/可持续影响",
                    "提升档案管理水平",
                    "持续提升",
                    "稳步提升",
                    "met",
                    "建立异地备份制度。",
                    nature="qualitative",
                    tier="reached",
                    weight=Decimal(15),
                    score=Decimal("13.5"),
                ),
            ),
        ),
        statement=_statement(
            ("扫描差错率偏高，库房改造支出进度慢。",),
            ("增加校对，加快库房改造。",),
            date(2023, 2, 28),
            conclusion="全区档案工作考核综合得分96分，等级为优。经综合评价，本馆总得分86分，自评结果为“良好”。",
        ),
    )


FLAWLESS = (
    *(roads, schools, health, culture, water, statistics, emergency, farming, market, veterans),
    *(forestry, archives),
)
