"""What is said of costs without a figure: 控制在预算内, 未超预算, 不超支; and 超预算5%."""

import re

_BUDGET = "(?:年初|年度|批复|财政|部门|项目|核定|下达|概算|批准)*的?(?:预算|概算|计划|成本|批复)(?:批复|控制|安排|指标|下达|资金|金额|总额|标准|成本|支出|执行)*(?:数|额|值|内|范围)?"
_KEPT = re.compile(
    "(?:(?:成本|支出|费用|资金|经费|总成本|项目成本|严格|有效|均|已|全部|能够|按照|按)*)"
    f"(?:(?:不|未|没有|无|不得|≤|小于等于|低于|小于)(?:超|超过|超出|突破|高于|大于)?{_BUDGET}"
    "|(?:不|未|没有|无|不得|均未)(?:超支|超支出|出现超支|发生超支|超出|超支现象|超支情况)"
    f"|(?:控制|管控|节约|严控)?在?{_BUDGET}(?:范围)?(?:以内|之内|内)?(?:控制|支出|执行)?)"
)
_BROKEN = re.compile(f"(?:已|略|稍)?(?:超支|(?:超|超过|超出|突破|高于)(?:了)?{_BUDGET})(?:[0-9.]+.{{0,6}})?")

_LONGEST = 30


def said_of_it(said: str) -> str:
    """One word each for what keeps within the budget and what does not; "" for all else."""
    if len(said) > _LONGEST:
        return ""
    if _BROKEN.fullmatch(said):
        return "超预算"
    inside = any(word in said for word in ("内", "范围", "未", "不", "没", "无", "≤", "小于", "低于"))
    return "预算内" if inside and ("预算" in said or "概算" in said or "超" in said) and _KEPT.fullmatch(said) else ""
