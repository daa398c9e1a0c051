"""The official forms as data: labels, columns, merged cells, notes, headings and their order.

An entry is never changed once it has landed; a changed form is a new name. Wording that depends on facts is composed.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class HeadCell:
    """A cell above the goals: a `label`, a printed `text`, or the value of a `field`, or none (an empty corner).

    field: "full_name", "form_name", "short_name", "filing_date", "contact_name", "contact_phone", "basic", "project",
    "initial", "adjusted", "budget" (on the evaluation's basis), "executed", "rate", "execution_weight",
    "execution_score", "total_weight", "total", "grade"; of a part of the money "KIND.COLUMN", KIND being one of
    `indicators.funding.KINDS` and COLUMN "initial", "adjusted", "executed" or "rate".
    A label knows {points} and {times}: （20分） and （20分×执行率） where the rules give points for 执行率, else nothing.
    """

    label: str = ""
    field: str = ""
    across: int = 1
    down: int = 1
    text: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the indicators. field: of `indicators.facts.Row`. merged: equal neighbours become one cell.

    The column "score" shows what counts, "weight" what it is out of. Fields that are made from others: "explained"
    (偏差原因 and 改进措施), "coefficient" (得分 in percent of 分值), "operator" (what kind of figure the target is:
    ≥ ≤ ＝ 定性), "core" (是 or 否). "unit" is that of its own field, else the one that the target names.
    """

    field: str
    label: str
    width: int
    merged: bool = False
    align: str = "center"


@dataclass(frozen=True)
class FootRow:
    """field: of the statement; what is typed there replaces the text that is generated from the rows."""

    field: str
    label: str


@dataclass(frozen=True)
class GoalColumn:
    """A column of the block that states the goals themselves. field: of `indicators.facts.GoalFacts`."""

    field: str
    label: str
    across: int


@dataclass(frozen=True)
class SignRow:
    """A row at the very foot, in which somebody writes by hand."""

    label: str
    text: str


@dataclass(frozen=True)
class Section:
    """A numbered heading of the narrative. key: "1", "1.2" …; its depth is the heading's level."""

    key: str
    text: str


@dataclass(frozen=True)
class FormLayout:
    """One official form.

    Patterns know {year}, {full_name}, {form_name}, {short_name}; `goal_band` knows {number}, {title} and {points},
    which is （40分） in a scored evaluation and else nothing.
    weighted_name: how an indicator is called that has a weight, where the form has no column for it.
    total: rows below the goals, of cells like those of the head.
    orientation: "portrait" or "landscape". note_basis: the 口径 that the printed notes define.
    side_label, side_width: the column that runs down beside each goal's indicators; no label, no column.
    goals_label, goal_columns: the block that states the goals before their indicators; no columns, no block.
    bands: whether each goal has a band and a table head of its own; else all indicators stand together, by level, in
    a table whose head is repeated on each page, and what stands above them has `head_widths` of its own.
    placeholder: stands in empty cells. foot_none: stands in a foot row when there is nothing to report.
    adjusted_target: how a target and its adjusted value share the column that judges, {target} and {adjusted}.
    sign_off: printed under the form while it awaits signature and stamp; sign_rows: in the form itself, always.
    filing_label, notes_label: no label, no such line. needs: facts that this form prints
    and that must therefore be filled in. aliases: other words that a column's label is met under.
    scored: has room for points. made_for: names of the rule sets whose own form this is.
    """

    name: str
    title: str
    narrative_title: tuple[str, ...]
    sections: tuple[Section, ...]
    annex_label: str
    form_title: str
    name_label: str
    filing_label: str
    head: tuple[tuple[HeadCell, ...], ...]
    goal_band: str
    columns: tuple[Column, ...]
    foot: tuple[FootRow, ...]
    notes_label: str
    notes: tuple[str, ...]
    sign_off: tuple[str, ...]
    note_basis: str
    side_label: str = ""
    side_width: int = 0
    goals_label: str = ""
    goal_columns: tuple[GoalColumn, ...] = ()
    bands: bool = True
    head_widths: tuple[int, ...] = ()
    sign_rows: tuple[SignRow, ...] = ()
    adjusted_target: str = "{target}（调整后：{adjusted}）"
    orientation: str = "portrait"
    scored: bool = False
    made_for: tuple[str, ...] = ()
    weighted_name: str = "{name}"
    total: tuple[tuple[HeadCell, ...], ...] = ()
    placeholder: str = ""
    foot_none: str = "无"
    needs: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        side = (self.side_width,) if self.side_label else ()
        return (*side, *(column.width for column in self.columns))

    @property
    def top_widths(self) -> tuple[int, ...]:
        """Of the rows above the indicators."""
        return self.head_widths or self.widths

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)


SECTIONS = (
    Section("1", "一、部门整体绩效目标完成情况"),
    Section("1.1", "（一）执行率情况"),
    Section("1.2", "（二）完成的绩效目标"),
    Section("1.3", "（三）未完成的绩效目标"),
    Section("2", "二、绩效目标完成情况分析"),
    Section("2.1", "（一）预算执行情况分析"),
    Section("2.2", "（二）绩效目标完成情况分析"),
    Section("3", "三、存在的问题和原因分析"),
    Section("4", "四、下一步拟改进措施"),
)

_FOUNDING_FOOT = (
    FootRow("foot_reason", "偏差大或目标未完成原因分析"),
    FootRow("foot_improvement", "改进措施及结果应用方案"),
)
_FOUNDING_TIERS = (
    "2.定性指标分档原则：分为达成预期指标、部分达成预期指标并具有一定效果、未达成预期指标且效果较差三档。"
    "选择部分达成或未达成的，必须说明原因和改进措施。"
)
_FOUNDING_SATISFACTION = "3.基于经济性和必要性等因素考虑，满意度指标难以统计的，在自评时可不作为必评指标。"
_FOUNDING_SIGN_OFF = (
    "单位负责人（签字）：　　　　　　　　　　单位（盖章）：",
    "年　　月　　日",
)

_FOUNDING_SCORED = FormLayout(
    name="founding-scored",
    title="部门整体绩效自评表（计分）",
    narrative_title=("{full_name}", "{year}年度整体绩效自评结果"),
    sections=SECTIONS,
    annex_label="附件：部门整体绩效自评表",
    form_title="{year}年度{form_name}部门整体绩效自评表",
    name_label="单位名称：",
    filing_label="填报日期：",
    head=(
        (HeadCell("单位名称"), HeadCell(field="form_name", across=6)),
        (
            HeadCell("基本支出总额"),
            HeadCell(field="basic", across=2),
            HeadCell("项目支出总额"),
            HeadCell(field="project", across=3),
        ),
        (
            HeadCell("预算执行情况（万元）{points}", down=2),
            HeadCell(across=2),
            HeadCell("预算数（A）"),
            HeadCell("执行数（B）"),
            HeadCell("执行率（B/A）"),
            HeadCell("得分{times}"),
        ),
        (
            HeadCell("部门整体支出总额", across=2),
            HeadCell(field="budget"),
            HeadCell(field="executed"),
            HeadCell(field="rate"),
            HeadCell(field="execution_score"),
        ),
    ),
    goal_band="年度目标{number}{points}：{title}",
    side_label="年度绩效目标完成情况",
    side_width=12,
    columns=(
        Column("level1", "一级指标", 11, merged=True),
        Column("level2", "二级指标", 12, merged=True),
        Column("name", "三级指标", 26, align="left"),
        Column("target", "年初目标值", 14),
        Column("actual", "实际完成值", 14),
        Column("score", "得分", 11),
    ),
    # The form has no column for weights; where they are, they stand behind the name.
    weighted_name="{name}（{weight}分）",
    total=((HeadCell("总分"), HeadCell(field="total", across=2), HeadCell("等级"), HeadCell(field="grade", across=3)),),
    foot=_FOUNDING_FOOT,
    notes_label="备注：",
    notes=(
        # Scored, the form measures against the adjusted budget.
        "1.预算执行情况口径：预算数为调整后预算总额（包括上年结余结转），执行数为单位实际支出数。",
        _FOUNDING_TIERS,
        _FOUNDING_SATISFACTION,
    ),
    sign_off=_FOUNDING_SIGN_OFF,
    note_basis="adjusted",
    scored=True,
    needs=(
        "filing_date",
        "level1",
        "level2",
        "name",
        "target",
        "actual",
        "analysis",
        "problems",
        "improvements",
        "weight",
    ),
    aliases=(("年度指标值", "target"), ("目标值", "target"), ("完成值", "actual"), ("全年完成值", "actual")),
)

# The same form, approved by the head of the unit on the paper itself.
_FOUNDING_SIGNED = replace(
    _FOUNDING_SCORED,
    name="founding-signed",
    title="部门整体绩效自评表（计分，主要负责人签批）",
    sign_rows=(SignRow("单位主要负责人签批意见", "\n\n签名：　　　　　　　　　　　　　年　　月　　日"),),
    # Signature and date stand in the form.
    sign_off=("单位（盖章）：",),
)

_FUNDING = "预算资金（万元）"


def _of_kind(label: str, kind: str) -> tuple[HeadCell, ...]:
    """A row of 预算资金; points are given to the whole alone."""
    amounts = [HeadCell(field=f"{kind}.{column}") for column in ("initial", "adjusted", "executed")]
    return (HeadCell(label), *amounts, HeadCell(text="—"), HeadCell(field=f"{kind}.rate"), HeadCell(text="—"))


_ENTRIES = (
    FormLayout(
        name="founding",
        title="部门整体绩效自评表（不计分）",
        narrative_title=("{full_name}", "{year}年度整体绩效自评结果"),
        sections=SECTIONS,
        annex_label="附件：部门整体绩效自评表",
        form_title="{year}年度{form_name}部门整体绩效自评表",
        name_label="单位名称：",
        filing_label="填报日期：",
        head=(
            (HeadCell("单位名称"), HeadCell(field="form_name", across=5)),
            (
                HeadCell("基本支出总额"),
                HeadCell(field="basic", across=2),
                HeadCell("项目支出总额"),
                HeadCell(field="project", across=2),
            ),
            (
                HeadCell("预算执行情况（万元）", down=2),
                HeadCell(across=2),
                HeadCell("预算数（A）"),
                HeadCell("执行数（B）"),
                HeadCell("执行率（B/A）"),
            ),
            (
                HeadCell("部门整体支出总额", across=2),
                HeadCell(field="budget"),
                HeadCell(field="executed"),
                HeadCell(field="rate"),
            ),
        ),
        goal_band="年度目标{number}：{title}",
        side_label="年度绩效目标完成情况",
        side_width=13,
        columns=(
            Column("level1", "一级指标", 12, merged=True),
            Column("level2", "二级指标", 13, merged=True),
            Column("name", "三级指标", 32, align="left"),
            Column("target", "年初目标值", 15),
            Column("actual", "实际完成值", 15),
        ),
        foot=_FOUNDING_FOOT,
        notes_label="备注：",
        notes=(
            "1.预算执行情况口径：预算数为年初预算总额（包括上年结余结转），执行数为调整后单位实际支出数。",
            _FOUNDING_TIERS,
            _FOUNDING_SATISFACTION,
        ),
        sign_off=_FOUNDING_SIGN_OFF,
        note_basis="initial",
        needs=("filing_date", "level1", "level2", "name", "target", "actual", "analysis", "problems", "improvements"),
        aliases=(("年度指标值", "target"), ("目标值", "target"), ("完成值", "actual"), ("全年完成值", "actual")),
    ),
    _FOUNDING_SCORED,
    _FOUNDING_SIGNED,
    FormLayout(
        name="national-2020",
        title="部门整体支出绩效自评表（财政部2020年格式）",
        narrative_title=("{full_name}", "{year}年度部门整体支出绩效自评报告"),
        sections=SECTIONS,
        annex_label="附件：部门整体支出绩效自评表",
        form_title="{year}年度部门整体支出绩效自评表",
        name_label="部门：",
        filing_label="填报日期：",
        head=(
            (HeadCell("部门", across=2), HeadCell(field="full_name", across=6)),
            (
                HeadCell(_FUNDING, down=5),
                HeadCell(),
                HeadCell("年初预算数"),
                HeadCell("全年预算数"),
                HeadCell("全年执行数"),
                HeadCell("分值"),
                HeadCell("执行率"),
                HeadCell("得分"),
            ),
            (
                HeadCell("年度资金总额"),
                HeadCell(field="initial"),
                HeadCell(field="adjusted"),
                HeadCell(field="executed"),
                HeadCell(field="execution_weight"),
                HeadCell(field="rate"),
                HeadCell(field="execution_score"),
            ),
            _of_kind("其中：当年财政拨款", "appropriation"),
            _of_kind("上年结转资金", "carried"),
            _of_kind("其他资金", "other"),
        ),
        goal_band="年度目标{number}：{title}",
        goals_label="年度总体目标",
        goal_columns=(GoalColumn("description", "预期目标", 3), GoalColumn("achievement", "实际完成情况", 4)),
        bands=False,
        head_widths=(8, 19, 15, 15, 15, 8, 10, 10),
        columns=(
            Column("level1", "一级指标", 9, merged=True),
            Column("level2", "二级指标", 11, merged=True),
            Column("name", "三级指标", 23, align="left"),
            Column("target", "年度指标值", 12),
            Column("actual", "实际完成值", 12),
            Column("weight", "分值", 7),
            Column("score", "得分", 8),
            Column("explained", "偏差原因分析及改进措施", 18, align="left"),
        ),
        total=(
            (
                HeadCell("总分", across=5),
                HeadCell(field="total_weight"),
                HeadCell(field="total"),
                HeadCell(field="grade"),
            ),
        ),
        foot=(),
        notes_label="",
        notes=(),
        sign_off=_FOUNDING_SIGN_OFF,
        # 全年预算数 is the adjusted one.
        note_basis="adjusted",
        scored=True,
        made_for=("national-2020", "national-2021"),
        needs=(
            "filing_date",
            "level1",
            "level2",
            "name",
            "target",
            "actual",
            "analysis",
            "problems",
            "improvements",
            "weight",
            "description",
            "achievement",
            "executed_by_source",
        ),
        aliases=(
            ("年初目标值", "target"),
            ("目标值", "target"),
            ("指标值", "target"),
            ("全年完成值", "actual"),
            ("完成值", "actual"),
        ),
    ),
    FormLayout(
        name="chongqing",
        title="部门整体支出绩效自评表（重庆市格式）",
        narrative_title=("{full_name}", "{year}年度部门整体支出绩效自评报告"),
        sections=SECTIONS,
        annex_label="附件：部门整体支出绩效自评表",
        form_title="{year}年度部门整体支出绩效自评表",
        name_label="部门：",
        filing_label="填报日期：",
        head=(
            (
                HeadCell("主管部门"),
                HeadCell(field="full_name", across=2),
                HeadCell("自评总分"),
                HeadCell(field="total", across=2),
            ),
            (
                HeadCell("部门联系人"),
                HeadCell(field="contact_name", across=2),
                HeadCell("联系电话"),
                HeadCell(field="contact_phone", across=2),
            ),
            (
                HeadCell("年初预算数（万元）"),
                HeadCell("全年（调整）预算数（万元）"),
                HeadCell("全年执行数（万元）"),
                HeadCell("执行率"),
                HeadCell("执行率权重（分）"),
                HeadCell("执行率得分（分）"),
            ),
            (
                HeadCell(field="initial"),
                HeadCell(field="adjusted"),
                HeadCell(field="executed"),
                HeadCell(field="rate"),
                HeadCell(field="execution_weight"),
                HeadCell(field="execution_score"),
            ),
        ),
        goal_band="年度目标{number}：{title}",
        goal_columns=(
            GoalColumn("description", "年初绩效目标", 2),
            GoalColumn("adjusted_description", "全年（调整）绩效目标", 2),
            GoalColumn("achievement", "全年目标实际完成情况", 2),
        ),
        bands=False,
        head_widths=(17, 17, 16, 16, 17, 17),
        columns=(
            Column("name", "指标名称", 24, align="left"),
            Column("unit", "计量单位", 8),
            Column("operator", "指标性质", 8),
            Column("target", "年初指标值", 11),
            Column("adjusted_target", "调整指标值", 11),
            Column("actual", "全年完成值", 11),
            Column("coefficient", "得分系数（%）", 7),
            Column("weight", "指标权重（分）", 7),
            Column("score", "指标得分（分）", 7),
            Column("core", "是否核心指标", 6),
        ),
        foot=(),
        notes_label="",
        notes=(),
        sign_off=_FOUNDING_SIGN_OFF,
        # 全年（调整）预算数.
        note_basis="adjusted",
        orientation="landscape",
        scored=True,
        placeholder="—",
        needs=(
            "filing_date",
            "level1",
            "level2",
            "name",
            "target",
            "actual",
            "analysis",
            "problems",
            "improvements",
            "weight",
            "description",
            "achievement",
            "contact_name",
            "contact_phone",
        ),
        aliases=(
            ("三级指标", "name"),
            ("年初目标值", "target"),
            ("年度指标值", "target"),
            ("指标值", "target"),
            ("调整后目标值", "adjusted_target"),
            ("实际完成值", "actual"),
            ("完成值", "actual"),
            ("分值", "weight"),
            ("权重", "weight"),
            ("得分", "score"),
        ),
    ),
)

LAYOUTS = {entry.name: entry for entry in _ENTRIES}
