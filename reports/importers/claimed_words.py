"""What a document says of itself as a whole: whose it is and of which year, that all is reached, notes, slips of the hand."""

import re
from collections.abc import Iterator

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place
from indicators.slips import Slip, doubled_in_heading, slips_in
from reports.importers.excerpts import clipped
from reports.importers.outline import Outline, Passage
from reports.importers.words import folded, lead_of
from reports.layouts import SECTIONS

_DEPARTMENT = re.compile(r"(?:编制单位|单位名称|部门名称|填报单位)\s*[：:]\s*(?P<name>[^\s：:，。]{3,40})")
_CALLED = re.compile(r"^(?P<name>[^，。：（(]{4,40})[（(]以下简称")
_OFFICE = r"[\u4e00-\u9fff]{1,20}?(?:局|委员会|委|办公室|厅|院|会|中心|处|所|站|馆|校|街道)"
_TITLE = re.compile(
    rf"(?:20\d\d年(?:度)?)?(?P<name>{_OFFICE})(?:20\d\d年(?:度)?)?(?:部门|单位)?(?:整体|预算).{{0,8}}绩效自?评"
)
_AT_WORK = re.compile(rf"(?:^|(?<=[，。；]))(?P<name>{_OFFICE})(?=20\d\d年|本级20\d\d)")
_SCOPE = re.compile(r"[（(](?:本级|汇总)[)）]$")
_FILED = re.compile(r"填报(?:日期|时间)\s*[：:]\s*(?P<day>.{0,20})")
# A whole date says when something is due or was written.
_YEAR_OF_TITLE = re.compile(r"(?<!\d)(?P<year>20\d\d)年(?!\s*\d{1,2}\s*月)(?:度)?.{0,40}(?:自评|评价)")
_YEAR_OF_RESULT = re.compile(
    r"(?:^|[，。])\D{0,12}(?P<year>20\d\d)年度，?(?:年度目标|部门|年初|本单位|绩效目标|.{0,10}没有未完成)"
)
_WHOLE = "(?:了|年初|年度|本年度|全年|设定|确定|制定|下达|的|各项|全部|既定|预期|部门|整体|绩效|预算|工作|总体)*"
# In either order: 绩效目标均已完成, 全面完成年初设定的各项绩效目标.
ALL_REACHED = re.compile(
    r"(?<!产出)(?<!效益)(?<!效果)(?<!数量)(?<!质量)(?<!时效)(?<!成本)(?<!满意度)(?:目标|指标)(?:任务)?已?(?:经)?(?:(?:均|全部|都)已?(?:经)?(?:按期|如期|全面|圆满|顺利)?(?:完成|达到)|(?:全面|圆满)完成)"
    rf"|(?:全部|全面|圆满|均已|都已){{1,2}}完成{_WHOLE}(?:目标|指标)"
)
_THE_REST = re.compile("除|其余|其他|其它|大部分|基本(?!支出)|将|拟|力争|确保|下一步")
# 未能全面完成年度目标, 全面完成年度目标仍有差距: in the clause itself, since what comes after 但 takes nothing back.
_DENIED = re.compile(
    "未(?!成年|来|央)|没有|没能|并没|不能|不足|不够|并不|不会|不可|不得不|难以|很难|无法|无从|尚(?=未|不|有|需|存)|差距|困难"
)
# 为全面完成年度目标打下基础 tells what was hoped for.
_HOPED_FOR = re.compile("(?:为|保障|推动|助力|促进|争取|力求|能否|是否)$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_NONE_LEFT = re.compile(r"(?:没有|无|不存在)未完成的?(?:绩效|年度)*(?:目标|指标)")
_NONE = re.compile(r"(?:无|没有)[。.]?")
_NOTE = re.compile(r"预算数(?:为|是|指)(?P<what>年初|调整后|全年)")
# Signs of a text that is quoted whole, and around a slip.
_SHORT, _SOME = 60, 20
_STOP = re.compile("[，。；：！？\n]+")
_STEP = {"problems": "3", "improvements": "4"}
_NUMBERED = {section.key: section.text for section in SECTIONS}


def claims_of_words(outline: Outline, facts: Facts) -> Iterator[Claim]:
    for passage in outline.passages:
        excerpt = Excerpt(clipped(passage.text), passage.at, passage.section)
        yield from _whose(passage, excerpt)
        yield from _when(passage, excerpt)
        yield from _called(passage, excerpt)
        yield from _reached(passage, excerpt, facts)
        if passage.section == "form" and (match := _NOTE.search(passage.text)):
            basis = "initial" if match["what"] == "年初" else "adjusted"
            yield Claim("note_basis", basis, excerpt, Place("budget", "evaluation", "basis"))
        if passage.role == "text":
            for field, section in _STEP.items():
                if passage.section == section:
                    yield Claim(field, clipped(passage.text), excerpt, Place("statement", "statement", field))
    for text, at, section in _cells(outline):
        if match := _DEPARTMENT.search(text):
            yield _department(match["name"], Excerpt(clipped(text), at, section))
    yield from _slips(outline)
    yield from _unnumbered(outline)


def _whose(passage: Passage, excerpt: Excerpt) -> Iterator[Claim]:
    for pattern in (_DEPARTMENT, _CALLED):
        if pattern is _CALLED and passage.section != "1.1":
            continue
        if match := pattern.search(passage.text):
            yield _department(match["name"], excerpt)


def _called(passage: Passage, excerpt: Excerpt) -> Iterator[Claim]:
    """What the titles and the beginnings of sentences call it: held against its names for a sign that is another."""
    place = Place("budget", "evaluation", "department")
    if passage.section in {"", "form"} and len(passage.text) <= 80:
        titles = [match["name"] for match in (_TITLE.match(passage.text.strip()),) if match]
        yield from (Claim("department_titled", name, excerpt, place) for name in titles)
    elif passage.role == "text" and passage.section[:1] in {"1", "2", "3"}:
        for match in _AT_WORK.finditer(passage.text):
            yield Claim("department_called", match["name"], excerpt, place)


def _department(name: str, excerpt: Excerpt) -> Claim:
    return Claim("department", _SCOPE.sub("", name.strip()), excerpt, Place("budget", "evaluation", "department"))


def _when(passage: Passage, excerpt: Excerpt) -> Iterator[Claim]:
    if match := _FILED.search(passage.text):
        yield Claim("filing_date", match["day"].strip(), excerpt, Place("statement", "statement", "filing_date"))
    title = len(passage.text) <= 60 and (
        passage.section == "" or (passage.section == "form" and passage.role == "section")
    )
    match = (_YEAR_OF_TITLE if title else _YEAR_OF_RESULT).search(passage.text)
    if match and (title or passage.section in {"1.1", "1.2", "1.3", "2.1", "3"}):
        yield Claim("year", match["year"], excerpt, Place("budget", "evaluation", "fiscal_year"))


def _reached(passage: Passage, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    goals = dict(enumerate((goal.key for goal in facts.goals), start=1))
    if passage.role != "text":
        return
    if passage.section == "1.2":
        place = Place("goals", goals.get(passage.goal, ""), "rows")
        if says_all(passage.text, facts.fiscal_year) and passage.goal:
            yield Claim("all_reached", "均已完成", excerpt, place)
    whole = Place("goals", "", "rows")
    none_left = passage.section == "1.3" and (_NONE_LEFT.search(passage.text) or _NONE.fullmatch(passage.text.strip()))
    if none_left or (passage.section == "3" and says_all(passage.text, facts.fiscal_year)):
        yield Claim("all_reached", "没有未完成" if none_left else "均已完成", excerpt, whole)


def says_all(text: str, fiscal_year: int) -> bool:
    """Of everything this year, and not of what is left when something is taken away."""
    return any(
        _says_all_in_a_clause(one) and not _THE_REST.search(one) and {*_YEAR.findall(one)} <= {str(fiscal_year)}
        for one in re.split("[。；]", text)
    )


def _says_all_in_a_clause(sentence: str) -> bool:
    said = ((clause, ALL_REACHED.search(clause)) for clause in re.split("[，,]", sentence))
    return any(
        match and not _DENIED.search(clause) and not _HOPED_FOR.search(clause[: match.start()])
        for clause, match in said
    )


def _slips(outline: Outline) -> Iterator[Claim]:
    for text, at, section, is_heading in _texts(outline):
        found = list(slips_in(text))
        doubled = doubled_in_heading(text) if is_heading else None
        if doubled and not any(slip.kind == "doubled" for slip in found):
            found.append(doubled)
        for slip in found:
            subject = "heading" if is_heading and slip.kind in {"word", "doubled"} else slip.kind
            yield _slip(subject, slip, Excerpt(clipped(_around(text, slip.wrong)), at, section))


def _texts(outline: Outline) -> Iterator[tuple[str, str, str, bool]]:
    for passage in outline.passages:
        yield passage.text, passage.at, passage.section, passage.role not in {"text", "indicator"}
    for text, at, section in _cells(outline):
        yield text.replace("\n", ""), at, section, False


def _cells(outline: Outline) -> Iterator[tuple[str, str, str]]:
    for placed in outline.tables:
        for row in placed.grid.rows:
            for square in row:
                if square is not None and square.text.strip():
                    yield square.text, square.at, placed.section


def _around(text: str, wrong: str) -> str:
    """So much of a long text that the slip is seen in it: whole clauses, where they are short."""
    at = text.find(wrong)
    if len(text) <= _SHORT or at < 0:
        return text
    after = at + len(wrong)
    begins = [match.end() for match in _STOP.finditer(text, max(0, at - _SHORT), at)]
    ends = [match.end() for match in _STOP.finditer(text, after, after + _SHORT)]
    # The farthest stops within some words, else the nearest.
    start = next((one for one in begins if at - one <= _SOME), begins[-1] if begins else max(0, at - _SOME))
    end = next((one for one in reversed(ends) if one - after <= _SOME), ends[0] if ends else after + _SOME)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _slip(subject: str, slip: Slip, excerpt: Excerpt) -> Claim:
    return Claim(f"slip.{subject}", f"{slip.wrong}→{slip.right}", excerpt, Place("statement"))


def _unnumbered(outline: Outline) -> Iterator[Claim]:
    """A heading without its number among such that have theirs."""
    heads = [part for part in outline.passages if part.role == "section" and part.section in _NUMBERED]
    bare = [head for head in heads if not lead_of(head.text).kind]
    if len(heads) - len(bare) < 3 * len(bare):
        return
    for head in bare:
        official = _NUMBERED[head.section]
        lead = official[: len(official) - len(lead_of(official).rest)]
        text = lead + head.text.strip()
        excerpt = Excerpt(clipped(head.text), head.at, head.section)
        if folded(lead_of(official).rest) == folded(head.text):
            yield _slip("heading", Slip("heading", head.text.strip(), text), excerpt)
