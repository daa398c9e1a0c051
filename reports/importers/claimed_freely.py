"""What a report that is not parted by goals says in its sentences: figures behind the very names of indicators,

the money of the whole, that all was reached, and the points that it gives itself. Only what leaves no doubt is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place, Row
from reports.importers.claimed_money import of_sentence
from reports.importers.claimed_words import says_all
from reports.importers.excerpts import clipped
from reports.importers.nearest import words_of_row
from reports.importers.outline import Outline, Passage

_SECTIONS = {"", "1", "1.2", "2", "2.2"}
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_SHORTEST_NAME = 4
_FIGURE = re.compile(
    r"(?P<way>(?:[，,]?\s*(?:年度)?目标(?:值)?(?:为|是)?)?)(?:达到了?|达|为|是|完成了?|共计?|[:：])*\s*"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?\s*(?:%|％|‰|[万亿]?[^\d\s，。；、：（）()%％]{0,4}))(?P<end>[，。；、（(\n]|$)"
)
# Of other times, of plans, of comparisons.
_ANOTHER_TIME = re.compile(
    r"上年|去年|往年|同比|同期|较|比|计划|拟|将|力争|要求|确保|上半年|季度|截至|\d月|十[三四五]五|累计|其中"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_EXCEPT = re.compile(r"除|外|未|不")
_SCORE = re.compile(
    r"自评(?:总)?(?:得分|分值|总分|分数|分)(?:为|是|[:：])?\s*(?P<score>\d{1,3}(?:\.\d{1,2})?)\s*分"
    r"(?:[^。；]{0,16}?等[级次](?:为|是|[:：])?\s*[“\"]?(?P<grade>[优良中差])[”\"。，；]?)?"
)
# Points of one part, or of one project.
_OF_A_MARK = re.compile(r"指标|执行|产出|效益|满意|投入|过程|管理|效能|项目|决策")
# Money of something else than the whole.
_OF_A_PART = re.compile(r"三公|经费|专项|项目|接待|采购|培训|补助|基金|科目|工资|人员|上半年|季度|月底|截至|\d月|债")


def claims_of_free_text(outline: Outline, facts: Facts) -> Iterator[Claim]:
    rows = _by_name(facts)
    for passage in outline.passages:
        if passage.role not in {"text", "level2"} or passage.goal or passage.section not in _SECTIONS:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            excerpt = Excerpt(clipped(sentence), passage.at, "text")
            yield from _figures(sentence, excerpt, facts, rows)
            yield from _of_the_whole(sentence, excerpt, facts)
            yield from _money(sentence, passage, facts)


def _by_name(facts: Facts) -> dict[str, Row]:
    """Rows whose names say enough, and are the names of one row only."""
    rows = [row for _, row in facts.rows()]
    counted = Counter(row.name.strip() for row in rows)
    return {
        name: row for row in rows if counted[name := row.name.strip()] == 1 and len(words_of_row(row)) >= _SHORTEST_NAME
    }


def _figures(sentence: str, excerpt: Excerpt, facts: Facts, rows: dict[str, Row]) -> Iterator[Claim]:
    named = [name for name in rows if name in sentence]
    for name in named:
        # A name within a longer one means the longer.
        if any(name in other and name != other for other in named):
            continue
        for start in _places(sentence, name):
            match = _FIGURE.match(sentence, start + len(name))
            # 计划 in 供地计划完成率 plans nothing.
            before = _without(named, sentence[:start])
            if match and not _of_another_time(before, facts):
                yield from _figure(match, rows[name], excerpt)


def _without(names: list[str], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _places(sentence: str, name: str) -> Iterator[int]:
    start = sentence.find(name)
    while start >= 0:
        yield start
        start = sentence.find(name, start + len(name))


def _of_another_time(before: str, facts: Facts) -> bool:
    years = {int(year) for year in _YEAR.findall(before)}
    return _ANOTHER_TIME.search(before) is not None or bool(years - {facts.fiscal_year})


def _figure(match: re.Match[str], row: Row, excerpt: Excerpt) -> Iterator[Claim]:
    subject = "target" if match["way"] else "actual"
    figure = match["figure"].strip()
    if subject == "actual" and re.search(r"目标|以上|以内|左右|多", figure):
        return
    yield Claim("name", row.name, excerpt, Place("indicators", row.key, "name"))
    yield Claim(subject, figure, excerpt, Place("indicators", row.key, subject))


def _of_the_whole(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    if says_all(sentence, facts.fiscal_year) and not _EXCEPT.search(sentence) and not _of_another_time(sentence, facts):
        yield Claim("all_reached", "均已完成", excerpt, Place("goals", "", "rows"))
    match = _SCORE.search(sentence)
    if (
        match
        and not _OF_A_MARK.search(sentence[: match.start()])
        and not _of_another_time(sentence[: match.start()], facts)
    ):
        yield Claim("score_told", match["score"], excerpt, Place("indicators", "", "score"))
        if match["grade"]:
            value = f"{match['score']}→{match['grade']}"
            yield Claim("grade_told", value, excerpt, Place("indicators", "", "score"))


def _money(sentence: str, passage: Passage, facts: Facts) -> Iterator[Claim]:
    """Of amounts those of the whole alone, and none where the sentence is about a part of it."""
    if passage.section in {"1", "2"} and passage.goal:
        return
    head = re.split("其中", sentence)[0]
    plain = re.sub(r"基本支出|项目支出", "", head)
    if not _OF_A_PART.search(plain):
        for claim in of_sentence(head, replace(passage, section="text"), facts):
            if claim.place.key in {"evaluation", "basic", "project"}:
                yield claim
