"""What only the text says beside the indicators: reasons, notes, how goals went, and what stands in no place of ours."""

import re
from dataclasses import replace

from indicators.facts import GoalFacts
from reports.importers.outline import Outline, Passage
from reports.importers.reading import Unread
from reports.importers.sections import FORM_TITLE
from reports.importers.words import folded

_LABELLED = (
    ("adjustment_reason", re.compile(r"\s*预算调整(?:的)?原因[：:]\s*")),
    ("low_execution_reason", re.compile(r"\s*(?:预算)?执行率(?:偏低|较低|低)(?:的)?原因[：:]\s*")),
)
_ADJUSTED_FOR = re.compile(
    r"(?<![目指]标)(?:追加|调整|调增|调减)(?:的)?(?:主要)?原因(?:主要)?(?:为|是|：|:)(?P<why>[^。；]+[。；]?)"
)
# Sentences of figures that stand in tables or follow from them.
_FIGURES = re.compile(
    r"年初(?:部门)?预算(?:数|总额)?(?:为|是|\d)|年中(?:未)?调整|年中.{0,8}调[增减整]|调整后(?:的)?(?:部门)?预算(?:收入)?(?:总额|数|金额)?为|"
    r"决算支出(?:总金额|总额|数)?为|(?:部门)?(?:决算)?支出总(?:金额|额)为|执行率\s*[=＝为达]|(?:详情)?(?:详)?见下表|不计算(?:预算)?执行率|"
    r"基本支出[\d,.]+万?元.{0,4}项目支出|预算调整情况|^[^，]{0,20}单位[：:]|^因四舍五入|年末(?:资金)?结转(?:和)?结余(?:为)?-?[\d,]"
)
_SENTENCE = re.compile(r"[^。]+(?:。[”」）)]*|$)")


def execution_texts(outline: Outline) -> dict[str, str]:
    """The reasons that stand behind their labels in 二（一）, and what it says beside its figures."""
    made = {"adjustment_reason": "", "low_execution_reason": "", "execution_note": ""}
    notes: list[str] = []
    for passage in outline.texts("2.1"):
        field, text = _labelled(passage.text)
        if field and not made[field]:
            made[field] = text
        elif not field:
            note = "".join(
                sentence for sentence in _SENTENCE.findall(passage.text) if not _FIGURES.search(sentence)
            ).strip()
            if re.search(r"\w", note):
                notes.append(note)
    made["adjustment_reason"] = made["adjustment_reason"] or _adjusted_for(outline)
    return {**made, "execution_note": "\n".join(notes)}


def _adjusted_for(outline: Outline) -> str:
    """追加原因为…, in whichever part speaks of the budget."""
    for section in ("2.1", "1.1", "1", "2", ""):
        for passage in outline.texts(section):
            if told := _ADJUSTED_FOR.search(passage.text):
                return told["why"].strip()
    return ""


def _labelled(text: str) -> tuple[str, str]:
    for field, pattern in _LABELLED:
        if match := pattern.match(text):
            return field, text[match.end() :].strip()
    return "", text


_GOAL_TEXTS = (("description", re.compile(r"预期目标[：:]\s*")), ("achievement", re.compile(r"目标完成情况[：:]\s*")))


def reached_texts(outline: Outline, goals: tuple[GoalFacts, ...], numbers: list[int]) -> tuple[GoalFacts, ...]:
    """预期目标：… and 目标完成情况：… in 一（二）, where the form does not state them."""
    found: dict[tuple[int, str], str] = {}
    for passage in outline.texts("1.2"):
        for field, pattern in _GOAL_TEXTS:
            if match := pattern.match(passage.text):
                found.setdefault((passage.goal, field), passage.text[match.end() :].strip())
    made = []
    for number, goal in zip(numbers, goals, strict=True):
        for field, _ in _GOAL_TEXTS:
            if not getattr(goal, field) and (number, field) in found:
                goal = replace(goal, **{field: found[number, field]})  # noqa: PLW2901
        made.append(goal)
    return tuple(made)


_UNREACHED = re.compile(
    r"(?:\d{1,2}[.．、]\s*)?(?:年度目标\d+[：:])?(?P<name>.{2,90}?)，(?:年初)?目标值为.{1,60}?，实际完成值为.{1,60}?，(?P<outcome>部分完成|未完成)。"
    r"(?:原因[：:](?P<reason>.*?))?(?:改进措施[：:](?P<improvement>.*))?",
    re.DOTALL,
)


def unreached_texts(outline: Outline, goals: tuple[GoalFacts, ...]) -> tuple[GoalFacts, ...]:
    """一（三） says in so many words what was missed, why, and what is done about it."""
    told = {
        folded(match["name"]): match
        for passage in outline.texts("1.3")
        if (match := _UNREACHED.fullmatch(passage.text))
    }
    if not told:
        return goals
    return tuple(
        replace(goal, rows=tuple(_missed(row, told.get(folded(row.name))) for row in goal.rows)) for goal in goals
    )


def _missed(row, match: re.Match | None):
    if match is None:
        return row
    return replace(
        row,
        outcome=row.outcome or {"部分完成": "partly", "未完成": "not_met"}[match["outcome"]],
        deviation_reason=row.deviation_reason or (match["reason"] or "").strip(),
        improvement=row.improvement or (match["improvement"] or "").strip(),
    )


_OF_ROWS, _SHORTEST = {"1", "1.2", "2"}, 10
_SIGNED = re.compile(r"[\s_：:（）()年月日]|签字|签名|盖章|公章|单位|负责人|主要|日期|填报|审核|财务|部门")
_YEAR_ALONE = re.compile(r"[（(]?\s*20\d\d\s*年(?:度)?\s*[)）]?")


def loose_texts(outline: Outline, told_nothing: list[int], *, has_rows: bool) -> list[Unread]:
    """Passages with substance that went nowhere: parts that a self-evaluation does not have, summaries below no indicator.

    Without any indicators what tells of them is held against nothing, and stands nowhere.
    """
    below_none = set(told_nothing)
    noted = False
    made = []
    for index, passage in enumerate(outline.passages):
        noted = noted or (passage.section == "form" and folded(passage.text).startswith(("备注", "注", "说明")))
        why = ""
        if index in below_none:
            why = "没有写明是哪个指标的分析，没有导入"
        elif passage.role == "text" and passage.section == "" and _has_substance(passage):
            why = "自评报告里没有放这一部分的地方，没有导入"
        elif passage.role == "text" and passage.section == "form" and not noted and _has_substance(passage):
            why = "表外的这一行没有读懂"
        elif (
            passage.role in {"text", "level2"}
            and passage.section in _OF_ROWS
            and not has_rows
            and len(passage.text) > _SHORTEST
        ):
            why = "文件里没有指标表，这里说的指标没有导入"
        if why:
            made.append(Unread(passage.text, passage.at, why))
    return made


def _has_substance(passage: Passage) -> bool:
    text = passage.text
    if _YEAR_ALONE.fullmatch(text) or not re.search(r"\w", _SIGNED.sub("", text)) or FORM_TITLE.search(text):
        return False
    # Titles, and 单位名称：… 填报日期：… that the heads of forms hold.
    return passage.topic != "" or not (len(text) <= 60 and (passage.section == "" or _is_beside_label(text)))


def _is_beside_label(text: str) -> bool:
    """指标1：新建公厕 begins like 填报人：李明, and is something else."""
    label = re.match(r"(.{2,8})[：:]", text)
    return label is not None and not re.search(r"指标|目标", label[1])
