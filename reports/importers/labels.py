"""What the labels of tables mean: columns of indicators and of money, heads of forms, rows at their foot."""

import re
from functools import lru_cache

from budgets.text import narrow
from reports.importers.words import folded

_BRACKETS = re.compile(r"[（(【\[][^（()）【】\[\]]*[)）】\]]")
# Labels come again and again; whole cells of text would only lie about.
_SHORT = 60
_UNIT = re.compile(r"(?:单位|币种)\s*[:：]?\s*(?:人民币)?\s*(万元|元)|[（(\[]\s*(?:单位[:：]\s*)?(万元|元)\s*[)）\]]")


def bare(label: str) -> str:
    """A label without blanks, punctuation, and what stands in brackets or counts columns: 全年预算数 of 全年（调整）预算数（A）."""
    return _bare_short(label) if len(label) <= _SHORT else _bare(label)


@lru_cache(maxsize=4096)
def _bare_short(label: str) -> str:
    return _bare(label)


def _bare(label: str) -> str:
    narrowed = narrow(label)
    cut = folded(_BRACKETS.sub("", narrowed)) or folded(narrowed)
    return re.sub(r"(?<=[\u4e00-\u9fff])[A-Fa-f]$", "", cut)


def unit_in(text: str) -> str:
    """ "万元", "元" or "" as a label or a line above a table says."""
    match = _UNIT.search(text) if len(text) <= 200 else None
    return (match[1] or match[2]) if match else ""


def _table(**names: str) -> dict[str, str]:
    return {name: field for field, line in names.items() for name in line.split()}


_INDICATOR = _table(
    level1="一级指标 一级 一级指标名称",
    level2="二级指标 二级 二级指标名称",
    name="三级指标 三级 指标名称 三级指标名称 指标内容 具体指标 绩效指标名称 三级指标内容 四级指标 绩效指标内容",
    target="""年初目标值 年度指标值 指标值 目标值 年初指标值 计划指标值 年度目标值 预期指标值 预期目标值 绩效目标值 计划完成值 年初绩效目标值
        年初设定目标值 预期值 年初目标 计划值 指标目标值 全年目标值 绩效指标值 设定目标值 年初设定值 年度绩效指标值 计划目标值 目标指标值 年初设定指标值
        预期 年度指标 年度计划值 计划数 目标数 年度目标 年初计划值 年初绩效指标值 预期完成值 年初绩效目标 绩效目标""",
    adjusted_target="调整指标值 调整后目标值 调整后指标值 调整目标值 全年调整指标值 调整后年度指标值 年中调整值 调整值 调整后绩效目标值",
    actual="""实际 实际完成值 全年完成值 完成值 全年实际值 实际完成指标值 实际值 指标完成值 实际完成 全年实际完成值 年度完成值 全年完成情况 实际完成情况 业绩值
        实际完成数 完成数 年度实际完成值 全年实际完成情况 年末完成值 实际完成结果 实际情况 自评完成值 全年完成指标值 实际完成指标 完成指标值 年度实际值""",
    completion="完成情况 指标完成情况 完成程度",
    weight="分值 权重 指标权重 指标分值 标准分 分值权重 权重分值 满分 标准分值 权重分 设定分值 分值权重分 分数",
    score="得分 指标得分 自评得分 自评分 实际得分 评分 单位自评得分 自评分值 自评得分值 自评分数 部门自评得分",
    review_score="复核分 复核得分 财政复核得分 复评分 复评得分 复核评分",
    coefficient="得分系数 完成率 指标完成率 完成比例",
    operator="指标性质 指标方向 符号 运算符号 比较符 计算符号 性质",
    unit="计量单位 度量单位 单位 指标单位",
    core="是否核心指标 核心指标",
    criterion="评价标准 评分标准 计分标准 评分细则 指标解释 指标说明 评分规则 评价方法 计分方法 评分办法 评价要点",
    tier="分档",
    adjustment_reason="调整原因",
    analysis="完成情况分析 完成情况说明 指标完成情况分析 自评说明 指标完成情况说明",
    improvement="改进措施 整改措施 下一步改进措施",
    evidence="佐证材料 数据来源 证明材料 依据 支撑材料 评价依据",
    remark="备注 说明 其他说明 其他需要说明的情况",
    number="序号 编号 行次",
    goal="所属年度目标 所属目标 目标名称",
    goal_number="年度目标序号",
    key="行标识",
)  # fmt: skip
_OTHER_YEARS = re.compile("上年|去年|上一年|往年|历史|前[一二三]年|基期|基准|行业|标杆")
# Every place has a word of its own for them.
_VALUES = (
    ("adjusted_target", re.compile(r"调整后?.{0,8}(?:目标|指标|预期|计划)值")),
    ("actual", re.compile(r".{0,6}(?:实际|完成|实现|达成).{0,6}(?:值|数值|结果)")),
    ("target", re.compile(r".{0,6}(?:目标|指标|预期|计划|设定).{0,4}(?:值|数值)")),
)
_REASON = re.compile(r"(?:偏差|未完成|未达标|扣分|超额|原因).*(?:原因|分析|措施|说明)|^原因$")


def indicator_field(label: str) -> str:
    """The field of an indicator that a column of this label holds, "" for any other label."""
    if not label or len(label) > 40:
        return ""
    words = bare(label)
    if field := _INDICATOR.get(words):
        return field
    for field, pattern in _VALUES:
        if pattern.fullmatch(words) and not _OTHER_YEARS.search(words):
            return field
    if _REASON.search(words):
        return "explained" if "措施" in words or "改进" in words else "deviation_reason"
    return ""


def is_of_another_year(label: str) -> bool:
    return _OTHER_YEARS.search(label) is not None


_MONEY = _table(
    initial="年初预算数 年初预算 年初数 年初预算金额 年初批复预算数 年初预算批复数 年初部门预算数 年初预算额 批复预算数 年初批复数",
    adjusted="""调整预算数 调整后预算数 全年预算数 调整后预算 全年预算 全年调整预算数 预算调整后数 调整后全年预算数 调整后数 调整后 全年预算金额
        调整预算 调整后预算金额""",
    budget="预算数 预算金额 预算安排数 预算 预算总额 年度预算数 预算安排",
    final="决算数 决算 决算金额 决算数额",
    executed="""执行数 全年执行数 实际执行数 全年执行 执行金额 支出数 实际支出数 实际支出 执行 全年支出数 实际执行 全年实际执行数 预算执行数
        年度执行数 决算支出数 全年实际支出数 全年执行金额""",
    rate="执行率 预算执行率 资金执行率 支出进度 全年执行率",
    weight="分值 权重 执行率权重 执行率分值",
    score="得分 执行率得分 自评得分",
    explained="原因 偏差原因 执行率偏低原因 原因说明",
)  # fmt: skip
AMOUNTS = ("initial", "adjusted", "budget", "final", "executed")


def money_field(label: str) -> str:
    """The column of an amount, "" for any other label. The difference that an adjustment made is no column here."""
    return _MONEY.get(bare(label), "") if label and len(label) <= 40 else ""


_HEAD = _table(
    unit_name="单位名称 部门名称 预算单位 填报单位 部门 主管部门 预算部门 编制单位 部门单位名称 自评单位 实施单位 部门全称 评价单位 预算部门名称 单位全称 地方主管部门 项目单位 项目实施单位",
    filing_date="填报日期 填表日期 填报时间 填表时间 自评日期 自评时间 报告日期 报告时间 编制日期 上报日期 评价日期",
    contact_name="部门联系人 联系人 填报联系人 填报人 填表人",
    contact_phone="联系电话 电话 联系方式",
    basic="基本支出总额 基本支出 基本支出小计",
    project="项目支出总额 项目支出 项目支出小计",
    total="自评总分 总分 自评得分 总得分 自评总得分",
    grade="自评等级 等级 评价等级 自评结论等级",
    unit_head="单位负责人 部门负责人 主要负责人 单位主要负责人",
    finance_head="财务负责人",
    year="年度 预算年度 评价年度 自评年度 绩效年度",
    conclusion="自评结论 评价结论 自评结果",
    carry_over="年末结转结余 结转结余 年末结转和结余 年末结余结转",
)  # fmt: skip


def head_field(label: str) -> str:
    """What stands beside a label in a form's head, "" for any other text."""
    if not label or len(label) > 30:
        return ""
    words = bare(label)
    return _HEAD.get(words) or _HEAD.get(re.sub(r"^其中|^(?:财政|区级|市级|省级)", "", words), "")


_FOOT = (
    ("foot_reason", re.compile(r"^(?:偏差|目标未完成|绩效目标未完成|未完成).{0,14}原因.{0,6}$|^原因分析$|^存在(?:的)?(?:主要)?问题.{0,8}$")),
    ("foot_improvement", re.compile(r"^(?:下一步)?改进措施.{0,12}$|^整改措施.{0,8}$|^结果应用.{0,6}$")),
    ("conclusion", re.compile(r"^(?:自评|评价|绩效自评|总体)结论$")),
    ("signature", re.compile(r"签批意见|签字|签章|盖章|审核意见|主管部门意见|负责人意见")),
)  # fmt: skip


def foot_field(label: str) -> str:
    words = bare(label) if label and len(label) <= 60 else ""
    return next((field for field, pattern in _FOOT if pattern.search(words)), "") if words else ""


_GOAL = _table(
    description="预期目标 年初绩效目标 年度预期目标 年初设定目标 年初目标 年度目标 预期绩效目标 年度绩效目标 年初设定绩效目标 年初预期目标 总体目标 年度总体目标",
    adjusted_description="全年绩效目标 调整绩效目标 调整后绩效目标 全年调整绩效目标 调整后目标",
    achievement="""实际完成情况 全年目标实际完成情况 目标实际完成情况 目标完成情况 全年实际完成情况 年度目标完成情况 全年绩效目标实际完成情况
        年度总体目标完成情况 全年目标完成情况 总体完成情况""",
)  # fmt: skip


def goal_field(label: str) -> str:
    return _GOAL.get(bare(label), "") if label and len(label) <= 40 else ""


_SIDE = re.compile(
    r"(?:年度|年初|全年|部门|整体|支出|项目)*(?:总体)?(?:绩效)?(?:目标|指标)(?:完成情况|情况)?|(?:项目)?预算(?:资金)?(?:执行)?(?:情况)?|"
    r"(?:年度)?(?:项目|部门)?资金(?:情况|来源)?|年度(?:总体|绩效)目标(?:完成情况)?|收支情况|基本情况|(?:部门)?整体支出"
)


def is_side_label(text: str) -> bool:
    """Runs down beside other rows and says nothing about any of them."""
    return _SIDE.fullmatch(bare(text)) is not None


_TOTAL = {"总分", "合计", "总计", "总得分", "得分合计", "小计", "总分合计", "自评总分", "分值合计", "总分值"}


def is_total(text: str) -> bool:
    return bare(text) in _TOTAL


FIRST_COLUMN = {"项目", "收入项目", "收入来源", "资金来源", "来源", "科目", "项目名称", "资金性质", "收入"}
EMPTY = {"", "—", "——", "－－", "--", "———", "…", "……"}
EMPTY_UNIT = EMPTY | {"-", "－", "/", "无"}
