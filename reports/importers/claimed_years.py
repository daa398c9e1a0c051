"""Of which year a document tells what was reached: the one year that an analysis names, or that an amount of this year has.

Years of laws, files, plans, beginnings and comparisons are no claim, nor is one of several: a report tells a story too.
"""

import re
from collections.abc import Iterator

from budgets.money import total, wan_text
from indicators import execution
from indicators.claims import Claim, Excerpt
from indicators.facts import Facts, Place, Row
from indicators.validation.meeting import read
from indicators.values.plain import plain
from indicators.values.units import known_prefix
from reports.importers.outline import Outline, Passage

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
# What is quoted or said in brackets has years of its own: 〔2021〕12号, 《2021年工作要点》.
# Each without the sign that opens it: else a row of such signs is looked through once from each.
_QUOTED = re.compile(r"《[^《》]*》|〔[^〔〕]*〕|\[[^\[\]]*\]|（[^（）]*）|\([^()]*\)|“[^“”]*”")
# （见《工作要点（2021年）》）
_DEEPEST = 3
# At the beginning of a clause, or behind the few words that say who.
_LEAD = re.compile(
    r"(?:^|(?<=[，。；：\n]))(?P<who>[^，。；：\n\d]{0,12}?)(?P<year>20\d\d)年(?:度)?(?P<what>[，,]?[^，。；\n]*(?:[，。；\n]|$))"
)
_THIS_YEAR = re.compile(r"本年|今年|当年|年内|本年度|(?<![\d年])全年|目前|截至")
_ALTOGETHER = re.compile(r"累计[^，。；\n]*")
_WHO_ELSE = re.compile(r"[较比由从自到至于在按据同将为对以]|根据|相对|超过")
_NOT_OF_WORK = re.compile(
    r"^(?:[，,]?(?:底|末|初|以来|起|至|到|及|和|与|、|[-－—~～]|的|版|\d{1,2}\s*月)|度?(?:计划|规划|目标|预算))|"
    r"基础|已|拟|计划|预计|力争|将(?!全|其|该)|评为|荣获|获评|命名|授予|成立|颁布|施行|印发|出台|发布|启动|开工|动工|立项|"
    r"签订|申报|中标|招标|批复|移交|开始|受.{0,8}影响|同比|相比|以前|之前|较|比|以来|"
    r"普查|统计|公报|年鉴|会议|精神|文件(?:要求|精神|规定)|号文|通知|方案|意见|部署|审计|结转|续建|遗留|继续|春节|元旦|季度"
)
# What is left for another year, or was there before and is used up in this one.
_NOT_ALL_OF_IT = re.compile("剩余|其余|余下|列入|纳入|结余|资金|补助|任务|清单|工程$|谋划|筹备")
# Told without the figure, of something that was there, or of what came before: 2022年完成选址.
_THERE_ALREADY = re.compile("建成|开放|投用|启用|竣工|完工|前期|选址|设计|论证|摸底|上报|储备|排查|调研|征地|拆迁|勘察")
# Who works, not what is worked on: 东湖段, 其余路段.
_AT_WORK = re.compile(r"(?:局|委员会|办公室|厅|街道|镇|乡|学校|单位|[全本我各][省市区县州盟旗镇乡局]|^[省市区县])$")
_WITH_WHAT = re.compile("利用|依托|使用|落实|接续|谋划|通过|结合|争取|用好|完善|巩固|执行|经")
_MONTH = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d[\d,]*(?:\.\d+)?")
_COMPARED = re.compile(
    "上年|去年|往年|同比|同期|持平|较|比(?!目标)|计划|拟|将|力争|下年|次年|结转|批复|批准|下达|审议|公开|编制|上报"
)
_AMOUNT = re.compile(r"(?P<amount>\d[\d,]*\.\d+)\s*万元")
_SIGNIFICANT = 3
# Signs of a name.
_SHORTEST, _LONGEST = 4, 60
# Rows of one name: in so many goals.
_MOST_ALIKE = 4
# What may stand between a name and its figure, and how many such signs.
_JOINTS, _MOST_JOINTS = frozenset("达到为是：了共"), 5
_AMOUNTS = (
    ("initial", execution.initial_total),
    ("adjusted", execution.adjusted_total),
    ("executed", execution.executed_total),
    ("final", execution.final_total),
)


def year_of_analysis(body: str, passage: Passage, row: Row, facts: Facts) -> Iterator[Claim]:
    """body: without the sentence on the target. "year_told.figure" where the actual itself stands beside the year."""
    text = _unquoted(body)
    years = {*_YEAR.findall(text)}
    if len(years) != 1:
        return
    found = _dated(text, row) or _led(text, row, facts)
    if found:
        subject, at = found
        excerpt = Excerpt(_sentence_at(body, at), passage.at, passage.section)
        yield Claim(subject, years.pop(), excerpt, Place("indicators", row.key, "analysis"))


def _unquoted(text: str) -> str:
    """As long as it was."""
    for _ in range(_DEEPEST):
        text = _QUOTED.sub(lambda match: "〇" * len(match.group()), text)
    return text


def _dated(text: str, row: Row) -> tuple[str, int] | None:
    """11月 in the table, and 2022年11月 in the text."""
    months = re.fullmatch(r"(\d{1,2})月(?:\d{1,2}日|[底末初])?", plain(row.actual).strip())
    dates = list(_MONTH.finditer(text))
    if not months or len(dates) != 1 or dates[0]["month"] != months[1]:
        return None
    return "year_told.figure", dates[0].start()


def _led(text: str, row: Row, facts: Facts) -> tuple[str, int] | None:
    match = _LEAD.search(text)
    if not match or len(_YEAR.findall(text)) > 1 or _THIS_YEAR.search(text):
        return None
    if any(_figure_in(altogether, row) == "own" for altogether in _ALTOGETHER.findall(text)):
        # 2021年建成6个，累计建成11个: the years before are part of it.
        return None
    clause = match["what"]
    if len(clause.strip("，,")) == 0:
        # 2021年，…
        clause = _SENTENCE.match(text, match.end())[0].split("，")[0] if text[match.end() :].strip() else ""
    if not _is_at_work(match["who"], row, facts) or _NOT_OF_WORK.search(clause) or _NOT_ALL_OF_IT.search(clause):
        return None
    figure = _figure_in(clause, row)
    later = int(match["year"]) > facts.fiscal_year and match["who"] == ""
    if figure == "another" or (not figure and (later or _THERE_ALREADY.search(clause))):
        return None
    return "year_told.figure" if figure else "year_told", match.start("year")


def _is_at_work(who: str, row: Row, facts: Facts) -> bool:
    """Nobody else is named, or the department, or the row's own work."""
    who = plain(who).strip()
    if not who:
        return True
    if _WHO_ELSE.search(who) or _WITH_WHAT.search(who):
        return False
    department = facts.department
    names = [plain(name) for name in (department.full_name, department.form_name, department.short_name)]
    is_ours = len(who) > 1 and any(name.endswith(who) for name in names)
    return is_ours or _AT_WORK.search(who) is not None or plain(row.name).strip().endswith(who)


def _figure_in(clause: str, row: Row) -> str:
    """ "own" where the actual stands in it, "another" where another number of what it counts does."""
    actual = read(row.actual, name=row.name)
    if actual.kind != "number" or actual.number is None:
        return ""
    told = [
        (read(match.group()).number, plain(clause[match.end() : match.end() + 12]))
        for match in _NUMBER.finditer(clause)
    ]
    if any(number == actual.number for number, _ in told):
        return "own"
    return "another" if any(actual.unit and known_prefix(unit) == actual.unit for _, unit in told) else ""


def _sentence_at(text: str, at: int) -> str:
    for match in _SENTENCE.finditer(text):
        if match.end() > at:
            sentence = match.group().strip("\n ")
            return sentence if len(sentence) <= 120 else f"{sentence[:120]}…"
    return ""


def years_of_amounts(outline: Outline, facts: Facts) -> Iterator[Claim]:
    """2021年收入合计3,684.20万元, where that is what was received this year."""
    totals = [(name, total_of(facts)) for name, total_of in reversed(_AMOUNTS)]
    totals.append(("executed", total([line.executed for line in facts.revenue])))
    mine = {wan_text(amount): name for name, amount in totals if amount}
    for passage in outline.passages:
        if passage.role != "text" or passage.section in {"form", "revenue", "3", "4"}:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            years = {*_YEAR.findall(_unquoted(sentence))}
            if len(years) != 1 or _COMPARED.search(sentence):
                continue
            year = years.pop()
            told = [
                mine[one["amount"]] for one in _AMOUNT.finditer(sentence, sentence.find(year)) if one["amount"] in mine
            ]
            if told:
                excerpt = Excerpt(_sentence_at(sentence, 0), passage.at, passage.section or "text")
                yield Claim("year_told.figure", year, excerpt, Place("budget", "evaluation", told[0]))


def years_of_figures(outline: Outline, facts: Facts) -> Iterator[Claim]:
    """2021年治理河道12.6公里, in a text without analyses: the very name and the very figure of a row."""
    named = _Named([row for _, row in facts.rows()])
    for passage in outline.passages:
        if passage.role != "text" or passage.section in {"form", "revenue", "3", "4"} or passage.goal:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            years = {*_YEAR.findall(_unquoted(sentence))}
            if len(years) != 1 or _COMPARED.search(sentence):
                continue
            for row in named.told_in(sentence):
                excerpt = Excerpt(_sentence_at(sentence, 0), passage.at, passage.section or "text")
                yield Claim("year_told.figure", min(years), excerpt, Place("indicators", row.key, "actual"))


class _Named:
    """Rows by their names, looked for before each figure: by the last signs, and by as many as there are names' lengths."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._lengths: dict[str, set[int]] = {}
        for row in rows:
            if _SHORTEST <= len(name := row.name.strip()) <= _LONGEST:
                self._rows.setdefault(name, []).append(row)
                self._lengths.setdefault(name[-_SHORTEST:], set()).add(len(name))

    def told_in(self, sentence: str) -> Iterator[Row]:
        for figure in _NUMBER.finditer(sentence):
            if len(re.sub("[^0-9]", "", figure.group()).strip("0")) < _SIGNIFICANT:
                continue
            number = read(figure.group()).number
            for name in self._before(sentence[max(0, figure.start() - _LONGEST - _MOST_JOINTS) : figure.start()]):
                rows = self._rows[name][:_MOST_ALIKE]
                yield from (row for row in rows if read(row.actual, name=row.name).number == number)

    def _before(self, words: str) -> Iterator[str]:
        """Names that stand right before the figure, or before 达到 and the like."""
        for _ in range(_MOST_JOINTS):
            for length in self._lengths.get(words[-_SHORTEST:], ()):
                if words[-length:] in self._rows:
                    yield words[-length:]
            if words[-1:] not in _JOINTS:
                return
            words = words[:-1]
