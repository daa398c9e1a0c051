"""How many goals and indicators a text says that there are, and how many were reached: 共设置年度目标4个、绩效指标35项."""

import re
from collections.abc import Iterator

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place
from indicators.ordinals import ordinal_of
from reports.importers.excerpts import clipped
from reports.importers.outline import Outline, Passage

_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
_SENTENCE = re.compile(r"[^。；！？\n]+")
# Only all of them are set, and those that are "in all".
_ALL = re.compile(r"共(?!同)|设置|设定|设立了|制定|围绕|总计|合计|全部")
_NOT_ALL = re.compile(
    r"其中|上年|去年|下年|明年|(?<![按照])计划|拟|将|调整|增加|减少|新增|选取|抽取|核心|部分|一级指标(?!.*三级)"
    # Of those above, who hand out goals of their own.
    r"|考核|考评|下达|全[省市区县州镇乡]|创建|责任[书状]"
)
_SET = re.compile("设置|设定|设立")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_GOALS = (
    re.compile(rf"{_NUMBER}个(?:年度|总体|部门|整体)*(?:绩效)?目标(?!值|任务|责任)"),
    re.compile(rf"年度(?:绩效)?目标(?:共|共计|为)?{_NUMBER}个"),
)
# 产出指标12个 and 二级指标9个 are of a part.
_ROWS = (
    re.compile(
        rf"(?:(?<=[，。、：；了和及与共置定计有])|^|三级|绩效|具体)(?:三级|绩效|具体)*指标(?:共|共计|为)?{_NUMBER}[项个条](?!级)"
    ),
    re.compile(rf"{_NUMBER}[项个条](?:(?:三级|绩效|具体)+指标|指标(?=[，。；]|$|均|全部|都))"),
)
_REACHED = re.compile(rf"(?:已|全部|实际)?(?:完成|达标|达成)(?:了)?(?:其中)?{_NUMBER}[项个条](?!任务|工作)")
_ALL_OF_THEM = re.compile(rf"{_NUMBER}[项个条](?:绩效)?指标(?:均|全部|都)")


def claims_of_counts(outline: Outline, facts: Facts) -> Iterator[Claim]:
    for passage in outline.passages:
        if passage.role != "text" or passage.section in {"form", "revenue", "2.2", "4"}:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            if not _NOT_ALL.search(sentence) and {*_YEAR.findall(sentence)} <= {str(facts.fiscal_year)}:
                yield from _of_sentence(sentence, passage, facts)


def _of_sentence(sentence: str, passage: Passage, facts: Facts) -> Iterator[Claim]:
    keys = dict(enumerate((goal.key for goal in facts.goals), start=1))
    place = Place("goals", keys.get(passage.goal, "") if passage.section == "1.2" else "", "rows")
    excerpt = Excerpt(clipped(sentence), passage.at, passage.section or "text")
    if not _ALL.search(sentence):
        # 11项指标均达到目标值, said below a goal.
        if place.key and (match := _ALL_OF_THEM.search(sentence)):
            yield from _claim("rows", match, excerpt, place)
        return
    if not place.key and (goals := _first(_GOALS, sentence)) and _is_of_performance(goals, sentence):
        yield from _claim("goals", goals, excerpt, place)
    if rows := _first(_ROWS, sentence):
        yield from _claim("rows", rows, excerpt, place)
        if reached := _REACHED.search(sentence, rows.end()):
            yield from _claim("reached", reached, excerpt, place)


def _is_of_performance(goals: re.Match[str], sentence: str) -> bool:
    """Work has goals of many kinds."""
    return re.search("年度|绩效", goals.group()) is not None or _SET.search(sentence) is not None


def _claim(subject: str, match: re.Match[str], excerpt: Excerpt, place: Place) -> Iterator[Claim]:
    """None of 0: a number that cannot be read."""
    if number := ordinal_of(match["number"]):
        yield Claim(subject, str(number), excerpt, place)


def _first(patterns: tuple[re.Pattern[str], ...], sentence: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(sentence))), None)
