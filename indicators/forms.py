"""The form of 问题与改进. It lays out labels, inputs and help; reading and saving is done cell by cell."""

from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row
from django import forms

from budgets.forms import CellForm

ONE_PER_LINE = "每行一条，编号自动生成；从 Word 粘贴时原有的编号会去掉。没有问题也请如实写一条。"
GENERATED = "留空时按各指标的偏差原因和改进措施自动生成；填写后以这里的文字为准。"
LABELS = {"problems": "三、存在的问题和原因", "improvements": "四、下一步拟改进措施"}
HELP = {
    "problems": ONE_PER_LINE,
    "improvements": "每行一条，编号自动生成。",
    "foot_reason": GENERATED,
    "foot_improvement": GENERATED,
    "filing_date": "留空则为提交当天。写法如 2023-03-15 或 2023年3月15日。",
    "conclusion": "版式中没有“评价结论”一栏时不打印。",
}
LONG = {"problems": 6, "improvements": 6, "foot_reason": 3, "foot_improvement": 3, "conclusion": 3}
_NUMBERED = '{{% include "indicators/_numbered.html" with cell=cells.{} %}}'


LAYOUT = Layout(
    Div("problems", HTML(_NUMBERED.format("problems")), css_class="part"),
    Div("improvements", HTML(_NUMBERED.format("improvements")), css_class="part"),
    Fieldset("自评表末尾的两栏", "foot_reason", "foot_improvement"),
    Fieldset(
        "填报信息",
        Row(Column("filing_date"), Column("unit_head"), Column("finance_head")),
        Row(Column("contact_name"), Column("contact_phone"), Div(css_class="col-md")),
        "conclusion",
    ),
)


class StatementForm(CellForm):
    owner = "statement"
    arrangement = LAYOUT

    def field_of(self, name, cell):
        attrs = {"id": cell.id, "autocomplete": "off"}
        if name in LONG:
            attrs["rows"] = LONG[name]
        if not cell.is_open:
            attrs["readonly"] = True
        return forms.CharField(
            label=LABELS.get(name, cell.label),
            help_text=HELP.get(name, ""),
            required=False,
            strip=False,
            widget=(forms.Textarea if name in LONG else forms.TextInput)(attrs),
        )
