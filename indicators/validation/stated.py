"""Totals and grades that were typed into free texts, against those that are computed.

Only what can mean nothing but this evaluation's own total or grade is taken for a claim: the clause before the figure
must consist of words that say so, and nothing before it in the sentence may speak of another year, goal or judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.rulesets import RuleSet
from budgets.text import narrow
from indicators.facts import Facts, Place
from indicators.findings import Case, Finding
from indicators.formulas import plain
from indicators.scoring import Scores, score
from indicators.validation.scores import can_stand


@dataclass(frozen=True)
class Claim:
    """What a text says. of_all: said of the whole in so many words (总分, 部门整体), which no part has."""

    points: Decimal | None = None
    grade: str = ""
    of_all: bool = False


@dataclass(frozen=True)
class _Text:
    place: Place
    label: str
    text: str
    # Where a goal or the money is spoken of, a mere 自评得分 may be theirs.
    of_a_part: bool = False

    @property
    def level(self) -> str:
        """评价结论 speaks of nothing else. Elsewhere a total or a grade may after all be another's: a person can say so."""
        return "error" if self.place.field == "conclusion" else "warning"


def total(facts: Facts, case: Case) -> Iterator[Finding]:
    for text, scores, claims in _claims(facts, case):
        told = _wrong_total(text, scores, claims)
        if told is None or scores.total is None:
            continue
        said = (
            f"{text.label}写的总分是 {plain(told)} 分，按执行率和各项指标计算的总分是 {plain(scores.total)} 分，"
            "请改正文字或得分。"
        )
        yield Finding("total-differs", text.level, said, text.place, (plain(told), plain(scores.total)))


def _wrong_total(text: _Text, scores: Scores, claims: list[Claim]) -> Decimal | None:
    """Several that differ, or beside a goal one that a part has, speak of parts."""
    told = {claim.points for claim in claims if claim.points is not None and claim.of_all}
    if not told and not text.of_a_part:
        told = {claim.points for claim in claims if claim.points is not None}
    right = {scores.total, *(_of_parts(scores) if text.of_a_part else ())}
    return None if len(told) != 1 or told & right else told.pop()


def _of_parts(scores: Scores) -> set[Decimal | None]:
    parts = (*scores.levels, *scores.goals, scores.indicators, scores.execution)
    return {number for part in parts for number in (part.points, part.weight)}


def grade(facts: Facts, case: Case) -> Iterator[Finding]:
    """Several grades explain how they are given; one that fits the wrong total beside it is no second fault."""
    for text, scores, claims in _claims(facts, case):
        told = {claim.grade for claim in claims if claim.grade and (claim.of_all or not text.of_a_part)}
        wrong = _wrong_total(text, scores, claims)
        fitting = {scores.grade, "" if wrong is None else case.rules.grade_of(wrong)}
        if len(told) != 1 or told & fitting or scores.total is None:
            continue
        word = told.pop()
        said = (
            f"{text.label}写的等级是“{word}”，总分 {plain(scores.total)} 分，等级应为“{scores.grade}”"
            f"（{_bands(case.rules)}），请改正文字或得分。"
        )
        yield Finding("grade-differs", text.level, said, text.place, (word, plain(scores.total), scores.grade))


def _bands(rules: RuleSet) -> str:
    """优 90 分及以上，良 80 分及以上 …"""
    return "，".join(f"{band.name} {plain(band.lowest)} 分及以上" for band in rules.bands if band.lowest > 0)


def _claims(facts: Facts, case: Case) -> Iterator[tuple[_Text, Scores, list[Claim]]]:
    """Texts that claim something, with what they claim; none as long as there is no total to hold it against."""
    if not case.rules.scored:
        return
    reader = _Reader(facts, case.rules)
    found = [(text, claims) for text in _texts(facts) if (claims := list(reader.read(text.text)))]
    if found and can_stand(facts, case):
        scores = score(facts, case.rules)
        yield from ((text, scores, claims) for text, claims in found)


def _texts(facts: Facts) -> Iterator[_Text]:
    place = Place("budget", "evaluation", "execution_note")
    yield _Text(place, "“预算执行情况说明”", facts.execution_note, of_a_part=True)
    for number, goal in enumerate(facts.goals, 1):
        place = Place("goals", goal.key, "achievement")
        yield _Text(place, f"年度目标{number}的“实际完成情况”", goal.achievement, of_a_part=True)
    labels = {"problems": "“三、存在的问题和原因”", "improvements": "“四、下一步拟改进措施”"}
    for field, label in labels.items():
        yield _Text(Place("statement", "statement", field), label, "\n".join(getattr(facts.statement, field)))
    # Its own title says whose the figures are: 优 alone is a grade there.
    conclusion = f"评价结论：{facts.statement.conclusion}" if facts.statement.conclusion.strip() else ""
    yield _Text(Place("statement", "statement", "conclusion"), "“评价结论”", conclusion)


# What may stand before the words of a claim in its clause, in any order; of two that begin alike the longer first.
_ABOUT = (
    *("本年度?", "年度", "全年", "当年", "[本我](?:部门|单位|局|委|办|中心|院|校|会|厅|处|队|站|馆|所|镇|街道|乡)"),
    *("部门预算", "部门", "单位", "预算绩效", "整体", "总体", "支出", "绩效目标", "绩效", "自评表", "自评", "自我评价"),
    *("评价", "评定", "评分", "打分", "综合", "最终", "最后", "结果", "结论", "情况", "工作", "等级", "等次", "认定"),
    *("测算", "计算", "汇总", "经过?", "通过", "根据", "按照?", "对照", "因此", "故", "综上(?:所述)?", "的", "为", ":"),
    *(r"\(?[0-9一二三四五六七八九十]{1,2}[).]",),
)
_QUALIFIES = re.compile("自评|自我评价|评价|综合|整体|总体|绩效|最终")
_OF_ALL = re.compile("部门|单位|整体|总体|综合")
# Of another year, another judge, another subject, or of what is only wanted.
_OF_OTHERS = re.compile(
    "上年|上一年|去年|前年|往年|历年|近年|下年|下一年|明年|来年|次年|同期|考核|考评|测评|评估|检查|督查|竞赛|比赛|考试"
    "|评比|排名|第三方|财政局|财政部门|复核|审核|抽查|抽评|重点评价|下属|所属|二级单位|各单位|其中|力争|争取|确保(?!了)"
    "|如果|假如|项目(?!支出|均|都|全)|[0-9]分[^,]{0,4}(?:以上|以下|以内)|[0-9]分?[至~-][0-9]"
    "|(?:方面|部分|(?<!自评)(?<!评价)情况)[,:\n]*$"
)
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?=年|-|至)")
_NOT_READ = re.compile("[“”\"‘’'「」『』]|[^\\S\n]")
# Nobody speaks longer than this without a stop; so no text takes long to read.
_SENTENCE = re.compile("[^。;!?]{1,400}")
_CLAUSE_START = re.compile("[,、(\n]")

_TOTAL = re.compile(
    "(?P<word>总得分|总评分|总分数?|得分合计|合计得分|得分|评分)(?:结果)?(?:为|是|共计?|合计|:|=)*"
    r"(?P<points>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?:/100)?"
    r"(?:分(?=$|[,、()\n])|(?=$|[,、)\n]))"
)
_COPULA = "(?:为|是|评定为|确定为|评为|属于?|:)"
_AS_GRADE = re.compile("等级|等次|档次|评级|结果|结论|(?<=自评)|(?<=自我评价)|(?<=评定)|(?<=评价)")
# Whether a copula may be missing: 评价结果中 says nothing of a grade.
_UNMISTAKABLE = ("优", "良")
_ALIASES = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}


class _Reader:
    """Finds claims in the texts of one evaluation: its year, its names and the grades of its rule set."""

    def __init__(self, facts: Facts, rules: RuleSet) -> None:
        names = facts.department
        own = [name for name in (names.full_name, names.form_name, names.short_name) if name]
        self._year = facts.fiscal_year
        pieces = (f"{facts.fiscal_year}年度?", *map(re.escape, map(narrow, own)), *_ABOUT)
        self._prefix = re.compile(f"(?:{'|'.join(pieces)})*+")
        bands = {band.name: band.name for band in rules.bands}
        self._grades = bands | {word: name for word, name in _ALIASES.items() if name in bands}
        words = "|".join(re.escape(word) for word in sorted(self._grades, key=len, reverse=True))
        ending = rf"(?:等级|等次|档次|级|等|档)?(?=$|[,()\n]|、(?!{words}))"
        self._grade = re.compile(rf"(?P<copula>{_COPULA}*)(?P<word>{words}){ending}")
        self._beside = re.compile(rf"[,(、](?:{_COPULA})?(?P<word>{words}){ending}")

    def read(self, text: str) -> Iterator[Claim]:
        scored = False
        for sentence in _SENTENCE.findall(_NOT_READ.sub("", narrow(text))):
            totals = list(self._totals(sentence))
            scored = scored or bool(totals)
            yield from totals
            yield from self._grades_of(sentence, scored=scored)

    def _totals(self, sentence: str) -> Iterator[Claim]:
        for match in _TOTAL.finditer(sentence):
            is_sum = "总" in match["word"] or "合计" in match["word"]
            points = Decimal(match["points"])
            about = self._about(sentence, match.start())
            if about is None or not (is_sum or _QUALIFIES.search(about)):
                continue
            if is_sum and "得" not in match["word"] and points == 100:
                continue  # 总分100分 may be what can be reached
            beside = self._beside.match(sentence, match.end())
            yield Claim(points, of_all=is_sum)
            if beside:
                yield Claim(grade=self._grades[beside["word"]], of_all=_OF_ALL.search(about) is not None)

    def _grades_of(self, sentence: str, *, scored: bool) -> Iterator[Claim]:
        """scored: whether the text has named a total; a mere 等级 is then its."""
        for match in _AS_GRADE.finditer(sentence):
            told = self._grade.match(sentence, match.end())
            if told is None or not (told["copula"] or self._stands_alone(match.group(), told["word"])):
                continue
            about = self._about(sentence, match.start())
            if about is None:
                continue
            if _QUALIFIES.search(about) or "评定" in about or (match.group() and scored):
                yield Claim(grade=self._grades[told["word"]], of_all=_OF_ALL.search(about) is not None)

    def _stands_alone(self, word: str, told: str) -> bool:
        return word in {"等级", "等次", "档次"} and self._grades[told] in _UNMISTAKABLE

    def _about(self, sentence: str, start: int) -> str | None:
        """The clause before the claim; None where that, or what precedes it in the sentence, makes it another's."""
        clause = max((match.end() for match in _CLAUSE_START.finditer(sentence, 0, start)), default=0)
        before, about = sentence[:clause], sentence[clause:start]
        if not self._prefix.fullmatch(about) or _OF_OTHERS.search(before.rstrip("(、")):
            return None
        if any(int(year) != self._year for year in _YEAR.findall(before)):
            return None
        return about
