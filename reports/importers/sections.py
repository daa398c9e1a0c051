"""Which section a heading opens, which goal it names, and what kind of table a table is, told by their words."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from indicators.ordinals import ordinal_of
from reports.importers.source import Grid
from reports.importers.words import Lead, folded, lead_of, level_of

# A heading is short and does not end like a sentence.
_LONGEST_HEADING = 40
STOPS = "。；;！!？?，,"

# What each section may be called; the first is the official one. Compared without numbers and punctuation.
_NAMES: dict[str, tuple[str, ...]] = {
    "1": (
        "部门整体绩效目标完成情况", "部门整体支出绩效目标完成情况", "绩效目标总体完成情况", "整体绩效目标完成情况", "绩效自评结果",
        "部门绩效目标完成情况", "自评结果", "绩效自评结论", "自评结论", "总体绩效目标完成情况", "部门整体支出绩效自评情况",
    ),
    "1.1": ("执行率情况", "预算执行率情况", "预算执行情况", "资金执行情况", "预算执行率", "预算资金执行情况", "部门预算执行情况"),
    "1.2": (
        "完成的绩效目标", "已完成的绩效目标", "绩效目标完成情况", "完成的绩效指标", "已完成的绩效指标", "完成绩效目标情况",
        "完成的年度绩效目标",
    ),
    "1.3": ("未完成的绩效目标", "未完成绩效目标", "未完成的绩效指标", "未完成的绩效目标情况", "未完成绩效目标情况", "没有完成的绩效目标"),
    "2": ("绩效目标完成情况分析", "部门整体绩效目标完成情况分析", "自评情况分析", "绩效自评分析", "绩效目标实现情况分析"),
    "2.1": (
        "预算执行情况分析", "资金执行情况分析", "预算资金执行情况分析", "部门预算执行情况分析", "项目资金情况分析", "资金情况分析",
        "资金使用情况分析", "部门整体支出管理及使用情况", "预算收支情况分析",
    ),
    "2.2": (
        "绩效目标完成情况分析", "绩效指标完成情况分析", "总体绩效目标完成情况分析", "年度绩效目标完成情况分析", "绩效目标实现情况分析",
        "各项绩效指标完成情况分析", "绩效指标分析", "指标完成情况分析",
    ),
    "3": (
        "存在的问题和原因分析", "存在的问题和原因", "存在的问题及原因分析", "存在的主要问题", "存在的问题", "存在问题", "存在的主要问题及原因分析",
        "偏离绩效目标的原因", "发现的主要问题", "绩效目标未完成原因分析", "存在的主要问题和原因", "主要问题及原因分析", "存在问题及原因",
        "偏离绩效目标的原因和下一步改进措施",
    ),
    "4": (
        "下一步拟改进措施", "下一步改进措施", "改进措施", "下一步工作打算", "下一步工作措施", "改进措施和有关建议", "改进措施及建议",
        "下一步改进工作措施", "整改措施", "下一步工作计划", "改进措施及下一步工作计划", "有关建议", "下一步改进意见", "改进的方向和具体措施",
        "下一步拟采取的改进措施", "绩效自评结果拟应用和公开情况", "措施建议", "意见建议", "改进建议", "工作建议", "下一步改进措施及结果应用",
    ),
}  # fmt: skip
_EXACT: dict[str, tuple[str, ...]] = {}
for _key, _names in _NAMES.items():
    for _name in _names:
        _EXACT[_name] = (*_EXACT.get(_name, ()), _key)
# What a heading of this kind must name at all: sorts out other lines cheaply.
_TOPIC = re.compile(r"绩效|自评|执行|问题|措施|下一步|资金|指标|建议|原因|收支")
# With a number of a section before it, its essential words suffice.
_ESSENCE = (
    (re.compile(r"未(?:能)?完成.{0,6}(?:目标|指标)"), ("1.3",)),
    (re.compile(r"问题"), ("3",)),
    (re.compile(r"改进|整改|下一步"), ("4",)),
    (re.compile(r"(?:预算|资金).*(?:执行|使用|管理).*分析"), ("2.1",)),
    (re.compile(r"执行率|(?:预算|资金).*(?:执行|使用)"), ("1.1", "2.1")),
    (re.compile(r"^已?完成的.*(?:目标|指标)"), ("1.2",)),
    (re.compile(r"(?:目标|指标).*(?:完成|实现)情况.*分?析"), ("2", "2.2")),
    (re.compile(r"(?:目标|指标).*(?:完成|实现)情况"), ("1", "1.2", "2.2")),
    (re.compile(r"自评结[果论]"), ("1",)),
)
TOP_KINDS = {"hanzi", "part"}
FORM_TITLE = re.compile(
    r"(?:附\s*件|附\s*表)[\s\d:：]|(?:自评|评价|评分)表\s*(?:[（(].{0,12}[)）]\s*)?$|^附\s*件\s*\d*$"
)
REVENUE_TITLE = re.compile(r"^.{0,20}收入(?:支出)?(?:决算|预算).{0,6}表$")


def section_of(text: str, current: str) -> str:
    """The section that a line opens where `current` is being read; "" if it is no heading of a section."""
    lead = lead_of(text)
    rest = lead.rest.rstrip("：:")
    if not rest or len(rest) > _LONGEST_HEADING or rest[-1] in STOPS or not _TOPIC.search(rest):
        return ""
    if lead.kind in {"circled", "half"} or level_of(text):
        return ""
    numbered = lead.kind in TOP_KINDS or lead.kind in {"bracketed", "dotted"}
    candidates = _meant(folded(rest))
    if not candidates and numbered:
        candidates = next((keys for pattern, keys in _ESSENCE if pattern.search(rest)), ())
    return _fitting(candidates, lead, current)


@lru_cache(maxsize=4096)
def _meant(words: str) -> tuple[str, ...]:
    """The sections called so, a doubled or missing sign or two forgiven."""
    if words in _EXACT:
        return _EXACT[words]
    best, found = 0.84, ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    for name in _EXACT:
        if abs(len(name) - len(words)) > 3:
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, name
    # 未完成 and 完成 differ by a sign, and by everything.
    if found and ("未" in found) == ("未" in words) and ("分析" in found or not words.endswith("分析")):
        return _EXACT[found]
    return ()


def _fitting(candidates: tuple[str, ...], lead: Lead, current: str) -> str:
    """Of several sections of one name the one whose number or place fits: 绩效目标完成情况分析 is both 二 and （二）."""
    if not candidates:
        return ""
    if lead.kind in TOP_KINDS:
        fitting = [key for key in candidates if "." not in key]
        return (fitting or list(candidates))[0]
    if lead.kind == "bracketed":
        candidates = tuple(key for key in candidates if "." in key) or candidates
    if len(candidates) == 1:
        return candidates[0]
    part = "2" if current.startswith("2") or current == "revenue" else "1"
    inside = [key for key in candidates if key.startswith(f"{part}.")]
    if inside and (lead.kind or current not in {"", "1", "1.1", "1.2", "1.3"} or part == "1"):
        if not lead.kind and part == "1" and "2" in candidates:
            return "2"
        return inside[0]
    later = [key for key in candidates if key > current] if current[:1].isdigit() else list(candidates)
    return (later or list(candidates))[0]


_GOAL = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:年度|总体|绩效|部门|工作)*目标\s*"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[（(][^（）()]{1,12}[)）])?\s*(?:[：:、.．]\s*(?P<title>.*)|\s+(?P<apart>\S.*)|$)"
)
_POINTS_BEHIND = re.compile(r"[（(]\s*\d{1,3}(?:\.\d+)?\s*分\s*[)）]\s*$")


def goal_heading(text: str) -> tuple[int, str] | None:
    """Number and title of 年度目标1：…, 年度绩效目标一：…, 目标2（40分）：…"""
    match = _GOAL.match(text)
    if not match or "\n" in text.strip():
        return None
    title = _POINTS_BEHIND.sub("", match["title"] or match["apart"] or "").strip()
    return (ordinal_of(match["number"]), title) if len(title) <= 200 else None


def kind_of_table(grid: Grid) -> str:
    """ "form", "revenue", or "" for another table, told by its first rows."""
    for row in grid.rows[:40]:
        words = {folded(square.text) for square in row if square and len(square.text) < 30}
        if words & {"三级指标", "指标名称", "二级指标", "绩效指标", "基本支出总额", "年度资金总额"}:
            return "form"
        if any(REVENUE_TITLE.match(word) for word in words):
            return "revenue"
        if words & {"决算数", "调整预算数", "调整后预算数"} and words & {
            "项目",
            "收入项目",
            "收入来源",
            "资金来源",
            "来源",
        }:
            return "revenue"
    return ""


def is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and text[-1:] not in STOPS
