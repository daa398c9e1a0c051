"""What the sentences of a document say of money: budget, change, spending, rate, and the fraction that it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place
from reports.importers.excerpts import clipped
from reports.importers.outline import Outline, Passage

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = rf"(?P<amount>{_NUMBER}\s*(?:亿元|万元|元))"
_IS = r"(?:数|总额|总金额|收入|总数|资金|金额|支出|合计|共计|总计|为|是|达到?|[:：])*"
# Every figure of the whole: what stands before it in its clause must name no part of it.
_FIGURES = (
    ("initial", re.compile(rf"年初(?:部门|财政|批复)*(?:收入)?预算{_IS}{_AMOUNT}")),
    ("adjusted", re.compile(rf"(?:调整后|全年)(?:的)?(?:部门|财政|年度)*(?:收入)?预算{_IS}{_AMOUNT}")),
    ("executed", re.compile(rf"(?:决算(?:总)?支出|支出决算|决算支出总|实际支出|全年支出|全年执行){_IS}{_AMOUNT}")),
)
_PARTS = (
    ("basic", re.compile(rf"基本支出{_IS}{_AMOUNT}")),
    ("project", re.compile(rf"项目支出{_IS}{_AMOUNT}")),
)
_SHARE = re.compile(
    rf"(?P<part>基本支出|项目支出)(?:为|共|计|合计)?{_AMOUNT}，占(?:全年|本年|部门|整体)*(?:总支出|支出总额|支出合计|支出总计)(?:的)?(?P<share>\d+(?:\.\d+)?\s*[%％])"
)
# Behind both parts of what was spent: 支出…万元，其中：基本支出…万元、项目支出…万元，基本支出占16.70%。
_SHARE_BEHIND = re.compile(
    rf"基本支出(?:为|共|计|合计)?{_NUMBER}万元[、，]项目支出(?:为|共|计|合计)?{_NUMBER}万元[^。；]*?"
    r"[，、](?P<part>基本支出|项目支出)占(?:比|(?:全年|本年|部门|整体)*(?:总支出|支出总额|支出合计|支出总计))?(?:为|的)?(?P<share>\d+(?:\.\d+)?\s*[%％])"
)
# Parts that make up the whole, by what they are called.
_MADE_UP = tuple(
    re.compile(
        rf"{_AMOUNT}(?:[^。；\d]|\d+(?:\.\d+)?[%％]){{0,40}}?其中[:：]?{one}(?:预算|支出)?{_IS}(?P<first>{_NUMBER})\s*万元[、，,；和及]*"
        rf"(?:日常)?{other}(?:预算|支出)?{_IS}(?P<second>{_NUMBER})\s*万元"
    )
    for one, other in (("基本支出", "项目支出"), ("人员经费", "公用经费"))
)
# 、预备费60.00万元 behind them: a third part. What another figure is called is none.
_A_THIRD = re.compile(rf"[、，,；和及以]+(?P<name>[^，。；、：\d]{{2,20}}?){_AMOUNT}")
_NO_PART = re.compile(
    "年末|年初|年中|全年|结转|结余|决算|执行|实际|调[整增减]|追[加减]|比|较|占|增|减|合计|总[计额]|收入|完成"
)
# What was received and what of it is left, where a sentence gives both.
_RECEIVED = re.compile(rf"收入(?:合计|总计|总额){_IS}{_AMOUNT}")
_LEFT = re.compile(rf"年末(?:资金)?(?:结转(?:和)?结余|结转|结余)(?:资金)?{_IS}{_AMOUNT}")
_CHANGE = re.compile(
    rf"(?P<net>(?:增减)?(?:净|相抵后?|轧差后?))?(?P<way>调减|调增)(?:预算)?{_IS}{_AMOUNT}(?:，(?:下降|减少|降低|增长|增加|降幅|增幅){_IS}(?P<rate>\d+(?:\.\d+)?[%％]))?"
)
_RATE = re.compile(r"执行率(?:达到|达|为|是|[:：])*(?P<rate>\d+(?:\.\d+)?\s*[%％])")
_FORMULA = re.compile(
    rf"(?P<part>{_NUMBER})\s*(?P<unit>亿元|万元|元)?\s*[/÷／]\s*(?P<whole>{_NUMBER})\s*(?P<other>亿元|万元|元)?\s*"
    r"(?:[×xX*＊]\s*100\s*[%％]\s*)?[=＝]\s*(?P<rate>\d+(?:\.\d+)?\s*[%％])"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# All that may stand before a figure of the whole in its clause: whose it is, of which year, and filling words.
_WHOSE = re.compile(
    r"20\d\d年度?|本年度?|全年|年中|年度|年末|部门|整体|单位|本级|机关|及所属|汇总|总体|预算|收入|支出|财政|资金|决算|报告|披露|批复"
    r"|按|年初预算数|调整后预算数|计算|总|的|共|其|经|为|，"
    r"|[^，,。；;（）()\d]{1,20}(?:局|委员会|委|办公室|办|中心|厅|院|馆|站|所|处|队|会|部|镇|街道|乡|学校)"
)
_LONGEST_OF_WHOSE = 23
_ASIDE = re.compile(r"[（(][^（）()]*(?:[）)]|$)")
_LONGEST_CLAUSE = 200
_PARTING = "，,：:；"
_A_PART = re.compile("项目|工程|专项|经费|活动")
_OTHERS = re.compile("上年|去年|上一年|同比|同期|往年|下年|基本支出|项目支出|拨款|基金|其他收入|事业收入|其中|结转")
# What a sentence that began with it goes on to speak of, and a year that is not over.
_ANOTHER_MATTER = re.compile(
    r"三公|采购|会议费|培训费|接待费|(?:公用|人员|专项|业务|运行)经费|上半年|[一二三前]季度|"
    r"截至(?:20\d\d年)?(?:[1-9]|1[01])月|(?<!\d)(?:[1-9]|1[01])月(?:底|末)"
)
_WHOLE = re.compile("全年|总支出|支出总|合计|部门整体|决算支出|预算执行率|总预算")
_SPENT = re.compile("支出|决算|执行")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_LAST_YEAR = re.compile("上年|去年|同比|同期")
_IS_SPENT = re.compile(r"(?:决算|执行|实际|全年|总)[^，。]{0,6}(?:支出|数)(?!预算).*其中[:：]?基本支出")
_SECTIONS = ("1.1", "2.1")


def claims_of_money(outline: Outline, facts: Facts) -> Iterator[Claim]:
    for section in _SECTIONS:
        for passage in outline.texts(section):
            for sentence in _SENTENCE.findall(passage.text):
                yield from of_sentence(sentence, passage, facts)


def of_sentence(sentence: str, passage: Passage, facts: Facts) -> Iterator[Claim]:
    excerpt = Excerpt(clipped(sentence), passage.at, passage.section)
    for subject, pattern in _FIGURES:
        for match in pattern.finditer(sentence):
            if not _of_another(sentence, match.start(), facts):
                yield Claim(subject, match["amount"], excerpt, Place("budget", "evaluation", subject))
    for key, pattern in _PARTS:
        match = pattern.search(sentence)
        # 基本支出预算 is another figure than what was spent.
        if match and not re.search("预算", sentence[: match.end()].rpartition("。")[2]):
            yield Claim("executed", match["amount"], excerpt, Place("budget", key, "executed"))
    yield from _change(sentence, excerpt, facts)
    yield from _shares(sentence, excerpt)
    yield from _left(sentence, excerpt, facts)
    yield from _changes(sentence, excerpt, facts)
    yield from _rates(sentence, excerpt, facts)
    yield from _sources(sentence, excerpt, facts)


def _change(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    """In the whole: 调增100.00万元，调减25.60万元 is one change, unless it is told too what both come to."""
    said: list[re.Match[str]] = []
    for match in _CHANGE.finditer(sentence):
        goes_on = bool(said) and sentence[said[-1].end() : match.start()] in {"、", "和", "及", "并"}
        if goes_on or not _of_another(sentence, match.start(), facts):
            said.append(match)
    said = [match for match in said if match["net"]] or said
    both = len({match["way"] for match in said}) > 1
    place = Place("budget", "evaluation", "change")
    if both:
        yield Claim("change", "，".join(f"{match['way']}{match['amount']}" for match in said), excerpt, place)
        return
    for match in said:
        yield Claim("change", f"{match['way']}{match['amount']}", excerpt, place)
        if match["rate"]:
            yield Claim("change_rate", match["rate"], excerpt, Place("budget", "evaluation", "change_rate"))


def _of_another(sentence: str, at: int, facts: Facts) -> bool:
    """Whether the clause speaks of another year, or of a part of the money."""
    said = _said_in(sentence)
    clause = sentence[max(sentence.rfind(sign, 0, at) for sign in _PARTING) + 1 : at]
    years = {year for end, year in said.years if end <= at}
    if (years and facts.fiscal_year not in years) or at >= said.another_matter:
        return True
    if not clause.strip() and said.begins_with_a_part:
        # …项目年初预算为300万元，执行率为98%: the second clause speaks of what the first does.
        return True
    return _OTHERS.search(clause) is not None or not _says_whose(clause.strip())


@dataclass(frozen=True)
class _Sentence:
    """What is asked of it for each of its figures: the years once each with their places, and where it leaves the matter."""

    years: tuple[tuple[int, int], ...]
    another_matter: int
    begins_with_a_part: bool


@lru_cache(maxsize=16)
def _said_in(sentence: str) -> _Sentence:
    years: dict[int, int] = {}
    for match in _YEAR.finditer(sentence):
        years.setdefault(int(match[1]), match.end())
    other = _ANOTHER_MATTER.search(sentence)
    first = re.split(f"[{_PARTING}]", sentence, maxsplit=1)[0]
    return _Sentence(
        tuple((end, year) for year, end in years.items()),
        other.end() if other else len(sentence) + 1,
        _A_PART.search(first) is not None,
    )


def _says_whose(clause: str) -> bool:
    """Whether such words make up all of it. They overlap in many ways, 局 and 部门 are in each other's names: so each sign
    is looked at once as the end of a word, and never every way to cut the clause."""
    # A clause has no comma: here one stands for what was said in brackets.
    words = _ASIDE.sub("，", clause)
    if len(words) > _LONGEST_CLAUSE:
        return False
    ends = [True] + [False] * len(words)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_OF_WHOSE, len(words)) + 1):
            ends[end] = ends[end] or (ends[start] and _WHOSE.fullmatch(words, start, end) is not None)
    return ends[-1]


def _changes(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    """其中：一般公共预算财政拨款收入减少5,949.99万元, of the change in the year."""
    head, inside, parts = sentence.partition("其中")
    if not inside or not re.search("调减|调增", head) or _LAST_YEAR.search(sentence):
        return
    for line in facts.revenue:
        name = line.source.strip()
        if name and name in parts and (match := _changed(name).search(parts)):
            yield Claim(
                "source_change", f"{match['way']}{match['amount']}", excerpt, Place("budget", line.key, "change")
            )


@lru_cache(maxsize=2_000)
def _changed(source: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(source)}(?P<way>减少|增加|调减|调增)(?:了)?{_AMOUNT}")


@lru_cache(maxsize=2_000)
def _stated(source: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(source)}(?:为|共|计)?{_AMOUNT}")


def made_up(outline: Outline) -> Iterator[Claim]:
    """Amounts that a sentence parts in two kinds which are all that there is: A=B+C, in 万元."""
    for passage in outline.passages:
        if passage.role != "text" or passage.section in {"form", "revenue", "3", "4"}:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            for pattern in _MADE_UP:
                match = pattern.search(sentence)
                if match is None or _has_a_third(sentence[match.end() :]):
                    continue
                # What was spent of both is held against the form.
                if match["amount"].endswith("万元") and not _IS_SPENT.search(sentence[: match.end()]):
                    excerpt = Excerpt(clipped(sentence), passage.at, passage.section or "text")
                    value = f"{match['amount'].removesuffix('万元').strip()}={match['first']}+{match['second']}"
                    yield Claim("made_up", value, excerpt, Place("budget", "evaluation", "made_up"))


def _has_a_third(after: str) -> bool:
    match = _A_THIRD.match(after)
    return match is not None and not _NO_PART.search(match["name"])


def _left(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    for subject, field, pattern in (("received", "final", _RECEIVED), ("left_over", "carry_over", _LEFT)):
        match = pattern.search(sentence)
        if match and not _of_other_money(sentence[: match.start()], facts):
            yield Claim(subject, match["amount"], excerpt, Place("budget", "evaluation", field))


def _of_other_money(before: str, facts: Facts) -> bool:
    """Planned, of another year, or of something else."""
    years = {int(year) for year in _YEAR.findall(before)}
    of_others = years and facts.fiscal_year not in years
    return bool(of_others or re.search("预算(?!执行)|上年|去年", before) or _ANOTHER_MATTER.search(before))


def _shares(sentence: str, excerpt: Excerpt) -> Iterator[Claim]:
    behind = () if re.search("预算|上年|去年", sentence) else _SHARE_BEHIND.finditer(sentence)
    for match in (*_SHARE.finditer(sentence), *behind):
        key = "basic" if match["part"] == "基本支出" else "project"
        yield Claim("share", match["share"], excerpt, Place("budget", key, "share"))


def _rates(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    for match in _RATE.finditer(sentence):
        if not _of_another(sentence, match.start(), facts) and not _of_one_part(sentence[: match.start()]):
            # Which budget it is a rate of, where the sentence says so.
            before = sentence[max(0, match.start() - 12) : match.start()]
            basis = "initial" if "年初" in before else "adjusted" if "调整" in before else ""
            subject = f"execution_rate.{basis}" if basis else "execution_rate"
            yield Claim(subject, match["rate"], excerpt, Place("budget", "evaluation", "execution_rate"))
    for match in _FORMULA.finditer(sentence):
        yield Claim("formula", match.group(), excerpt, Place("budget", "evaluation", "execution_rate"))


def _of_one_part(before: str) -> bool:
    """其中：基本支出971.30万元，执行率99.11%: of what was named last, unless the whole was named since."""
    part = max(before.rfind("基本支出"), before.rfind("项目支出"))
    return part >= 0 and not _WHOLE.search(before, part + len("基本支出"))


def _sources(sentence: str, excerpt: Excerpt, facts: Facts) -> Iterator[Claim]:
    """其中：甲1.00万元，乙2.00万元 after a budget: which column they are of is said before 其中."""
    head, inside, parts = sentence.partition("其中")
    named = [
        (match.start(), name)
        for name, word in (("initial", "年初"), ("adjusted", "调整后"))
        for match in re.finditer(word, head)
    ]
    if not inside or not named or re.search("调减|调增", head[max(named)[0] :]):
        return
    column = max(named)[1]
    if _SPENT.search(head[max(named)[0] :]):
        return
    for line in facts.revenue:
        name = line.source.strip()
        if name and name in parts and (match := _stated(name).search(parts)):
            yield Claim(column, match["amount"], excerpt, Place("budget", line.key, column))
